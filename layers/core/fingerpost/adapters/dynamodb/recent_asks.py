"""What somebody asked within the hour, by keyed hashes of their own, and whose asking was slowed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from pynamodb.expressions.operand import Path

from fingerpost.adapters.dynamodb import keys
from fingerpost.adapters.dynamodb.attributes import number, text
from fingerpost.adapters.dynamodb.queries import Query
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.adapters.keyring import Keyring
from fingerpost.usecases.ports.acting import Clock
from fingerpost.usecases.ports.answers import SlowedAsk

_HASH = 8  # characters: 48 bits tell the questions of one hour apart
_KEPT = timedelta(hours=2)
_SHOWN = timedelta(days=30)
MOST_SHOWN = 200


@dataclass(frozen=True)
class DynamoRecentAsks:
    """Implements `ports.answers.RecentAsks` in the casework table: one item for an asker's clock hour."""

    store: Store
    keyring: Keyring
    clock: Clock

    def note(self, asker_id: str, parts: Sequence[str]) -> Callable[[], tuple[tuple[str, ...], ...]]:
        """The new question and what was there before, in one round trip beside others."""
        return self.store.beside(partial(self._note, asker_id, parts))

    def _note(self, asker_id: str, parts: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        now = self.clock()
        hashed = ",".join(self._hashed(asker_id, place, part) for place, part in enumerate(parts))
        asks = (Path("asks") | {"L": []}).append({"L": [text(hashed)]})
        over = number(int((now + _KEPT).timestamp()))
        before = self.store.update(
            self.store.casework,
            keys.asks(asker_id, now),
            (Path("asks").set(asks), Path("expires_at").set(over)),
        )
        held = before.get("asks", {"L": []})["L"]
        noted = (one["S"].split(",") for one in held)
        alike = (one for one in noted if len(one) == len(parts))  # a version before had other parts
        return tuple(self._same_as(asker_id, parts, one) for one in alike)

    def _hashed(self, asker_id: str, place: int, part: str) -> str:
        """With the asker and the place of the part: equal values of two people, or fields, look unlike."""
        return self.keyring.token(f"asked\n{asker_id}\n{place}\n{part}")[:_HASH] if part else ""

    def _same_as(self, asker_id: str, parts: Sequence[str], held: Sequence[str]) -> tuple[str, ...]:
        """The parts of an earlier question: as they are given now where they are the same, else hashed."""
        now = [self._hashed(asker_id, place, part) for place, part in enumerate(parts)]
        return tuple(part if one == mine else one for part, mine, one in zip(parts, now, held, strict=True))

    def show_supervisor(self, supervisor_id: str, practitioner_id: str) -> None:
        """An item beside the supervisor's others, for a month."""
        now = self.clock()
        item = {
            "practitioner_id": text(practitioner_id),
            "at": text(now.isoformat(timespec="minutes")),
            "expires_at": number(int((now + _SHOWN).timestamp())),
        }
        key = keys.slowed(supervisor_id, now, practitioner_id)
        self.store.write([Write(Kind.PUT, self.store.casework, key, item)])

    def shown_to(self, supervisor_id: str) -> tuple[SlowedAsk, ...]:
        """The latest first."""
        partition = keys.slowed_partition(supervisor_id)
        rows = self.store.rows(Query(self.store.casework, partition, MOST_SHOWN))
        found = (
            SlowedAsk(row["practitioner_id"]["S"], datetime.fromisoformat(row["at"]["S"])) for row in rows
        )
        return tuple(sorted(found, key=lambda one: one.at, reverse=True))
