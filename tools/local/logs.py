"""Reads the logs of the deployed functions from the local CloudWatch."""

import json
from collections.abc import Iterator

from tools.local import state
from tools.local.aws import client
from tools.local.deploy import STACK
from tools.local.progress import say
from tools.local.trouble import LocalStackTrouble


def show(function: str) -> None:
    """Print every line that a function logged. Raises LocalStackTrouble."""
    current = state.remembered()
    if current is None or not current.is_alive():
        raise LocalStackTrouble("The local stack is not up.", "Run `make up`.")
    for line in lines(function, current.aws_port):
        say(line)


def lines(function: str, port: int) -> Iterator[str]:
    """Every line that a function logged, oldest first."""
    pages = client("logs", port).get_paginator("filter_log_events")
    for page in pages.paginate(logGroupName=f"/fingerpost/{STACK}/functions"):
        yield from (line for event in page["events"] if is_of(function, line := event["message"]))


def is_of(function: str, line: str) -> bool:
    """Whether a line of the functions' log is of this one: each says so of itself."""
    try:
        return bool(json.loads(line).get("service") == function)
    except (ValueError, AttributeError):
        return False
