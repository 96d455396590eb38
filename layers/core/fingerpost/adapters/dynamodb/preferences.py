"""When people want to be told, in the casework table: beside the directory, which administrators replace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from fingerpost.adapters.dynamodb import work_keys
from fingerpost.adapters.dynamodb.attributes import Item, from_attributes, number, text, to_attributes
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.notice import Notice, NoticeState
from fingerpost.domain.preferences import Preferences, TestNotice

KEPT = timedelta(days=1)


def preferences_write(store: Store, chosen: Preferences) -> Write:
    """What somebody chose, in the place of what they chose before."""
    return Write(
        Kind.PUT, store.casework, work_keys.preferences(chosen.practitioner_id), to_attributes(chosen)
    )


def test_write(store: Store, test: TestNotice) -> Write:
    """A wish for a test notice, in the place of an earlier one; it is gone the next day."""
    kept = {"expires_at": number(int((test.at + KEPT).timestamp()))}
    key = work_keys.test_notice(test.practitioner_id)
    return Write(Kind.PUT, store.casework, key, {**to_attributes(test), **kept})


def read_test(item: Item) -> TestNotice:
    """A wish from its item. Raises UnreadableItem."""
    return from_attributes(TestNotice, item)


def reached_or_refused(store: Store, notice: Notice) -> Iterator[Write]:
    """With a notice that is settled: whether its recipient could be told."""
    key = work_keys.refusal(notice.recipient_id)
    if notice.state is NoticeState.DELIVERED:
        yield Write(Kind.DELETE, store.casework, key)
    if notice.state is NoticeState.UNDELIVERABLE:
        item = {"practitioner_id": text(notice.recipient_id), "code": text(notice.failure)}
        yield Write(Kind.PUT, store.casework, key, item)


@dataclass(frozen=True)
class DynamoPreferences:
    """Implements `ports.telling.PreferencesKept`."""

    store: Store

    def of(self, practitioner_ids: Sequence[str]) -> Mapping[str, Preferences]:
        """One read of all."""
        names = [work_keys.preferences(one) for one in dict.fromkeys(practitioner_ids)]
        items = self.store.get_all(self.store.casework, names)
        chosen = {one.practitioner_id: one for one in (from_attributes(Preferences, item) for item in items)}
        return {one: chosen.get(one, Preferences(one)) for one in practitioner_ids}

    def refusals(self, practitioner_ids: Sequence[str]) -> Mapping[str, str]:
        """One read of all."""
        names = [work_keys.refusal(one) for one in dict.fromkeys(practitioner_ids)]
        items = self.store.get_all(self.store.casework, names)
        return {item["practitioner_id"]["S"]: item["code"]["S"] for item in items}
