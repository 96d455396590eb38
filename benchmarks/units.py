"""What do an ask, a recording, a notice and a child take of what AWS bills? `fingerpost cost` rests on it.

Real use cases and adapters against a local DynamoDB, counted at the wire: read and write units by table,
those of indexes included, and for each check of a transaction the two units that AWS takes and the local one
leaves out. What is kept is weighed item by item, with AWS's 100 bytes for each, and each copy in an index
apart; what is forgotten within a day is not weighed. The CPU is that of the deployed function in a process
that has answered before: the form and the answer to it.

`--children 1000` changes how many the index holds; `--write` keeps the result for `fingerpost cost`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.ask import by_details, by_number, cases_over, child, enter_practitioners, involve
from benchmarks.bulk import items_of, load
from benchmarks.cold_start.__main__ import warm_ms
from benchmarks.cold_start.surroundings import surroundings
from fingerpost.adapters.dynamodb.child_index import DynamoCircles
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.keyring import Keyring, create_keyring, open_keyring
from fingerpost.bootstrap.deliver import deliver_over
from fingerpost.bootstrap.telling import telling_through
from fingerpost.domain.child import Child
from fingerpost.domain.outcomes.asking import FamilyTold
from fingerpost.domain.outcomes.recording import Recorded
from fingerpost.domain.practitioner import Practitioner, Product
from fingerpost.usecases.requests import Particulars, Question, Request
from fingerpost.usecases.telling.deliver import Deliver
from fingerpost.usecases.telling.notify import InvolvementWritten, Notify
from tests.architecture.cloud_template import resources
from tests.builders import WORKSPACE
from tests.fakes import FakeMessenger, FakeMetrics, FakeNoticeQueue, Shelves
from tests.keys import KeyInMemory
from tests.local_dynamodb import LocalTables, emulator, environment
from tools.cli.costing.units import UNITS_FILE
from tools.local import build

CHILDREN = 1_000
ASKED = 30
ITEM_BYTES = 100
"""What DynamoDB adds to each item, and to each of its copies in an index, for its own purposes."""
CHECK_UNITS = 2
TABLES = ("index", "casework", "ledger")

Item = Mapping[str, Mapping[str, Any]]


# ------------------------------------------------------------------ weighing


def weight(item: Item) -> int:
    """Bytes of an item as DynamoDB counts them; numbers by their digits, a little above what it takes."""
    return sum(len(name.encode()) + _weight_of(value) for name, value in item.items())


def _weight_of(value: Mapping[str, Any]) -> int:
    kind, held = next(iter(value.items()))
    match kind:
        case "S" | "N":
            return len(held.encode())
        case "B":
            return len(held)
        case "L" | "SS":
            return 3 + sum(1 + (_weight_of(each) if kind == "L" else len(each.encode())) for each in held)
        case "M":
            return 3 + weight(held)
        case _:
            return 1


def _index_keys() -> dict[str, list[tuple[str, ...]]]:
    """By table, the attributes that an item needs to stand in each of its indexes."""
    named = {"index": "IndexTable", "casework": "CaseworkTable", "ledger": "LedgerTable"}
    tables = resources("AWS::DynamoDB::Table")
    return {
        name: [
            tuple(key["AttributeName"] for key in one["KeySchema"])
            for one in tables[resource]["Properties"].get("GlobalSecondaryIndexes", ())
        ]
        for name, resource in named.items()
    }


@dataclass
class Usage:
    """What so many acts took."""

    reads: Counter[str] = field(default_factory=Counter)
    writes: Counter[str] = field(default_factory=Counter)
    calls: int = 0

    def before(self, params: Mapping[str, Any], model: Any, **_: object) -> None:  # noqa: ANN401 - botocore's
        """Count the checks of a transaction."""
        if model.name != "TransactWriteItems":
            return
        for part in params["TransactItems"]:
            if "ConditionCheck" in part:
                self.writes[part["ConditionCheck"]["TableName"]] += CHECK_UNITS

    def after(self, parsed: Mapping[str, Any], model: Any, **_: object) -> None:  # noqa: ANN401 - botocore's
        """Count what DynamoDB says that it took."""
        self.calls += 1
        consumed = parsed.get("ConsumedCapacity", [])
        counted = self.writes if model.name in ("TransactWriteItems", "UpdateItem", "PutItem") else self.reads
        for each in consumed if isinstance(consumed, list) else [consumed]:
            counted[each["TableName"]] += each["CapacityUnits"]


@dataclass(frozen=True)
class Scales:
    """Weighs what acts take and what they leave behind."""

    store: Store
    tables: LocalTables

    def weighed(self, act: Callable[[], int]) -> dict[str, Any]:
        """act: does it some times and says how often. What one of them took."""
        before = self._held()
        usage = Usage()
        events = self.store.connection.client.meta.events
        events.register("provide-client-params.dynamodb", usage.before)
        events.register("after-call.dynamodb", usage.after)
        try:
            times = act()
        finally:
            events.unregister("provide-client-params.dynamodb", usage.before)
            events.unregister("after-call.dynamodb", usage.after)
        kept = [self._held()[part] - before[part] for part in (0, 1)]
        return {
            "times": times,
            "calls": round(usage.calls / times, 2),
            "reads": _each(usage.reads, times),
            "writes": _each(usage.writes, times),
            "kept_bytes": _each(kept[0], times),
            "copied_bytes": _each(kept[1], times),
        }

    def _held(self) -> tuple[Counter[str], Counter[str]]:
        """Bytes by table, and those of the copies in its indexes."""
        own, copies, indexed = Counter[str](), Counter[str](), _index_keys()
        pages = self.tables.client.get_paginator("scan")
        for table in TABLES:
            for page in pages.paginate(TableName=table):
                for item in page["Items"]:
                    if "expires_at" in item:
                        continue
                    bytes_held = weight(item) + ITEM_BYTES
                    own[table] += bytes_held
                    copies[table] += bytes_held * sum(set(names) <= set(item) for names in indexed[table])
        return own, copies


def _each(counted: Mapping[str, float], times: int) -> dict[str, float]:
    return {table: round(counted.get(table, 0) / times, 3) for table in TABLES}


# ------------------------------------------------------------------ acts


@dataclass(frozen=True)
class Town:
    """Children in an index, people who work with them, and who asks."""

    store: Store
    keyring: Keyring
    people: Sequence[Practitioner]
    asked: Sequence[Child]

    def ask(self) -> int:
        """The form and the answer, half of them by number and half by details."""
        cases = cases_over(self.store, self.keyring)
        for number, one in enumerate(self.asked):
            who = self.people[number % len(self.people)].identities[0]
            cases.open_form.admit(Request(who, f"open:{number}"))
            wanted = (by_number, by_details)[number % 2](one.details)
            cases.ask(Request(who, f"ask:{number}"), Question(wanted, "safeguarding", FamilyTold.YES))
        return len(self.asked)

    def record(self) -> int:
        """Somebody else's involvement with a child whom the index knows."""
        cases = cases_over(self.store, self.keyring)
        for number, one in enumerate(self.asked):
            who = self.people[(number + 1) % len(self.people)].identities[0]
            question = Question(one.details, "safeguarding", FamilyTold.YES)
            wish = Particulars("social worker", datetime.now(UTC).date())
            outcome = cases.record.afresh(Request(who, f"record:{number}"), question, wish)
            if not isinstance(outcome, Recorded):
                raise SystemExit(f"not recorded: {type(outcome).__name__}")
        return len(self.asked)

    def tell(self) -> int:
        """Everybody around each child of somebody new; how many notices that were."""
        notify, deliver, circles = self._notify(), self._deliver(), DynamoCircles(self.store)
        told = 0
        for one in self.asked:
            newest = circles.around(one.id).involvements[-1]
            for notice in notify(InvolvementWritten(None, newest)).notices:
                deliver(notice.id)
                told += 1
        return told

    def _notify(self) -> Notify:
        telling = telling_through(self.store, FakeNoticeQueue(Shelves()), FakeMetrics(), _now)
        return Notify(DynamoCircles(self.store), telling)

    def _deliver(self) -> Deliver:
        messengers = {Product.SLACK: FakeMessenger(Shelves())}
        workspaces = frozenset({(Product.SLACK, WORKSPACE)})
        return deliver_over(self.store, messengers, workspaces, FakeMetrics(), _now)


