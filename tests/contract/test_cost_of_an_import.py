"""What a row of an import takes: the benchmark itself, on a small file. Counts, no times."""

from __future__ import annotations

import json
import subprocess
import sys

TRANSACTED = 2
"""Write units of an item in a transaction, of less than a kilobyte."""


def test_a_row_takes_the_units_of_the_items_it_changes_and_the_same_file_again_changes_nobody() -> None:
    command = [sys.executable, "-m", "benchmarks.imports", "--rows", "120"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)  # noqa: S603 - ours
    assert done.returncode == 0, done.stderr[-2_000:]
    told = json.loads(done.stdout.splitlines()[-1])
    first, again = told["first"], told["again"]
    assert (first["entered"], again["unchanged"]) == (120, 120)
    for one in (first, again):
        items, units = one["items_changed_a_row"], one["write_units_a_row"]
        assert units["casework"] == TRANSACTED * items["casework"]
        assert units["ledger"] == (TRANSACTED + 1) * items["ledger"]  # each line stands in one index as well
    assert again["items_changed_a_row"] == {"casework": 1.0, "ledger": 2.0}  # that it was asked, and nobody
