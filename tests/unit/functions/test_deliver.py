"""The deliver function with messages as the queue brings them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from fingerpost.adapters.queues import NoticeBatch, notice_in
from fingerpost.bootstrap import deliver as bootstrap
from fingerpost.bootstrap.batches import Batched
from fingerpost.domain.errors import DeliveryInDoubt, RateLimited, Undeliverable
from fingerpost.domain.notice import Notice
from fingerpost.entrypoints.queues import OnNoticeQueued
from fingerpost.log_catalogue import configure
from functions.deliver.app import handler
from tests.builders import a_notice, a_practitioner
from tests.unit.functions.events import event
from tests.unit.usecases.telling.scene import Scene

Capture = pytest.CaptureFixture[str]


@dataclass
class Queue:
    """Notes for how long messages are hidden."""

    hidden: dict[str, int] = field(default_factory=dict)

    def change_message_visibility(self, *, QueueUrl: str, ReceiptHandle: str, VisibilityTimeout: int) -> None:  # noqa: N803
        self.hidden[ReceiptHandle] = VisibilityTimeout


@dataclass
class Context:
    """Lambda's context, as far as it is used. left: milliseconds."""

    left: int = 30_000

    def get_remaining_time_in_millis(self) -> int:
        return self.left


@pytest.fixture
def queue() -> Queue:
    return Queue()


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch, queue: Queue) -> Scene:
    configure("deliver")
    scene = Scene()
    each = OnNoticeQueued(notice_in, scene.deliver)
    client = cast(Any, queue)
    monkeypatch.setattr(bootstrap, "deliver", lambda: Batched(each, lambda: NoticeBatch(client, "queue")))
    for number, person in enumerate(("p-rowan", "p-sorrel", "p-rowan"), start=1):
        keep(scene, number, person)
    return scene


def keep(scene: Scene, number: int, person: str) -> Notice:
    """The notices that the payloads name."""
    recipient = scene.person(a_practitioner(person).build())
    notice = a_notice().to(recipient, f"event-{number}").build()
    scene.shelves.notices[notice.id] = notice
    return notice


def bring(name: str, left: int = 30_000) -> list[str]:
    """The messages that shall come again."""
    response = cast(dict[str, Any], handler(event(name), cast(Any, Context(left))))
    return [each["itemIdentifier"][-1] for each in response["batchItemFailures"]]


def received(scene: Scene) -> list[str]:
    return [notice.recipient_id for notice, _ in scene.messenger.posted]


def lines(capsys: Capture) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_every_notice_of_a_batch_is_sent(scene: Scene) -> None:
    back = bring("deliver.three_notices_to_two_people")

    assert (back, received(scene)) == ([], ["p-rowan", "p-sorrel", "p-rowan"])


def test_a_failure_holds_back_the_same_persons_later_notice_alone(scene: Scene) -> None:
    scene.messenger.faults = [DeliveryInDoubt("slack: no answer")]

    back = bring("deliver.three_notices_to_two_people")

    assert (back, received(scene)) == (["1", "3"], ["p-sorrel"])


def test_what_is_held_back_is_hidden_for_as_long_as_slack_asks(scene: Scene, queue: Queue) -> None:
    scene.messenger.faults = [RateLimited(42)]

    bring("deliver.three_notices_to_two_people")

    assert queue.hidden == {"receipt-1": 42, "receipt-3": 42}


def test_a_message_received_often_waits_longer(scene: Scene, queue: Queue) -> None:
    scene.messenger.faults = [DeliveryInDoubt("slack: no answer")]

    bring("deliver.one_notice_received_often")

    assert queue.hidden == {"receipt-1": 900}


def test_a_message_that_is_no_notice_comes_again_and_the_others_are_sent(scene: Scene) -> None:
    back = bring("deliver.not_a_notice")

    assert (back, received(scene)) == (["1"], ["p-sorrel"])


def test_nothing_is_begun_that_could_be_cut_off(scene: Scene) -> None:
    back = bring("deliver.one_notice", left=3_000)

    assert (back, received(scene)) == (["1"], [])


def test_somebody_beyond_reach_does_not_come_again_and_raises_the_alarms_line(
    scene: Scene, capsys: Capture
) -> None:
    scene.messenger.faults = [Undeliverable("channel_not_found")]

    back = bring("deliver.one_notice")

    [line] = [line for line in lines(capsys) if line["message"] == "NOTICE_UNDELIVERABLE"]
    assert (back, line["code"]) == ([], "channel_not_found")


def test_a_ledger_that_is_away_is_logged_under_the_code_of_its_alarm(scene: Scene, capsys: Capture) -> None:
    with scene.shelves.down("ledger"):
        back = bring("deliver.one_notice")

    assert back == ["1"]
    assert "LEDGER_WRITE_FAILED" in [line["message"] for line in lines(capsys)]


def test_an_error_nobody_foresaw_is_logged_by_its_class_alone(scene: Scene, capsys: Capture) -> None:
    scene.messenger.faults = [LookupError("Aoife Byrne")]

    back = bring("deliver.one_notice")

    written = capsys.readouterr().out
    assert back == ["1"]
    assert "LookupError" in written
    assert "Aoife" not in written