def _now() -> datetime:
    return datetime.now(UTC)


def a_childs_units(keyring: Keyring, children: Iterable[Child]) -> dict[str, Any]:
    """What a child takes by itself: a write unit for each kilobyte, as when an index is filled in batches."""
    written, held, count = 0, 0, 0
    for one in children:
        count += 1
        weights = [weight(item) for item in items_of(keyring, one)]
        written += sum(-(-each // 1_024) for each in weights)
        held += sum(weights) + ITEM_BYTES * len(weights)
    nothing = dict.fromkeys(TABLES, 0.0)
    return {
        "times": count,
        "calls": 0,
        "reads": nothing,
        "writes": nothing | {"index": round(written / count, 3)},
        "kept_bytes": nothing | {"index": round(held / count, 1)},
        "copied_bytes": nothing,
    }


# ------------------------------------------------------------------ measuring


def measure(children: int) -> dict[str, Any]:
    """Everything, by act."""
    with emulator() as endpoint:
        os.environ.update(environment(endpoint))
        store = Store("index", "casework", "ledger")
        tables = LocalTables(store)
        tables.create()
        key = KeyInMemory()
        keyring = open_keyring(create_keyring(key, "bench"), key, "bench")
        people = enter_practitioners(store)
        everyone = [child(number) for number in range(children)]
        load(endpoint, store.index, keyring, everyone, children)
        asked = everyone[:: max(1, children // ASKED)][:ASKED]
        involve(store, keyring, asked, people)
        store.warm()
        town, scales = Town(store, keyring, people, asked), Scales(store, tables)
        return {
            "child": a_childs_units(keyring, everyone[:200]),
            "ask": scales.weighed(town.ask),
            "record": scales.weighed(town.record),
            "notice": scales.weighed(town.tell),
        }


def main(arguments: Sequence[str]) -> None:
    """Measure, print and perhaps keep it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--children", type=int, default=CHILDREN)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args(arguments)
    build.build(build.fingerprint())
    with tempfile.TemporaryDirectory() as folder, surroundings(Path(folder)) as around:
        cpu = warm_ms(around)
    told = {
        "measured_on": f"{_now():%Y-%m-%d}",
        "by": "make bench-units",
        "children": asked.children,
        "ask_cpu_ms": cpu,
        "acts": measure(asked.children),
    }
    if asked.write:
        UNITS_FILE.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1:])
