"""Asking: who is answered, with what, and what the ledger has before anybody sees it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fingerpost.domain.child import Details, Name
from fingerpost.domain.errors import LedgerUnavailable
from fingerpost.domain.identifiers import Identifier, IdentifierKind
from fingerpost.domain.ledger import Act, Phase
from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Opened, Refusal, Refused
from fingerpost.domain.outcomes.asking import Confirmed, Detail, Many, NothingToShow, Possible
from fingerpost.domain.practitioner import Role
from fingerpost.matching.tokens import MOST_IN_A_BUCKET
from fingerpost.usecases.asking.finding import Finder, Found, Show
from tests.builders import (
    a_child,
    a_practitioner,
    a_service,
    an_account,
    an_involvement,
    details_of,
    nhs_number,
    slack_identity,
)
from tests.fakes import FakeRegister
from tests.unit.usecases.world import World, a_question


@pytest.fixture
def world() -> World:
    return World()


def by_number(number: str, born: date | None = date(2016, 3, 27)) -> Details:
    number_asked = Identifier(IdentifierKind.NHS_NUMBER, number)
    return Details(identifiers=(number_asked,), birth_date=born)


def phases(world: World) -> list[tuple[Phase, str]]:
    return [(line.phase, line.outcome) for line in world.shelves.ledger]


def test_a_child_asked_by_number_is_confirmed_with_whom_to_ring(world: World) -> None:
    aoife = world.aoife()
    involvement = an_involvement().of(world.rowan).with_child(aoife).build()
    world.shelves.involvements[involvement.id] = involvement
    outcome = world.use_cases.ask(world.press(world.sam), a_question(by_number(nhs_number(0))))
    assert isinstance(outcome, Confirmed)
    [shown] = outcome.services
    assert (shown.worker_name, shown.contact) == ("Rowan Ashdown", world.care.contact)
    assert [agreement.detail for agreement in outcome.agreed] == [Detail.IDENTIFIER, Detail.BIRTH_DATE]


def test_a_child_asked_by_details_is_confirmed(world: World) -> None:
    aoife = world.aoife()
    world.shelves.involvements["i-1"] = an_involvement().of(world.rowan).with_child(aoife).build()
    outcome = world.use_cases.ask(
        world.press(world.sam), a_question(replace(details_of().build(), identifiers=()))
    )
    assert isinstance(outcome, Confirmed)
    assert {agreement.detail for agreement in outcome.agreed} >= {Detail.FAMILY_NAME, Detail.BIRTH_DATE}


def test_the_attempt_is_on_the_ledger_before_the_index_is_read(world: World) -> None:
    world.aoife()
    with world.shelves.down("ledger"):
        outcome = world.use_cases.ask(world.press(world.sam), a_question())
    assert isinstance(outcome, CannotAnswer)
    assert "candidates" not in world.shelves.reads


def test_attempt_and_outcome_carry_what_decided(world: World) -> None:
    world.aoife()
    world.use_cases.ask(world.press(world.sam), a_question())
    attempt, outcome = world.shelves.ledger
    assert (attempt.phase, attempt.reason, attempt.details) == (
        Phase.ATTEMPT,
        "safeguarding",
        a_question().details,
    )
    assert (outcome.phase, outcome.child_id, outcome.details) == (Phase.OUTCOME, "c-aoife", None)
    assert outcome.matcher_version
    assert outcome.policy_version


def test_no_answer_where_the_outcome_cannot_be_recorded(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.aoife()
    find = Finder.find

    def find_then_lose_the_ledger(self: Finder, asked: Details, asker_id: str, show: Show) -> Found:
        found = find(self, asked, asker_id, show)
        world.shelves.faults["ledger"] = LedgerUnavailable("ledger")
        return found

    monkeypatch.setattr(Finder, "find", find_then_lose_the_ledger)
    outcome = world.use_cases.ask(world.press(world.sam), a_question())
    assert isinstance(outcome, CannotAnswer)
    assert phases(world) == [(Phase.ATTEMPT, "")]


def test_reads_are_the_same_for_a_known_child_and_for_none(world: World) -> None:
    aoife = world.aoife()
    world.shelves.involvements["i-1"] = an_involvement().of(world.rowan).with_child(aoife).build()
    world.use_cases.ask(world.press(world.sam), a_question(by_number(nhs_number(0))))
    known = list(world.shelves.reads)
    world.shelves.reads.clear()
    world.use_cases.ask(world.press(world.sam), a_question(by_number(nhs_number(1))))
    assert [read for read in world.shelves.reads if read in ("candidates", "child_file")] == [
        read for read in known if read in ("candidates", "child_file")
    ]


def test_nothing_to_show_states_who_feeds_the_area(world: World) -> None:
    outcome = world.use_cases.ask(world.press(world.sam), a_question())
    assert isinstance(outcome, NothingToShow)
    assert [feed.service_name for feed in outcome.coverage.feeds] == [
        "Northbrook Primary",
        "Northbrook children's social care",
    ]


def test_a_known_child_with_nobody_involved_looks_like_an_absent_one(world: World) -> None:
    world.aoife()
    known = world.use_cases.ask(world.press(world.sam), a_question(by_number(nhs_number(0))))
    absent = world.use_cases.ask(world.press(world.sam), a_question(by_number(nhs_number(1))))
    assert isinstance(known, NothingToShow)
    assert replace(known, reference="") == replace(absent, reference="")


def test_a_sensitive_service_is_not_shown_and_the_ledger_says_that_one_was_kept_back(world: World) -> None:
    clinic = a_service("clinic").sensitive().build()
    world.shelves.services[clinic.id] = clinic
    worker = world.enter(a_practitioner("p-clinic").of(clinic).build())
    aoife = world.aoife()
    involvement = an_involvement().of(worker).with_child(aoife).sensitive().build()
    world.shelves.involvements["i-1"] = involvement
    outcome = world.use_cases.ask(world.press(world.sam), a_question(by_number(nhs_number(0))))
    assert isinstance(outcome, NothingToShow)
    assert "kept_back:1" in world.shelves.ledger[-1].rules


def test_involvement_ended_within_a_year_is_shown_as_past_and_older_is_not(world: World) -> None:
    aoife, now = world.aoife(), world.shelves.now.date()
    recent = an_involvement("i-1").of(world.rowan).with_child(aoife).ended(now - timedelta(days=300)).build()
    older = an_involvement("i-2").of(world.rowan).with_child(aoife).ended(now - timedelta(days=400)).build()
    mistake = an_involvement("i-3").of(world.rowan).with_child(aoife).entered_in_error().build()
    world.shelves.involvements.update({one.id: one for one in (recent, older, mistake)})
    outcome = world.use_cases.ask(world.press(world.sam), a_question(by_number(nhs_number(0))))
    assert isinstance(outcome, Confirmed)
    assert [shown.ended for shown in outcome.services] == [recent.ended]


def test_the_lead_comes_first_and_the_past_last(world: World) -> None:
    aoife, now = world.aoife(), world.shelves.now.date()
    past = an_involvement("i-1").of(world.rowan).with_child(aoife).ended(now - timedelta(days=30)).build()
    current = an_involvement("i-2").of(world.rowan).with_child(aoife).build()
    lead = an_involvement("i-3").of(world.sam).with_child(aoife).leading().build()
    world.shelves.involvements.update({one.id: one for one in (past, current, lead)})
    outcome = world.use_cases.ask(world.press(world.sam), a_question(by_number(nhs_number(0))))
    assert isinstance(outcome, Confirmed)
    assert [(shown.lead, shown.ended) for shown in outcome.services] == [
        (True, None),
        (False, None),
        (False, past.ended),
    ]


def vague() -> Details:
    return replace(details_of().build(), identifiers=(), postcodes=(), sex=None, birth_date=date(2016, 2, 1))


def test_possible_asks_for_one_more_detail_and_then_for_the_officer(world: World) -> None:
    aoife = world.aoife()
    world.shelves.involvements["i-1"] = an_involvement().of(world.rowan).with_child(aoife).build()
    details = replace(vague(), birth_date=None, postcodes=("NB1 4QT",))
    first = world.use_cases.ask(world.press(world.sam), a_question(details))
    assert isinstance(first, Possible | Many), first.kind
    rounds_left = [first.rounds_left]
    outcome = first
    for _ in range(2):
        added = Details(sex=None, postcodes=("NB1 4QT",))
        again = world.use_cases.ask.more(world.press(world.sam), outcome.reference, added)
        assert isinstance(again, Possible | Many)
        rounds_left.append(again.rounds_left)
        outcome = again
    assert rounds_left == [2, 1, 0]
    assert outcome.area.officer_telephone == "01632 960100"


def test_one_more_detail_confirms(world: World) -> None:
    aoife = world.aoife()
    world.shelves.involvements["i-1"] = an_involvement().of(world.rowan).with_child(aoife).build()
    details = replace(vague(), birth_date=None, postcodes=("NB1 4QT",))
    first = world.use_cases.ask(world.press(world.sam), a_question(details))
    added = Details(birth_date=date(2016, 3, 27))
    outcome = world.use_cases.ask.more(world.press(world.sam), first.reference, added)
    assert isinstance(outcome, Confirmed)


def test_nobody_else_can_go_on_from_an_answer(world: World) -> None:
    world.aoife()
    first = world.use_cases.ask(world.press(world.sam), a_question())
    outcome = world.use_cases.ask.more(world.press(world.rowan), first.reference, Details())
    assert isinstance(outcome, Refused)
    assert outcome.because is Refusal.NOT_YOURS


def test_an_expired_answer_is_refused_with_its_reason(world: World) -> None:
    first = world.use_cases.ask(world.press(world.sam), a_question())
    world.shelves.pass_time(timedelta(hours=11))
    outcome = world.use_cases.ask.more(world.press(world.sam), first.reference, Details())
    assert isinstance(outcome, Refused)
    assert outcome.because is Refusal.ANSWER_EXPIRED


def test_a_full_bucket_asks_for_one_more_detail_instead_of_returning_part(world: World) -> None:
    details = replace(details_of().build(), identifiers=())
    for number in range(MOST_IN_A_BUCKET + 1):
        world.knows(a_child(f"c-{number}").of(details).build())
    outcome = world.use_cases.ask(world.press(world.sam), a_question(details))
    assert isinstance(outcome, Many)
    assert world.shelves.ledger[-1].rules == ("bucket_cap",)


@pytest.mark.parametrize("part", ["index", "directory", "ledger"])
def test_when_a_store_is_down_the_asker_is_told_that_nothing_was_answered(world: World, part: str) -> None:
    world.aoife()
    with world.shelves.down(part):
        outcome = world.use_cases.ask(world.press(world.sam), a_question())
    assert isinstance(outcome, CannotAnswer)
    assert not [line for line in world.shelves.ledger if line.phase is Phase.OUTCOME]


def test_a_double_click_asks_once_and_both_presses_see_the_answer(world: World) -> None:
    aoife = world.aoife()
    world.shelves.involvements["i-1"] = an_involvement().of(world.rowan).with_child(aoife).build()
    first = world.use_cases.ask(world.press(world.sam, "slack:V1:h"), a_question())
    second = world.use_cases.ask(world.press(world.sam, "slack:V1:h"), a_question())
    assert isinstance(first, Confirmed)
    assert second == first
    assert [line.phase for line in world.shelves.ledger].count(Phase.ATTEMPT) == 1


def test_a_press_whose_first_try_died_is_told_so_after_a_short_wait(world: World) -> None:
    with world.shelves.down("index"):
        world.use_cases.ask(world.press(world.sam, "slack:V1:h"), a_question())
    outcome = world.use_cases.ask(world.press(world.sam, "slack:V1:h"), a_question())
    assert isinstance(outcome, AlreadyAsked)
    assert sum(world.waited) == pytest.approx(1.2)


def refusals(world: World) -> dict[Refusal, str]:
    yesterday = world.shelves.now.date() - timedelta(days=1)
    world.enter(a_practitioner("p-suspended").of(world.care).suspended().build())
    world.enter(a_practitioner("p-untrained").of(world.care).trained_until(yesterday).build())
    world.enter(a_practitioner("p-unvetted").of(world.care).vetted_until(yesterday).build())
    world.enter(a_practitioner("p-feed").of(world.care).as_role(Role.FEED).build())
    for name, flags in (("guest", {"guest": True}), ("stranger", {"stranger": True}), ("bot", {"bot": True})):
        someone = world.enter(a_practitioner(f"p-{name}").of(world.care).build())
        identity = slack_identity(someone.id)
        world.accounts.accounts[identity] = an_account(identity, checked_at=world.shelves.now, **flags)
    return {
        Refusal.UNKNOWN_PERSON: "p-nobody",
        Refusal.SUSPENDED: "p-suspended",
        Refusal.NOT_TRAINED: "p-untrained",
        Refusal.NOT_VETTED: "p-unvetted",
        Refusal.ROLE_MAY_NOT: "p-feed",
        Refusal.GUEST: "p-guest",
        Refusal.STRANGER: "p-stranger",
        Refusal.BOT: "p-bot",
    }


@pytest.mark.parametrize(
    "because",
    [
        Refusal.UNKNOWN_PERSON,
        Refusal.SUSPENDED,
        Refusal.NOT_TRAINED,
        Refusal.NOT_VETTED,
        Refusal.ROLE_MAY_NOT,
        Refusal.GUEST,
        Refusal.STRANGER,
        Refusal.BOT,
    ],
)
def test_who_may_not_ask_is_refused_recorded_and_nothing_is_read(world: World, because: Refusal) -> None:
    world.aoife()
    who = a_practitioner(refusals(world)[because]).build()
    outcome = world.use_cases.ask(world.press(who), a_question())
    assert isinstance(outcome, Refused)
    assert outcome.because is because
    assert phases(world) == [(Phase.ATTEMPT, ""), (Phase.OUTCOME, f"refused:{because}")]
    assert "candidates" not in world.shelves.reads


def test_somebody_suspended_a_moment_ago_is_refused_although_remembered(world: World) -> None:
    world.use_cases.ask(world.press(world.sam), a_question())
    sam = world.shelves.practitioners["p-sam"]
    world.shelves.practitioners["p-sam"] = replace(
        a_practitioner("p-sam").of(world.school).suspended().build(), version=sam.version + 1
    )
    outcome = world.use_cases.ask(world.press(world.sam), a_question())
    assert isinstance(outcome, Refused)
    assert outcome.because is Refusal.SUSPENDED


ENDED = {
    Refusal.NOT_TRAINED: lambda who: replace(who, trained_until=date(2025, 1, 1)),
    Refusal.NOT_VETTED: lambda who: replace(who, vetted_until=date(2025, 1, 1)),
    Refusal.NO_AGREEMENT: lambda who: replace(who, agreed_until=date(2025, 1, 1)),
    Refusal.UNKNOWN_PERSON: lambda who: replace(who, identities=()),
}


@pytest.mark.parametrize("because", ENDED)
def test_whatever_ended_a_moment_ago_ends_the_next_ask(world: World, because: Refusal) -> None:
    register = FakeRegister(world.shelves)
    assert isinstance(world.use_cases.ask(world.press(world.sam), a_question()), NothingToShow)
    register.enter_practitioner(ENDED[because](world.sam))
    outcome = world.use_cases.ask(world.press(world.sam), a_question())
    assert isinstance(outcome, Refused)
    assert outcome.because is because


def test_a_service_whose_accreditation_ended_a_moment_ago_asks_no_more(world: World) -> None:
    assert isinstance(world.use_cases.ask(world.press(world.sam), a_question()), NothingToShow)
    FakeRegister(world.shelves).enter_service(replace(world.school, accredited=False))
    outcome = world.use_cases.ask(world.press(world.sam), a_question())
    assert isinstance(outcome, Refused)
    assert outcome.because is Refusal.SERVICE_NOT_ACCREDITED


def test_the_account_is_looked_up_again_when_its_word_is_old(world: World) -> None:
    world.use_cases.ask(world.press(world.sam), a_question())
    world.use_cases.ask(world.press(world.sam), a_question())
    assert len(world.accounts.asked) == 1
    world.shelves.pass_time(timedelta(minutes=16))
    world.use_cases.ask(world.press(world.sam), a_question())
    assert len(world.accounts.asked) == 2


def test_the_form_is_refused_before_details_are_typed(world: World) -> None:
    nobody = a_practitioner("p-nobody").build()
    opened = world.use_cases.open_form.admit(world.press(world.sam))
    assert isinstance(opened, Opened)
    assert opened.job_title == world.sam.job_title
    refused = world.use_cases.open_form.admit(world.press(nobody))
    assert isinstance(refused, Refused)
    assert [line.act for line in world.shelves.ledger] == [Act.OPEN_FORM] * 4
    assert [line.outcome for line in world.shelves.ledger] == ["", "opened", "", "refused:unknown_person"]


def test_a_name_alone_with_a_number_of_another_child_is_not_confirmed(world: World) -> None:
    aoife = world.aoife()
    world.shelves.involvements["i-1"] = an_involvement().of(world.rowan).with_child(aoife).build()
    contradicting = Details(
        names=(Name("Tomasz", "Kowalczyk"),),
        birth_date=date(2011, 9, 9),
        identifiers=(Identifier(IdentifierKind.NHS_NUMBER, nhs_number(0)),),
    )
    outcome = world.use_cases.ask(world.press(world.sam), a_question(contradicting))
    assert isinstance(outcome, Possible | Many)


def test_the_ledger_says_for_what_size_of_index_it_was_decided() -> None:
    asked = replace(details_of().build(), identifiers=())
    told = (
        Finder(World().use_cases.ask.finder.index, 30_000)
        .find(asked, "p-sam", lambda files: [])
        .decision.version
    )
    shipped = (
        Finder(World().use_cases.ask.finder.index).find(asked, "p-sam", lambda files: []).decision.version
    )
    assert told == f"{shipped}, 30000 children"
