"""The questions: compound mistakes, one named mistake at a time, and children who are not in the index."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import numpy as np

from benchmarks.population.asking import Question
from fingerpost.domain.child import Details, Name, Sex
from fingerpost.matching.names import are_forms
from tools.training import mistakes
from tools.training.mistakes import Mistake, compound
from tools.training.name_pools import NameSource
from tools.training.population import Population, populate

Remade = Callable[[Details, random.Random], Details | None]


def compound_questions(
    population: Population, chance: float, number: int, rng: random.Random
) -> list[Question]:
    """Each detail broken with the chance."""
    rows = rng.sample(range(len(population)), number)
    return [Question(_without_sex(compound(population.details(row), chance, rng)), row) for row in rows]


def named_questions(
    population: Population, remade: Remade, number: int, rng: random.Random
) -> list[Question]:
    """Questions with one kind of mistake, about children to whom it can happen."""
    made: list[Question] = []
    while len(made) < number:
        row = rng.randrange(len(population))
        asked = remade(population.details(row), rng)
        if asked is not None:
            made.append(Question(_without_sex(asked), row))
    return made


def group_questions(
    population: Population, group: int, chance: float, number: int, rng: random.Random
) -> list[Question]:
    """Compound mistakes for children of one name-origin group."""
    rows = np.flatnonzero(population.group == group)
    chosen = [int(rows[rng.randrange(len(rows))]) for _ in range(number)]
    return [Question(_without_sex(compound(population.details(row), chance, rng)), row) for row in chosen]


def absent_twins(
    population: Population, names: NameSource, number: int, rng: random.Random, chance: float = 0.0
) -> Iterator[Question]:
    """A twin, of either sex, of an indexed child; that they are twins is known to nobody."""
    for row in rng.sample(range(len(population)), number):
        child = population.details(row)
        twin = _relative(child, population, row, names, rng)
        yield Question(_without_sex(compound(twin, chance, rng)), None, row)


def absent_siblings(
    population: Population, names: NameSource, number: int, rng: random.Random, chance: float = 0.0
) -> Iterator[Question]:
    """A brother or sister at the same address, one to six years older or younger."""
    for row in rng.sample(range(len(population)), number):
        child = population.details(row)
        days = rng.choice((-1, 1)) * rng.randrange(300, 2200)
        born = child.birth_date and child.birth_date + timedelta(days=days)
        sibling = replace(_relative(child, population, row, names, rng), birth_date=born)
        yield Question(_without_sex(compound(sibling, chance, rng)), None, row)


def strangers(names: NameSource, number: int, rng: random.Random) -> Iterator[Question]:
    """Children of the same population who are not in the index."""
    others = populate(number, names, np.random.default_rng(rng.randrange(1 << 30)))
    for row in range(number):
        yield Question(_without_sex(others.details(row)), None)


def named_mistakes() -> dict[str, Remade]:
    """Every kind of mistake on its own, and the pairs of them that were weak before."""
    alone: dict[str, Remade] = {
        mistake.__name__: mistake
        for table in (mistakes.GIVEN, mistakes.FAMILY, mistakes.BIRTH_DATE, mistakes.POSTCODE)
        for mistake in table
    }
    return {
        "exact": lambda child, rng: child,
        **alone,
        "names_swapped": mistakes.names_swapped,
        "given_listed_variant": _given_listed,
        "family_listed_variant": _family_listed,
        "both_names_respelt": _both(mistakes.given_respelt, mistakes.family_respelt),
        "moved_away_and_family_typo": _both(mistakes.moved_away, mistakes.family_typo),
        "moved_away_and_family_changed": _both(mistakes.moved_away, mistakes.family_changed),
        "no_postcode_and_given_nickname": _both(mistakes.postcode_missing, mistakes.given_nickname),
    }


def _both(one: Mistake, other: Mistake) -> Remade:
    return lambda child, rng: other(one(child, rng), rng)


def _given_listed(child: Details, rng: random.Random) -> Details | None:
    name = child.names[0]
    other = mistakes.listed_variant(name.given, rng)
    return replace(child, names=(Name(other, name.family),)) if other else None


def _family_listed(child: Details, rng: random.Random) -> Details | None:
    name = child.names[0]
    other = mistakes.listed_variant(name.family, rng)
    return replace(child, names=(Name(name.given, other),)) if other else None


def _relative(
    child: Details, population: Population, row: int, names: NameSource, rng: random.Random
) -> Details:
    """The same family, address and birth date; another given name of the same origin, not a form of it."""
    pool = names.pools[int(population.group[row])]
    sex = rng.randrange(2)
    name = child.names[0]
    while True:
        given = rng.choices(pool.given[sex], weights=pool.given_shares[sex].tolist())[0].capitalize()
        if given != name.given and not are_forms(given.lower(), name.given.lower()):
            return replace(
                child,
                names=(Name(given, name.family),),
                sex=Sex.MALE if sex else Sex.FEMALE,
                multiple_birth=False,
            )


def _without_sex(asked: Details) -> Details:
    """Asked as most people ask: without sex, without the flag of a multiple birth."""
    return replace(asked, sex=None, multiple_birth=False)
