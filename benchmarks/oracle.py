"""Can an asker tell a child who is kept from them from one who is not there?

Real use cases and adapters against a local DynamoDB. Half of the children asked for are known to a sensitive
service alone, or are shielded, the other half are known to nobody; they are asked for in random order, on
every road. Compared are answers (without reference and time), reads (round trips, Queries, read units) and
the time an answer takes.

auc: the chance that an answer about a hidden child took longer than one about an absent child; 0.5 is chance.
reads_hidden, reads_absent: how many had how many trips, Queries and read units; of the last two, what goes
beyond the keys that the typed details alone decide. `--questions 400` asks so many a road, `--road details`
on one alone, `--kept shielded` with one way of keeping them alone.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from statistics import median, quantiles
from typing import Any

from benchmarks.ask import NO_LIMITS, MeteredStore, NoChatProduct, child, enter_practitioners
from fingerpost.adapters.dynamodb.directory import DynamoRegister
from fingerpost.adapters.dynamodb.transactions import DynamoTransactions
from fingerpost.adapters.keyring import Keyring, create_keyring, open_keyring
from fingerpost.bootstrap.people import ports_over
from fingerpost.domain.child import Child, Details, Name
from fingerpost.domain.outcomes.asking import FamilyTold
from fingerpost.domain.practitioner import Practitioner, Product
from fingerpost.domain.shield import Shield, ShieldFlag
from fingerpost.matching.tokens import index_keys, read_first, second_stage
from fingerpost.policy.model import AccessRules
from fingerpost.usecases.catalogue import UseCases
from fingerpost.usecases.requests import Particulars, Question, Request, WatchWish
from tests.builders import WORKSPACE, a_practitioner, a_service, an_involvement
from tests.keys import KeyInMemory
from tests.local_dynamodb import LocalTables, emulator, environment

Road = Callable[[UseCases, Request, Details], Any]
_REASON = "safeguarding"
_UNITS_A_QUERY = 0.5
_ABSENT = 1_000_000
"""From this number on, children are in no index."""


# ------------------------------------------------------------------ roads


def ask(cases: UseCases, request: Request, details: Details) -> Any:  # noqa: ANN401 - any outcome
    """One question."""
    return cases.ask(request, Question(details, _REASON, FamilyTold.YES))


def record(cases: UseCases, request: Request, details: Details) -> Any:  # noqa: ANN401
    """A recording of its own."""
    wish = Particulars("Class teacher", date(2026, 2, 2), lead=False)
    return cases.record.afresh(request, Question(details, _REASON, FamilyTold.YES), wish)


def watch(cases: UseCases, request: Request, details: Details) -> Any:  # noqa: ANN401
    """ "Tell me", on an answer given just before."""
    first = ask(cases, replace(request, idempotency_key=f"{request.idempotency_key}:first"), details)
    until = datetime.now(UTC).date() + timedelta(days=30)
    return cases.watch.from_answer(request, first.reference, WatchWish(_REASON, until))


def half_right(details: Details) -> Details:
    """The number is right, the name and the birth date are not."""
    return replace(details, names=(Name("Tomasz", "Kowalczyk"),), birth_date=date(2011, 9, 9))


ROADS: dict[str, tuple[Road, Callable[[Details], Details]]] = {
    "number": (ask, lambda held: Details(identifiers=held.identifiers, birth_date=held.birth_date)),
    "number_alone": (ask, lambda held: Details(identifiers=held.identifiers)),
    "details": (ask, lambda held: replace(held, identifiers=())),
    "number_and_details": (ask, lambda held: held),
    "half_right": (ask, half_right),
    "name_and_date": (ask, lambda held: Details(names=held.names, birth_date=held.birth_date)),
    "record": (record, lambda held: held),
    "watch": (watch, lambda held: held),
}


# ------------------------------------------------------------------ measuring


@dataclass(frozen=True)
class Trial:
    """One question. reads: round trips; Queries and read units beyond those for what was typed."""

    hidden: bool
    body: str
    reads: tuple[float, ...]
    seconds: float


@dataclass(frozen=True)
class Scene:
    """Who asks, of what."""

    cases: UseCases
    store: MeteredStore
    asker: Practitioner

    def try_road(self, name: str, one: Child, *, hidden: bool) -> Trial:
        """Ask for one child on one road."""
        road, asked = ROADS[name]
        identity = self.asker.identities[0]
        self.cases.open_form.admit(Request(identity, f"open:{name}:{one.id}"))
        cost, started = self.store.meter.begin(), time.perf_counter()
        outcome = road(self.cases, Request(identity, f"{name}:{one.id}"), asked(one.details))
        seconds = time.perf_counter() - started
        self.store.meter.begin()
        keys = len({*read_first(asked(one.details)), *second_stage(asked(one.details))})
        beyond = (cost.trips, cost.queries - keys, round(cost.read_units - keys * _UNITS_A_QUERY, 1))
        return Trial(hidden, _body(outcome), beyond, seconds)


def _body(outcome: Any) -> str:  # noqa: ANN401 - any outcome
    """What is shown, without the reference and the time, and without what was asked."""
    return repr(replace(outcome, reference="", at=datetime.min))


def compared(trials: Sequence[Trial]) -> dict[str, Any]:
    """What tells hidden from absent: every answer or read that the other half knows nothing of, and time."""
    hidden, absent = ([one for one in trials if one.hidden is kept] for kept in (True, False))
    return {
        "questions": len(trials),
        "differing_bodies": _differing([one.body for one in hidden], [one.body for one in absent]),
        "differing_reads": _differing([one.reads for one in hidden], [one.reads for one in absent]),
        "reads_hidden": _counted([one.reads for one in hidden]),
        "reads_absent": _counted([one.reads for one in absent]),
        "ms_p50": round(median(one.seconds for one in trials) * 1_000, 1),
        "ms_p95": round(quantiles((one.seconds for one in trials), n=20)[-1] * 1_000, 1),
        "auc": round(_auc([one.seconds for one in hidden], [one.seconds for one in absent]), 3),
    }


def _counted(these: Sequence[tuple[float, ...]]) -> dict[str, int]:
    """How many had which reads."""
    return {" ".join(map(str, reads)): number for reads, number in Counter(these).most_common()}


def _differing(these: Sequence[object], those: Sequence[object]) -> int:
    return (Counter(these) - Counter(those)).total()


def _auc(these: Sequence[float], those: Sequence[float]) -> float:
    """The chance that one of these is larger than one of those (Mann and Whitney)."""
    wins = sum((one > other) + 0.5 * (one == other) for one in these for other in those)
    return wins / (len(these) * len(those))


def _lone(number: int) -> Child:
    """One child a postcode: neighbours whom an earlier question recorded would be met by chance."""
    return child(6 * number)


def enter_hidden(store: MeteredStore, keyring: Keyring, children: Sequence[Child]) -> None:
    """Children whom nobody but a sensitive service of the asker's own area knows."""
    clinic = a_service("clinic").sensitive().build()
    DynamoRegister(store).enter_service(clinic)
    worker = a_practitioner("p-clinic").of(clinic).build()
    for each in children:
        transaction = DynamoTransactions(store, keyring, lambda: datetime.now(UTC)).begin()
        transaction.add_child(each, index_keys(each.details))
        builder = an_involvement(f"i-{each.id}").of(worker).with_child(each).sensitive()
        transaction.add_involvement(replace(builder.build(), since=datetime.now(UTC).date()))
        transaction.commit()


