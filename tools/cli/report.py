"""`fingerpost report`: how a deployment is used, as one HTML file with pictures."""

from __future__ import annotations

import importlib
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from fingerpost.adapters.dynamodb.ledger import DynamoLedger
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.keyless import no_keyring
from fingerpost.domain.errors import Unavailable
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.reference import reference_from
from tools.cli.api import Api
from tools.cli.checks import now
from tools.cli.deployment import Deployment, speak_to
from tools.cli.exits import Trouble
from tools.cli.reporting.counting import LedgerLines, Tally
from tools.cli.session import Session

_FRESH = timedelta(days=7)
_PRODUCTS = {"Slack": "/slack/interactions", "Teams": "/teams/messages"}
_DAY_SECONDS = 86_400


def report(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(help="the HTML file to write")],
    days: Annotated[int, typer.Option(min=1, max=366, help="how many whole days, up to yesterday")] = 30,
    today: Annotated[bool, typer.Option("--today", help="up to now instead of yesterday")] = False,
) -> None:
    """Write how it is used: questions, outcomes, times, what was done with answers, who tells Fingerpost.

    Small numbers are kept back and nothing of a child stands in it. That it was made is on the ledger.
    """
    session = Session.of(context)
    if not out.parent.is_dir():
        raise Trouble(f"There is no folder {out.parent}.", "Make it, or name another file.")
    last = now().date() if today else now().date() - timedelta(days=1)
    shown = [last - timedelta(days=back) for back in range(days - 1, -1, -1)]
    try:
        page = _page(session, shown)
    except Unavailable as fault:
        raise Trouble(
            f"The ledger does not answer: {fault}", "Your rights must include its table."
        ) from fault
    out.write_text(page, encoding="utf-8")
    session.screen.document({"file": str(out), "from": str(shown[0]), "to": str(shown[-1])})
    session.screen.say(f"{out} is written: {shown[0]} to {shown[-1]}. It needs nothing else to be read.")


def _page(session: Session, days: Sequence[date]) -> str:
    deployment = session.deployment
    speak_to(deployment)
    tally = Counted(deployment, now()).of(days)
    areas = list(session.api.every("/v1/areas"))
    # Loaded only here: matplotlib takes half a second, which no other command should wait for.
    drawn = importlib.import_module("tools.cli.reporting.page")
    cover = [drawn.AreaCover(area["name"], *_ages(session.api, area["id"])) for area in areas]
    names = {area["id"]: area["name"] for area in areas}
    times = drawn.Times(*(Answered(deployment).seconds(days, share) for share in ("p50", "p95")))
    made: str = drawn.Report(deployment.stack, now(), days, tally, times, cover, names).html()
    return made


@dataclass(frozen=True)
class Counted:
    """Counts the ledger in the name of whoever runs it; that they did is on it before."""

    deployment: Deployment
    at: datetime

    def of(self, days: Sequence[date]) -> Tally:
        """These days, one after the other. Raises Unavailable."""
        names = [self.deployment.outputs[f"{table}TableName"] for table in ("Index", "Casework", "Ledger")]
        ledger = DynamoLedger(Store(*names), no_keyring(), lambda: self.at)
        run_by = str(self.deployment.client("sts").get_caller_identity()["Arn"])
        reference = reference_from(secrets.token_bytes(16))
        attempt = LedgerEntry(reference, Act.AUDIT, Phase.ATTEMPT, self.at, run_by, about="report")
        ledger.attempt(attempt, None)
        tally, lines = Tally(), LedgerLines(self.deployment.client("dynamodb"), names[2])
        for day in days:
            tally.count(lines.of(datetime.combine(day, time(), UTC)))
            tally.forget(day)
        ledger.outcome(replace(attempt, phase=Phase.OUTCOME, outcome=f"counted:{len(days)}"))
        return tally


@dataclass(frozen=True)
class Answered:
    """How long requests took at the API, as CloudWatch has it."""

    deployment: Deployment

    def seconds(self, days: Sequence[date], share: str) -> dict[str, list[float | None]]:
        """By product and day; None for a day of which nothing is known. share: such as p95."""
        told = {product: self._of(path, days, share) for product, path in _PRODUCTS.items()}
        return {name: values for name, values in told.items() if any(each is not None for each in values)}

    def _of(self, path: str, days: Sequence[date], share: str) -> list[float | None]:
        dimensions = {"ApiName": self.deployment.stack, "Resource": path, "Method": "POST", "Stage": "live"}
        begin = datetime.combine(days[0], time(), UTC)
        told = self.deployment.client("cloudwatch").get_metric_statistics(
            Namespace="AWS/ApiGateway",
            MetricName="Latency",
            Dimensions=[{"Name": name, "Value": value} for name, value in dimensions.items()],
            StartTime=begin,
            EndTime=begin + timedelta(days=len(days)),
            Period=_DAY_SECONDS,
            ExtendedStatistics=[share],
        )
        return _each_day(told["Datapoints"], days, share)


def _each_day(points: Sequence[Mapping[str, Any]], days: Sequence[date], share: str) -> list[float | None]:
    known = {
        point["Timestamp"].astimezone(UTC).date(): point["ExtendedStatistics"][share] / 1_000
        for point in points
        if share in point.get("ExtendedStatistics", {})
    }
    return [known.get(day) for day in days]


def _ages(api: Api, area_id: str) -> Iterator[int]:
    """How many accredited services of an area told something in the last week, before, and never."""
    told = [one["last_fed"] for one in api.every("/v1/services", area=area_id) if one["accredited"]]
    fresh = sum(1 for at in told if at and datetime.fromisoformat(at) >= now() - _FRESH)
    known = sum(1 for at in told if at)
    yield from (fresh, known - fresh, len(told) - known)
