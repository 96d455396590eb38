# ruff: noqa: N999 - named by its question, as `make bench-import` calls it
"""What does it take to import the file of a case system, and to import it again?

Real use cases and adapters against a local DynamoDB: a file is parted, its rows are taken and counted, as
`functions/intake` does it, in one process. Beside it, in the same run, the same items are written bare by
PynamoDB's connection in batches of 25, of a sample of the rows. CPU is that of this process. Write units are
what AWS bills: a unit a started KB, two in a transaction; a conditional check that writes nothing is none.

The projection rests on ten parts at once, as the state machine runs them, and on 40,000 write units a second,
AWS's default for a table. `--rows 2000` imports another number.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import math
import os
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from benchmarks.ask import child
from fingerpost.adapters.dynamodb.attributes import Item
from fingerpost.adapters.dynamodb.directory import DynamoRegister
from fingerpost.adapters.dynamodb.directory_entries import DynamoDirectoryEntries
from fingerpost.adapters.dynamodb.directory_keeping import DynamoDirectoryTransactions
from fingerpost.adapters.dynamodb.feeds import DynamoFeedImports
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.adapters.keyless import no_keyring
from fingerpost.adapters.keyring import create_keyring, open_keyring
from fingerpost.bootstrap.feeding_ports import ports_over
from fingerpost.bootstrap.intake import imports_over
from fingerpost.domain.feed_imports import FeedImport, SentFile
from fingerpost.domain.identifiers import nhs_number_is_valid
from fingerpost.usecases.feeds.importing import ENDED, ImportFiles
from tests.builders import a_practitioner, a_service, an_area
from tests.fakes import FakeFeedFiles, Shelves
from tests.keys import KeyInMemory
from tests.local_dynamodb import LocalTables, emulator, environment
from tests.unit.usecases.feeds.scene import FEED

ROWS = 100_000
SAMPLE = 2_000
PARTS_AT_ONCE = 10
UNITS_A_SECOND = 40_000
CHILDREN = 11_000_000
PRICES = Path(__file__).resolve().parents[1] / "tools" / "cli" / "costing" / "prices.json"
HEADER = (
    *("Case ID", "Forename", "Surname", "DOB", "Sex", "NHS No"),
    *("Postcode", "Worker ID", "Role", "Start date"),
)


@dataclass
class Meter:
    """What was written. kept: the items put into the index, of the first rows, for the bare run."""

    units: int = 0
    items: int = 0
    kept: list[Item] = field(default_factory=list)

    def note(self, writes: Sequence[Write], index: str) -> None:
        """One transaction."""
        for each in writes:
            if each.kind is Kind.CHECK:
                continue
            item = {**each.key.attributes(), **each.attributes}
            self.units += 2 * math.ceil(max(_size(item), 1) / 1_024)
            self.items += 1
            if each.kind is Kind.PUT and each.table == index and len(self.kept) < SAMPLE * 20:
                self.kept.append(item)


@dataclass(frozen=True)
class MeteredStore(Store):
    """The store with a meter on its writes."""

    meter: Meter = field(default_factory=Meter)

    def write(self, writes: Sequence[Write], token: str = "") -> None:
        """Noted once it is written."""
        super().write(writes, token)
        self.meter.note(writes, self.index)


def _size(value: Any) -> int:  # noqa: ANN401 - an attribute
    if isinstance(value, dict):
        names = sum(len(name) for name in value if name not in ("S", "N", "B", "M", "L", "BOOL"))
        return names + sum(map(_size, value.values()))
    if isinstance(value, list):
        return sum(_size(each) + 1 for each in value)
    return len(value) if isinstance(value, bytes) else len(str(value).encode())


def numbers() -> Iterator[str]:
    """NHS numbers of the range for tests, with their check digit."""
    return (str(each) for each in range(9_990_000_000, 10_000_000_000) if nhs_number_is_valid(str(each)))


def a_file(rows: int) -> bytes:
    """A file of so many children."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for number, nhs in zip(range(rows), numbers(), strict=False):
        known = child(number).details
        name, born = known.names[0], known.birth_date or date.min
        writer.writerow(
            (
                *(f"c-{number}", name.given, name.family, born.strftime("%d/%m/%Y"), known.sex, nhs),
                *(known.postcodes[0], "p-rowan", "Social worker", "12/01/2026"),
            )
        )
    return text.getvalue().encode()


@dataclass(frozen=True)
class Run:
    """One import: its counts, CPU seconds, units and items written."""

    done: FeedImport
    cpu: float
    seconds: float
    units: int
    items: int


