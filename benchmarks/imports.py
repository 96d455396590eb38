"""What does it take to import people from a file: items, write units and memory, and the same file again?

The command's own reading and requests, the REST surface and the use cases of the api function, over a local
DynamoDB. Units are those that DynamoDB reports, with two for each check of a transaction, which the local one
leaves out; an item of less than a kilobyte costs two in a transaction, and one more in each index it is in.

`--rows 40000` is the whole of the bar; `--rows 500` takes seconds.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
import tracemalloc
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from botocore.credentials import Credentials

from benchmarks.units import Usage
from fingerpost.adapters.dynamodb.directory import DynamoRegister
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.bootstrap.api import ports_over, versions
from fingerpost.surfaces.rest.handler import rest_handler
from fingerpost.usecases.directory.catalogue import administration
from tests.builders import a_service, an_area
from tests.local_dynamodb import LocalTables, emulator, environment
from tests.unit.surfaces.rest.calls import Desk
from tests.unit.tools.command_line import Pool
from tests.unit.usecases.directory.office import ADMIN
from tools.cli.api import Api
from tools.cli.importing import _put, became
from tools.cli.rows import rows_of

ROWS = 2_000
HEAD = "id,name,role,service_id,job_title,vetted_until,trained_until,agreed_until\n"


def a_file(folder: Path, rows: int) -> Path:
    """So many people of one service, qualified until next year."""
    last = date.today() + timedelta(days=300)
    file = folder / "people.csv"
    with file.open("w", encoding="utf-8") as content:
        content.write(HEAD)
        for number in range(rows):
            content.write(
                f"p-{number},Person {number},practitioner,care,Social worker,{last},{last},{last}\n"
            )
    return file


def office(store: Store) -> Api:
    """The command's client, whose requests reach the api function's own surface over these tables."""
    register, area = DynamoRegister(store), an_area()
    register.enter_area(area)
    register.enter_service(a_service("care").in_area(area).build())
    desk = Desk()
    use_cases = administration(ports_over(store, frozenset({ADMIN.name})))
    desk.handler = rest_handler(use_cases, "fingerpost", versions())
    credentials = Credentials("AKIDEXAMPLE", "secret").get_frozen_credentials()
    return Api("https://api.example", credentials, "eu-west-2", wait=time.sleep, pool=Pool(desk))  # type: ignore[arg-type]


def imported(api: Api, file: Path, store: Store) -> dict[str, Any]:
    """Import it once: what became of the rows, and what a row took."""
    usage, counts = Usage(), Counter[str]()
    events = store.connection.client.meta.events
    events.register("provide-client-params.dynamodb", usage.before)
    events.register("after-call.dynamodb", usage.after)
    tracemalloc.start()
    try:
        for one in became(api, rows_of(file), _put):
            counts[one.outcome] += 1
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        events.unregister("provide-client-params.dynamodb", usage.before)
        events.unregister("after-call.dynamodb", usage.after)
    rows = sum(counts.values())
    return {
        **counts,
        "peak_mb": round(peak / 1e6, 1),
        "items_changed_a_row": {name: round(count / rows, 3) for name, count in usage.changed.items()},
        "write_units_a_row": {name: round(count / rows, 3) for name, count in usage.writes.items()},
    }


def main(arguments: Sequence[str]) -> None:
    """Import, import again, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=ROWS)
    rows = parser.parse_args(arguments).rows
    with emulator() as endpoint, tempfile.TemporaryDirectory() as folder:
        os.environ.update(environment(endpoint))
        store = Store("index", "casework", "ledger")
        LocalTables(store).create()
        store.warm()
        api, file = office(store), a_file(Path(folder), rows)
        told = {"rows": rows, "first": imported(api, file, store), "again": imported(api, file, store)}
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1:])
