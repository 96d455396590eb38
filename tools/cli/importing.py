"""People from a file: row by row through /v1, in bounded memory, again as often as one likes."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from fingerpost.surfaces.rest.models import PersonWish
from tools.cli.api import PARALLEL, Answer, Api
from tools.cli.exits import Exit, Trouble
from tools.cli.rows import Row, rows_of
from tools.cli.session import Session

SHOWN_AT_MOST = 50
AT_ONCE = 200
LATER = "later"


@dataclass(frozen=True)
class Became:
    """What became of a row: entered, changed, unchanged, refused; why: for those that were refused."""

    row: Row
    outcome: str
    why: str = ""


@dataclass
class Tally:
    """What became of all rows. refused: the first of those that were, to be shown."""

    counts: Counter[str] = field(default_factory=Counter)
    refused: list[dict[str, Any]] = field(default_factory=list)

    def count(self, one: Became) -> None:
        """Add one."""
        self.counts[one.outcome] += 1
        if one.outcome == "refused" and len(self.refused) < SHOWN_AT_MOST:
            self.refused.append({"line": one.row.line, "id": one.row.person, "why": one.why})


def import_people(session: Session, file: Path, result: Path | None, *, dry_run: bool, yes: bool) -> None:
    """Do it, and say what became of the rows. Raises Trouble where some were refused."""
    total = sum(1 for _ in rows_of(file))
    if not dry_run and not yes:
        typer.confirm(f"Enter or change {total} people in {session.deployment.stack}?", abort=True)
    tally = Tally()
    put = _looked_at if dry_run else _put
    with _progress(session, total) as advance, _result_file(result) as write:
        for one in became(session.api, rows_of(file), put):
            tally.count(one)
            write(one)
            advance()
    _say(session, tally, result, dry_run=dry_run)


Put = Callable[[Api, Row], Became]


def became(api: Api, rows: Iterable[Row], put: Put) -> Iterator[Became]:
    """What becomes of each row. Whose supervisor is not there yet comes again after the others, as long as
    that helps."""
    waiting: list[Row] = []
    yield from _pass(api, rows, put, waiting.append)
    while waiting:
        before, waiting = waiting, []
        yield from _pass(api, before, put, waiting.append)
        if len(waiting) == len(before):
            yield from (Became(row, "refused", "There is no such supervisor.") for row in waiting)
            return


def _pass(api: Api, rows: Iterable[Row], put: Put, later: Callable[[Row], None]) -> Iterator[Became]:
    with ThreadPoolExecutor(PARALLEL) as threads:
        for one in _in_order(threads, api, iter(rows), put):
            if one.outcome == LATER:
                later(one.row)
            else:
                yield one


def _in_order(threads: ThreadPoolExecutor, api: Api, rows: Iterator[Row], put: Put) -> Iterator[Became]:
    """Never more than so many rows at once, whatever the size of the file."""
    while batch := list(islice(rows, AT_ONCE)):
        begun: list[Future[Became]] = [threads.submit(_one, api, row, put) for row in batch]
        yield from (each.result() for each in begun)


def _one(api: Api, row: Row, put: Put) -> Became:
    return Became(row, "refused", row.wrong) if row.wrong else put(api, row)


def _put(api: Api, row: Row) -> Became:
    """One request for what is new or as it was; two more where it changes."""
    path = f"/v1/people/{row.person}"
    answer = api.put(path, dict(row.body))
    if answer.problem == "already_there":
        read = api.get(path).or_trouble()
        stands = {field: read.body[field] for field in PersonWish.model_fields}
        answer = api.put(path, {**stands, **row.body}, read.etag)
    return _became(row, answer)


def _became(row: Row, answer: Answer) -> Became:
    if answer.problem == "unknown_supervisor":
        return Became(row, LATER)
    if answer.status in (409, 412, 422):
        return Became(row, "refused", _why(answer))
    body = answer.or_trouble().body
    return Became(row, "entered" if body["entered"] else "changed" if body["changed"] else "unchanged")


def _looked_at(api: Api, row: Row) -> Became:
    """What would become of it, as far as can be told without doing it."""
    read = api.get(f"/v1/people/{row.person}")
    if read.status != 404:
        stands = read.or_trouble().body
        is_same = all(stands[name] == value for name, value in row.body.items())
        return Became(row, "unchanged" if is_same else "changed")
    service = api.get(f"/v1/services/{row.body['service_id']}")
    if service.status == 404:
        return Became(row, "refused", "There is no such service.")
    service.or_trouble()
    return Became(row, "entered")


def _why(answer: Answer) -> str:
    wrong = [f"{each['field']}: {each['says']}" for each in answer.body.get("errors") or ()]
    return "; ".join(wrong) or str(answer.body.get("title"))


@contextmanager
def _progress(session: Session, total: int) -> Iterator[Callable[[], None]]:
    """A bar on a terminal; nothing into a pipe."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    is_seen = session.screen.err.is_terminal and not session.screen.as_json
    with Progress(*columns, console=session.screen.err, disable=not is_seen) as progress:
        task = progress.add_task("People", total=total)
        yield lambda: progress.advance(task)


@contextmanager
def _result_file(result: Path | None) -> Iterator[Callable[[Became], None]]:
    """What became of each row, as CSV; nothing in it is run by a spreadsheet."""
    if result is None:
        yield lambda one: None
        return
    with result.open("w", encoding="utf-8-sig", newline="") as content:
        writer = csv.writer(content)
        writer.writerow(("line", "id", "outcome", "why"))
        yield lambda one: writer.writerow((one.row.line, tame(one.row.person), one.outcome, tame(one.why)))


def tame(cell: str) -> str:
    """A cell that a spreadsheet shows and does not run."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _say(session: Session, tally: Tally, result: Path | None, *, dry_run: bool) -> None:
    counts = {name: tally.counts[name] for name in ("entered", "changed", "unchanged", "refused")}
    session.screen.document({**counts, "dry_run": dry_run, "rows": tally.refused})
    told = ", ".join(f"{count} {name}" for name, count in counts.items())
    session.screen.say(f"{'Would be: ' if dry_run else ''}{told}.")
    if not counts["refused"]:
        session.screen.say("Next: the same without --dry-run." if dry_run else "Next: person link for each.")
        return
    if not session.screen.as_json:
        session.screen.rows(tally.refused, ("line", "id", "why"))
    where = f" All are in {result}." if result else " Add --result FILE to have all of them in a file."
    raise Trouble(
        f"{counts['refused']} rows were refused; all others are done.{where}",
        "Correct these rows and import the same file again: what is done stays as it is.",
        Exit.ROWS_REFUSED,
    )
