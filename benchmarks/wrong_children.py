"""`make bench-wrong_children`: is anybody taken for somebody else by what stands for many, or by a number?

Three bars, each 0: 60 pairs of children who share nothing but a placeholder (and what such pairs share in
life); numbers alone; numbers of a brother or sister with the asked child's names. Each question is put by the
product's keys to an index in memory, once with the weights shipped (11 million children) and once with those
of an index of this size, which confirm more readily. The last line printed is one JSON object. Synthetic.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path

import numpy as np
from tqdm import tqdm

from benchmarks.matching.recognition import MemoryIndex, ask, told_of
from benchmarks.population.questions import absent_siblings
from fingerpost.domain.child import Details, Name
from fingerpost.domain.identifiers import Identifier, IdentifierKind, nhs_number_is_valid
from fingerpost.matching.model import MatchOutcome
from fingerpost.matching.score import Weights, shipped_weights
from tools.training.name_pools import NameSource, name_source
from tools.training.population import Population, populate

CHILDREN = 30_000
BORN = date(2016, 3, 27)
HOME = "NB3 4TQ"
_OLIVIA, _AMELIA = Name("Olivia", "Smith"), Name("Amelia", "Patel")

NUMBERS = (
    *(digit * 10 for digit in "0123456789"),
    *("0123456789", "1234567890", "9876543210", "0000000018", "3120000006", "5000000005"),
)
OWN_NUMBERS = ("0", "TBC", "9999", "N/A")
POSTCODES = ("ZZ99 3VZ", "ZZ99 3WZ", "ZZ99 3CZ", "ZZ99 3HZ", "ZZ99", "no fixed abode", "NFA", "homeless",
             "unknown", "not known", "N/A", "abroad", "QX1 2AB", "XX1 1XX")  # fmt: skip
DATES = (date(1900, 1, 1), date(1901, 1, 1), date(1899, 12, 30), date(1970, 1, 1), date(2000, 1, 1),
         date(2016, 1, 1), date(2019, 1, 1), date(2022, 1, 1))  # fmt: skip
NAMES = ("Baby", "Male", "Female", "Infant", "Twin 1", "Not given", "N/A", "None", "XXX", "Anonymous",
         "Unknown", "Test", "B/O Jane", "Baby Girl Smith", "Newborn", "Child", "-", "?")  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """Two children, of whom one is held and the other asked for."""

    held: Details
    asked: Details


# ------------------------------------------------------------------ pairs that share a placeholder


def placeholder_pairs() -> tuple[Pair, ...]:
    """60: of numbers, postcodes, dates and names."""
    return (
        *(_by_number(Identifier(IdentifierKind.NHS_NUMBER, value)) for value in NUMBERS),
        *(_by_number(Identifier(IdentifierKind.LOCAL, value, "care")) for value in OWN_NUMBERS),
        *map(_of_no_home, POSTCODES),
        *map(_of_no_birth_date, DATES),
        *map(_of_no_name, NAMES),
    )


def _by_number(number: Identifier) -> Pair:
    """Two children of one age and name who have nothing else in common."""
    held = Details((_OLIVIA,), BORN, (HOME,), identifiers=(number,))
    return Pair(held, Details((Name("Olivia", "Khan"),), None, ("NB8 8AA",), identifiers=(number,)))


def _of_no_home(postcode: str) -> Pair:
    """An Olivia of the same birth date and another family name, both of no fixed abode."""
    held = Details((_OLIVIA,), BORN, (postcode,))
    return Pair(held, replace(held, names=(Name("Olivia", "Khan"),)))


def _of_no_birth_date(day: date) -> Pair:
    """Two of one common name, in two homes, whose birth date nobody knew."""
    held = Details((_OLIVIA,), day, (HOME,))
    return Pair(held, replace(held, postcodes=("NB8 8AA",)))


def _of_no_name(given: str) -> Pair:
    """Twins at home, neither of whom has a name yet."""
    held = Details((Name(given, "Smith"),), BORN, (HOME,))
    return Pair(held, replace(held, names=(Name(given.replace("1", "2"), "Smith"),)))


# ------------------------------------------------------------------ numbers


def numbered(population: Population, rows: Sequence[int]) -> dict[str, Details]:
    """Children by row, each with a number of the range that is never issued."""
    valid = (f"{digits:010}" for digits in range(9_990_000_000, 10_000_000_000))
    numbers = islice((one for one in valid if nhs_number_is_valid(one)), len(rows))
    return {
        str(row): replace(
            population.details(row), identifiers=(Identifier(IdentifierKind.NHS_NUMBER, number),)
        )
        for row, number in zip(rows, numbers, strict=True)
    }


def numbers_alone(children: dict[str, Details], number: int, rng: random.Random) -> Iterator[Details]:
    """A number with nothing beside it, or with what says nothing."""
    beside = (
        Details(),
        Details(names=(Name("Baby", "Unknown"),)),
        Details(postcodes=("ZZ99 3VZ",)),
        Details(birth_date=date(1900, 1, 1)),
    )
    for at, child_id in enumerate(rng.sample(sorted(children), number)):
        yield replace(beside[at % len(beside)], identifiers=children[child_id].identifiers)


def siblings_numbers(
    children: dict[str, Details], population: Population, names: NameSource, number: int, rng: random.Random
) -> Iterator[tuple[str, Details]]:
    """The asked child's details with the number of a brother or sister, as when the wrong line is copied. The
    asked child is in the index in every second question, under the id given."""
    for at, question in enumerate(absent_siblings(population, names, number, rng)):
        sibling = children[str(question.relative_of)]
        told = replace(question.asked, identifiers=sibling.identifiers)
        kinds = (
            told,
            replace(told, birth_date=None),
            replace(told, birth_date=None, postcodes=()),
            replace(told, names=(*told.names, Name("", told.names[0].family))),
            replace(told, names=(*told.names, Name(told.names[0].given, sibling.names[0].family))),
        )
        yield f"sibling {at}", kinds[at % len(kinds)]


# ------------------------------------------------------------------ what is counted


def wrongly_confirmed(
    index: MemoryIndex, questions: Sequence[tuple[str, Details]], weights: Sequence[Weights], label: str
) -> int:
    """Questions that confirm somebody else than the child meant, by any of the weights."""
    wrong = 0
    for meant, asked in tqdm(questions, desc=label, mininterval=1):
        answers = [ask(index, asked, each) for each in weights]
        wrong += any(one.outcome is MatchOutcome.CONFIRMED and one.child_id != meant for one in answers)
    return wrong


def measured(children: int, number: int, seed: int, data: Path) -> dict[str, int]:
    """Wrong confirmations of each bar."""
    names, rng = name_source(data), random.Random(seed)  # noqa: S311  # reproducible, nothing secret
    weights = (shipped_weights(), told_of(shipped_weights(), children))
    pairs = placeholder_pairs()
    wrong_pairs = sum(
        wrongly_confirmed(MemoryIndex({"held": pair.held}), [("asked", pair.asked)], weights, "pair")
        for pair in pairs
    )
    population = populate(children, names, np.random.default_rng(seed))
    held = numbered(population, range(len(population)))
    alone = [("", asked) for asked in numbers_alone(held, number, rng)]
    siblings = list(siblings_numbers(held, population, names, number, rng))
    of_both = held | {
        meant: replace(asked, identifiers=()) for at, (meant, asked) in enumerate(siblings) if at % 2
    }
    index = MemoryIndex(of_both)
    return {
        "placeholder_pairs": len(pairs),
        "placeholder_pairs_wrong": wrong_pairs,
        "numbers_alone": len(alone),
        "numbers_alone_confirmed": wrongly_confirmed(index, alone, weights, "numbers alone"),
        "siblings_numbers": len(siblings),
        "siblings_numbers_wrong": wrongly_confirmed(index, siblings, weights, "siblings' numbers"),
    }


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks.wrong_children", description=__doc__)
    parser.add_argument("--children", type=int, default=CHILDREN)
    parser.add_argument("--questions", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args(arguments)
    print(json.dumps(measured(options.children, options.questions, options.seed, options.data)))


if __name__ == "__main__":
    main()
