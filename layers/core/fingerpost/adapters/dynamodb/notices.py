"""Notices and how far each has come."""

from __future__ import annotations

from dataclasses import dataclass

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from fingerpost.adapters.dynamodb import keys
from fingerpost.adapters.dynamodb.attributes import from_attributes, to_attributes
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.domain.errors import Conflict, FingerpostError, NotFound
from fingerpost.domain.notice import Notice, NoticeState


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
        self.store.write([self._put(notice, Path("state") == str(expected))])

    def _put(
        self, notice: Notice, condition: Condition, otherwise: type[FingerpostError] = Conflict
    ) -> Write:
        item = to_attributes(notice)
        return Write(Kind.PUT, self.store.casework, keys.notice(notice.id), item, (), condition, otherwise)
