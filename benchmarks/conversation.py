"""`make bench-conversation`: children who moved, asked for until confirmed, among 11 million; synthetic.

Each asker knows what KNOWS says, and gives the first of the details offered that they know. Shares are of
those whose asker knows at least one of the details offered, or who were confirmed before any was. The last
line printed is one JSON object; docs/matching.md explains its keys.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from benchmarks.population.asking import Asker, Question
from benchmarks.population.packed_index import PackedIndex
from benchmarks.population.questions import absent_siblings, absent_twins
from fingerpost.domain.birth import PartDate
from fingerpost.domain.child import Details, Name
from fingerpost.domain.identifiers import Identifier, IdentifierKind
from fingerpost.domain.outcomes.asking import Detail
from fingerpost.matching.model import Candidate, MatchOutcome
from fingerpost.matching.score import shipped_weights
from tools.training import mistakes
from tools.training.carers import named_carer, recorded_carers
from tools.training.mistakes import Mistake, any_postcode, compound
from tools.training.name_pools import NameSource, name_source
from tools.training.population import Population, populate

KNOWS = {
    Detail.IDENTIFIER: 0.15,
    Detail.EARLIER_POSTCODE: 0.8,
    Detail.CARER: 0.7,
    Detail.FORMER_NAME: 0.5,
    Detail.POSTCODE: 0.8,
    Detail.SEX: 1.0,
    Detail.BIRTH_DATE: 0.9,
    Detail.GIVEN_NAME: 1.0,
    Detail.FAMILY_NAME: 0.9,
    Detail.KNOWN_AS: 0.2,
}
"""With what chance an asker knows each detail of the child: assumptions, chosen before the first run."""

DISTRICT_ONLY = 0.5
"""Share of those who know of an earlier home who know no more of it than its district."""

A_YEAR_OUT = 0.2
"""Share of those who know about how old a child is who are a year out."""

ROUNDS = 2


@dataclass(frozen=True)
class Life:
    """A child as an asker may know it. told: what they ask by; knows: what they could add; right: the row in
    the index, None for a child who is not in it."""

    told: Details
    knows: dict[Detail, Details]
    right: int | None
    origin: int


class RecordedIndex(PackedIndex):
    """The population as it was recorded: of some children one carer is known."""

    def candidate(self, row: int) -> Candidate:
        held = self.population.details(row)
        return Candidate(str(row), replace(held, carers=recorded_carers(self.population, row)))


def lives(
    population: Population, told: Callable[[Details, random.Random], Details], number: int, rng: random.Random
) -> Iterator[Life]:
    """Children of the index, each known to some asker."""
    for row in rng.sample(range(len(population)), number):
        child = population.details(row)
        asked = replace(told(child, rng), sex=None, multiple_birth=False)
        yield Life(
            asked, _known(child, asked, population.carers_of(row), rng), row, int(population.group[row])
        )


def _known(
    child: Details, told: Details, carers: tuple[str, str], rng: random.Random
) -> dict[Detail, Details]:
    """What an asker could add, by chance, with the mistakes that people make."""
    name = child.names[0]
    everything = {
        Detail.EARLIER_POSTCODE: Details(postcodes=("", _as_remembered(child.postcodes[0], rng))),
        Detail.CARER: Details(carers=(named_carer(carers, rng),)),
        Detail.FORMER_NAME: Details(names=(Name("", ""), Name("", name.family))),
        Detail.SEX: Details(sex=child.sex),
        Detail.BIRTH_DATE: Details(birth_date=child.birth_date),
        Detail.GIVEN_NAME: Details(names=(Name(name.given, ""),)),
        Detail.IDENTIFIER: Details(
            identifiers=(Identifier(IdentifierKind.NHS_NUMBER, "known to the asker"),)
        ),
    }
    known = {detail: added for detail, added in everything.items() if rng.random() < KNOWS[detail]}
    if told.names[0].family == name.family:
        known.pop(Detail.FORMER_NAME, None)  # it has no other
    return known


def _as_remembered(postcode: str, rng: random.Random) -> str:
    return postcode.split()[0] if rng.random() < DISTRICT_ONLY else postcode


@dataclass(frozen=True)
class Said:
    """How a conversation went: after how many more details somebody was confirmed, whether rightly, and
    whether the asker could go on."""

    confirmed_after: int | None
    rightly: bool
    knew_one: bool


class Conversation:
    """Asks, adds one of the details offered, asks again. A number settles it: it is looked up by itself."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker

    def hold(self, life: Life) -> Said:
        asked, knew_one = life.told, False
        for rounds in range(ROUNDS + 1):
            decision = self._asker.decided(asked)
            if decision.outcome is MatchOutcome.CONFIRMED:
                return Said(rounds, decision.child_id == str(life.right), knew_one or rounds == 0)
            given = next((one for one in decision.offered if one in life.knows), None)
            if given is None:
                break
            knew_one = True
            if given is Detail.IDENTIFIER:
                return Said(rounds + 1 if life.right is not None else None, True, True)
            asked = asked.completed_by(life.knows[given])
        return Said(None, True, knew_one)


