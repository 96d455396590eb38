"""Decisions: the right child, one more detail, or nothing."""

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
from fingerpost.matching.score import shipped_weights
from fingerpost.matching.tokens import index_keys

_NUMBER = Identifier(IdentifierKind.NHS_NUMBER, "9990000018")
_OTHER_NUMBER = Identifier(IdentifierKind.NHS_NUMBER, "9990000107")
_HELD = Details(
    names=(Name("Hasan", "Okonkwo"),),
    birth_date=date(2012, 3, 14),
    postcodes=("LS1 4AB",),
    sex=Sex.MALE,
    identifiers=(_NUMBER,),
)
_CHILD = Candidate("child-1", _HELD)


def _asked(given: str = "Hasan", family: str = "Okonkwo", **changes: object) -> Details:
    base = replace(_HELD, names=(Name(given, family),), identifiers=(), sex=None)
    return replace(base, **changes)  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize(
    "asked",
    [
        _asked(),
        _asked("Okonkwo", "Hasan"),
        _asked(family="Okonkow"),
        _asked(birth_date=date(2012, 3, 15)),
        _asked(postcodes=("LS1 4AD",)),
        _asked(postcodes=("TR19 7AA",)),
        _asked(family="Smith"),
    ],
)
def test_one_mistake_still_confirms(asked: Details) -> None:
    assert decide(asked, [_CHILD]).child_id == "child-1"


def test_a_brother_with_a_name_that_sounds_alike_is_not_confirmed() -> None:
    decision = decide(_asked("Husain"), [_CHILD])
    assert decision.outcome is MatchOutcome.POSSIBLE
    assert decision.child_id is None
    assert decision.agreed == ()


def test_a_given_name_and_a_birth_date_alone_never_confirm() -> None:
    asked = _asked(family="Wyndham", postcodes=("TR19 7AA",))
    held = replace(_HELD, names=(Name("Hasan", "Okonkwo"),))
    weights = replace(shipped_weights(), index_size=100, share_in_index=0.99)
    assert decide(asked, [Candidate("child-1", held)], weights).outcome is MatchOutcome.POSSIBLE


@pytest.mark.parametrize("given", ["Bella", "Bela", ""])
def test_an_absent_twin_is_not_confirmed(given: str) -> None:
    held = replace(_HELD, names=(Name("Ella", "Okonkwo"),))
    assert decide(_asked(given), [Candidate("child-1", held)]).child_id is None


def test_an_absent_twin_asked_with_names_exchanged_is_not_confirmed() -> None:
    asked = _asked("Okonkwo", "Justin")
    assert decide(asked, [_CHILD]).child_id is None
    assert decide(replace(asked, names=(Name("Okonkwo", "Hasan"),)), [_CHILD]).child_id == "child-1"


def test_a_multiple_birth_demands_the_name_itself() -> None:
    held = replace(_HELD, names=(Name("Jonathan", "Okonkwo"),), multiple_birth=True)
    misspelt = decide(_asked("Jonathxn"), [Candidate("child-1", held)])
    exact = decide(_asked("Jonathan"), [Candidate("child-1", held)])
    assert (misspelt.child_id, exact.child_id) == (None, "child-1")


@pytest.mark.parametrize("candidates", [[_CHILD], []], ids=["known", "unknown"])
@pytest.mark.parametrize("home", [(), ("NB1 4QT",)], ids=["alone", "with a postcode"])
def test_an_identifier_alone_asks_for_the_birth_date_whether_or_not_it_is_known(
    candidates: list[Candidate], home: tuple[str, ...]
) -> None:
    """It can be copied from a brother's line; and that it is known is nobody's to find out by it."""
    decision = decide(Details(identifiers=(_NUMBER,), postcodes=home), candidates)
    assert (decision.outcome, decision.wanted) == (MatchOutcome.POSSIBLE, Detail.BIRTH_DATE)
    assert decision.child_id is None
    assert decision.rules == ("number_alone",)


@pytest.mark.parametrize(
    "beside",
    [
        Details(birth_date=_HELD.birth_date),
        Details(names=(Name(_HELD.names[0].given, ""),)),
        Details(names=(Name("", _HELD.names[0].family),)),
    ],
    ids=["birth date", "given name", "family name"],
)
def test_an_identifier_confirms_with_the_birth_date_or_a_name_beside_it(beside: Details) -> None:
    decision = decide(replace(beside, identifiers=(_NUMBER,)), [_CHILD])
    assert decision.child_id == "child-1"
    assert decision.agreed[0].detail is Detail.IDENTIFIER


def test_an_identifier_with_another_family_name_and_nothing_that_agrees_is_only_possible() -> None:
    asked = Details(names=(Name("", "Pryce"),), identifiers=(_NUMBER,))
    assert decide(asked, [_CHILD]).outcome is MatchOutcome.POSSIBLE


