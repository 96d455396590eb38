"""What does an ask cost, and does it grow with the index?

Real use cases and adapters against a local DynamoDB of 1,000, 30,000 and 100,000 synthetic children. Every
child stands in the index with all its token rows; those who are asked for have involvements too. Each ask is
made as it happens: the same practitioner has opened the form in the same process a moment before.

Round trips are sequential ones: Queries sent at once count as one, further pages add to it, and the two
ledger writes are left out, and no answer is held back until all of its kind are ready (ADR 27). Read and
write units are what the local DynamoDB reports, ledger included. CPU is that of this process, threads too.

`--sizes 1000,30000` measures other sizes.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from random import Random
from threading import current_thread, main_thread
from typing import Any

from benchmarks.bulk import load
from fingerpost.adapters.dynamodb.directory import DynamoDirectory, DynamoRegister
from fingerpost.adapters.dynamodb.queries import Query
from fingerpost.adapters.dynamodb.store import Store, Write
from fingerpost.adapters.dynamodb.transactions import DynamoTransactions
from fingerpost.adapters.keyring import Keyring, create_keyring, open_keyring
from fingerpost.bootstrap.people import ports_over
from fingerpost.domain.child import Child, Details, Name, Sex
from fingerpost.domain.evidence import is_first_of_january
from fingerpost.domain.habit import Limits
from fingerpost.domain.identifiers import Identifier, IdentifierKind
from fingerpost.domain.outcomes.access import Opened
from fingerpost.domain.outcomes.asking import Confirmed, FamilyTold, Outcome
from fingerpost.domain.practitioner import ChatAccount, ChatIdentity, Practitioner, Product
from fingerpost.policy.model import AccessRules
from fingerpost.usecases.access.open_form import OpenForm
from fingerpost.usecases.asking.ask import Ask
from fingerpost.usecases.catalogue import UseCases
from fingerpost.usecases.requests import Question, Request
from tests.builders import WORKSPACE, a_practitioner, a_service, an_account, an_area, an_involvement
from tests.fakes import FakeTimer
from tests.keys import KeyInMemory
from tests.local_dynamodb import LocalTables, emulator, environment

SIZES = (1_000, 30_000, 100_000)
ASKED = 60
"""How many children are asked for at each size, by number and by details; a third as many are not there."""

Item = dict[str, Any]


NO_LIMITS = Limits(an_hour=1_000_000)
"""One person asks here what hundreds ask in an hour."""

# ------------------------------------------------------------------ children


def _a_birthday(chance: Random) -> date:
    """Not 1 January, which checks no number."""
    day = date(2008, 1, 1) + timedelta(days=chance.randrange(6_500))
    return day + timedelta(days=1) if (day.month, day.day) == (1, 1) else day


def child(number: int) -> Child:
    """The n-th synthetic child; the same for ever. Six children share a postcode, as in the real country."""
    chance = Random(number)  # noqa: S311 - synthetic people, not keys
    return Child(
        id=f"{number:032x}",
        details=Details(
            names=(Name(_name(chance, 2), _name(chance, 3)),),
            birth_date=_a_birthday(chance),
            postcodes=(_postcode(number // 6),),
            sex=chance.choice(tuple(Sex)),
            identifiers=(Identifier(IdentifierKind.NHS_NUMBER, f"{9_990_000_000 + number}"),),
        ),
        area_id="northbrook",
        retain_until=date(2040, 1, 1),
    )


def _name(chance: Random, syllables: int) -> str:
    """Enough different ones that no bucket is a common name's."""
    return "".join(
        chance.choice("bdfgklmnprstvz") + chance.choice("aeiou")
        for _ in range(syllables + chance.randrange(2))
    ).capitalize() + chance.choice(("", "n", "r", "s", "ld"))


def _postcode(number: int) -> str:
    letters = "ABDEFGHJLN"
    inward = f"{number % 10}{letters[number // 10 % 10]}{letters[number // 100 % 10]}"
    return f"NB{1 + number // 1_000} {inward}"


# ------------------------------------------------------------------ what is counted


@dataclass
class Cost:
    """Of one ask."""

    trips: int = 0
    queries: int = 0
    read_units: float = 0.0
    write_units: float = 0.0
    cpu_ms: float = 0.0


