"""The clock function with the event as the schedule brings it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from fingerpost.bootstrap import clock as bootstrap
from fingerpost.domain.errors import Unavailable
from fingerpost.entrypoints.clock import NotAllMoved, OnTick
from fingerpost.log_catalogue import configure
from fingerpost.usecases.due_work import Ticked
from functions.clock.app import handler
from tests.unit.functions.events import event
from tests.unit.usecases.contact.scene import Scene

Capture = pytest.CaptureFixture[str]


@dataclass
class Context:
    """Lambda's context, as far as it is used. left: milliseconds."""

    left: int = 50_000

    def get_remaining_time_in_millis(self) -> int:
        return self.left


@dataclass
class Runs:
    """Runs that come to what a test says. done: how many were run."""

    of: list[Ticked] = field(default_factory=list)
    done: int = 0

    def __call__(self) -> Ticked:
        self.done += 1
        return self.of[self.done - 1]


def run(monkeypatch: pytest.MonkeyPatch, move: object, context: Context | None = None) -> None:
    configure("clock")
    monkeypatch.setattr(bootstrap, "clock", lambda: OnTick((cast(Callable[[], Ticked], move),)))
    handler(event("clock.tick"), cast(Any, context or Context()))


def test_a_minute_moves_what_is_due_and_says_how_much(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    scene = Scene()
    one = scene.asks()
    scene.world.shelves.now = one.due or scene.world.shelves.now
    run(monkeypatch, scene.tick)

    assert scene.as_kept(one).reminded
    line = json.loads(capsys.readouterr().out)
    assert (line["message"], line["moved"], line["left"]) == ("CLOCK_DONE", 1, 0)


@pytest.mark.parametrize(
    ("ticked", "left", "runs"),
    [
        pytest.param([Ticked(200, 0, True), Ticked(200, 0, True), Ticked(3, 0, False)], 50_000, 3, id="all"),
        pytest.param([Ticked(200, 0, True)], 19_000, 1, id="until the time is up"),
        pytest.param([Ticked(0, 200, True)], 50_000, 1, id="not where nothing moves"),
    ],
)
def test_what_a_pause_left_is_taken_up_in_one_minute(
    monkeypatch: pytest.MonkeyPatch, ticked: list[Ticked], left: int, runs: int
) -> None:
    made = Runs(ticked)
    run(monkeypatch, made, Context(left))
    assert made.done == runs


def test_what_fails_fails_the_function_so_that_its_alarm_sounds(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = Scene()
    with scene.world.shelves.down("contacts"), pytest.raises(NotAllMoved):
        run(monkeypatch, scene.tick)


@pytest.mark.parametrize("fault", [Unavailable("Query"), RuntimeError("Aoife")])
def test_one_kind_of_work_that_fails_as_a_whole_stops_no_other(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, fault: Exception
) -> None:
    def fails() -> Ticked:
        raise fault

    configure("clock")
    other = Runs([Ticked(1, 0, False)])
    monkeypatch.setattr(bootstrap, "clock", lambda: OnTick((fails, other)))
    with pytest.raises(NotAllMoved) as raised:
        handler(event("clock.tick"), cast(Any, Context()))

    assert other.done == 1
    said = capsys.readouterr().out
    assert [json.loads(line)["message"] for line in said.splitlines()] == ["CLOCK_FAILED", "CLOCK_DONE"]
    assert "Aoife" not in said + str(raised.value)


def test_one_item_that_failed_fails_the_function_after_all_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = Runs([Ticked(200, 0, True), Ticked(3, 0, False, failed=1)])
    with pytest.raises(NotAllMoved):
        run(monkeypatch, made)
    assert made.done == 2
