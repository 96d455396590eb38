"""What a recorder adds to a child is that service's word: kept as such, and gone when it is taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fingerpost.domain.child import Child, Details, Name
from fingerpost.domain.outcomes.asking import Confirmed, Possible
from fingerpost.domain.outcomes.record_keeping import RecordShown
from fingerpost.domain.outcomes.recording import Recorded
from fingerpost.domain.practitioner import Role
from tests.builders import a_practitioner, an_involvement, details_of
from tests.unit.usecases.world import World, a_question, particulars

AOIFE = details_of().build()
ELSEWHERE = "NB9 9ZZ"


@pytest.fixture
def world() -> World:
    world = World()
    aoife = world.aoife()
    world.shelves.involvements["i-1"] = an_involvement().of(world.rowan).with_child(aoife).build()
    return world


def aoife(world: World) -> Child:
    return world.shelves.children["c-aoife"]


def records(world: World, details: Details) -> Recorded:
    outcome = world.use_cases.record.afresh(world.press(world.sam), a_question(details), particulars())
    assert isinstance(outcome, Recorded)
    return outcome


def given_falsely() -> Details:
    """The true number, with a former name and a home of the recorder's own making."""
    return replace(AOIFE, names=(*AOIFE.names, Name("Aoife", "Madeup")), postcodes=(ELSEWHERE,))


def test_what_a_recorder_adds_stands_as_their_services_word_and_on_the_ledger(world: World) -> None:
    records(world, replace(AOIFE, postcodes=(ELSEWHERE,)))
    [word] = aoife(world).words
    assert (word.service_id, word.practitioner_id) == ("northbrook-school", "p-sam")
    assert word.added == Details(postcodes=(ELSEWHERE,))
    assert world.shelves.ledger[-1].rules == ("added:postcodes",)


def test_what_was_known_already_is_nobodys_word(world: World) -> None:
    records(world, AOIFE)
    assert aoife(world).words == ()
    assert world.shelves.ledger[-1].rules == ()


def test_a_service_has_one_word_however_often_it_records(world: World) -> None:
    for number in range(14):
        given = replace(AOIFE, postcodes=(f"NB{number + 1} 9ZZ",))
        world.use_cases.record.afresh(world.press(world.sam), a_question(given), particulars())
        world.shelves.pass_time(timedelta(hours=1))  # within one, trying would be slowed
    assert aoife(world).details.postcodes == ("NB1 4QT", "NB14 9ZZ")
    assert len(aoife(world).words) == 1


def test_it_goes_when_the_involvement_was_an_error(world: World) -> None:
    before = aoife(world).details
    recorded = records(world, given_falsely())
    assert aoife(world).details != before
    world.use_cases.record.entered_in_error(world.press(world.sam), recorded.reference)
    assert aoife(world).details == before
    assert aoife(world).words == ()


def test_it_goes_with_not_this_child(world: World) -> None:
    before = aoife(world).details
    records(world, given_falsely())
    answer = world.use_cases.ask(world.press(world.sam), a_question(AOIFE))
    world.not_this_child(world.press(world.sam), answer.reference)
    assert aoife(world).details == before


def test_anothers_word_stays(world: World) -> None:
    nora = world.enter(a_practitioner("p-nora").of(world.care).build())
    theirs = replace(AOIFE, postcodes=("NB2 2BB",))
    world.use_cases.record.afresh(world.press(nora), a_question(theirs), particulars())
    recorded = records(world, replace(AOIFE, postcodes=(ELSEWHERE,)))
    world.use_cases.record.entered_in_error(world.press(world.sam), recorded.reference)
    assert aoife(world).details.postcodes == ("NB1 4QT", "NB2 2BB")


def test_nobody_is_confirmed_by_a_name_and_a_home_that_one_service_alone_gave(world: World) -> None:
    records(world, given_falsely())
    stranger = Details(
        names=(Name("Aoife", "Madeup"),), birth_date=AOIFE.birth_date, postcodes=(ELSEWHERE,), sex=AOIFE.sex
    )
    outcome = world.use_cases.ask(world.press(world.rowan), a_question(stranger))
    assert isinstance(outcome, Possible)
    assert "one_services_word" in world.shelves.ledger[-1].rules


def test_a_home_that_one_service_gave_helps_where_the_name_is_known(world: World) -> None:
    records(world, replace(AOIFE, postcodes=(ELSEWHERE,)))
    moved = replace(AOIFE, identifiers=(), postcodes=(ELSEWHERE,))
    assert isinstance(world.use_cases.ask(world.press(world.rowan), a_question(moved)), Confirmed)


def test_the_officer_sees_whose_word_it_is_and_makes_it_their_own_by_correcting(world: World) -> None:
    olga = world.enter(a_practitioner("p-olga").of(world.care).as_role(Role.OFFICER).build())
    recorded = records(world, replace(AOIFE, postcodes=(ELSEWHERE,)))
    shown = world.records.look_up(world.press(olga), recorded.reference)
    assert isinstance(shown, RecordShown)
    assert [(one.service_name, one.details.postcodes) for one in shown.words] == [
        ("Northbrook Primary", (ELSEWHERE,))
    ]
    world.records.correct(world.press(olga), recorded.reference, shown.details, keep_old=False)
    assert aoife(world).words == ()
    assert ELSEWHERE in aoife(world).details.postcodes