@dataclass
class Meter:
    """Counts what goes to DynamoDB."""

    cost: Cost = field(default_factory=Cost)
    pages: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    at_once: bool = False

    def begin(self) -> Cost:
        """A new ask."""
        self.cost = Cost()
        return self.cost

    def trip(self) -> None:
        """One round trip that the asker waits for: what goes on meanwhile in other threads is no wait."""
        self.cost.trips += current_thread() is main_thread()

    def page(self, pk: str) -> None:
        """One page of a Query, alone or one of several at once."""
        if self.at_once:
            self.pages[pk] += 1
        else:
            self.trip()

    def units(self, parsed: dict[str, Any], model: Any, **_: object) -> None:  # noqa: ANN401 - botocore's
        """What DynamoDB says that it took. What the directory reads again meanwhile is not for this ask."""
        consumed = parsed.get("ConsumedCapacity", [])
        for each in consumed if isinstance(consumed, list) else [consumed]:
            if model.name == "TransactWriteItems":
                self.cost.write_units += each["CapacityUnits"]
            elif each["TableName"] == "index" or current_thread() is main_thread():
                self.cost.read_units += each["CapacityUnits"]


@dataclass(frozen=True)
class MeteredStore(Store):
    """The store with a meter on it."""

    meter: Meter = field(default_factory=Meter)

    def get(self, table: str, key: Any, *, consistent: bool = True) -> Item | None:  # noqa: ANN401
        self.meter.trip()
        return super().get(table, key, consistent=consistent)

    def _batch_once(self, table: str, wanted: Sequence[Item], consistent: bool) -> dict[str, Any]:
        self.meter.trip()
        return super()._batch_once(table, wanted, consistent)

    def _page(self, query: Query, limit: int, start: Item | None) -> dict[str, Any]:
        self.meter.page(query.pk)
        self.meter.cost.queries += query.table == self.index
        return super()._page(query, limit, start)

    def rows_of_each(self, queries: Sequence[Query]) -> list[list[Item] | None]:
        self.meter.pages.clear()
        self.meter.at_once = True
        try:
            return super().rows_of_each(queries)
        finally:
            self.meter.at_once = False
            self.meter.cost.trips += max(self.meter.pages.values(), default=0)

    def write(self, writes: Sequence[Write], token: str = "") -> None:
        if all(write.table != self.ledger for write in writes):
            self.meter.trip()
        super().write(writes, token)


# ------------------------------------------------------------------ asking


class NoChatProduct:
    """Every account was checked when its practitioner was entered."""

    def look_up(self, identity: ChatIdentity) -> ChatAccount:
        """Never asked."""
        raise LookupError(identity.user)


@dataclass(frozen=True)
class Road:
    """The main road from the form to the answer."""

    ask: Ask
    open_form: OpenForm
    meter: Meter

    def measure(self, who: Practitioner, details: Details, press: str) -> tuple[Cost, Outcome]:
        """Open the form, then ask; the cost is of the ask."""
        identity = who.identities[0]
        if not isinstance(self.open_form.admit(Request(identity, f"open:{press}")), Opened):
            raise LookupError("the form was refused")
        cost, before = self.meter.begin(), time.process_time()
        outcome = self.ask(Request(identity, press), Question(details, "safeguarding", FamilyTold.YES))
        cost.cpu_ms = (time.process_time() - before) * 1_000
        self.meter.begin()  # what comes next is not of this ask
        return cost, outcome


def _now() -> datetime:
    return datetime.now(UTC)


def cases_over(store: Store, keyring: Keyring) -> UseCases:
    """Joined as the slack function joins them; no answer is held back."""
    rules = AccessRules(frozenset({(Product.SLACK, WORKSPACE)}), frozenset({"northbrook.example"}))
    ports = replace(ports_over(store, keyring, NoChatProduct(), rules), limits=NO_LIMITS)
    return UseCases(replace(ports, account_age=timedelta(days=1), timer=FakeTimer()))


def road(store: MeteredStore, keyring: Keyring) -> Road:
    """The main road, with a meter on it."""
    cases = cases_over(store, keyring)
    store.warm()
    store.connection.client.meta.events.register("after-call.dynamodb", store.meter.units)
    return Road(cases.ask, cases.open_form, store.meter)


def enter_practitioners(store: Store) -> tuple[Practitioner, ...]:
    """Two areas, each with a service and practitioners whose chat accounts were checked today."""
    register, directory = DynamoRegister(store), DynamoDirectory(store, _now)
    people, until = [], _now().date() + timedelta(days=365)
    for area in (an_area(), an_area("vale", "Ashvale")):
        service = a_service(f"{area.id}-care").in_area(area).build()
        register.enter_area(area)
        register.enter_service(service)
        for number in range(5):
            builder = a_practitioner(f"p-{area.id}-{number}").of(service)
            person = builder.vetted_until(until).trained_until(until).agreed_until(until).build()
            register.enter_practitioner(person)
            directory.remember_account(an_account(person.identities[0], checked_at=_now()))
            people.append(person)
    return tuple(people)


