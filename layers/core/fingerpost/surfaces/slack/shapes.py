"""Whether a payload has the parts that are read of it, each of its kind.

Shapes: https://docs.slack.dev/reference/interaction-payloads/
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Payload = Mapping[str, Any]
Check = Callable[[Any], bool]


def is_as_expected(payload: Payload) -> bool:
    """Whether it may be handed on: what is missing or of another kind would end in an error of ours."""
    kind = payload.get("type", "")
    return (
        _each_is(payload, _EVERYWHERE) and isinstance(kind, str) and _each_is(payload, _KINDS.get(kind, {}))
    )


def _each_is(part: Payload, checks: Mapping[str, Check]) -> bool:
    return all(check(part.get(name)) for name, check in checks.items())


def _is_text(part: object) -> bool:
    return isinstance(part, str)


def _or_none(check: Check) -> Check:
    return lambda part: part is None or check(part)


def _is_part(part: object) -> bool:
    return isinstance(part, Mapping)


def _is_person(part: object) -> bool:
    return isinstance(part, str) or (isinstance(part, Mapping) and _each_is(part, _PERSON))


def _is_view(part: object) -> bool:
    return isinstance(part, Mapping) and _each_is(part, _VIEW)


def _is_filled_view(part: object) -> bool:
    return _is_view(part) and isinstance(part, Mapping) and _each_is(part, _FILLED)


def _are_blocks(part: object) -> bool:
    return isinstance(part, list) and all(isinstance(one, Mapping) for one in part)


def _is_state(part: object) -> bool:
    values = part.get("values") if isinstance(part, Mapping) else None
    return isinstance(values, Mapping) and all(map(_is_block_of_values, values.values()))


def _is_block_of_values(part: object) -> bool:
    return isinstance(part, Mapping) and all(
        isinstance(one, Mapping) and _each_is(one, _VALUE) for one in part.values()
    )


def _are_actions(part: object) -> bool:
    return _are_blocks(part) and bool(part) and all(_is_text(one.get("action_id")) for one in part)  # type: ignore[attr-defined]


def _is_event(part: object) -> bool:
    if not isinstance(part, Mapping) or not _each_is(part, _EVENT):
        return False
    return _each_is(part, _EVENTS.get(str(part["type"]), {}))


_PERSON: dict[str, Check] = {"id": _is_text, "team_id": _or_none(_is_text)}
_HOME: dict[str, Check] = {"id": _or_none(_is_text)}


def _is_home(part: object) -> bool:
    return isinstance(part, Mapping) and _each_is(part, _HOME)


_EVERYWHERE: dict[str, Check] = {
    "user": _or_none(_is_person),
    "user_id": _or_none(_is_text),
    "team": _or_none(_is_home),
    "team_id": _or_none(_is_text),
    "enterprise": _or_none(_is_home),
    "enterprise_id": _or_none(_is_text),
    "trigger_id": _or_none(_is_text),
    "command": _or_none(_is_text),
    "text": _or_none(_is_text),
}
_VIEW: dict[str, Check] = {
    "id": _is_text,
    "hash": _or_none(_is_text),
    "type": _or_none(_is_text),
    "callback_id": _or_none(_is_text),
    "private_metadata": _or_none(_is_text),
    "previous_view_id": _or_none(_is_text),
    "root_view_id": _or_none(_is_text),
}
_FILLED: dict[str, Check] = {"blocks": _are_blocks, "state": _is_state}
_VALUE: dict[str, Check] = {"value": _or_none(_is_text), "selected_option": _or_none(_is_part)}
_EVENT: dict[str, Check] = {
    "type": _is_text,
    "user": _or_none(_is_person),
    "user_team": _or_none(_is_text),
    "team": _or_none(_is_text),
    "text": _or_none(_is_text),
}
_EVENTS: dict[str, dict[str, Check]] = {"app_home_opened": {"user": _is_text}}
_SUBMITTED: dict[str, Check] = {"view": _is_filled_view, "user": _is_person}
_PRESSED: dict[str, Check] = {"actions": _are_actions, "view": _or_none(_is_view), "user": _is_person}
_SHORTCUT: dict[str, Check] = {"callback_id": _is_text, "user": _is_person}
_KINDS: dict[str, dict[str, Check]] = {
    "view_submission": _SUBMITTED,
    "block_actions": _PRESSED,
    "shortcut": _SHORTCUT,
    "event_callback": {"event": _is_event},
}
