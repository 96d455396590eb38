"""What the clock looks at, in partitions of an hour each, with a cursor that says from which hour on
something may be left, so that a clock that was away goes on where it stopped (ADR 126)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from fingerpost.adapters.dynamodb import work_keys
from fingerpost.adapters.dynamodb.attributes import text
from fingerpost.adapters.dynamodb.keys import Key
from fingerpost.adapters.dynamodb.queries import Query
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.domain.made_when_used import dataclass
from fingerpost.usecases.ports.due import DueLine

LOOK_BACK = timedelta(days=7)
"""How far a clock goes back that never ran before."""

_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class DueHours:
    """Implements `ports.due.DueLines` for one kind of work."""

    store: Store
    work: work_keys.Work

    def due(self, now: datetime, most: int) -> Sequence[DueLine]:
        """The hours one after the other, from the first in which something may be left."""
        first = hour = through = self._first_hour(now)
        found: list[DueLine] = []
        while hour <= now and len(found) < most:
            found += self._of_hour(hour, now, most - len(found))
            hour += _HOUR
            if not found:
                through = min(hour, _whole_hour(now) - _HOUR)
        if through > first:
            self._go_on_from(through)
        return found

    def forget(self, line: DueLine) -> None:
        """Take the line away; nothing where it is gone already."""
        key = work_keys.due(self.work, line.at, line.name)
        self.store.write([Write(Kind.DELETE, self.store.casework, key)])

    def _first_hour(self, now: datetime) -> datetime:
        item = self.store.get(self.store.casework, work_keys.clock_cursor(self.work))
        return datetime.fromisoformat(item["through"]["S"]) if item else _whole_hour(now) - LOOK_BACK

    def _of_hour(self, hour: datetime, now: datetime, most: int) -> list[DueLine]:
        partition = work_keys.due_partition(self.work, hour)
        page, _ = self.store.page(Query(self.store.casework, partition, most, consistent=True), after="")
        until = work_keys.due_until(now)
        return [work_keys.line_of(key) for key in map(Key.of, page) if key.sk <= until]

    def _go_on_from(self, hour: datetime) -> None:
        """Never behind the hour before this one: what is written late is still found."""
        item = {"through": text(hour.isoformat())}
        self.store.write([Write(Kind.PUT, self.store.casework, work_keys.clock_cursor(self.work), item)])


def _whole_hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)