def involve(
    store: Store, keyring: Keyring, children: Sequence[Child], people: Sequence[Practitioner]
) -> None:
    """One to three services for each."""
    for number, each in enumerate(children):
        transaction = DynamoTransactions(store, keyring, _now).begin()
        for count in range(1 + number % 3):
            worker = people[(number + 3 * count) % len(people)]
            involvement = an_involvement(f"i-{number}-{count}").of(worker).with_child(each).build()
            transaction.add_involvement(replace(involvement, since=_now().date()))
        transaction.commit()


# ------------------------------------------------------------------ questions


def by_number(details: Details) -> Details:
    """The number, with the birth date to check it by; 1 January checks nothing, so there with the name."""
    asked = Details(identifiers=details.identifiers, birth_date=details.birth_date)
    return replace(asked, names=details.names) if is_first_of_january(details.birth_date) else asked


def by_details(details: Details) -> Details:
    """Everything but the number, exactly as held."""
    return replace(details, identifiers=())


def mistyped(details: Details) -> Details:
    """The same with the family name cut short and the postcode unknown: the second stage is needed."""
    name = details.names[0]
    return replace(by_details(details), names=(Name(name.given, name.family[:-2] + "x"),), postcodes=())


# ------------------------------------------------------------------ measuring


@dataclass
class Measured:
    """Of one size."""

    exact: list[Cost] = field(default_factory=list)
    confirmed: int = 0
    trips_identifier: int = 0
    trips_details: int = 0

    def summary(self) -> dict[str, float]:
        """For the report: exact questions for children who are there."""
        return {
            "asks": len(self.exact),
            "confirmed": self.confirmed,
            "cpu_ms_p50": round(statistics.median(cost.cpu_ms for cost in self.exact), 2),
            "read_units_mean": round(statistics.fmean(cost.read_units for cost in self.exact), 3),
            "write_units_mean": round(statistics.fmean(cost.write_units for cost in self.exact), 3),
        }


def measure(size: int, asked: Sequence[Child], people: Sequence[Practitioner], on: Road) -> Measured:
    """Ask for each by number and by details, for some with mistakes, and for some who are not there."""
    result = Measured()
    absent = [child(10_000_000 + number) for number in range(len(asked) // 3)]
    for number, each in enumerate([*asked, *absent]):
        who, there = people[number % len(people)], number < len(asked)
        named, outcome = on.measure(who, by_number(each.details), f"{size}:{number}:n")
        result.confirmed += isinstance(outcome, Confirmed)
        result.trips_identifier = max(result.trips_identifier, named.trips)
        described, outcome = on.measure(who, by_details(each.details), f"{size}:{number}:d")
        result.confirmed += isinstance(outcome, Confirmed)
        blurred, _ = on.measure(who, mistyped(each.details), f"{size}:{number}:m")
        result.trips_details = max(result.trips_details, described.trips, blurred.trips)
        if there:
            result.exact += [named, described]
    return result


def measured_sizes(sizes: Sequence[int]) -> Iterator[tuple[int, Measured]]:
    """Load up to each size in turn and measure there."""
    with emulator() as endpoint:
        os.environ.update(environment(endpoint))
        store = MeteredStore("index", "casework", "ledger")
        LocalTables(store).create()
        key = KeyInMemory()
        keyring = open_keyring(create_keyring(key, "bench"), key, "bench")
        people, on = enter_practitioners(store), road(store, keyring)
        everyone, loaded = map(child, range(max(sizes))), 0
        asked = [child(number) for number in range(0, min(sizes), max(1, min(sizes) // ASKED))][:ASKED]
        for size in sizes:
            load(endpoint, store.index, keyring, islice(everyone, size - loaded), size - loaded)
            if not loaded:
                involve(store, keyring, asked, people)
            loaded = size
            measure(-size, asked[:20], people, on)  # warms caches and connections
            yield size, measure(size, asked, people, on)


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    sizes = sorted(int(size) for size in parser.parse_args(arguments).sizes.split(","))
    results = dict(measured_sizes(sizes))
    for size, result in results.items():
        print(f"{size:>9,} children: {result.summary()}")
    report = {
        "round_trips_identifier": max(result.trips_identifier for result in results.values()),
        "round_trips_details": max(result.trips_details for result in results.values()),
        "sizes": {str(size): result.summary() for size, result in results.items()},
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main(sys.argv[1:])
