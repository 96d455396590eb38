"""The chance that a candidate is the child asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fingerpost.domain.child import Details, Name
from fingerpost.matching.decide import rank
from fingerpost.matching.model import Candidate
from fingerpost.matching.names import company
from fingerpost.matching.score import shipped_weights

_HELD = Details(names=(Name("Imogen", "Garside"),), birth_date=date(2012, 3, 14), postcodes=("LS1 4AB",))


def _posterior(asked: Details, *held: Details, index_size: int = 11_000_000) -> float:
    candidates = [Candidate(str(number), details) for number, details in enumerate(held)]
    return rank(asked, candidates, replace(shipped_weights(), index_size=index_size))[0].posterior


def test_the_larger_the_index_the_less_a_likeness_says() -> None:
    asked = replace(_HELD, postcodes=(), names=(Name("Imogen", "Garsyde"),))
    assert _posterior(asked, _HELD, index_size=1_000) > _posterior(asked, _HELD)


def test_two_children_alike_share_the_chance() -> None:
    assert _posterior(_HELD, _HELD, _HELD) == pytest.approx(0.5, abs=0.01)


def test_a_common_name_says_less_than_a_rare_one() -> None:
    smith = replace(_HELD, names=(Name("Oliver", "Smith"),), postcodes=())
    rare = replace(_HELD, postcodes=())
    assert _posterior(smith, smith) < _posterior(rare, rare)


def test_the_first_of_january_says_less_than_another_day() -> None:
    january = replace(_HELD, birth_date=date(2012, 1, 1), postcodes=())
    other = replace(_HELD, postcodes=())
    assert _posterior(january, january) < _posterior(other, other)


def test_an_absent_brother_is_likelier_than_a_change_of_name_and_birth_date() -> None:
    asked = replace(_HELD, names=(Name("Rupert", "Garside"),), birth_date=date(2014, 7, 2))
    assert _posterior(asked, _HELD) < 0.01


@pytest.mark.parametrize(
    ("given", "family", "times"),
    [("mohammed", "khan", 10), ("oliver", "smith", 1), ("oliver", "khan", 1), ("qwxzy", "vvbnq", 50)],
)
def test_names_of_one_tradition_keep_company(given: str, family: str, times: int) -> None:
    assert company(given, family) == pytest.approx(times, rel=0.25)
