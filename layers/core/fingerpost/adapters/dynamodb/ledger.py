"""The ledger: append only. Nobody's role can change or delete in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import reduce
from operator import and_

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from fingerpost.adapters.dynamodb import boxes, keys
from fingerpost.adapters.dynamodb.answer_handles import put_handle
from fingerpost.adapters.dynamodb.attributes import Item, from_attributes, to_attributes, to_value
from fingerpost.adapters.dynamodb.once import use_once
from fingerpost.adapters.dynamodb.queries import Query
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.adapters.keyring import Keyring
from fingerpost.domain.errors import (
    AlreadyDone,
    Conflict,
    FingerpostError,
    LedgerUnavailable,
    StandingChanged,
    Unavailable,
)
from fingerpost.domain.ledger import LedgerEntry
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import Practitioner
from fingerpost.domain.service import Service
from fingerpost.usecases.ports.acting import Clock
from fingerpost.usecases.ports.answers import AnswerHandle

ONCE_SECONDS = 86_400
MOST_IN_A_SHARD = 200_000


class _AlreadyWritten(FingerpostError):
    """This very line stands in the ledger: an answer of DynamoDB was lost on its way."""


@dataclass(frozen=True, repr=False)
class DynamoLedger:
    """Writes lines; cannot read any."""

    store: Store
    keyring: Keyring
    clock: Clock

    def attempt(
        self,
        entry: LedgerEntry,
        asker: Practitioner | None,
        *,
        service: Service | None = None,
        once: str = "",
    ) -> None:
        """One transaction: asker and service stand as read, `once` is new, the line is written."""
        writes = [_stands_as_read(self.store, asker)] if asker else []
        if service:
            writes.append(_accredited_as_read(self.store, service))
        if once:
            writes.append(use_once(self.store, "attempt", once, self.clock(), ONCE_SECONDS, AlreadyDone))
        self._write([*writes, append(self.store, self.keyring, entry)])

    def outcome(self, entry: LedgerEntry, *, handle: AnswerHandle | None = None, concludes: str = "") -> None:
        """The line, with the handle of its answer, in one transaction."""
        writes = [append(self.store, self.keyring, entry)]
        if handle:
            writes.append(put_handle(self.store, self.keyring, handle))
        if concludes:
            writes.append(concluded(self.store, concludes, self.clock()))
        self._write(writes)

    def is_concluded(self, once: str) -> bool:
        """One consistent read."""
        try:
            return self.store.get(self.store.casework, keys.once("concluded", once)) is not None
        except Unavailable as fault:
            raise LedgerUnavailable(str(fault)) from fault

    def _write(self, writes: Sequence[Write]) -> None:
        try:
            self.store.write(writes)
        except _AlreadyWritten:
            return
        except (Unavailable, Conflict) as fault:
            raise LedgerUnavailable(str(fault)) from fault


def _stands_as_read(store: Store, asker: Practitioner) -> Write:
    fields = asker.standing.items()
    as_read: Condition = reduce(and_, (Path(name) == to_value(value) for name, value in fields))
    key = keys.practitioner(asker.id)
    return Write(Kind.CHECK, store.casework, key, condition=as_read, otherwise=StandingChanged)


def _accredited_as_read(store: Store, service: Service) -> Write:
    as_read = Path("accredited") == service.accredited
    key = keys.service(service.id)
    return Write(Kind.CHECK, store.casework, key, condition=as_read, otherwise=StandingChanged)


def concluded(store: Store, once: str, now: datetime) -> Write:
    """The write by which an act is done for good."""
    return use_once(store, "concluded", once, now, ONCE_SECONDS, AlreadyDone)


def append(
    store: Store, keyring: Keyring, entry: LedgerEntry, otherwise: type[FingerpostError] = _AlreadyWritten
) -> Write:
    """The write of one new line."""
    key = keys.ledger_entry(entry)
    new = Path("pk").does_not_exist()
    return Write(Kind.PUT, store.ledger, key, entry_item(keyring, entry), (), new, otherwise)


def entry_item(keyring: Keyring, entry: LedgerEntry) -> Item:
    """A line; details and note are boxed."""
    item = to_attributes(entry, without=("details", "note"))
    if entry.details is None and not entry.note:
        return item
    packed = boxes.pack(entry.details) if entry.details else None
    return {**item, "box": boxes.encrypt(keyring, [packed, entry.note], keys.ledger_entry(entry))}


@dataclass(frozen=True, repr=False)
class DynamoLedgerReading:
    """Reads lines back, for those whose task that is; the functions that answer have no right to."""

    store: Store
    keyring: Keyring

    def on(self, day: datetime) -> tuple[LedgerEntry, ...]:
        """Every line of one day (UTC), in the order of time."""
        rows = [row for part in keys.ledger_partitions(day) for row in self.store.rows(self._shard(part))]
        ordered = sorted(rows, key=lambda row: row["sk"]["S"])
        return tuple(read_entry(self.keyring, row) for row in ordered)

    def _shard(self, partition: str) -> Query:
        return Query(self.store.ledger, partition, MOST_IN_A_SHARD)


def read_entry(keyring: Keyring, item: Item) -> LedgerEntry:
    """A line from its item. Raises BoxDoesNotOpen, UnreadableItem."""
    if "box" not in item:
        return from_attributes(LedgerEntry, item)
    packed, note = boxes.decrypt(keyring, item, 2)
    details = boxes.unpack(packed) if packed else None
    return from_attributes(LedgerEntry, item, details=details, note=note)
