"""Reads the logs of the deployed functions from the local CloudWatch."""

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
    """Every line of a function's log group, oldest first."""
    pages = client("logs", port).get_paginator("filter_log_events")
    for page in pages.paginate(logGroupName=f"/fingerpost/{STACK}/{function}"):
        yield from (event["message"] for event in page["events"])
