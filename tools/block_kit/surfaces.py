"""Rules of a whole message, modal, home tab or answer to a submission."""

import json
from collections import Counter
from typing import Any, Literal

from tools.block_kit.blocks import BLOCKS
from tools.block_kit.problems import Json, Problem, Problems
from tools.block_kit.shapes import (
    Fields,
    Shape,
    anything,
    array,
    boolean,
    by_type,
    exactly_one,
    one_of,
    plain,
    record,
    string,
)

Surface = Literal["message", "modal", "home"]
Payload = dict[str, Any]

LARGEST_VIEW_BYTES = 250_000
_TITLE = 24
_MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}


def check(payload: Json, surface: Surface) -> list[Problem]:
    """Everything wrong with a chat.postMessage body, a modal view or a home view; empty when it is sound."""
    if not isinstance(payload, dict):
        return [Problem("", "wrong_type", "must be an object")]
    return list(_SURFACES[surface](payload, ""))


def check_response_action(answer: Json, view: Payload) -> list[Problem]:
    """Everything wrong with the HTTP reply to a view_submission of `view`; an empty reply closes the view."""
    if answer in ({}, None, ""):
        return []
    actions = by_type(_actions_for(view), "a response_action")
    kind = answer.get("response_action") if isinstance(answer, dict) else None
    return list(actions({**answer, "type": kind} if kind else answer, ""))


def _blocks_for(surface: Surface) -> Shape:
    return array(by_type(BLOCKS[surface], f"a {surface}"), _MOST_BLOCKS[surface], fewest=0)


def _blocks(payload: Payload) -> list[Payload]:
    return payload.get("blocks") or []


def _block_ids_unique(payload: Json, where: str) -> Problems:
    ids = [block.get("block_id") for block in _blocks(payload)]
    for position, block_id in enumerate(ids):
        if block_id and block_id in ids[:position]:
            yield Problem(f"{where}/blocks/{position}/block_id", "duplicate", "block_id already exists")


def _elements_of(block: Payload) -> list[Payload]:
    parts = [*block.get("elements", []), block.get("element"), block.get("accessory")]
    return [part for part in parts if part]


def _one_focus(payload: Json, where: str) -> Problems:
    focused = [e for b in _blocks(payload) for e in _elements_of(b) if e.get("focus_on_load")]
    if len(focused) > 1:
        yield Problem(f"{where}/blocks", "duplicate", "only one element may have focus_on_load")


def _one_table(payload: Json, where: str) -> Problems:
    if Counter(block.get("type") for block in _blocks(payload))["table"] > 1:
        yield Problem(f"{where}/blocks", "duplicate", "a message may have one table")


def _inputs_need_submit(view: Json, where: str) -> Problems:
    has_input = any(block.get("type") == "input" for block in _blocks(view))
    if has_input and "submit" not in view:
        yield Problem(f"{where}/submit", "missing", "a modal with input blocks needs a submit button")


def _not_too_large(view: Json, where: str) -> Problems:
    if len(json.dumps(view, ensure_ascii=False).encode()) > LARGEST_VIEW_BYTES:
        yield Problem(where, "view_too_large", f"a view has at most {LARGEST_VIEW_BYTES} bytes")


def _says_something(message: Json, where: str) -> Problems:
    """Without text, a screen reader or a phone's notification has nothing to say."""
    if not (isinstance(message.get("text"), str) and message["text"].strip()):
        yield Problem(f"{where}/text", "missing", "a message needs a text fallback")


def _message_fields(message: Json, where: str) -> Problems:
    for name, shape in _MESSAGE.items():
        if name in message:
            yield from shape(message[name], f"{where}/{name}")


_METADATA = record({"event_type": string(255), "event_payload": anything}, {})
_MESSAGE: Fields = {
    "blocks": _blocks_for("message"),
    "text": string(40_000),
    "metadata": _METADATA,
    "unfurl_links": boolean,
    "unfurl_media": boolean,
}


def _message(message: Json, where: str) -> Problems:
    """Other arguments of the method (channel, thread_ts, ...) are the Web API's to judge."""
    yield from _says_something(message, where)
    wrong = list(_message_fields(message, where))
    yield from wrong
    for rule in () if wrong else (_block_ids_unique, _one_focus, _one_table):
        yield from rule(message, where)


_VIEW_OPTIONS: Fields = {
    "private_metadata": string(3000, fewest=0),
    "callback_id": string(255),
    "external_id": string(255, fewest=0),
}
_VIEW_RULES = (_block_ids_unique, _one_focus, _not_too_large)

_MODAL = record(
    {"type": one_of("modal"), "title": plain(_TITLE), "blocks": _blocks_for("modal")},
    {
        "submit": plain(_TITLE),
        "close": plain(_TITLE),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
        "submit_disabled": boolean,
        **_VIEW_OPTIONS,
    },
    *_VIEW_RULES,
    _inputs_need_submit,
)
_HOME = record({"type": one_of("home"), "blocks": _blocks_for("home")}, _VIEW_OPTIONS, *_VIEW_RULES)

_SURFACES: dict[Surface, Shape] = {"message": _message, "modal": _MODAL, "home": _HOME}


def _errors_for(view: Payload) -> Shape:
    inputs = {block.get("block_id") for block in _blocks(view) if block.get("type") == "input"}

    def shape(errors: Json, where: str) -> Problems:
        if not isinstance(errors, dict) or not errors:
            yield Problem(where, "wrong_type", "must be an object with at least one block_id")
            return
        for block_id, message in errors.items():
            if block_id not in inputs:
                yield Problem(
                    f"{where}/{block_id}", "unknown_block", "errors must name an input block of the view"
                )
            yield from string(3000)(message, f"{where}/{block_id}")

    return shape


def _actions_for(view: Payload) -> dict[str, Shape]:
    said: Fields = {"type": anything, "response_action": anything}
    replacing = record({**said, "view": _MODAL}, {}, exactly_one("view"))
    return {
        "clear": record(said, {}),
        "errors": record({**said, "errors": _errors_for(view)}, {}),
        "push": replacing,
        "update": replacing,
    }
