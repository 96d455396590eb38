"""An involvement as a feed's row has it: new, or changed from what stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from fingerpost.domain.feed import RegisteredFeed
from fingerpost.domain.feed_rows import FeedRow
from fingerpost.domain.involvement import INITIAL_LOAD, Involvement, InvolvementStatus
from fingerpost.domain.practitioner import Practitioner
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.recording.new_involvement import REVIEW_AFTER, new_involvement
from fingerpost.usecases.requests import Particulars


def begun(admitted: Admitted, child_id: str, row: FeedRow, name: str, *, initial: bool) -> Involvement:
    """A new involvement. name: of the row, under a key. initial: it was current before the index knew of it,
    so it is no news to anybody."""
    feed = admitted.feed
    wish = Particulars(row.role, row.since, lead=row.lead and row.ended is None)
    new = replace(
        new_involvement(admitted, child_id, wish),
        recorded_by=recorder(feed),
        source_ref=f"{INITIAL_LOAD if initial else ''}{kept_by(feed, name)}",
    )
    return new if row.ended is None else _ended(new, row.ended)


def _ended(one: Involvement, day: date) -> Involvement:
    return replace(one, ended=day, lead=False, status=InvolvementStatus.ENDED)


def carried_on(
    one: Involvement, row: FeedRow, name: str, worker: Practitioner, feed: RegisteredFeed, today: date
) -> Involvement:
    """An involvement as the row has it now: other particulars, another worker, ended, or going on after all.

    The same involvement where nothing of it differs.
    """
    lead = row.lead and row.ended is None
    after = replace(
        one,
        role=row.role,
        since=row.since,
        lead=lead,
        ended=row.ended,
        status=InvolvementStatus.CURRENT if row.ended is None else InvolvementStatus.ENDED,
        practitioner_id=worker.id,
        worker_name=worker.name,
        source_ref=one.source_ref or kept_by(feed, name),
        review_due=_review_due(one, row, today),
    )
    return one if after == one else replace(after, recorded_by=recorder(feed), version=one.version + 1)


def _review_due(one: Involvement, row: FeedRow, today: date) -> date:
    """What goes on again is asked about a year from now; what the feed says is as good as a confirmation."""
    is_stale = one.review_due - today < timedelta(days=REVIEW_AFTER.days // 2)
    return today + REVIEW_AFTER if row.ended is None and is_stale else one.review_due


def kept_by(feed: RegisteredFeed, name: str) -> str:
    """What an involvement says of the row that keeps it: the row's name, which is under a key."""
    return f"{recorder(feed)}:{name}"


def recorder(feed: RegisteredFeed) -> str:
    """What an involvement says of who recorded it; nothing of the row."""
    return f"feed:{feed.id}"
