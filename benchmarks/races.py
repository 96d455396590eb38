"""Do people who record nearly the same new child at the same moment make two records of it?

Real use cases and adapters against a local DynamoDB, each person in a thread of their own, begun together.
Two record a child whom one of them spells otherwise; whatever each is told, the child must stand there once.
Then four record one child: how many are told that it cannot be done now? `--trials 100` is of each kind.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from threading import Barrier
from typing import Any

from benchmarks.ask import NO_LIMITS, MeteredStore, NoChatProduct, child, enter_practitioners
from fingerpost.adapters.keyring import Keyring, create_keyring, open_keyring
from fingerpost.bootstrap.people import ports_over
from fingerpost.domain.child import Details, Name
from fingerpost.domain.outcomes.access import CannotAnswer
from fingerpost.domain.outcomes.asking import FamilyTold
from fingerpost.domain.practitioner import Practitioner, Product
from fingerpost.policy.model import AccessRules
from fingerpost.usecases.catalogue import UseCases
from fingerpost.usecases.requests import Particulars, Question, Request
from tests.builders import WORKSPACE
from tests.keys import KeyInMemory
from tests.local_dynamodb import LocalTables, emulator, environment

Change = Callable[[Details], Details]

_AT_ONCE = 4


# ------------------------------------------------------------------ nearly the same


def _named(details: Details, given: str, family: str) -> Details:
    return replace(details, names=(Name(given, family),))


def one_letter(details: Details) -> Details:
    """The last letter of the given name is another."""
    name = details.names[0]
    return _named(details, f"{name.given[:-1]}{'e' if name.given[-1] != 'e' else 'a'}", name.family)


def middle_name(details: Details) -> Details:
    """Somebody knows the second name too."""
    name = details.names[0]
    return _named(details, f"{name.given} Rose", name.family)


def swapped(details: Details) -> Details:
    """Given and family name stand in each other's field."""
    name = details.names[0]
    return _named(details, name.family, name.given)


def accent(details: Details) -> Details:
    """One of them writes the accent."""
    name = details.names[0]
    return _named(details, name.given.replace("a", "\u00e1").replace("e", "\u00e9"), name.family)


KINDS = (one_letter, middle_name, swapped, accent)


# ------------------------------------------------------------------ races


def people_of(store: MeteredStore, keyring: Keyring) -> tuple[tuple[Practitioner, ...], UseCases]:
    """Who records, and by what."""
    people = enter_practitioners(store)
    rules = AccessRules(frozenset({(Product.SLACK, WORKSPACE)}), frozenset({"northbrook.example"}))
    ports = replace(
        ports_over(store, keyring, NoChatProduct(), rules), account_age=timedelta(days=1), limits=NO_LIMITS
    )
    store.warm()
    return people, UseCases(ports)


def race(cases: UseCases, people: Sequence[Practitioner], each: Sequence[Details], press: str) -> list[Any]:
    """Everybody records at once; what each is told."""
    start = Barrier(len(each))

    def record(who: Practitioner, details: Details) -> Any:  # noqa: ANN401 - any outcome
        start.wait()
        wish = Particulars("Class teacher", date(2026, 2, 2), lead=False)
        question = Question(details, "safeguarding", FamilyTold.YES)
        return cases.record.afresh(Request(who.identities[0], f"{press}:{who.id}"), question, wish)

    with ThreadPoolExecutor(len(each)) as threads:
        return list(threads.map(record, people, each))


def _children(tables: LocalTables) -> int:
    return sum(item["sk"]["S"] == "CHILD" and item["pk"]["S"].startswith("C#") for item in tables.items())


def _whole(details: Details) -> Details:
    return details


def _without_number(details: Details) -> Details:
    return replace(details, identifiers=())


@dataclass(frozen=True)
class Run:
    """numbers: of children nobody knows yet, one a postcode."""

    cases: UseCases
    people: Sequence[Practitioner]
    tables: LocalTables
    trials: int
    numbers: Iterator[int]

    def of(self, name: str, other: Change, own: Change, at_once: int) -> dict[str, int]:
        """All trials of one kind. own: what everybody leaves out; other: how all but one spell it."""
        before, turned_away = _children(self.tables), 0
        for trial in range(self.trials):
            details = own(child(next(self.numbers)).details)
            each = [details, *[other(details)] * (at_once - 1)]
            told = race(self.cases, self.people, each, f"{name}:{trial}")
            turned_away += sum(isinstance(one, CannotAnswer) for one in told)
        made = _children(self.tables) - before
        return {
            "trials": self.trials,
            "second_records": made - self.trials,
            "turned_away": turned_away,
            "people": self.trials * at_once,
        }


def measured(trials: int) -> Iterator[tuple[str, dict[str, int]]]:
    """Every kind in turn, each trial with a child of its own."""
    with emulator() as endpoint:
        os.environ.update(environment(endpoint))
        store = MeteredStore("index", "casework", "ledger")
        tables = LocalTables(store)
        tables.create()
        key = KeyInMemory()
        people, cases = people_of(store, open_keyring(create_keyring(key, "bench"), key, "bench"))
        run = Run(cases, people, tables, trials, numbers=iter(range(0, 6 * 10**6, 6)))
        for kind in KINDS:
            yield f"{kind.__name__}_with_number", run.of(f"{kind.__name__}:n", kind, _whole, 2)
            yield f"{kind.__name__}_without", run.of(f"{kind.__name__}:w", kind, _without_number, 2)
        yield "four_at_once", run.of("four", _whole, _whole, _AT_ONCE)


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--trials", type=int, default=100)
    report = {}
    for name, result in measured(parser.parse_args(arguments).trials):
        print(f"{name:>28}: {result}", flush=True)
        report[name] = result
    print(json.dumps(report))


if __name__ == "__main__":
    main(sys.argv[1:])
