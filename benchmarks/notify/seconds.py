"""How soon is a message there? By the deployed local stack, from the write of an involvement."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import UTC, datetime
from statistics import quantiles
from typing import Any
from uuid import uuid4

from fingerpost.adapters.dynamodb import keys
from fingerpost.adapters.dynamodb.index_items import involvement_item
from fingerpost.adapters.keyless import no_keyring
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.notice import NoticeKind, notice_id
from fingerpost.domain.reference import reference_from
from fingerpost.usecases.telling.notify import event_id
from tests.builders import an_involvement
from tests.local_stack import LocalStack
from tools.local import stack as local_stack
from tools.local import state
from tools.local.places import STACK_FILE
from tools.workbench.driver import LocalSlack

Json = dict[str, Any]

_APART = 0.5
_LONGEST = 60.0


def seconds(count: int) -> dict[str, Any]:
    """p50_seconds, p95_seconds; the stack is taken down at the end unless it was up before."""
    remembered = state.remembered()
    was_up = remembered is not None and remembered.is_alive()
    local_stack.up()
    try:
        return _timed(LocalStack(json.loads(STACK_FILE.read_text(encoding="utf-8"))), count)
    finally:
        if not was_up:
            local_stack.down()


def _timed(stack: LocalStack, count: int) -> dict[str, Any]:
    slack = LocalSlack(stack.document["slack"]["workbench_url"])
    slack.forget_log()
    written: dict[str, float] = {}
    for number in range(count):
        worker, newcomer = _pair(stack, number)
        child = uuid4().hex
        _put(stack, _one(child, worker, "initial-load:bench"))
        one = _one(child, newcomer, "")
        _put(stack, one)
        written[notice_id(event_id(one.id, 1, NoticeKind.NEW_INVOLVEMENT), worker["id"])] = time.time()
        time.sleep(_APART)
    posted = _posted(slack, set(written))
    took = sorted(posted[one] - at for one, at in written.items() if one in posted)
    cuts = quantiles(took, n=20)
    return {
        "timed": count,
        "arrived": len(took),
        "p50_seconds": round(cuts[9], 2),
        "p95_seconds": round(cuts[18], 2),
    }


def _pair(stack: LocalStack, number: int) -> tuple[Json, Json]:
    """Two of different services, another worker each time: Slack takes one message a second for each."""
    able = [
        one
        for one in stack.people
        if one["role"] == "practitioner" and not (one["refused_as"] or one["service_tells_supervisor"])
    ]
    worker = able[number % len(able)]
    others = [one for one in able if one["service_id"] != worker["service_id"]]
    return worker, others[number % len(others)]


def _one(child_id: str, person: Json, source_ref: str) -> Involvement:
    return replace(
        an_involvement(uuid4().hex).build(),
        reference=reference_from(uuid4().bytes),
        child_id=child_id,
        practitioner_id=person["id"],
        worker_name=person["name"],
        service_id=person["service_id"],
        area_id=person["area_id"],
        recorded_by=person["id"],
        source_ref=source_ref,
    )


def _put(stack: LocalStack, one: Involvement) -> None:
    key, item = keys.involvement(one.child_id, one.id), involvement_item(no_keyring(), one)
    stack.client("dynamodb").put_item(TableName=stack.tables["index"], Item={**key.attributes(), **item})


def _posted(slack: LocalSlack, wanted: set[str]) -> dict[str, float]:
    """When each of these was posted, once all are, or no longer than a minute after the last write."""
    deadline = time.monotonic() + _LONGEST
    found: dict[str, float] = {}
    while wanted - set(found) and time.monotonic() < deadline:
        time.sleep(1)
        found = {_notice(call): _at(call) for call in slack.web_api_log("chat.postMessage")}
    return found


def _notice(call: Json) -> str:
    metadata = call["args"].get("metadata") or {}
    told = json.loads(metadata) if isinstance(metadata, str) else metadata
    return str(told.get("event_payload", {}).get("notice", ""))


def _at(call: Json) -> float:
    return datetime.fromisoformat(call["at"]).astimezone(UTC).timestamp()
