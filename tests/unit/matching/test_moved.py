"""A child who moved is told from a stranger by an earlier home or by who brings the child up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fingerpost.domain.child import Details, Name, Sex
from fingerpost.domain.outcomes.asking import Detail
from fingerpost.matching.decide import decide
from fingerpost.matching.model import Candidate, MatchOutcome
from fingerpost.matching.tokens import MAX_READS, first_stage, index_keys, second_stage

BORN = date(2016, 5, 17)
HELD = Details((Name("Emily", "Taylor"),), BORN, ("LS1 4AB",), Sex.FEMALE, carers=("Donna",))
CHILD = Candidate("child", HELD)
MOVED = Details((Name("Emily", "Taylor"),), BORN, ("NB3 4TQ",))
OFFERED = (Detail.IDENTIFIER, Detail.EARLIER_POSTCODE, Detail.FORMER_NAME, Detail.KNEW, Detail.CARER)
RENAMED = replace(MOVED, names=(Name("Emily", "Hughes"),))


def asked_with(asked: Details, **added: tuple[str, ...]) -> Details:
    return asked.completed_by(Details(**added))  # type: ignore[arg-type]  # fields by name


def test_a_common_name_and_the_birth_date_are_not_enough_and_what_would_settle_it_is_offered() -> None:
    decision = decide(MOVED, [CHILD])
    assert decision.outcome is MatchOutcome.POSSIBLE
    assert decision.offered == OFFERED


@pytest.mark.parametrize(
    "added",
    [
        {"postcodes": ("", "LS1 4AB")},
        {"postcodes": ("", "LS1")},
        {"carers": ("Donna",)},
        {"carers": ("Dona",)},
    ],
    ids=str,
)
def test_one_of_them_settles_it(added: dict[str, tuple[str, ...]]) -> None:
    assert decide(asked_with(MOVED, **added), [CHILD]).child_id == "child"


@pytest.mark.parametrize(
    "added",
    [{"postcodes": ("", "BD9 9ZZ")}, {"carers": ("Rosamund",)}, {"carers": ("Mum",)}, {"carers": ("Carer",)}],
    ids=str,
)
def test_what_is_anothers_or_stands_for_many_settles_nothing(added: dict[str, tuple[str, ...]]) -> None:
    held = replace(HELD, carers=("Donna", "Mum", "Carer"))
    assert decide(asked_with(MOVED, **added), [Candidate("child", held)]).child_id is None


def test_with_another_family_name_an_earlier_home_settles_it() -> None:
    assert decide(RENAMED, [CHILD]).child_id is None
    assert decide(asked_with(RENAMED, postcodes=("", "LS1 4AB")), [CHILD]).child_id == "child"


def test_of_an_earlier_home_and_of_carers_nothing_is_said() -> None:
    asked = asked_with(MOVED, postcodes=("", "LS1 4AB"), carers=("Donna",))
    said = {one.detail for one in decide(asked, [CHILD]).agreed}
    assert said == {Detail.GIVEN_NAME, Detail.FAMILY_NAME, Detail.BIRTH_DATE}


def test_nobody_met_is_offered_what_would_still_find_the_child() -> None:
    assert decide(MOVED, []).offered == OFFERED


def test_an_earlier_home_is_looked_up_within_the_same_number_of_reads() -> None:
    asked = asked_with(RENAMED, postcodes=("", "LS1 4AB"))
    read = {*first_stage(asked), *second_stage(asked)}
    assert len(read) <= MAX_READS
    assert {key.kind for key in read & set(index_keys(HELD))} >= {"nd", "py", "np"}


def test_without_a_postcode_both_names_alone_find_a_child_whose_birth_date_was_recorded_wrongly() -> None:
    held = replace(HELD, birth_date=date(2014, 11, 2))
    asked = replace(MOVED, postcodes=())
    assert set(index_keys(held)) & {*first_stage(asked), *second_stage(asked)}
