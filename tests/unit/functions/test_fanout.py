"""The fanout function with records as the stream brings them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from fingerpost.adapters import streams
from fingerpost.adapters.dynamodb.index_items import read_involvement
from fingerpost.adapters.streams import REDRIVEN, InvolvementBatch, RecordsFailed
from fingerpost.bootstrap import fanout as bootstrap
from fingerpost.bootstrap.batches import Batched
from fingerpost.domain.errors import Unavailable
from fingerpost.domain.notice import NoticeKind
from fingerpost.entrypoints.streams import (
    OnContactWritten,
    OnDisputed,
    OnEnquired,
    OnIndexWritten,
    OnInvolvementWritten,
    OnLookedAt,
    OnMerged,
    OnOversightWritten,
    OnReviewWritten,
    OnTestWished,
    OnUnreached,
)
from fingerpost.log_catalogue import configure
from fingerpost.usecases.contact.notify import NotifyOfContacts
from fingerpost.usecases.protecting.notify import NotifyOfOversight
from fingerpost.usecases.reviewing.notify import NotifyOfReviews
from fingerpost.usecases.telling.notify_of_enquiries import NotifyOfEnquiries
from fingerpost.usecases.telling.unreached import NotifyOfUnreached
from functions.fanout.app import handler
from tests.builders import a_practitioner
from tests.fakes import FakeCircles, FakeEnquiries
from tests.unit.functions.events import event, names
from tests.unit.usecases.telling.scene import Scene

Capture = pytest.CaptureFixture[str]
PARKED: list[Any] = []
THREE = "fanout.one_unreadable_among_three"


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    configure("fanout")
    scene = Scene()
    each: OnIndexWritten[DynamoDBRecord] = OnIndexWritten(
        streams.kind_of,
        {
            "I#": OnInvolvementWritten(streams.involvement_before, streams.involvement_after, scene.notify),
            "X#": OnDisputed(streams.dispute_after, scene.notify_of_records),
            "G#": OnMerged(streams.joining_after, scene.notify_of_records),
            "L#": OnLookedAt(streams.look_after, scene.notify_of_records),
            "V#": OnReviewWritten(streams.review_after, NotifyOfReviews(scene.notify.telling)),
            "NO": OnUnreached(streams.notice_after, NotifyOfUnreached(scene.telling)),
            "E#": OnEnquired(
                streams.enquiry_after,
                NotifyOfEnquiries(FakeCircles(scene.shelves), FakeEnquiries(scene.shelves), scene.telling),
            ),
            "T#": OnTestWished(streams.test_after, NotifyOfUnreached(scene.telling)),
            "Y#": OnOversightWritten(streams.oversight_after, NotifyOfOversight(scene.notify.telling)),
            "Q#": OnContactWritten(streams.contact_after, NotifyOfContacts(scene.notify.telling)),
        },
    )
    monkeypatch.setattr(bootstrap, "fanout", lambda: Batched(each, lambda: InvolvementBatch(PARKED.append)))
    PARKED.clear()
    scene.worker("p-1")
    return scene


def bring(scene: Scene, name: str) -> None:
    """What the stream brings stands in the index already."""
    payload = event(name)
    for record in payload["Records"]:
        image = record["dynamodb"].get("NewImage", {})
        if "status" in image:
            scene.hold(read_involvement(image))
            scene.person(a_practitioner(image["practitioner_id"]["S"]).build())
    handler(payload, LambdaContext())


def lines(capsys: Capture) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_new_involvement_is_queued_for_those_who_must_know(scene: Scene) -> None:
    bring(scene, "fanout.new_involvement")

    assert [(one.recipient_id, one.kind) for one in scene.queue.sent] == [("p-1", NoticeKind.NEW_INVOLVEMENT)]


def test_a_held_question_is_queued_for_those_who_have_to_look(scene: Scene) -> None:
    bring(scene, "fanout.question_held")

    assert [(one.recipient_id, one.kind) for one in scene.queue.sent] == [("p-1", NoticeKind.OVERSIGHT_ASKED)]


def test_an_error_taken_back_is_queued_for_those_who_were_told(scene: Scene) -> None:
    bring(scene, "fanout.new_involvement")

    bring(scene, "fanout.entered_in_error")

    assert [one.kind for one in scene.queue.sent] == [
        NoticeKind.NEW_INVOLVEMENT,
        NoticeKind.INVOLVEMENT_WITHDRAWN,
    ]


def test_a_dispute_is_queued_for_the_officer_once_even_where_a_merge_moves_it(scene: Scene) -> None:
    scene.officer("p-olga")

    for name in ("fanout.disputed", "fanout.dispute_moved"):
        bring(scene, name)

    assert {(one.recipient_id, one.kind, one.about) for one in scene.queue.sent} == {
        ("p-olga", NoticeKind.RECORD_DISPUTED, "FP-XXXXX-XXXX1")
    }
    assert len(scene.shelves.notices) == 1


def test_a_look_at_a_shielded_child_is_queued_for_the_officer_alone(scene: Scene) -> None:
    scene.officer("p-olga")

    for _ in range(2):
        bring(scene, "fanout.looked_at")

    assert {(one.recipient_id, one.kind, one.about) for one in scene.queue.sent} == {
        ("p-olga", NoticeKind.SHIELDED_LOOKED_AT, "FP-XXXXX-XXXX2")
    }
    assert len(scene.shelves.notices) == 1


def test_a_merge_is_queued_for_both_sides_and_its_end_for_the_same(scene: Scene) -> None:
    bring(scene, "fanout.involvement_moved_by_a_merge")
    assert scene.queue.sent == []

    bring(scene, "fanout.merged")
    bring(scene, "fanout.unmerged")

    assert sorted((one.recipient_id, one.kind) for one in scene.queue.sent) == [
        ("p-1", NoticeKind.RECORDS_JOINED),
        ("p-1", NoticeKind.RECORDS_PARTED),
        ("p-new", NoticeKind.RECORDS_JOINED),
        ("p-new", NoticeKind.RECORDS_PARTED),
    ]


def test_a_request_is_queued_for_who_is_asked_and_its_way_for_both(scene: Scene) -> None:
    for each in ("p-rowan", "p-dina", "p-sam"):
        scene.person(a_practitioner(each).build())

    for name in ("fanout.contact_asked", "fanout.contact_passed", "fanout.contact_passed"):
        bring(scene, name)

    assert [(one.recipient_id, one.kind, one.about) for one in scene.shelves.notices.values()] == [
        ("p-rowan", NoticeKind.CONTACT_ASKED, "FP-00000-00001"),
        ("p-dina", NoticeKind.CONTACT_PASSED, "FP-00000-00001"),
        ("p-sam", NoticeKind.CONTACT_MOVED, "FP-00000-00001"),
    ]


def test_a_review_is_queued_for_the_worker_it_asks(scene: Scene) -> None:
    scene.person(a_practitioner("p-rowan").build())

    for name in ("fanout.review_waiting", "fanout.review_asked", "fanout.review_asked"):
        bring(scene, name)

    assert [(one.recipient_id, one.kind) for one in scene.shelves.notices.values()] == [
        ("p-rowan", NoticeKind.REVIEW_ASKED)
    ]


def test_what_nothing_is_for_is_parked(scene: Scene, capsys: Capture) -> None:
    payload = event("fanout.disputed")
    payload["Records"][0]["dynamodb"]["Keys"]["sk"] = {"S": "CHILD"}

    handler(payload, LambdaContext())

    assert payload["Records"] == PARKED
    assert "FANOUT_PARKED" in [line["message"] for line in lines(capsys)]


@pytest.mark.parametrize("quiet", ["involvement_moved_by_a_merge", "involvement_removed"])
def test_what_nobody_is_told_of_is_handled_and_done(scene: Scene, quiet: str) -> None:
    bring(scene, f"fanout.{quiet}")

    assert scene.queue.sent == []


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("involvement_changed", NoticeKind.LEAD_CHANGED),
        ("involvement_ended", NoticeKind.INVOLVEMENT_ENDED),
    ],
)
def test_who_leads_and_who_is_gone_is_told(scene: Scene, written: str, kind: NoticeKind) -> None:
    bring(scene, f"fanout.{written}")

    assert [one.kind for one in scene.queue.sent] == [kind]


def test_whoever_supervises_somebody_who_cannot_be_told_is(scene: Scene) -> None:
    scene.person(a_practitioner("p-sup").build())
    scene.person(replace(a_practitioner("p-rowan").build(), supervisor_id="p-sup"))

    bring(scene, "fanout.notice_unreached")

    [notice] = scene.queue.sent
    assert (notice.recipient_id, notice.unreached) == ("p-sup", "p-rowan")


def test_who_works_with_a_child_is_told_that_a_service_asked(scene: Scene) -> None:
    scene.service("school")

    bring(scene, "fanout.service_asked")

    assert [(one.recipient_id, one.kind) for one in scene.queue.sent] == [("p-1", NoticeKind.SERVICE_ASKED)]


def test_who_wants_a_test_is_sent_one(scene: Scene) -> None:
    scene.person(a_practitioner("p-rowan").build())

    bring(scene, "fanout.test_wished")

    assert [(one.recipient_id, one.kind) for one in scene.queue.sent] == [("p-rowan", NoticeKind.TEST)]


def test_one_unreadable_record_is_parked_whole_and_holds_nobody_up(scene: Scene) -> None:
    bring(scene, THREE)

    assert {one.involvement_id for one in scene.queue.sent} == {"i-new", "i-third"}
    assert [event(THREE)["Records"][1]] == PARKED


def test_what_may_pass_brings_the_batch_again_and_parks_nothing_meanwhile(scene: Scene) -> None:
    with scene.shelves.down("ledger"), pytest.raises(RecordsFailed, match="3 of 3"):
        bring(scene, THREE)

    assert PARKED == []


def test_a_record_that_cannot_be_parked_comes_again(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_: Any) -> None:  # noqa: ANN401
        raise Unavailable("queue: away")

    each = bootstrap.fanout().each
    monkeypatch.setattr(bootstrap, "fanout", lambda: Batched(each, lambda: InvolvementBatch(away)))
    with pytest.raises(Unavailable):
        bring(scene, THREE)


def test_a_record_sent_again_by_hand_is_not_parked_a_second_time(scene: Scene) -> None:
    payload = event(THREE)
    again = {"Records": [{**payload["Records"][1], REDRIVEN: True}]}

    with pytest.raises(RecordsFailed):
        handler(again, LambdaContext())

    assert PARKED == []


def test_the_same_batch_again_queues_the_same_notices(scene: Scene) -> None:
    bring(scene, "fanout.new_involvement")
    bring(scene, "fanout.new_involvement")

    assert len({one.id for one in scene.queue.sent}) == 1


def test_the_next_batch_starts_afresh(scene: Scene) -> None:
    bring(scene, THREE)

    bring(scene, "fanout.new_involvement")

    assert len(PARKED) == 1
    assert "p-1" in {one.recipient_id for one in scene.queue.sent}


def test_a_failure_is_logged_by_its_class_and_place_alone(scene: Scene, capsys: Capture) -> None:
    bring(scene, THREE)

    [failure] = [line for line in lines(capsys) if line["message"] == "FANOUT_FAILED"]
    record = event(THREE)["Records"][1]
    assert (failure["error"], failure["sequence"]) == (
        "UnreadableItem",
        record["dynamodb"]["SequenceNumber"],
    )


def test_a_ledger_that_is_away_is_logged_under_the_code_of_its_alarm(scene: Scene, capsys: Capture) -> None:
    with scene.shelves.down("ledger"), pytest.raises(RecordsFailed):
        bring(scene, "fanout.new_involvement")

    assert "LEDGER_WRITE_FAILED" in [line["message"] for line in lines(capsys)]


@pytest.mark.parametrize("name", names("fanout"))
def test_no_payload_makes_the_function_log_who_it_is_about(scene: Scene, capsys: Capture, name: str) -> None:
    try:
        bring(scene, name)
    except RecordsFailed as failed:
        print(failed)  # as the Lambda runtime does

    assert "c-aoife" not in capsys.readouterr().out