def run(imports: ImportFiles, files: FakeFeedFiles, file: SentFile, meter: Meter) -> Run:
    """Open, take, close."""
    units, items = meter.units, meter.items
    cpu, began = time.process_time(), time.perf_counter()
    opened = imports.open(file)
    parts = () if opened.state in ENDED else files.parts[file.import_id]
    for number, part in enumerate(parts, start=1):
        imports.take(file, part)
        print(f"\r{number} of {len(parts)} parts", end="", file=sys.stderr, flush=True)
    done = imports.close(file)
    print(file=sys.stderr)
    spent = time.process_time() - cpu, time.perf_counter() - began
    return Run(done, *spent, meter.units - units, meter.items - items)


def bare_cpu(store: Store, items: Sequence[Item]) -> float:
    """CPU seconds that the same items take without any of us, in batches."""
    cpu = time.process_time()
    for start in range(0, len(items), 25):
        part = [dict(each) for each in items[start : start + 25]]
        store.connection.batch_write_item(store.casework, put_items=part)
    return time.process_time() - cpu


def prepared(store: MeteredStore) -> tuple[ImportFiles, FakeFeedFiles]:
    """The directory, a feed, and imports over the real adapters."""
    register, until = DynamoRegister(store), date(2099, 1, 1)
    register.enter_area(an_area())
    register.enter_service(a_service().build())
    worker = a_practitioner("p-rowan").of(a_service().build()).vetted_until(until).trained_until(until)
    register.enter_practitioner(worker.agreed_until(until).build())
    feed = DynamoDirectoryTransactions(store, no_keyring(), lambda: datetime.now(UTC)).begin()
    feed.put_feed(None, FEED)
    feed.commit()
    key = KeyInMemory()
    keyring = open_keyring(create_keyring(key, "stack"), key, "stack")
    ports, files = ports_over(store, keyring, CHILDREN), FakeFeedFiles(Shelves())
    entries = DynamoDirectoryEntries(store)
    return imports_over(ports, files, DynamoFeedImports(store), entries), files


def measured(rows: int) -> dict[str, Any]:
    """Both runs, the bare one, and what they come to for the whole country."""
    tables = LocalTables()
    tables.create()
    plain = tables.store
    store = MeteredStore(plain.index, plain.casework, plain.ledger)
    imports, files = prepared(store)
    data = a_file(rows)
    first, again = (SentFile("nightly", f"{name}.csv", name) for name in ("first", "again"))
    files.files = {first: data, again: data + b"\r\n"}
    one = run(imports, files, first, store.meter)
    sample = store.meter.kept
    index_items = max(sum(1 for _ in sample), 1)
    bare = bare_cpu(plain, sample) / index_items * (one.items / rows)
    two = run(imports, files, again, store.meter)
    for done in (one.done, two.done):
        if not done.accepted + done.unchanged + done.rejected == done.rows == rows:
            raise SystemExit(f"{rows} rows were sent, {done.rows} are accounted for")
    return {**_told(rows, one, two), "cpu_ratio": round(one.cpu / rows / bare, 2), **_projected(rows, one)}


def _told(rows: int, one: Run, two: Run) -> dict[str, Any]:
    return {
        "rows": rows,
        "accepted": one.done.accepted,
        "unchanged": one.done.unchanged,
        "rejected": one.done.rejected,
        "unchanged_again": two.done.unchanged,
        "rows_a_second": round(rows / one.seconds, 1),
        "rows_a_second_again": round(rows / two.seconds, 1),
        "cpu_ms_a_row": round(one.cpu / rows * 1_000, 2),
        "items_a_row": round(one.items / rows, 2),
        "write_units_a_row": round(one.units / rows, 2),
        "write_units_a_row_again": round(two.units / rows, 3),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1_024,
    }


def _projected(rows: int, one: Run) -> dict[str, Any]:
    """The slower of what ten processes do and of what a table takes."""
    by_processes = CHILDREN * one.cpu / rows / PARTS_AT_ONCE / 3_600
    by_table = CHILDREN * one.units / rows / UNITS_A_SECOND / 3_600
    prices = json.loads(PRICES.read_text(encoding="utf-8"))
    price = prices["write_unit"] if "write_unit" in prices else prices["prices"]["write_unit"]
    units = CHILDREN * one.units / rows
    pounds = units * price["dollars"] / price["per"] / prices["dollars_a_pound"]
    return {
        "hours_11m": round(max(by_processes, by_table), 1),
        "million_units_11m": round(units / 1e6),
        "pounds_11m": round(pounds),
    }


def main() -> None:
    """Run it; the last line is one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    rows = parser.parse_args().rows
    with emulator() as endpoint:
        os.environ.update(environment(endpoint))
        print(json.dumps(measured(rows)))


if __name__ == "__main__":
    main()
