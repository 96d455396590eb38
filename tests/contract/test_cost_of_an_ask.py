"""An ask keeps to its round trips: the benchmark itself, on a small index. Counts, no times."""

from __future__ import annotations

import json
import subprocess
import sys


def test_an_ask_takes_two_round_trips_by_number_and_three_by_details() -> None:
    command = [sys.executable, "-m", "benchmarks.ask", "--sizes", "300"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)  # noqa: S603 - ours
    assert done.returncode == 0, done.stderr[-2_000:]
    report = json.loads(done.stdout.splitlines()[-1])
    assert report["round_trips_identifier"] <= 2
    assert report["round_trips_details"] <= 3
    assert report["sizes"]["300"]["confirmed"] == report["sizes"]["300"]["asks"]
