"""Notices and how far each has come."""

from __future__ import annotations

from datetime import datetime

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from fingerpost.adapters.dynamodb import keys, work_keys
from fingerpost.adapters.dynamodb.attributes import from_attributes, to_attributes
from fingerpost.adapters.dynamodb.keys import Key
from fingerpost.adapters.dynamodb.preferences import reached_or_refused
from fingerpost.adapters.dynamodb.queries import Query
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.adapters.dynamodb.work_keys import Work
from fingerpost.domain.errors import Conflict, FingerpostError, NotFound
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.notice import Notice, NoticeState

MOST_HELD = 100
"""Read at once of what is held for one person; the rest comes with the next digest."""


class _KeptBefore(FingerpostError):
    """The notice is there already."""


@dataclass(frozen=True)
class DynamoNotices:
    """Notices in the casework table."""

    store: Store

    def add(self, notice: Notice) -> bool:
        """Keep a notice; False where it was kept before."""
        try:
            self.store.write([self._put(notice, Path("pk").does_not_exist(), _KeptBefore)])
        except _KeptBefore:
            return False
        return True

    def find(self, notice_id: str) -> Notice:
        """One notice, read afresh. Raises NotFound."""
        item = self.store.get(self.store.casework, keys.notice(notice_id))
        if item is None:
            raise NotFound("notice")
        return from_attributes(Notice, item)

    def move(self, notice: Notice, expected: NoticeState) -> None:
        """Write the notice as it is now. Raises Conflict unless `expected` still stands."""
        as_read = self._put(notice, Path("state") == str(expected))
        self.store.write([as_read, *reached_or_refused(self.store, notice)])

    def hold(self, notice: Notice, until: datetime) -> None:
        """The notice, its line among what is held, and the line of the digest: all or none."""
        table = self.store.casework
        self.store.write(
            [
                self._put(notice, Path("state") == str(NoticeState.PENDING)),
                Write(Kind.PUT, table, work_keys.held(notice)),
                self._digest_line(notice.recipient_id, until),
            ]
        )

    def held_for(self, practitioner_id: str) -> tuple[Notice, ...]:
        """One Query, and one read of all that it names."""
        casework, partition = self.store.casework, work_keys.held_partition(practitioner_id)
        held = Query(casework, partition, MOST_HELD, consistent=True)
        lines, _ = self.store.page(held, after="")
        names = [keys.notice(work_keys.name_in(Key.of(line))) for line in lines]
        items = self.store.get_all(casework, names, consistent=True)
        found = [from_attributes(Notice, item) for item in items]
        waiting = (one for one in found if one.state is NoticeState.HELD)
        return tuple(sorted(waiting, key=lambda one: (one.created_at, one.id)))

    def release(self, notice: Notice) -> None:
        """The notice, and its line away: both or neither."""
        self.store.write(
            [
                self._put(notice, Path("state") == str(NoticeState.HELD)),
                Write(Kind.DELETE, self.store.casework, work_keys.held(notice)),
            ]
        )

    def digest_due(self, practitioner_id: str, at: datetime) -> None:
        """A line in the hour when the clock looks at it."""
        self.store.write([self._digest_line(practitioner_id, at)])

    def _digest_line(self, practitioner_id: str, at: datetime) -> Write:
        key = work_keys.due(Work.DIGESTS, at, practitioner_id)
        return Write(Kind.PUT, self.store.casework, key)

    def _put(
        self, notice: Notice, condition: Condition, otherwise: type[FingerpostError] = Conflict
    ) -> Write:
        item = to_attributes(notice)
        return Write(Kind.PUT, self.store.casework, keys.notice(notice.id), item, (), condition, otherwise)
