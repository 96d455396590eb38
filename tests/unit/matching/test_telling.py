"""How telling a question is decides between "nothing" and one more detail: never what the index holds."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from fingerpost.domain.child import Details, Name
from fingerpost.domain.identifiers import Identifier, IdentifierKind
from fingerpost.matching.decide import POSSIBLE_AT, decide
from fingerpost.matching.model import Candidate, MatchOutcome
from fingerpost.matching.score import shipped_weights, weights_for
from fingerpost.matching.telling import TOLD_APART_AT, is_telling
from tools.training.diminutives import SPELLINGS

BORN = date(2015, 5, 6)
NUMBER = Identifier(IdentifierKind.NHS_NUMBER, "9990000018")


def asked(given: str, family: str, born: date | None = BORN, *postcodes: str) -> Details:
    return Details((Name(given, family),), born, postcodes)


@pytest.mark.parametrize(
    ("given", "family"),
    [
        *(
            ("Mohammed", "Hussein"),
            ("Mohamed", "Husain"),
            ("محمد", "حسين"),
            ("Zaynab", "Kahn"),
            ("Olivia", "Smith"),
        ),
        *(("Jack", "Jones"), ("Maria", "Khan"), ("", "Smith"), ("Md", "Ali")),
    ],
)
def test_common_names_and_a_birth_date_alone_tell_nobody_apart(given: str, family: str) -> None:
    weights = shipped_weights()
    assert not is_telling(asked(given, family), weights)
    assert is_telling(asked(given, family, BORN, "LS1 4AB"), weights)
    assert is_telling(replace(asked(given, family), identifiers=(NUMBER,)), weights)


@pytest.mark.parametrize(
    ("given", "family"), [("Thaddeus", "Quill"), ("Ifeoma", "Okonkwo"), ("Zebedee", "Quillfeather")]
)
def test_rare_names_and_a_birth_date_do(given: str, family: str) -> None:
    assert is_telling(asked(given, family), shipped_weights())
    assert not is_telling(asked(given, family, date(2015, 1, 1)), shipped_weights())
    assert not is_telling(asked(given, family, None), shipped_weights())


@pytest.mark.parametrize("postcode", ["ZZ99 3VZ", "QX1 1AA"])
def test_a_postcode_that_stands_for_many_makes_no_question_telling(postcode: str) -> None:
    assert not is_telling(asked("Olivia", "Smith", BORN, postcode), shipped_weights())


def test_in_a_small_index_common_names_are_enough() -> None:
    assert is_telling(asked("Jack", "Jones"), weights_for(1_000))


def test_a_name_in_another_spelling_is_never_answered_nothing() -> None:
    """Pairs of listed spellings, for given and family name at once, met by the exact birth date."""
    families = [line.split() for line in SPELLINGS.splitlines() if line]
    rng = random.Random(9)  # noqa: S311 - reproducible, nothing secret
    lost = 0
    for _ in range(2_000):
        (held_given, given), (held_family, family) = (rng.sample(rng.choice(families), 2) for _ in range(2))
        held, question = asked(held_given, held_family), asked(given, family)
        met = decide(question, [Candidate("c", held)]).outcome
        lost += met is MatchOutcome.NONE and is_telling(question, shipped_weights())
    assert lost / 2_000 <= 0.005


def test_what_is_telling_lies_above_what_is_answered_nothing() -> None:
    assert TOLD_APART_AT > POSSIBLE_AT
