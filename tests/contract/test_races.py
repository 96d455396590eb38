"""Nearly the same new child, recorded by several at once, stands there once: the benchmark, in small."""

from __future__ import annotations

import json
import subprocess
import sys


def test_nobody_makes_a_second_record_and_nobody_is_turned_away() -> None:
    command = [sys.executable, "-m", "benchmarks.races", "--trials", "3"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)  # noqa: S603 - ours
    assert done.returncode == 0, done.stderr[-2_000:]
    report = json.loads(done.stdout.splitlines()[-1])
    assert len(report) == 9
    assert {kind: one["second_records"] for kind, one in report.items() if one["second_records"]} == {}
    assert {kind: one["turned_away"] for kind, one in report.items() if one["turned_away"]} == {}
