"""Nobody is taken for somebody else by what stands for many, by a number alone, or by a brother's number."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from benchmarks.matching.recognition import MemoryIndex, ask
from benchmarks.wrong_children import Pair, measured, placeholder_pairs
from fingerpost.domain.child import Details, Name
from fingerpost.domain.identifiers import Identifier, IdentifierKind
from fingerpost.domain.outcomes.asking import Detail
from fingerpost.matching.decide import decide
from fingerpost.matching.model import Candidate, MatchOutcome
from fingerpost.matching.score import shipped_weights
from tests.builders import nhs_number

NUMBER = (Identifier(IdentifierKind.NHS_NUMBER, nhs_number(7)),)
RUBEN = Candidate(
    "ruben", Details((Name("Ruben", "Palmer"),), date(2015, 4, 26), ("NB3 4TQ",), identifiers=NUMBER)
)
REUBEN = Details((Name("Reuben", "Palmer"),), None, ("NB3 4TQ",), identifiers=NUMBER)


@pytest.mark.parametrize("pair", placeholder_pairs(), ids=str)
def test_a_placeholder_and_what_such_pairs_share_in_life_confirm_nobody(pair: Pair) -> None:
    answer = ask(MemoryIndex({"held": pair.held}), pair.asked, shipped_weights())
    assert answer.outcome is not MatchOutcome.CONFIRMED


def test_the_benchmark_counts_none_in_a_small_index() -> None:
    found = measured(children=3_000, number=400, seed=3, data=Path("nowhere"))
    assert (found["numbers_alone"], found["siblings_numbers"]) == (400, 400)
    assert found["numbers_alone_confirmed"] == found["siblings_numbers_wrong"] == 0


def test_a_number_and_a_name_that_is_only_spelt_alike_may_be_a_brothers() -> None:
    decision = decide(REUBEN, [RUBEN])
    assert decision.outcome is MatchOutcome.POSSIBLE
    assert decision.rules == ("identifier_only_alike",)
    assert decision.wanted is Detail.BIRTH_DATE


def test_with_the_birth_date_such_a_name_is_a_slip_of_spelling() -> None:
    asked = REUBEN.completed_by(Details(birth_date=date(2015, 4, 26)))
    assert decide(asked, [RUBEN]).child_id == "ruben"


@pytest.mark.parametrize("given", ["Ruben", "Ben"])
def test_the_same_name_or_a_form_of_it_checks_a_number_by_itself(given: str) -> None:
    held = Candidate(
        "c", Details((Name("Benjamin" if given == "Ben" else "Ruben", "Palmer"),), identifiers=NUMBER)
    )
    assert decide(Details((Name(given, "Palmer"),), identifiers=NUMBER), [held]).child_id == "c"
