"""What the functions keep between one call and the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fingerpost.domain.errors import Conflict, NotFound, Unavailable
from fingerpost.domain.notice import NoticeState
from fingerpost.domain.outcomes.asking import Detail
from tests.builders import NOW, a_notice, an_answer_handle, an_outcome_entry, slack_identity
from tests.contract.stores import Stores


def test_a_notice_is_kept_once(stores: Stores) -> None:
    notice = a_notice().build()
    assert stores.notices.add(notice) is True
    assert stores.notices.add(replace(notice, reference="FP-ZZZZZ-ZZZZZ")) is False
    assert stores.notices.find(notice.id) == notice


def test_a_notice_nobody_kept_is_not_found(stores: Stores) -> None:
    with pytest.raises(NotFound):
        stores.notices.find("never")


def test_a_notice_moves_only_from_where_it_was_seen(stores: Stores) -> None:
    notice = a_notice().build()
    stores.notices.add(notice)
    sending = replace(notice, state=NoticeState.SENDING, attempts=1, identity=slack_identity())
    delivered = replace(
        sending, state=NoticeState.DELIVERED, message_id="1.0", delivered_at=NOW + timedelta(seconds=1)
    )
    stores.notices.move(sending, NoticeState.PENDING)
    with pytest.raises(Conflict):
        stores.notices.move(sending, NoticeState.PENDING)
    stores.notices.move(delivered, NoticeState.SENDING)
    assert stores.notices.find(notice.id) == delivered


def test_a_notice_that_was_never_kept_cannot_move(stores: Stores) -> None:
    with pytest.raises(Conflict):
        stores.notices.move(a_notice().build(), NoticeState.PENDING)


def test_the_buttons_of_an_answer_work_until_it_expires(stores: Stores) -> None:
    handle = an_answer_handle(child_id="", wanted=Detail.POSTCODE, rounds=1, outcome="possible")
    stores.ledger.outcome(an_outcome_entry(), handle=handle)
    stores.pass_time(timedelta(hours=9))
    assert stores.handles.find(handle.reference) == handle
    stores.pass_time(timedelta(hours=1))
    with pytest.raises(NotFound):
        stores.handles.find(handle.reference)
    with pytest.raises(NotFound):
        stores.handles.find("FP-NEVER-NEVER")


def test_a_request_is_seen_for_the_first_time_once_within_its_time(stores: Stores) -> None:
    assert stores.seen.first_time("v0=abc", 600) is True
    assert stores.seen.first_time("v0=abc", 600) is False
    assert stores.seen.first_time("v0=def", 600) is True
    stores.pass_time(timedelta(seconds=599))
    assert stores.seen.first_time("v0=abc", 600) is False
    stores.pass_time(timedelta(seconds=3))
    assert stores.seen.first_time("v0=abc", 600) is True


def test_what_is_forgotten_is_as_if_it_had_never_been_seen(stores: Stores) -> None:
    stores.seen.first_time("event Ev1", 600)
    stores.seen.first_time("event Ev2", 600)

    stores.seen.forget("event Ev1")

    assert stores.seen.first_time("event Ev1", 600) is True
    assert stores.seen.first_time("event Ev2", 600) is False


def test_a_store_that_does_not_answer_is_unavailable(stores: Stores) -> None:
    with stores.down():
        with pytest.raises(Unavailable):
            stores.notices.add(a_notice().build())
        with pytest.raises(Unavailable):
            stores.notices.find("n")
        with pytest.raises(Unavailable):
            stores.handles.find("FP-AAAAA-AAAAA")
        with pytest.raises(Unavailable):
            stores.seen.first_time("v0=abc", 600)
