"""`fingerpost restore`: the tables as they were at a moment, in new names, and the stack pointed at them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import boto3
import typer
import yaml

from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.seals import S3SealHistory, s3_client
from fingerpost.domain.ledger import Act
from tools.cli.deployment import Deployment, speak_to
from tools.cli.exits import Exit, Trouble
from tools.cli.ledger import Verification, public_key_of, report
from tools.cli.recorded import recorded
from tools.cli.repointing import Table, adopt, repointed
from tools.cli.restoring import TABLES, Restoring
from tools.cli.session import Session
from tools.local.places import ROOT

restore = typer.Typer(no_args_is_help=True, help="The tables as they were at a moment (docs/restoring.md).")
At = Annotated[datetime, typer.Option(help="the moment, UTC, such as 2026-11-26T03:00:00")]
_BUILT = ROOT / ".local" / "build" / "deploy" / "template.yaml"
_WINDOW = ("table", "source", "target", "earliest", "latest", "status")


@restore.command("plan")
def plan(context: typer.Context, at: At) -> None:
    """A dry run: what can be restored, and into which names. Changes nothing."""
    session, restoring = _restoring(context, at)
    session.screen.rows([_in_words(vars(one)) for one in restoring.windows()], _WINDOW)
    session.screen.say("Next: restore begin with the same --at. The tables in use stay as they are.")


@restore.command("begin")
def begin(
    context: typer.Context, at: At, yes: Annotated[bool, typer.Option("--yes", help="do not ask")] = False
) -> None:
    """Restore the three tables into new names. What is in use is not touched."""
    session, restoring = _restoring(context, at)
    session.screen.rows([_in_words(vars(one)) for one in restoring.windows()], _WINDOW)
    if not yes:
        typer.confirm("Restore these? New tables cost what the old ones do.", abort=True)
    with recorded(session, Act.AUDIT, f"restore:{restoring.at:%Y%m%dT%H%M%S}") as came:
        restoring.begin()
        came.outcome = "restoring"
    session.screen.say("Begun. Next: restore check with the same --at, once they are there.")


@restore.command("check")
def check(context: typer.Context, at: At) -> None:
    """Set what the restored tables lack, count what is in them, and hold their ledger to its seals."""
    session, restoring = _restoring(context, at)
    restoring.must_be_there()
    restoring.finish()
    rows = [
        {"table": table, "kind": kind, "now": there, "then": then, "gone": there - then}
        for table, kind, there, then in restoring.counts()
    ]
    session.screen.rows(rows, ("table", "kind", "now", "then", "gone"))
    examined = restoring.examined(_verification(session))
    session.screen.say(report(examined))
    if examined.findings:
        raise Trouble(
            "The restored ledger is not as it was sealed.", "Choose another moment.", Exit.FAULT_FOUND
        )
    session.screen.say("Next: restore template with the same --at.")


@restore.command("template")
def template(
    context: typer.Context,
    at: At,
    out: Annotated[Path, typer.Argument(help="the file to write")],
    built: Annotated[Path, typer.Option(help="the template that make build made")] = _BUILT,
) -> None:
    """Write the stack's template with the restored tables in the place of its own."""
    session, restoring = _restoring(context, at)
    restoring.must_be_there()
    kept, tables = _kept(built), _tables(session, restoring)
    if any(name != "LedgerTable" and not table.stream_arn for name, table in tables.items()):
        raise Trouble("A restored table has no stream yet.", "restore check sets it.", Exit.NOT_THERE)
    out.write_text(json.dumps(repointed(kept, tables), indent=1), encoding="utf-8")
    session.screen.say(f"{out} is written. Deploy it beside the built folders, as docs/restoring.md says.")
    session.screen.say(
        "Until the tables are imported again, make deploy must not be run: it would make empty ones."
    )


@restore.command("adopt")
def adopt_restored(
    context: typer.Context,
    at: At,
    built: Annotated[Path, typer.Option(help="the template that make build made")] = _BUILT,
    yes: Annotated[bool, typer.Option("--yes", help="do not ask")] = False,
) -> None:
    """Take the restored tables into the stack in the place of its own, so that make deploy fits again."""
    session, restoring = _restoring(context, at)
    in_use = session.deployment.outputs[TABLES["IndexTable"]]
    if in_use != restoring.target("IndexTable"):
        raise Trouble(
            "The stack does not use these tables.", "Deploy what restore template wrote.", Exit.CONFLICT
        )
    kept, tables = _kept(built), _tables(session, restoring)
    if not yes:
        typer.confirm("Import the three restored tables into the stack?", abort=True)
    adopt(session.deployment, kept, tables, f"{restoring.at:%Y%m%dT%H%M%S}")
    session.screen.say(
        "The stack has its tables again. Next: make deploy, then delete the old ones when sure."
    )


def _kept(built: Path) -> dict[str, Any]:
    if not built.exists():
        raise Trouble(f"There is no {built}.", "make build, then the same again.", Exit.NOT_THERE)
    kept: dict[str, Any] = yaml.safe_load(built.read_text(encoding="utf-8"))
    return kept


def _tables(session: Session, restoring: Restoring) -> dict[str, Table]:
    return {name: _table(session, restoring.target(name)) for name in TABLES}


def _restoring(context: typer.Context, at: datetime) -> tuple[Session, Restoring]:
    session = Session.of(context)
    speak_to(session.deployment)
    session.deployment = _as_it_is_now(session.deployment)
    return session, Restoring(session.deployment, at.replace(tzinfo=at.tzinfo or UTC))


def _as_it_is_now(deployment: Deployment) -> Deployment:
    """With the outputs that the stack has now: the local one's are remembered in a file as well."""
    told = deployment.client("cloudformation").describe_stacks(StackName=deployment.stack)["Stacks"][0]
    return replace(deployment, outputs={one["OutputKey"]: one["OutputValue"] for one in told["Outputs"]})


def _in_words(row: dict[str, Any]) -> dict[str, str]:
    return {
        name: f"{value:%Y-%m-%d %H:%M:%S}" if isinstance(value, datetime) else value
        for name, value in row.items()
    }


def _table(session: Session, name: str) -> Table:
    told = session.deployment.client("dynamodb").describe_table(TableName=name)["Table"]
    return Table(name, told["TableArn"], told.get("LatestStreamArn", ""))


def _verification(session: Session) -> Verification:
    outputs = session.deployment.outputs
    return Verification(
        history=S3SealHistory(s3_client(), outputs["SealsBucketName"]),
        database=boto3.client("dynamodb"),
        store=Store(*(outputs[name] for name in TABLES.values())),
        public=public_key_of(boto3.client("kms"), outputs["SealKeyArn"]),
    )
