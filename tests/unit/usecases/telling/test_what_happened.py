"""What a write means to those who may be told of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fingerpost.domain.involvement import INITIAL_LOAD, Involvement
from fingerpost.domain.notice import NoticeKind, notice_id
from fingerpost.usecases.telling.notify import InvolvementWritten, event_id
from tests.builders import an_involvement

ONE = an_involvement().build()
LOADED = replace(ONE, source_ref=f"{INITIAL_LOAD}1")


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (None, ONE, NoticeKind.NEW_INVOLVEMENT),
        (ONE, ONE.ended_on(date(2026, 3, 2)), NoticeKind.INVOLVEMENT_ENDED),
        (ONE, ONE.entered_in_error(), NoticeKind.INVOLVEMENT_WITHDRAWN),
        (ONE.ended_on(date(2026, 3, 2)), ONE.entered_in_error(), NoticeKind.INVOLVEMENT_WITHDRAWN),
        (ONE, ONE.changed(role="Nurse", since=ONE.since, lead=False), NoticeKind.INVOLVEMENT_CHANGED),
        (ONE, ONE.changed(role=ONE.role, since=ONE.since, lead=True), NoticeKind.LEAD_CHANGED),
        (replace(ONE, lead=True), replace(ONE, version=2), NoticeKind.INVOLVEMENT_CHANGED),
        (ONE, replace(ONE, review_due=date(2027, 1, 1), version=2), None),
        (None, ONE.ended_on(date(2026, 3, 2)), None),
        (None, LOADED, None),
        (LOADED, LOADED.entered_in_error(), NoticeKind.INVOLVEMENT_WITHDRAWN),
    ],
)
def test_a_write_is_read_by_what_it_changed(
    before: Involvement | None, after: Involvement, kind: NoticeKind | None
) -> None:
    assert InvolvementWritten(before, after).kind is kind


def test_different_events_and_people_have_different_notices() -> None:
    events = [event_id("i-1", version, kind) for version in (1, 2) for kind in NoticeKind]

    names = {notice_id(event, person) for event in events for person in ("p-1", "p-2")}

    assert len(names) == len(events) * 2