def enter_shielded(store: MeteredStore, keyring: Keyring, children: Sequence[Child]) -> None:
    """Children whom a service that anybody may see works with, behind a shield."""
    care = a_service().build()
    DynamoRegister(store).enter_service(care)
    worker = a_practitioner("p-care").of(care).build()
    review = datetime.now(UTC).date() + timedelta(days=90)
    for each in children:
        transaction = DynamoTransactions(store, keyring, lambda: datetime.now(UTC)).begin()
        shield = Shield(f"FP-{each.id}", ShieldFlag.REFUGE, review, "p-olga")
        transaction.add_child(replace(each, shield=shield), index_keys(each.details))
        involvement = an_involvement(f"i-{each.id}").of(worker).with_child(each).build()
        transaction.add_involvement(replace(involvement, since=datetime.now(UTC).date()))
        transaction.commit()


KEPT: dict[str, Callable[[MeteredStore, Keyring, Sequence[Child]], None]] = {
    "sensitive": enter_hidden,
    "shielded": enter_shielded,
}


def scene(store: MeteredStore, keyring: Keyring) -> Scene:
    """Joined as the slack function joins it."""
    people = enter_practitioners(store)
    rules = AccessRules(frozenset({(Product.SLACK, WORKSPACE)}), frozenset({"northbrook.example"}))
    ports = replace(
        ports_over(store, keyring, NoChatProduct(), rules), account_age=timedelta(days=1), limits=NO_LIMITS
    )
    store.warm()
    store.connection.client.meta.events.register("after-call.dynamodb", store.meter.units)
    return Scene(UseCases(ports), store, people[0])


def measured(questions: int, roads: Sequence[str], kept: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Road by road: each child is asked for once, so that no trial finds what an earlier one left."""
    half = questions // 2
    with emulator() as endpoint:
        os.environ.update(environment(endpoint))
        store = MeteredStore("index", "casework", "ledger")
        LocalTables(store).create()
        key = KeyInMemory()
        keyring = open_keyring(create_keyring(key, "bench"), key, "bench")
        on = scene(store, keyring)
        for place, name in enumerate(ROADS):
            if name not in roads:
                continue
            first = place * questions
            hidden = [_lone(first + number) for number in range(half)]
            absent = [_lone(_ABSENT + first + number) for number in range(half)]
            KEPT[kept](store, keyring, hidden)
            trials = [*((one, True) for one in hidden), *((one, False) for one in absent)]
            Random(place).shuffle(trials)  # noqa: S311 - an order, not a key
            for one in range(20):  # warms caches and connections
                on.try_road(name, _lone(2 * _ABSENT + first + one), hidden=False)
            yield name, compared([on.try_road(name, one, hidden=of_kept) for one, of_kept in trials])


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--questions", type=int, default=400)
    parser.add_argument("--road", action="append", choices=[*ROADS], help="these alone")
    parser.add_argument(
        "--kept", action="append", choices=[*KEPT], help="these ways of keeping a child alone"
    )
    given = parser.parse_args(arguments)
    roads = {}
    for kept in given.kept or [*KEPT]:
        for name, result in measured(given.questions, given.road or [*ROADS], kept):
            print(f"{kept:>10} {name:>20}: {result}", flush=True)
            roads[f"{kept}_{name}"] = result
    print(json.dumps({"roads": roads}))


if __name__ == "__main__":
    main(sys.argv[1:])
