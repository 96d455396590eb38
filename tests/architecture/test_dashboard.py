"""The dashboard shows what is emitted, and nothing traces people outside the ledger."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from fingerpost.domain.notice import NoticeState
from fingerpost.log_catalogue import Line
from tests.architecture.cloud_template import resources
from tests.architecture.python_sources import PRODUCT, modules

BODY = str(resources("AWS::CloudWatch::Dashboard")["Dashboard"]["Properties"]["DashboardBody"]).removeprefix(
    "Sub "
)
STACK = "${AWS::StackName}"
AWS_METRICS = {
    "AWS/ApiGateway": {"Latency", "Count"},
    "AWS/Lambda": {"Invocations", "IteratorAge"},
    "AWS/SQS": {"ApproximateAgeOfOldestMessage", "ApproximateNumberOfMessagesVisible"},
    "AWS/DynamoDB": {"ConsumedWriteCapacityUnits", "ConsumedReadCapacityUnits"},
    "AWS/Billing": {"EstimatedCharges"},
}
"""As these services emit them by themselves (their CloudWatch pages)."""


def widgets() -> list[dict[str, Any]]:
    return list(json.loads(BODY)["widgets"])


def metrics() -> list[list[Any]]:
    return [metric for widget in widgets() for metric in widget["properties"]["metrics"]]


def searched() -> Iterator[tuple[tuple[str, ...], str]]:
    """Each search: the dimensions' names, and the metric's."""
    for metric in metrics():
        if isinstance(metric[0], dict):
            found = re.search(
                r"SEARCH\('\{Fingerpost,([\w,]+)\} MetricName=\"([^\"]+)\"", metric[0]["expression"]
            )
            assert found, metric
            yield tuple(found[1].split(",")), found[2]


def filtered() -> dict[str, tuple[str, ...]]:
    """Metrics made of log lines, with the dimensions' names."""
    made = [
        one
        for body in resources("AWS::Logs::MetricFilter").values()
        for one in body["Properties"]["MetricTransformations"]
    ]
    return {
        str(one["MetricName"]).removeprefix("Sub "): tuple(each["Key"] for each in one.get("Dimensions", ()))
        for one in made
    }


def counted() -> dict[str, tuple[str, ...]]:
    """Metrics that code writes, with the dimensions' names."""
    sources = "\n".join(path.read_text(encoding="utf-8") for path in modules(PRODUCT))
    calls = re.findall(r"metrics\.(?:count|measure)\(\s*f?\"([\w{}.]+)\"(.*)\)", sources)
    found = {name: ("stack", *re.findall(r"(\w+)=", arguments)) for name, arguments in calls}
    for state in NoticeState:
        found[f"notices_{state}"] = found["notices_{settled.state}"]
    return found


def test_every_metric_of_ours_on_the_dashboard_is_emitted_with_these_dimensions() -> None:
    emitted = filtered() | counted()
    assert len(list(searched())) >= 8
    for dimensions, name in searched():
        assert emitted[name] == dimensions, name
    for metric in metrics():
        if metric[0] == "Fingerpost":
            assert emitted[metric[1]] == (), metric


def test_every_metric_of_awss_is_one_that_its_service_emits() -> None:
    theirs = [metric for metric in metrics() if isinstance(metric[0], str) and metric[0] != "Fingerpost"]
    assert {metric[0] for metric in theirs} == set(AWS_METRICS)
    assert all(metric[1] in AWS_METRICS[metric[0]] for metric in theirs)


def test_every_line_that_a_filter_counts_is_in_the_catalogue_with_its_fields() -> None:
    by_code = {line.code: line for line in Line}
    for name, body in resources("AWS::Logs::MetricFilter").items():
        codes = re.findall(r'"([A-Z_]{6,})"', body["Properties"]["FilterPattern"])
        assert codes, name
        (made,) = body["Properties"]["MetricTransformations"]
        for dimension in made.get("Dimensions", ()):
            assert dimension["Value"].removeprefix("$.") in by_code[codes[0]].fields
        assert all(code in by_code for code in codes)


@pytest.mark.parametrize("shown", ["Questions", "Refusals", "Time to the answer", "Notices", "What costs"])
def test_it_shows(shown: str) -> None:
    assert any(widget["properties"]["title"].startswith(shown) for widget in widgets())


def test_no_widget_covers_another() -> None:
    taken = [
        (x, y)
        for widget in widgets()
        for x in range(widget["x"], widget["x"] + widget["width"])
        for y in range(widget["y"], widget["y"] + widget["height"])
    ]
    assert len(taken) == len(set(taken))
    assert max(x for x, _ in taken) < 24


def test_nothing_is_traced_by_x_ray() -> None:
    functions = resources("AWS::Serverless::Function").values()
    assert not any("Tracing" in body["Properties"] for body in functions)
    assert not any(
        "TracingEnabled" in body["Properties"] for body in resources("AWS::Serverless::Api").values()
    )