@settings(max_examples=200, deadline=None)
@given(sibling=st.integers(0, 10_000))
def test_a_brothers_number_with_the_asked_childs_own_names_shows_nobody(sibling: int) -> None:
    """One home, one family name, other given names: the number was copied from the wrong line."""
    brother = replace(_HELD, names=(Name(f"Brother{chr(97 + sibling % 26)}", _HELD.names[0].family),))
    asked = Details(names=_HELD.names, identifiers=brother.identifiers)
    outcome = decide(asked, [Candidate("brother", brother)]).outcome
    assert outcome is not MatchOutcome.CONFIRMED


def test_an_identifier_contradicted_by_the_name_is_only_possible() -> None:
    asked = Details(names=(Name("Gwendolyn", "Pryce"),), identifiers=(_NUMBER,))
    assert decide(asked, [_CHILD]).outcome is MatchOutcome.POSSIBLE


def test_two_children_with_one_identifier_are_many() -> None:
    other = Candidate("child-2", replace(_HELD, names=(Name("Amy", "Reid"),)))
    asked = Details(identifiers=(_NUMBER,), birth_date=_HELD.birth_date)
    assert decide(asked, [_CHILD, other]).outcome is MatchOutcome.MANY


def test_another_identifier_keeps_a_child_from_being_confirmed() -> None:
    assert decide(_asked(identifiers=(_OTHER_NUMBER,)), [_CHILD]).child_id is None


def test_two_children_alike_are_told_apart_by_the_detail_in_which_they_differ() -> None:
    girl = Candidate("child-2", replace(_HELD, sex=Sex.FEMALE, identifiers=()))
    boy = Candidate("child-1", replace(_HELD, identifiers=()))
    decision = decide(_asked(), [boy, girl])
    assert decision.outcome is MatchOutcome.MANY
    assert decision.wanted is Detail.SEX


def test_the_child_met_under_several_tokens_counts_once() -> None:
    assert decide(_asked(), [_CHILD, _CHILD, _CHILD]).child_id == "child-1"


def test_unrelated_children_are_nothing() -> None:
    assert decide(
        _asked("Gwendolyn", "Pryce", birth_date=date(2009, 1, 7), postcodes=()), [_CHILD]
    ).outcome is (MatchOutcome.NONE)


def test_a_mother_who_is_a_child_is_not_taken_for_her_unborn_child() -> None:
    unborn = Candidate("unborn-1", replace(_HELD, expected=date(2027, 2, 1)))
    assert decide(_asked(), [unborn]).outcome is MatchOutcome.NONE
    asked = Details(identifiers=(_NUMBER,), birth_date=_HELD.birth_date)
    assert decide(asked, [unborn]).outcome is MatchOutcome.NONE
    assert not set(index_keys(unborn.details)) & set(index_keys(_HELD))


@pytest.mark.parametrize(
    ("expected", "outcome"),
    [(date(2027, 2, 20), MatchOutcome.CONFIRMED), (date(2028, 3, 1), MatchOutcome.POSSIBLE)],
)
def test_an_unborn_child_is_found_by_its_mother_and_the_day_expected(
    expected: date, outcome: MatchOutcome
) -> None:
    unborn = Candidate("unborn-1", replace(_HELD, expected=date(2027, 2, 1)))
    assert decide(_asked(expected=expected), [unborn]).outcome is outcome
    assert decide(replace(unborn.details, expected=expected), [unborn]).outcome is outcome


def test_no_candidates_are_nothing() -> None:
    assert decide(_asked(), []).outcome is MatchOutcome.NONE


def test_a_full_bucket_asks_for_a_detail_not_yet_given() -> None:
    decision = capped(_asked())
    assert decision.outcome is MatchOutcome.MANY
    assert decision.wanted is Detail.IDENTIFIER


def test_agreements_say_what_is_close_and_what_is_the_same() -> None:
    decision = decide(_asked(family="Okonkow"), [_CHILD])
    assert {(one.detail, one.fully) for one in decision.agreed} == {
        (Detail.GIVEN_NAME, True),
        (Detail.FAMILY_NAME, False),
        (Detail.BIRTH_DATE, True),
    }


def _details_said(asked: Details) -> set[Detail]:
    decision = decide(asked, [_CHILD])
    assert decision.outcome is MatchOutcome.CONFIRMED
    return {one.detail for one in decision.agreed}


def test_that_a_postcode_agrees_is_said_only_where_it_was_needed() -> None:
    needed = _asked(family="Smith")
    assert decide(replace(needed, postcodes=()), [_CHILD]).outcome is not MatchOutcome.CONFIRMED
    assert Detail.POSTCODE in _details_said(needed)
    assert Detail.POSTCODE not in _details_said(_asked())


@pytest.mark.parametrize("beginning", [2, 3, 5])
def test_that_a_postcode_is_close_is_never_said(beginning: int) -> None:
    """A bare outward code asked beside a true number told the district of a home."""
    home = _CHILD.details.postcodes[0].replace(" ", "")
    asked = replace(_asked(), postcodes=(home[:beginning],), identifiers=_CHILD.details.identifiers)
    assert Detail.POSTCODE not in _details_said(asked)
