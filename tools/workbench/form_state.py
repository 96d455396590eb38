"""What a person has typed into a view, in Slack's words (`view.state.values`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

Json = dict[str, Any]
# What a field holds: a text, an option's value, a list of those, or nothing.
Held: TypeAlias = Any
# What the page and the driver send: block id -> action id -> text, option value, or list of option values.
Values = dict[str, dict[str, Held]]

LONGEST_TYPED = 3000
REQUIRED = "Please complete this required field."

_TYPED = {
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "users_select": ("selected_user", "initial_user"),
    "channels_select": ("selected_channel", "initial_channel"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
}
_ONE_OF = {"static_select", "radio_buttons"}
_SOME_OF = {"checkboxes", "multi_static_select"}


def elements_of(view: Mapping[str, Any]) -> Iterator[tuple[Json, Json]]:
    """Each block with each of its interactive elements."""
    for block in view.get("blocks", []):
        for part in (block.get("element"), block.get("accessory"), *block.get("elements", [])):
            if isinstance(part, dict) and part.get("action_id"):
                yield block, part


def initial_values(view: Mapping[str, Any]) -> Values:
    """What stands in the fields of a view that nobody has touched."""
    values: Values = {}
    for block, element in elements_of(view):
        initial = _initial_value(element)
        if initial not in (None, []):
            values.setdefault(block["block_id"], {})[element["action_id"]] = initial
    return values


def _initial_value(element: Json) -> Held:
    kind = element["type"]
    if kind in _ONE_OF:
        return (element.get("initial_option") or {}).get("value")
    if kind in _SOME_OF:
        return [option["value"] for option in element.get("initial_options", [])]
    return element.get(_TYPED[kind][1]) if kind in _TYPED else None


def kept_values(view: Mapping[str, Any], before: Values) -> Values:
    """Slack keeps what was typed when an updated view has the same block and action ids."""
    values = initial_values(view)
    for block, element in elements_of(view):
        block_id, action_id = block["block_id"], element["action_id"]
        if action_id in before.get(block_id, {}):
            values.setdefault(block_id, {})[action_id] = before[block_id][action_id]
    return values


def state_of(view: Mapping[str, Any], values: Values) -> Json:
    """Slack's `state` object: every field of the view, the empty ones too."""
    state: dict[str, Json] = {}
    for block, element in elements_of(view):
        if element["type"] in _ONE_OF | _SOME_OF | set(_TYPED):
            value = values.get(block["block_id"], {}).get(element["action_id"])
            state.setdefault(block["block_id"], {})[element["action_id"]] = chosen(element, value)
    return {"values": state}


def chosen(element: Json, value: Held) -> Json:
    """One field's value as Slack writes it."""
    kind = element["type"]
    if kind in _ONE_OF:
        return {"type": kind, "selected_option": _option(element, value)}
    if kind in _SOME_OF:
        picked = [_option(element, one) for one in value or []]
        return {"type": kind, "selected_options": [option for option in picked if option]}
    return {"type": kind, _TYPED[kind][0]: value or None}


def options_of(element: Json) -> list[Json]:
    """The options of an element, groups laid flat."""
    grouped = [option for group in element.get("option_groups", []) for option in group["options"]]
    return [*element.get("options", []), *grouped]


def _option(element: Json, value: Held) -> Json | None:
    return next((option for option in options_of(element) if option["value"] == value), None)


def field_errors(view: Mapping[str, Any], values: Values) -> dict[str, str]:
    """What Slack's client says before it sends anything: block id -> sentence."""
    errors: dict[str, str] = {}
    for block, element in elements_of(view):
        value = values.get(block["block_id"], {}).get(element["action_id"])
        complaint = _complaint(block, element, value) if block["type"] == "input" else None
        if complaint:
            errors[block["block_id"]] = complaint
    return errors


def _complaint(block: Json, element: Json, value: Held) -> str | None:
    if not value:
        return None if block.get("optional") else REQUIRED
    if element["type"] != "plain_text_input":
        return None
    return _length_complaint(len(value), element)


def _length_complaint(length: int, element: Json) -> str | None:
    longest = element.get("max_length", LONGEST_TYPED)
    if length > longest:
        return f"Must be at most {longest} characters; this has {length}."
    if length < element.get("min_length", 0):
        return f"Must be at least {element['min_length']} characters."
    return None