# ------------------------------------------------------------------ who is asked for


def moved(child: Details, rng: random.Random) -> Details:
    """All is right but the home, which the index does not know yet."""
    return mistakes.moved_away(child, rng)


def moved_and_renamed(child: Details, rng: random.Random) -> Details:
    """The family has another name, too."""
    return mistakes.family_changed(mistakes.moved_away(child, rng), rng)


def no_postcode(child: Details, rng: random.Random) -> Details:
    """Asked in a corridor, with the ordinary mistakes in name and date, and no address at hand."""
    return replace(compound(child, 0.15, rng), postcodes=())


def date_in_part(child: Details, rng: random.Random) -> Details:
    """A third each: the month, the year, or about how old, one in five of whom are a year out."""
    born = child.birth_date
    if born is None:
        return child
    known = rng.choice(("month", "year", "age"))
    off = rng.choice((-1, 1)) if known == "age" and rng.random() < A_YEAR_OUT else 0
    month = born.month if known == "month" else 1
    accuracy = {"month": "UAA", "year": "UUA", "age": "UUE"}[known]
    return replace(child, birth_date=None, birth_in_part=PartDate(date(born.year + off, month, 1), accuracy))


KINDS: dict[str, Mistake] = {
    "moved": moved,
    "moved_and_renamed": moved_and_renamed,
    "no_postcode": no_postcode,
    "date_in_part": date_in_part,
}


def strangers(names: NameSource, number: int, rng: random.Random) -> Iterator[Life]:
    """Children of the same kind of population who are not in the index."""
    others = populate(number, names, np.random.default_rng(rng.randrange(1 << 30)))
    for row in range(number):
        child = others.details(row)
        told = replace(child, sex=None, multiple_birth=False, postcodes=(any_postcode(rng),))
        yield Life(told, _known(child, told, others.carers_of(row), rng), None, int(others.group[row]))


def relatives(questions: Iterator[Question], population: Population, rng: random.Random) -> Iterator[Life]:
    """Absent twins, brothers or sisters of indexed children who moved away with them."""
    for question in questions:
        child = question.asked
        told = replace(child, postcodes=(any_postcode(rng),))
        row = question.relative_of or 0
        yield Life(
            told, _known(child, told, population.carers_of(row), rng), None, int(population.group[row])
        )


# ------------------------------------------------------------------ what is reported


def shares(said: Sequence[Said]) -> dict[str, float]:
    """Of those whose asker knew one of the details offered."""
    counted = [one for one in said if one.knew_one or one.confirmed_after == 0]

    def by(rounds: int) -> float:
        confirmed = [
            one.confirmed_after is not None and one.confirmed_after <= rounds and one.rightly
            for one in counted
        ]
        return round(sum(confirmed) / max(1, len(confirmed)), 4)

    return {
        "asked": len(said),
        "counted": len(counted),
        "confirmed_at_once": by(0),
        "confirmed_after_one": by(1),
        "confirmed_after_two": by(2),
        "confirmed_wrong": round(sum(not one.rightly for one in said) / max(1, len(said)), 6),
    }


def falsely(said: Sequence[Said], rounds: int) -> float:
    """Share of absent children as whom somebody was confirmed by then."""
    found = [one.confirmed_after is not None and one.confirmed_after <= rounds for one in said]
    return round(sum(found) / max(1, len(found)), 6)


def main(arguments: list[str] | None = None) -> None:
    """Build the population, hold the conversations, print."""
    options = _options(arguments)
    names = name_source(options.data)
    rng = random.Random(options.seed)  # noqa: S311  # reproducible, nothing secret
    population = populate(options.children, names, np.random.default_rng(options.seed))
    conversation = Conversation(Asker(RecordedIndex(population), row_bytes=315))

    def held(label: str, some: Iterator[Life]) -> list[tuple[Life, Said]]:
        return [(life, conversation.hold(life)) for life in tqdm(list(some), desc=label, mininterval=1)]

    number = options.questions
    by_kind = {kind: held(kind, lives(population, told, number, rng)) for kind, told in KINDS.items()}
    absent = {
        "strangers": held("strangers", strangers(names, number * 4, rng)),
        "twins": held("twins", relatives(absent_twins(population, names, number, rng), population, rng)),
        "siblings": held(
            "siblings", relatives(absent_siblings(population, names, number, rng), population, rng)
        ),
    }
    result: dict[str, Any] = {
        "children": len(population),
        "weights": shipped_weights().version,
        **{kind: shares([said for _, said in found]) for kind, found in by_kind.items()},
        **{
            f"{who}_confirmed_after_{word}": falsely([said for _, said in found], rounds)
            for who, found in absent.items()
            for rounds, word in enumerate(("none", "one", "two"))
        },
        "by_origin": {
            group: shares([said for life, said in by_kind["moved"] if life.origin == place])
            for place, group in enumerate(population.group_names)
        },
    }
    print(json.dumps(result))


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.conversation", description=__doc__)
    parser.add_argument("--children", type=int, default=11_000_000)
    parser.add_argument("--questions", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
