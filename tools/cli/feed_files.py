"""Files of a feed before and after they are sent: their columns, their rows, and how far they came."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError
from rich.console import Console
from rich.progress import Progress

from fingerpost.domain.errors import InvalidField, Problem
from fingerpost.domain.feed_rows import UnreadRow
from fingerpost.domain.files.columns import COLUMNS, Proposal, count_known, places_of, propose, values_in
from fingerpost.domain.files.table import Layout, Record, UnreadableFile, layout_of, records_in
from fingerpost.surfaces.dates import today
from fingerpost.surfaces.feeds.rows import read_row
from fingerpost.surfaces.feeds.words import say_file_problem
from fingerpost.surfaces.words import say_problem
from tools.cli.api import Entry
from tools.cli.deployment import Deployment
from tools.cli.exits import Exit, Trouble

PATIENCE = 1_800
"""Seconds that a file of some hundred thousand rows may take."""


def mapping_of(file: Path, given: Sequence[str]) -> tuple[Proposal, dict[str, str]]:
    """What is proposed for a file, and what is taken with those given as OURS=THEIRS. Raises Trouble."""
    layout = _layout(file.read_bytes(), None)
    proposal = propose(layout.header)
    own = dict(_given(one, layout) for one in given)
    return proposal, {**proposal.taken, **own}


def _given(written: str, layout: Layout) -> tuple[str, str]:
    ours, equals, theirs = (part.strip() for part in written.partition("="))
    if not equals or ours not in COLUMNS:
        raise Trouble(f"{written} names no column of ours.", f"Ours are: {', '.join(COLUMNS)}.", Exit.USAGE)
    if theirs not in layout.header:
        raise Trouble(f"The file has no column {theirs}.", f"It has: {', '.join(layout.header)}.", Exit.USAGE)
    return ours, theirs


@dataclass(frozen=True)
class Checked:
    """What would become of a file. wrong: a line for each column that would be told of."""

    rows: int
    good: int
    wrong: tuple[dict[str, str], ...]

    @property
    def bad(self) -> int:
        """How many rows would be rejected."""
        return self.rows - self.good


def check_file(file: Path, columns: Mapping[str, str]) -> Checked:
    """By the deployment's own rules, on this machine, where no worker is known. Raises Trouble."""
    data = file.read_bytes()
    layout = _layout(data, columns or None)
    try:
        places = places_of(columns or None, layout.header)
    except UnreadableFile as fault:
        raise _refused(fault) from None
    rows, good, wrong = 0, 0, []
    for record in records_in(data[layout.start :], layout, len(data[: layout.start].splitlines()) + 1):
        problems = list(_problems(record, places))
        rows += 1
        good += not problems
        wrong += [_line(record, each) for each in problems]
    return Checked(rows, good, tuple(wrong))


def _layout(data: bytes, columns: Mapping[str, str] | None) -> Layout:
    try:
        return layout_of(data, lambda cells: count_known(columns, cells))
    except UnreadableFile as fault:
        raise _refused(fault) from None


def _refused(fault: UnreadableFile) -> Trouble:
    said = say_file_problem(" ".join((fault.problem, *fault.columns)))
    return Trouble(said, "Nothing was sent.", Exit.NOT_VALID)


def _problems(record: Record, places: Mapping[str, int]) -> Iterator[InvalidField]:
    if record.cells is None:
        yield InvalidField("source_ref", Problem.NOT_CELLS)
        return
    row = read_row(values_in(record.cells, places), today(datetime.now(UTC)))
    if isinstance(row, UnreadRow):
        yield from row.problems


def _line(record: Record, fault: InvalidField) -> dict[str, str]:
    return {
        "row": str(record.line),
        "column": fault.field,
        "problem": str(fault.problem),
        "says": say_problem(fault.field, fault.problem),
    }


# ------------------------------------------------------------------ sending


def send_file(deployment: Deployment, feed: str, file: Path) -> None:
    """Put it into the feed's folder, with a bar. Raises Trouble."""
    bucket, size = _bucket(deployment), file.stat().st_size
    with Progress(console=Console(stderr=True)) as bar:
        sending = bar.add_task(f"Sending {file.name}", total=size)
        try:
            deployment.client("s3").upload_file(
                str(file),
                bucket,
                f"in/{feed}/{file.name}",
                Callback=lambda sent: bar.update(sending, advance=sent),
            )
        except ClientError as fault:
            code = fault.response["Error"]["Code"]
            next_step = f"Your IAM user or role needs s3:PutObject on {bucket}/in/{feed}/*."
            raise Trouble(f"The bucket did not take it: {code}.", next_step, Exit.REFUSED) from None


def until_closed(
    files: Callable[[], Sequence[Entry]],
    name: str,
    before: Collection[str],
    wait: Callable[[float], None] = time.sleep,
) -> Entry:
    """The file once it moves no more; one of those from before where it is the very same file again. Raises
    Trouble."""
    for number in range(PATIENCE):
        named = [one for one in files() if one["file"] == name]
        new = next((one for one in named if one["id"] not in before), None)
        known = new or (named[0] if named and number > 10 else None)
        if known and known["state"] not in ("running", "released"):
            return known
        wait(1.0)
    raise Trouble(f"{name} is not read yet.", "See feed status; if it stands still: feed redrive.")


def drive_on(deployment: Deployment, feed: str, file: str) -> None:
    """Begin the import anew: what is taken is found taken. Raises Trouble."""
    key = f"in/{feed}/{file}"
    try:
        head: Any = deployment.client("s3").head_object(Bucket=_bucket(deployment), Key=key)
    except ClientError:
        raise Trouble(f"{file} is no longer in the folder.", "Send it again.", Exit.NOT_THERE) from None
    told = json.dumps({"file": {"key": key, "etag": head["ETag"].strip('"')}})
    machine = deployment.outputs["ImportMachineArn"]
    deployment.client("stepfunctions").start_execution(stateMachineArn=machine, input=told)


def _bucket(deployment: Deployment) -> str:
    return deployment.outputs["FeedsBucketName"]
