"""A form opens without what only answers need: each of these costs milliseconds of a cold start."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

_START = """
import sys
from fingerpost.bootstrap.slack import slack
slack()
print(*sys.modules, sep="\\n")
"""
_SETTINGS = {
    "FINGERPOST_STACK": "stack",
    "INDEX_TABLE": "index",
    "CASEWORK_TABLE": "casework",
    "LEDGER_TABLE": "ledger",
}


@pytest.fixture(scope="module")
def imported() -> set[str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", _START], env={**ours, **_SETTINGS}, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "costly",
    [
        "boto3",
        "botocore",
        "pynamodb",
        "tink",
        "cedarpy",
        "aws_lambda_powertools",
        "zoneinfo",
        "fingerpost.domain.outcomes",
        "fingerpost.usecases.ports",
        "fingerpost.surfaces.asking.screens",
    ],
)
def test_a_form_opens_without_it(imported: set[str], costly: str) -> None:
    assert "slack_bolt" in imported
    assert costly not in imported
