"""What the functions keep between one call and the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from fingerpost.domain.errors import Conflict, NotFound, Unavailable
from fingerpost.domain.notice import Notice, NoticeState
from fingerpost.domain.outcomes.asking import Detail
from fingerpost.domain.preferences import Preferences
from fingerpost.usecases.ports.due import DueLine
from tests.builders import NOW, a_notice, an_answer_handle, an_outcome_entry, slack_identity
from tests.contract.stores import Stores

HOUR = timedelta(hours=1)


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


def held(stores: Stores, number: int, person: str = "p-rowan", until: datetime = NOW) -> Notice:
    kept = replace(a_notice().build(), id=f"n-{number}", recipient_id=person, created_at=NOW + number * HOUR)
    stores.notices.add(kept)
    waiting = replace(kept, state=NoticeState.HELD)
    stores.notices.hold(waiting, until)
    return waiting


def test_what_is_held_is_found_for_its_recipient_the_oldest_first(stores: Stores) -> None:
    second, first, other = held(stores, 2), held(stores, 1), held(stores, 3, "p-sam")
    assert stores.notices.held_for("p-rowan") == (first, second)
    assert stores.notices.held_for("p-sam") == (other,)
    assert stores.notices.find(first.id) == first


def test_only_what_is_pending_is_held_and_only_what_is_held_released(stores: Stores) -> None:
    one = held(stores, 1)
    with pytest.raises(Conflict):
        stores.notices.hold(one, NOW)
    told = replace(one, state=NoticeState.DELIVERED, inside="digest-1", message_id="1.0")
    stores.notices.release(told)
    with pytest.raises(Conflict):
        stores.notices.release(told)
    assert stores.notices.held_for("p-rowan") == ()
    assert stores.notices.find(one.id) == told


def test_a_digest_of_one_hour_is_due_once_however_much_is_held(stores: Stores) -> None:
    for number in range(3):
        held(stores, number, until=NOW + HOUR)
    held(stores, 9, "p-sam", until=NOW + 2 * HOUR)
    assert stores.due_digests.due(NOW, 9) == []
    assert list(stores.due_digests.due(NOW + HOUR, 9)) == [DueLine("p-rowan", NOW + HOUR)]
    assert len(stores.due_digests.due(NOW + 3 * HOUR, 9)) == 2


def test_who_chose_nothing_has_what_holds_for_all(stores: Stores) -> None:
    chosen = Preferences("p-rowan", digest_at=540, quiet_from=1200, quiet_until=420, away_from=NOW.date())
    stores.choose(chosen)
    assert stores.preferences.of(["p-rowan", "p-sam"]) == {"p-rowan": chosen, "p-sam": Preferences("p-sam")}
    assert stores.preferences.of([]) == {}


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
