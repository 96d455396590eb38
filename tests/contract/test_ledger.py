"""No audit, no answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fingerpost.domain.errors import AlreadyDone, LedgerUnavailable, NotFound, StandingChanged
from fingerpost.domain.practitioner import Role
from tests.builders import (
    NOW,
    a_child,
    a_ledger_entry,
    a_practitioner,
    a_service,
    an_answer_handle,
    an_outcome_entry,
)
from tests.contract.stores import Stores


def test_attempt_and_outcome_are_kept_as_they_were_given(stores: Stores) -> None:
    attempt, outcome = a_ledger_entry(), an_outcome_entry(at=NOW + timedelta(milliseconds=80))
    stores.ledger.attempt(attempt, None)
    stores.ledger.outcome(outcome)
    assert stores.lines() == (attempt, outcome)


def test_an_attempt_stands_when_its_asker_stands(stores: Stores) -> None:
    rowan = a_practitioner().build()
    stores.register.enter_practitioner(rowan)
    stores.ledger.attempt(a_ledger_entry(), rowan)
    assert stores.lines() == (a_ledger_entry(),)


def test_nothing_is_written_for_an_asker_suspended_since_they_were_read(stores: Stores) -> None:
    rowan = a_practitioner().build()
    stores.register.enter_practitioner(rowan)
    stores.directory.suspend(rowan)
    with pytest.raises(StandingChanged):
        stores.ledger.attempt(a_ledger_entry(), rowan, once="press-1")
    assert stores.lines() == ()


def test_nothing_is_written_for_an_asker_who_is_no_longer_in_the_directory(stores: Stores) -> None:
    with pytest.raises(StandingChanged):
        stores.ledger.attempt(a_ledger_entry(), a_practitioner().build())
    assert stores.lines() == ()


ENDED = {
    "training": lambda who: replace(who, trained_until=date(2025, 1, 1)),
    "vetting": lambda who: replace(who, vetted_until=date(2025, 1, 1)),
    "agreement": lambda who: replace(who, agreed_until=date(2025, 1, 1)),
    "link to the account": lambda who: replace(who, identities=()),
    "role": lambda who: replace(who, role=Role.PRACTITIONER),
    "service": lambda who: replace(who, service_id="another"),
}


@pytest.mark.parametrize("what", ENDED)
def test_whatever_ends_a_standing_ends_it_for_an_attempt_on_what_was_read_before(
    stores: Stores, what: str
) -> None:
    rowan = a_practitioner().as_role(Role.SUPERVISOR).build()
    stores.register.enter_practitioner(rowan)
    stores.register.enter_practitioner(ENDED[what](rowan))
    with pytest.raises(StandingChanged):
        stores.ledger.attempt(a_ledger_entry(), rowan)


def test_entering_the_same_person_again_ends_nothing(stores: Stores) -> None:
    rowan = a_practitioner().build()
    for _ in range(3):
        stores.register.enter_practitioner(rowan)
    stores.ledger.attempt(a_ledger_entry(), rowan)


def test_an_attempt_stands_while_the_askers_service_is_accredited(stores: Stores) -> None:
    care, rowan = a_service().build(), a_practitioner().build()
    stores.register.enter_service(care)
    stores.register.enter_practitioner(rowan)
    stores.ledger.attempt(a_ledger_entry(), rowan, service=care)
    stores.register.enter_service(replace(care, accredited=False))
    with pytest.raises(StandingChanged):
        stores.ledger.attempt(a_ledger_entry("FP-CCCCC-CCCCC"), rowan, service=care)


def test_a_refused_standing_does_not_use_up_the_submission(stores: Stores) -> None:
    rowan = a_practitioner().build()
    with pytest.raises(StandingChanged):
        stores.ledger.attempt(a_ledger_entry(), rowan, once="press-1")
    stores.register.enter_practitioner(rowan)
    stores.ledger.attempt(a_ledger_entry(), rowan, once="press-1")
    assert len(stores.lines()) == 1


def test_the_same_submission_counts_once(stores: Stores) -> None:
    stores.ledger.attempt(a_ledger_entry(), None, once="press-1")
    for _ in range(2):
        with pytest.raises(AlreadyDone):
            stores.ledger.attempt(a_ledger_entry("FP-CCCCC-CCCCC"), None, once="press-1")
    stores.ledger.attempt(a_ledger_entry("FP-DDDDD-DDDDD"), None, once="press-2")
    assert [line.reference for line in stores.lines()] == ["FP-AAAAA-AAAAA", "FP-DDDDD-DDDDD"]


def test_an_outcome_written_three_times_is_one_line_and_one_handle(stores: Stores) -> None:
    handle = an_answer_handle()
    for _ in range(3):
        stores.ledger.outcome(an_outcome_entry(), handle=handle)
    assert stores.lines() == (an_outcome_entry(),)
    assert stores.handles.find(handle.reference) == handle


def test_a_ledger_that_does_not_answer_says_so_as_the_ledger(stores: Stores) -> None:
    with stores.down():
        with pytest.raises(LedgerUnavailable):
            stores.ledger.attempt(a_ledger_entry(), None, once="press-1")
        with pytest.raises(LedgerUnavailable):
            stores.ledger.outcome(an_outcome_entry(), handle=an_answer_handle())
    assert stores.lines() == ()
    with pytest.raises(NotFound):
        stores.handles.find(an_answer_handle().reference)


def test_what_was_attempted_is_concluded_by_its_outcome_alone(stores: Stores) -> None:
    stores.ledger.attempt(a_ledger_entry(), None, once="press-1")
    assert not stores.ledger.is_concluded("press-1")
    stores.ledger.outcome(an_outcome_entry())
    assert not stores.ledger.is_concluded("press-1")
    stores.ledger.outcome(an_outcome_entry("FP-CCCCC-CCCCC"), concludes="press-1")
    assert stores.ledger.is_concluded("press-1")
    assert not stores.ledger.is_concluded("press-2")


def test_an_act_is_written_once_whatever_else_stands_in_its_way(stores: Stores) -> None:
    """That it was done before is found before any conflict with what it has itself written."""
    for tried in range(2):
        transaction = stores.transactions.begin()
        transaction.add_child(a_child().build(), [])
        transaction.record(an_outcome_entry(), concludes="press-1")
        if tried:
            with pytest.raises(AlreadyDone):
                transaction.commit()
        else:
            transaction.commit()
    assert stores.ledger.is_concluded("press-1")
