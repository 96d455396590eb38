"""Weights learned without links come near the truth that made the data."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from fingerpost.domain.child import Details, Name
from fingerpost.matching.names import name_table
from fingerpost.matching.score import shipped_weights
from tools.training.learn import learned_from_people
from tools.training.mistakes import any_postcode, typo

_PEOPLE = 1500
_MISSPELT = 0.4


@pytest.fixture(scope="module")
def people() -> list[Details]:
    """Everybody twice; in the second record four of ten given names are misspelt, nothing else is wrong."""
    rng = random.Random(5)  # noqa: S311  # reproducible, nothing secret
    given, family = list(name_table().given), list(name_table().family)
    listed: list[Details] = []
    for _ in range(_PEOPLE):
        name, home = Name(rng.choice(given), rng.choice(family)), any_postcode(rng)
        born = date(2010, 1, 2) + timedelta(days=rng.randrange(3000))
        wrong = typo(name.given, rng) if rng.random() < _MISSPELT else name.given
        listed.append(Details(names=(name,), birth_date=born, postcodes=(home,)))
        listed.append(Details(names=(Name(wrong, name.family),), birth_date=born, postcodes=(home,)))
    return listed


def test_how_often_a_name_is_misspelt_is_learned_without_being_told_who_is_who(people: list[Details]) -> None:
    learned = learned_from_people(people).m["given"]
    assert learned["exact"] == pytest.approx(1 - _MISSPELT, abs=0.08)
    assert learned["one_edit"] > 2 * shipped_weights().m["given"]["one_edit"]


def test_a_list_without_anybody_twice_changes_little(people: list[Details]) -> None:
    learned, before = learned_from_people(people[::2]).m, shipped_weights().m
    for detail in ("given", "family", "birth_date", "postcode"):
        assert learned[detail]["exact"] == pytest.approx(before[detail]["exact"], abs=0.1)


def test_an_empty_list_changes_nothing() -> None:
    learned = learned_from_people([]).m
    for detail, before in shipped_weights().m.items():
        assert learned[detail] == pytest.approx(before)
