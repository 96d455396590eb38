"""No further detail undoes a guard, and the detail asked for fits the guard that fired."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.domain.child import Details, Name, Sex
from fingerpost.domain.identifiers import Identifier, IdentifierKind
from fingerpost.domain.outcomes.asking import Detail
from fingerpost.matching.decide import capped, decide
from fingerpost.matching.model import Candidate, MatchOutcome

NUMBER = Identifier(IdentifierKind.NHS_NUMBER, "9990000018")
OTHER = Identifier(IdentifierKind.NHS_NUMBER, "9990000107")
BORN = date(2012, 3, 14)
HOME = "LS1 4AB"
HELD = Details(
    (Name("Tomasz", "Okonkwo"), Name("Tomasz", "Reid")),
    BORN,
    (HOME, "M4 5JD"),
    Sex.MALE,
    (NUMBER,),
    carers=("Grace",),
)
TWIN = Candidate("twin", HELD)
OF_THE_HOUSEHOLD = [
    Details(names=(Name("", ""), Name("", "Okonkwo"))),
    Details(names=(Name("", ""), Name("", "Reid"))),
    Details(names=(Name("", "Okonkwo"),)),
    Details(names=(Name("", "Reid"),)),
    Details(birth_date=BORN),
    Details(postcodes=(HOME,)),
    Details(postcodes=("M4 5JD",)),
    Details(postcodes=("", "M4 5JD")),
    Details(postcodes=("", "M4")),
    Details(carers=("Grace",)),
    Details(sex=Sex.MALE),
    Details(multiple_birth=True),
]
NAMES = ["Gwendolyn", "Ivo", "Okeke", "Rosa", "Sean", "Thomasina", "Tom", "Oskar", "O.", "Reidun"]


def the_same_but(**changes: object) -> Details:
    usual = replace(HELD, names=HELD.names[:1], sex=None, identifiers=(), postcodes=(HOME,))
    return replace(usual, **changes)  # type: ignore[arg-type]  # fields by name


def test_a_twins_number_with_another_given_name_and_the_familys_former_name_shows_nobody() -> None:
    asked = Details((Name("Gwendolyn", "Okonkwo"),), BORN, identifiers=(NUMBER,))
    assert decide(asked, [TWIN]).outcome is MatchOutcome.POSSIBLE
    added = asked.completed_by(Details(names=(Name("", ""), Name("", "Okonkwo"))))
    assert decide(added, [TWIN]).outcome is MatchOutcome.POSSIBLE


@settings(max_examples=400, deadline=None)
@given(
    given_name=st.sampled_from(NAMES),
    family=st.sampled_from(["Okonkwo", "Reid", "", "Vane"]),
    with_number=st.booleans(),
    added=st.lists(st.sampled_from(OF_THE_HOUSEHOLD), min_size=1, max_size=5),
)
def test_no_detail_of_the_household_makes_of_another_given_name_the_child(
    given_name: str, family: str, with_number: bool, added: list[Details]
) -> None:
    numbers = (NUMBER,) if with_number else ()
    asked = Details((Name(given_name, family),), identifiers=numbers)
    before = decide(asked, [TWIN]).outcome
    for one in added:
        asked = asked.completed_by(one)
    if given_name != "Tom":  # a form of Tomasz is no other name
        assert before is not MatchOutcome.CONFIRMED
        assert decide(asked, [TWIN]).outcome is not MatchOutcome.CONFIRMED


@pytest.mark.parametrize("numbers", [(), (NUMBER,)], ids=["by details", "by number"])
@pytest.mark.parametrize(("held", "asked"), [("Frances", "Francis"), ("Jean", "Gene"), ("Aaron", "Erin")])
def test_names_that_sound_alike_of_two_sexes_are_twins(
    held: str, asked: str, numbers: tuple[Identifier, ...]
) -> None:
    child = Candidate("c", replace(HELD, names=(Name(held, "Okonkwo"),), sex=Sex.FEMALE))
    question = the_same_but(names=(Name(asked, "Okonkwo"),), sex=Sex.MALE, identifiers=numbers)
    assert decide(question, [child]).outcome is MatchOutcome.POSSIBLE


def test_the_very_same_name_is_confirmed_whatever_sex_was_recorded() -> None:
    assert decide(the_same_but(sex=Sex.FEMALE), [TWIN]).child_id == "twin"


def test_other_second_names_are_the_same_child_where_all_else_is_the_same() -> None:
    child = Candidate("c", replace(HELD, names=(Name("Ann Rose", "Okonkwo"),)))
    asked = the_same_but(names=(Name("Ann Mae", "Okonkwo"),))
    assert decide(asked, [child]).child_id == "c"
    assert decide(replace(asked, birth_date=date(2012, 3, 15)), [child]).child_id is None
    assert decide(replace(asked, postcodes=()), [child]).child_id is None
    assert decide(replace(asked, multiple_birth=True), [child]).child_id is None


def test_brothers_of_one_first_name_are_told_apart_by_the_second() -> None:
    child = Candidate("c", replace(HELD, names=(Name("Mohammed Ali", "Okonkwo"),)))
    assert decide(the_same_but(names=(Name("Mohammed Hassan", "Okonkwo"),)), [child]).child_id is None


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        (the_same_but(identifiers=(OTHER,)), Detail.IDENTIFIER),
        (the_same_but(names=(Name("Gwendolyn", "Okonkwo"),)), Detail.KNOWN_AS),
        (the_same_but(names=(Name("Gwendolyn", "Okonkwo"),), identifiers=(NUMBER,)), Detail.GIVEN_NAME),
        (the_same_but(birth_date=date(2009, 8, 1), identifiers=(NUMBER,)), Detail.BIRTH_DATE),
        (the_same_but(names=(Name("T.", "Okonkwo"),)), Detail.GIVEN_NAME),
    ],
    ids=[
        "numbers differ",
        "other first name",
        "number and name contradict",
        "number and date contradict",
        "initial",
    ],
)
def test_what_is_asked_for_follows_the_guard(asked: Details, wanted: Detail) -> None:
    decision = decide(asked, [TWIN])
    assert (decision.outcome, decision.wanted) == (MatchOutcome.POSSIBLE, wanted)


def test_the_name_on_other_papers_finds_the_child_by_it() -> None:
    held = Candidate("c", replace(HELD, names=(Name("Tomasz", "Okonkwo"), Name("Teddy", "Okonkwo"))))
    asked = the_same_but(names=(Name("Edward", "Okonkwo"),))
    other = the_same_but(names=(Name("Zed", "Okonkwo"),))
    assert decide(other, [held]).wanted is Detail.KNOWN_AS
    added = Details(names=(Name("", ""), Name("Tomasz", "")))
    assert decide(asked.completed_by(added), [held]).child_id == "c"


@pytest.mark.parametrize("known", [True, False])
def test_a_child_without_a_given_name_is_never_asked_for_it_again(known: bool) -> None:
    newborn = replace(HELD, names=(Name("", "Okonkwo"),), identifiers=())
    candidates = [Candidate("c", newborn)] if known else []
    for asked in (the_same_but(names=newborn.names), Details(newborn.names, BORN), newborn):
        assert decide(asked, candidates).wanted is not Detail.GIVEN_NAME
        assert capped(asked).wanted is not Detail.GIVEN_NAME


def test_a_temporary_upn_does_not_contradict_the_permanent_one() -> None:
    temporary = Identifier(IdentifierKind.UPN, "A12345678901B")
    permanent = Identifier(IdentifierKind.UPN, "H234567890126")
    child = Candidate("c", replace(HELD, identifiers=(permanent,)))
    assert decide(the_same_but(identifiers=(temporary,)), [child]).child_id == "c"
    assert (
        decide(the_same_but(identifiers=(replace(permanent, value="H234567890999"),)), [child]).child_id
        is None
    )


def test_an_old_number_entered_beside_the_new_one_leads_to_the_child_as_well() -> None:
    child = Candidate("c", replace(HELD, identifiers=(OTHER, NUMBER)))
    for number in (NUMBER, OTHER):
        assert decide(the_same_but(identifiers=(number,)), [child]).child_id == "c"


@pytest.mark.parametrize("known", [True, False])
def test_a_number_with_1_january_beside_it_is_a_number_alone(known: bool) -> None:
    """Brothers whose days of birth nobody knows have the same one."""
    brother = Candidate("c", replace(HELD, birth_date=date(2012, 1, 1)))
    decision = decide(Details(birth_date=date(2012, 1, 1), identifiers=(NUMBER,)), [brother] if known else [])
    assert (decision.outcome, decision.wanted) == (MatchOutcome.POSSIBLE, Detail.GIVEN_NAME)
    named = Details(HELD.names[:1], date(2012, 1, 1), identifiers=(NUMBER,))
    assert decide(named, [brother]).child_id == "c"
