"""`fingerpost cost`: the arithmetic of a plan and of a stack, and a table of prices that can be checked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

from tests.architecture.cloud_template import resources
from tests.unit.tools.command_line import CommandLine, command_line
from tools.cli import cost
from tools.cli.costing.check import compared
from tools.cli.costing.plan import Fixtures, Plan, PlannedBill
from tools.cli.costing.prices import price_table
from tools.cli.costing.units import measured
from tools.cli.deployment import Deployment
from tools.cli.session import Session

CONTACTPOINT = ("--children", "11000000", "--practitioners", "330000", "--asks-a-day", "200000")


@pytest.fixture
def fingerpost(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return command_line(monkeypatch, capsys)


def bill(year: int = 7, asks_a_day: int = 200_000) -> dict[str, float]:
    plan = Plan(11_000_000, 330_000, asks_a_day, year)
    return {line.name: line.dollars for line in PlannedBill(plan, measured(), price_table()).lines()}


# ------------------------------------------------------------------ a plan


def test_contactpoints_load_costs_less_than_ten_thousand_pounds_a_year_when_the_ledger_is_full(
    fingerpost: CommandLine,
) -> None:
    told = fingerpost.read("cost", *CONTACTPOINT)
    assert 1_000 < told["pounds"] < 10_000
    assert told["dollars"] == pytest.approx(sum(line["dollars"] for line in told["lines"]), abs=1)


def test_every_line_is_its_quantity_times_its_price(fingerpost: CommandLine) -> None:
    for line in fingerpost.read("cost", *CONTACTPOINT)["lines"]:
        worth = line["quantity"] / line["per"] * line["price"]
        assert line["dollars"] == pytest.approx(worth, abs=0.02 + worth / 1_000), line["name"]


def test_the_bill_says_what_is_dearest_what_was_assumed_and_which_prices_were_not_read(
    fingerpost: CommandLine,
) -> None:
    code, out, err = fingerpost("cost", *CONTACTPOINT)
    assert code == 0
    assert "The dearest: ledger, stored" in out
    assert "recordings 0.1" in out
    assert "of 2026-" in out
    assert "write_unit" in err


def test_the_ledger_grows_for_six_years_and_then_no_more() -> None:
    assert bill(1)["ledger, stored"] * 12 == pytest.approx(bill(7)["ledger, stored"])
    assert bill(20)["ledger, stored"] == bill(7)["ledger, stored"]


def test_twice_the_asks_cost_twice_their_writes_and_not_one_child_more() -> None:
    once, twice = bill(), bill(asks_a_day=400_000)
    assert twice["writes to the casework table"] == pytest.approx(2 * once["writes to the casework table"])
    assert twice["children, stored"] == once["children, stored"]


def test_pounds_follow_the_rate_that_is_given(fingerpost: CommandLine) -> None:
    told = fingerpost.read("cost", *CONTACTPOINT, "--pound", "2")
    assert told["pounds"] == pytest.approx(told["dollars"] / 2, abs=0.01)


def test_what_a_stack_has_by_itself_is_counted_in_the_template() -> None:
    fixed = Fixtures()
    assert fixed.alarms == len(resources("AWS::CloudWatch::Alarm"))
    assert fixed.keys == len(resources("AWS::KMS::Key"))
    assert fixed.secrets == len(resources("AWS::SecretsManager::Secret"))


def test_the_ledger_lies_in_the_table_class_that_the_bill_reckons_with() -> None:
    assert resources("AWS::DynamoDB::Table")["LedgerTable"]["Properties"]["TableClass"].endswith("_ACCESS")


# ------------------------------------------------------------------ prices


def test_every_price_has_a_source_that_the_table_explains_and_the_table_a_day() -> None:
    prices = price_table()
    assert date.fromisoformat(prices.dated)
    assert {price.source for price in prices.prices.values()} <= set(prices.sources)
    assert all(price.dollars > 0 and price.usage for price in prices.prices.values())


def a_list(*rows: str) -> list[str]:
    preface = ['"FormatVersion","v1.0"', '"Disclaimer","x"', '"Publication Date","x"', '"Version","x"']
    return [*preface, '"OfferCode","x"', '"TermType","PricePerUnit","usageType"', *rows]


def test_a_price_is_compared_with_the_first_tier_of_awss_list() -> None:
    def published(service: str, region: str) -> list[str]:
        assert region == "eu-west-2"
        usage = "eu-west-2-KMS-Requests"
        free, first = f'"OnDemand","0.0","{usage}"', f'"OnDemand","0.0000030000","{usage}"'
        return a_list(free, first, f'"Reserved","9","{usage}"') if service == "awskms" else a_list()

    found = {one.price.key: one for one in compared(price_table(), published)}
    assert found["kms_request"].agrees
    assert found["kms_key_month"].listed is None
    assert not found["kms_key_month"].agrees


def test_a_price_that_changed_is_named(fingerpost: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cost, "published", lambda *_: a_list())
    code, _, err = fingerpost("cost", "--check-prices")
    assert code == 8
    assert "lambda_request" in err


# ------------------------------------------------------------------ a stack


class Watched(Deployment):
    """A deployment that CloudWatch counted: 28 of everything."""

    def client(self, service: str) -> Any:  # noqa: ANN401 - boto3's clients
        return self

    def describe_table(self, TableName: str) -> dict[str, Any]:  # noqa: N803 - boto3's name
        rare = {"TableClassSummary": {"TableClass": "STANDARD_INFREQUENT_ACCESS"}} if TableName == "l" else {}
        index = {"IndexName": "by_actor", "IndexSizeBytes": 1_000_000_000}
        table = {"TableName": TableName, "TableSizeBytes": 2_000_000_000, "GlobalSecondaryIndexes": [index]}
        return {"Table": table | rare}

    def get_function_configuration(self, **_: str) -> dict[str, int]:
        return {"MemorySize": 1_024}

    def get_metric_statistics(self, StartTime: datetime, EndTime: datetime, **_: Any) -> dict[str, Any]:  # noqa: N803, ANN401
        assert (EndTime - StartTime).days == 28
        return {"Datapoints": list(self._points())}

    def _points(self) -> Iterator[dict[str, float]]:
        yield from ({"Sum": 14.0}, {"Sum": 14.0})


def test_a_stack_is_billed_for_what_was_counted_as_if_a_year_were_like_it(
    fingerpost: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    functions = {
        f"{name}FunctionName": name for name in ("Slack", "Teams", "Api", "Fanout", "Deliver", "Seal")
    }
    tables = {"IndexTableName": "i", "CaseworkTableName": "c", "LedgerTableName": "l"}
    stack = Watched(None, {"StackName": "s"} | functions | tables, "https://api.example")  # type: ignore[arg-type]
    monkeypatch.setattr(Session, "deployment", stack)
    lines = {line["line"]: line for line in fingerpost.read("cost")["lines"]}
    assert lines["API Gateway"]["quantity"] == 365
    assert lines["Lambda, runs"]["quantity"] == 6 * 365
    assert lines["writes to the index table"]["quantity"] == 2 * 365  # the table and its index
    assert lines["ledger, stored"]["quantity"] == 3 * 12
    assert lines["ledger, stored"]["price"] < lines["index, stored"]["price"]


def test_without_a_stack_or_a_plan_it_says_what_to_give(fingerpost: CommandLine) -> None:
    code, _, err = fingerpost("cost", "--days", "0")
    assert code == 2
    assert "days" in err
