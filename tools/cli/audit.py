"""`fingerpost audit`: what somebody did. That it was asked is on the ledger before anything is read."""

from __future__ import annotations

import csv
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from fingerpost.adapters.dynamodb.attributes import from_attributes
from fingerpost.adapters.dynamodb.ledger import DynamoLedger
from fingerpost.adapters.dynamodb.queries import Query
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.keyless import no_keyring
from fingerpost.domain.errors import Unavailable
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.reference import reference_from
from tools.cli.deployment import speak_to
from tools.cli.exits import Trouble
from tools.cli.importing import tame
from tools.cli.session import Session

MOST_LINES = 100_000
COLUMNS = ("time", "reference", "act", "outcome", "about", "reason", "child", "service")
Row = dict[str, str]


@dataclass(frozen=True, repr=False)
class Trail:
    """Reads the ledger by whoever acted, in the name of whoever runs it; nothing boxed is opened."""

    store: Store
    run_by: str
    clock: Callable[[], datetime]

    def of(self, actor: str, since: datetime) -> list[Row]:
        """What an actor came to, oldest first: a practitioner's id, or `api:ARN`, `slack:TEAM:USER`."""
        ledger = DynamoLedger(self.store, no_keyring(), self.clock)
        reference = reference_from(secrets.token_bytes(16))
        attempt = LedgerEntry(
            reference, Act.AUDIT, Phase.ATTEMPT, self.clock(), self.run_by, about=f"person:{actor}"
        )
        ledger.attempt(attempt, None)
        rows = [shown(line) for line in self.lines(actor) if line.at >= since and line.phase is Phase.OUTCOME]
        ledger.outcome(replace(attempt, phase=Phase.OUTCOME, outcome=f"listed:{len(rows)}"))
        return rows

    def lines(self, actor: str) -> list[LedgerEntry]:
        """Every line of an actor, oldest first. Raises Unavailable."""
        found = self.store.rows(Query(self.store.ledger, actor, MOST_LINES, by="by_actor"))
        lines = [from_attributes(LedgerEntry, item, details=None, note="") for item in found]
        return sorted(lines, key=lambda line: line.at)


def shown(line: LedgerEntry) -> Row:
    """A line as it is listed."""
    told = (f"{line.at:%Y-%m-%d %H:%M}", line.reference, line.act.value, line.outcome, line.about)
    return dict(zip(COLUMNS, (*told, line.reason, line.child_id, line.service_id), strict=True))


def audit(
    context: typer.Context,
    person: Annotated[str, typer.Argument(help="a practitioner's id, or api:ARN for an administrator")],
    days: Annotated[int, typer.Option(min=1, max=2_200, help="how many days back")] = 30,
    out: Annotated[Path | None, typer.Option(help="write it to this CSV file instead")] = None,
) -> None:
    """What somebody did: every act with its outcome. Children are shown by their ids alone."""
    session = Session.of(context)
    deployment = session.deployment
    speak_to(deployment)
    run_by = str(deployment.client("sts").get_caller_identity()["Arn"])
    names = (deployment.outputs[f"{table}TableName"] for table in ("Index", "Casework", "Ledger"))
    trail = Trail(Store(*names), run_by, lambda: datetime.now(UTC))
    try:
        rows = trail.of(person, datetime.now(UTC) - timedelta(days=days))
    except Unavailable as fault:
        raise Trouble(
            f"The ledger does not answer: {fault}", "Your rights must include its table."
        ) from fault
    if out:
        _write(out, rows)
        session.screen.say(
            f"{len(rows)} lines are in {out}. Next: ledger verify proves that none is missing."
        )
    elif not session.screen.rows(rows, COLUMNS[:6]):
        session.screen.say(f"{person} did nothing in {days} days. Next: person find, if the id is not sure.")


def _write(out: Path, rows: list[Row]) -> None:
    with out.open("w", encoding="utf-8-sig", newline="") as content:
        writer = csv.DictWriter(content, COLUMNS)
        writer.writeheader()
        writer.writerows({name: tame(cell) for name, cell in row.items()} for row in rows)
