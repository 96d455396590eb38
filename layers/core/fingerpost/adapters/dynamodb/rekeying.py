"""Everything that stands in the tables, written anew under the keys that are written with now (ADR 99)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from pynamodb.exceptions import PynamoDBException
from pynamodb.expressions.operand import Path

from fingerpost.adapters.dynamodb import boxes, keys, work_keys
from fingerpost.adapters.dynamodb.attributes import Item, binary, number, text
from fingerpost.adapters.dynamodb.index_items import child_item, read_child, read_token_rows, token_row_item
from fingerpost.adapters.dynamodb.keys import Key
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.adapters.keyring import BoxDoesNotOpen, Keyring, key_of_box
from fingerpost.domain.child import Child
from fingerpost.domain.errors import Conflict, Unavailable
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.rekeying import Part, Progress, Segment
from fingerpost.matching.tokens import index_keys
from fingerpost.usecases.ports.acting import Clock
from fingerpost.usecases.ports.rekeying import Page

_PAGE = 100
_COUNTS = ("of", "seen", "changed", "busy")
_BUCKETS = "T#"
_FEED_ROWS = "F#"


@dataclass(frozen=True, repr=False)
class DynamoRekeying:
    """Implements `ports.Rekeying`."""

    store: Store
    keyring: Keyring
    clock: Clock

    @property
    def generation(self) -> str:
        """Of the keys that are written with."""
        return self.keyring.generation

    # -------------------------------------------------------------- how far it is

    def progress(self, segment: Segment) -> Progress:
        """One consistent read."""
        item = self.store.get(self.store.casework, _place(segment))
        fresh = Progress(segment.run, self.generation, segment.of)
        if item is None:
            return fresh
        kept = read_progress(item)
        same = (kept.run, kept.generation, kept.of) == (fresh.run, fresh.generation, fresh.of)
        return kept if same else fresh

    def keep(self, segment: Segment, progress: Progress) -> None:
        """Replaces what stood there."""
        item = _progress_item(progress, self.clock())
        self.store.write([Write(Kind.PUT, self.store.casework, _place(segment), item)])

    def page(self, segment: Segment, after: tuple[str, str] | None) -> Page:
        """By a consistent Scan."""
        names = {
            Part.INDEX: self.store.index,
            Part.CASEWORK: self.store.casework,
            Part.LEDGER: self.store.ledger,
        }
        begin = Key(*after) if after else None
        found = self._scanned(names[segment.table], segment, begin)
        held = [(names[segment.table], item) for item in found["Items"]]
        last = found.get("LastEvaluatedKey")
        return Page(held, (last["pk"]["S"], last["sk"]["S"]) if last else None)

    def _scanned(self, table: str, segment: Segment, begin: Key | None) -> dict[str, Any]:
        try:
            return self.store.connection.scan(
                table,
                limit=_PAGE,
                segment=segment.number,
                total_segments=segment.of,
                exclusive_start_key=begin.attributes() if begin else None,  # type: ignore[arg-type]  # typed as str
                consistent_read=True,
            )
        except PynamoDBException as fault:
            code = fault.cause_response_code or type(fault.cause).__name__
            raise Unavailable(f"Scan: {code}") from fault

    def again(self, item: tuple[str, Item]) -> tuple[str, Item] | None:
        """One consistent read."""
        table, before = item
        found = self.store.get(table, Key.of(before))
        return (table, found) if found else None

    # -------------------------------------------------------------- copy

    def copy(self, item: tuple[str, Item]) -> bool:
        """A child with its rows in one transaction; any other box by itself."""
        table, stored = item
        if stored["sk"]["S"] == keys.CHILD:
            return self._copy_child(stored)
        if stored["pk"]["S"].startswith(_BUCKETS) or "box" not in stored or self._is_newest(stored["box"]):
            return False
        self._box_anew(table, stored)
        return True

    def _copy_child(self, stored: Item) -> bool:
        child, standing = read_child(self.keyring, stored), read_token_rows(self.keyring, stored)
        rows = self._rows(child)
        if (
            set(rows) <= set(standing)
            and self._is_newest(stored["box"])
            and self._is_newest(stored.get("guard"))
        ):
            return False
        older = [row for row in standing if row not in rows]
        after = replace(child, version=child.version + 1)
        puts = [self._put(row, token_row_item(self.keyring, after, row)) for row in rows]
        self.store.write([self._child_put(child, after, (*rows, *older)), *puts])
        return True

    def _box_anew(self, table: str, stored: Item) -> None:
        key = Key.of(stored)
        plain = self.keyring.decrypt(stored["box"]["B"], key.place)
        anew = Path("box").set(binary(self.keyring.encrypt(plain, key.place)))
        as_read = Path("box") == stored["box"]
        self.store.write([Write(Kind.UPDATE, table, key, actions=(anew,), condition=as_read)])

    # -------------------------------------------------------------- sweep

    def sweep(self, item: tuple[str, Item]) -> bool:
        """The rows of a child under old keys go, once all those under the newest stand beside them."""
        _, stored = item
        if stored["sk"]["S"] != keys.CHILD:
            return False
        child, standing = read_child(self.keyring, stored), read_token_rows(self.keyring, stored)
        rows = self._rows(child)
        older = [row for row in standing if row not in rows]
        if not older:
            return False
        if not set(rows) <= set(standing):
            raise Conflict("not copied yet")
        after = replace(child, version=child.version + 1)
        gone = [Write(Kind.DELETE, self.store.index, row) for row in older]
        self.store.write([self._child_put(child, after, rows), *gone])
        return True

    # -------------------------------------------------------------- check

    def left(self, item: tuple[str, Item]) -> Counter[str]:
        """By the id in front of each box; a token row by its own name under the newest key. A feed's row is
        named by a reference that only the feed has, so it cannot be told, nor ever be named anew."""
        _, stored = item
        sealed = [stored[name]["B"] for name in ("box", "guard") if "B" in stored.get(name, {})]
        found = Counter(f"box:{key}" for box in sealed if (key := key_of_box(box)) != self.keyring.box_key)
        if stored["pk"]["S"].startswith(_BUCKETS):
            found += self._row_left(stored)
        if stored["pk"]["S"].startswith(_FEED_ROWS):
            found["feeds"] += 1
        return found

    def _row_left(self, stored: Item) -> Counter[str]:
        key = Key.of(stored)
        try:
            child_id, *_ = boxes.decrypt(self.keyring, stored, 3, 4)
        except BoxDoesNotOpen:
            return Counter(unreadable=1)
        return Counter(rows=int(keys.token_row(self.keyring, child_id, key.pk) != key))

    # -------------------------------------------------------------- pieces

    def _rows(self, child: Child) -> tuple[Key, ...]:
        """Where a child's rows stand under the newest key; a retired record has none."""
        if child.retired:
            return ()
        places = dict.fromkeys(keys.bucket(self.keyring, key) for key in index_keys(child.details))
        return tuple(keys.token_row(self.keyring, child.id, pk) for pk in places)

    def _is_newest(self, box: Mapping[str, Any] | None) -> bool:
        return box is None or key_of_box(box["B"]) == self.keyring.box_key

    def _child_put(self, before: Child, after: Child, rows: Sequence[Key]) -> Write:
        """The version goes on, or somebody who read the child before would leave rows behind."""
        as_read = Path("version") == before.version
        item = child_item(self.keyring, after, rows)
        return Write(Kind.PUT, self.store.index, keys.child(after.id), item, (), as_read)

    def _put(self, key: Key, item: Item) -> Write:
        return Write(Kind.PUT, self.store.index, key, item)


def _place(segment: Segment) -> Key:
    return work_keys.rekeying(segment.stage, segment.table, segment.number)


def _progress_item(progress: Progress, at: datetime) -> Item:
    after = (
        {"after_pk": text(progress.after[0]), "after_sk": text(progress.after[1])} if progress.after else {}
    )
    counts = {name: number(getattr(progress, name)) for name in _COUNTS}
    left = {"M": {name: number(count) for name, count in progress.left.items()}}
    named = {"run": text(progress.run), "generation": text(progress.generation), "at": text(at.isoformat())}
    return {**named, **after, **counts, "left": left, "done": {"BOOL": progress.done}}


def read_progress(item: Item) -> Progress:
    """From its item."""
    after = (item["after_pk"]["S"], item["after_sk"]["S"]) if "after_pk" in item else None
    counts = {name: int(item[name]["N"]) for name in _COUNTS}
    left = {name: int(count["N"]) for name, count in item["left"]["M"].items()}
    run, generation = item["run"]["S"], item["generation"]["S"]
    done = bool(item["done"]["BOOL"])
    return Progress(run=run, generation=generation, after=after, done=done, left=left, **counts)
