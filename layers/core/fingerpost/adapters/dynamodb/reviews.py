"""The questions "still involved?" in the casework table, each with a line in the hour when it is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from pynamodb.expressions.operand import Path

from fingerpost.adapters.dynamodb import keys, work_keys
from fingerpost.adapters.dynamodb.attributes import Item, from_attributes, number, to_attributes, to_value
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.adapters.dynamodb.work_keys import Work
from fingerpost.domain.errors import NotFound
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.review import Review, review_of

KEPT = timedelta(days=30)


def review_begun(store: Store, one: Involvement, now: datetime) -> Iterator[Write]:
    """With every write of an involvement: the question anew, or none. A line of an earlier day stays, and is
    tidied away when it comes up: reading it first would cost every recording a round trip."""
    key = work_keys.review(one.id)
    if not one.is_current:
        yield Write(Kind.DELETE, store.casework, key)
        return
    review = review_of(one, now)
    yield Write(Kind.PUT, store.casework, key, to_attributes(review))
    yield from _due_line(store, review)


def review_moved(store: Store, after: Review, before: Review) -> Iterator[Write]:
    """A step of the clock, on what was read."""
    as_read = (Path("step") == str(before.step)) & (Path("review_due") == to_value(before.review_due))
    yield Write(
        Kind.PUT, store.casework, work_keys.review(after.involvement_id), _item(after), condition=as_read
    )
    if before.due == after.due:
        return
    if before.due:
        yield Write(
            Kind.DELETE, store.casework, work_keys.due(Work.REVIEWS, before.due, before.involvement_id)
        )
    yield from _due_line(store, after)


def lapsed(store: Store, one: Involvement) -> Write:
    """An involvement that the clock ended: by its clear attributes alone, since its role may be boxed."""
    changed = {"status": one.status, "ended": one.ended, "lead": one.lead, "version": one.version}
    actions = (
        *(Path(name).set(to_value(value)) for name, value in changed.items()),
        Path("last_day").remove(),
    )
    key, as_read = keys.involvement(one.child_id, one.id), Path("version") == one.version - 1
    return Write(Kind.UPDATE, store.index, key, actions=actions, condition=as_read)


def _due_line(store: Store, review: Review) -> Iterator[Write]:
    if review.due:
        yield Write(Kind.PUT, store.casework, work_keys.due(Work.REVIEWS, review.due, review.involvement_id))


def _item(review: Review) -> Item:
    if review.due or review.moved_at is None:
        return to_attributes(review)
    return {**to_attributes(review), "expires_at": number(int((review.moved_at + KEPT).timestamp()))}


def read_review(item: Item) -> Review:
    """A review from its item. Raises UnreadableItem."""
    return from_attributes(Review, item)


@dataclass(frozen=True)
class DynamoReviews:
    """Implements `ports.reviewing.Reviews`."""

    store: Store

    def find(self, involvement_id: str) -> Review:
        """One question, read afresh. Raises NotFound."""
        item = self.store.get(self.store.casework, work_keys.review(involvement_id))
        if item is None:
            raise NotFound("review")
        return read_review(item)
