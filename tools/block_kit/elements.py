"""Shapes of interactive elements and of the small objects inside them."""

from typing import Any

from tools.block_kit.problems import Json, Problem, Problems
from tools.block_kit.rich_text import RICH_TEXT
from tools.block_kit.shapes import (
    Fields,
    Shape,
    anything,
    array,
    boolean,
    either_text,
    exactly_one,
    matching,
    one_of,
    plain,
    record,
    string,
    whole_number,
)

URL = string(3000)
_DATE = matching(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "a date written YYYY-MM-DD")
_TIME = matching(r"([01]\d|2[0-3]):[0-5]\d", "a time written HH:mm")
_BUTTON_STYLE = one_of("primary", "danger")

CONFIRM = record(
    {"title": plain(100), "text": either_text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": _BUTTON_STYLE},
)

DISPATCH = record({"trigger_actions_on": array(one_of("on_enter_pressed", "on_character_entered"), 2)}, {})

_OPTION = record({"text": plain(75), "value": string(150)}, {"description": plain(75)})
# Checkboxes and radio buttons are the two that also read mrkdwn in an option.
_RICH_OPTION = record({"text": either_text(75), "value": string(150)}, {"description": either_text(75)})
_LINK_OPTION = record({"text": plain(75), "value": string(150)}, {"description": plain(75), "url": URL})
_OPTION_GROUP = record({"label": plain(75), "options": array(_OPTION, 100)}, {})


def _element(required: Fields, optional: Fields, *rules: Shape) -> Shape:
    return record({"type": anything, **required}, {"action_id": string(255), **optional}, *rules)


def _choices_of(element: dict[str, Any]) -> list[Any]:
    grouped = [o for group in element.get("option_groups") or [] for o in group.get("options", [])]
    return [*(element.get("options") or []), *grouped]


def _initial_is_a_choice(element: Json, where: str) -> Problems:
    initial = [*element.get("initial_options", []), *filter(None, [element.get("initial_option")])]
    if any(option not in _choices_of(element) for option in initial):
        yield Problem(where, "not_a_choice", "the initial option must be one of the options, exactly")


def _lengths_in_order(element: Json, where: str) -> Problems:
    if element.get("min_length", 0) > element.get("max_length", 3000):
        yield Problem(where, "out_of_range", "min_length must not be above max_length")


_FOCUS: Fields = {"focus_on_load": boolean}
_ASKED: Fields = {"confirm": CONFIRM, **_FOCUS}
_PROMPTED: Fields = {"placeholder": plain(150), **_FOCUS}
_TYPED: Fields = {**_PROMPTED, "dispatch_action_config": DISPATCH}
_PICKED: Fields = {**_PROMPTED, "confirm": CONFIRM}
_MULTI: Fields = {**_PICKED, "max_selected_items": whole_number(1, 100)}
_CHOICES: Fields = {"options": array(_OPTION, 100), "option_groups": array(_OPTION_GROUP, 100)}
_IDS = array(string(255), 100)

IMAGE_SOURCE: Fields = {"image_url": URL, "slack_file": anything}

IMAGE_ELEMENT = record(
    {"type": anything, "alt_text": string(2000)}, IMAGE_SOURCE, exactly_one("image_url", "slack_file")
)

ELEMENTS: dict[str, Shape] = {
    "button": _element(
        {"text": plain(75)},
        {
            "url": URL,
            "value": string(2000),
            "style": _BUTTON_STYLE,
            "confirm": CONFIRM,
            "accessibility_label": string(75),
        },
    ),
    "overflow": _element({"options": array(_LINK_OPTION, 5)}, {"confirm": CONFIRM}),
    "checkboxes": _element(
        {"options": array(_RICH_OPTION, 10)},
        {"initial_options": array(_RICH_OPTION, 10), **_ASKED},
        _initial_is_a_choice,
    ),
    "radio_buttons": _element(
        {"options": array(_RICH_OPTION, 10)},
        {"initial_option": _RICH_OPTION, **_ASKED},
        _initial_is_a_choice,
    ),
    "static_select": _element(
        {},
        {**_CHOICES, "initial_option": _OPTION, **_PICKED},
        exactly_one("options", "option_groups"),
        _initial_is_a_choice,
    ),
    "multi_static_select": _element(
        {},
        {**_CHOICES, "initial_options": array(_OPTION, 100), **_MULTI},
        exactly_one("options", "option_groups"),
        _initial_is_a_choice,
    ),
    "external_select": _element(
        {}, {"initial_option": _OPTION, "min_query_length": whole_number(0, 3000), **_PICKED}
    ),
    "users_select": _element({}, {"initial_user": string(255), **_PICKED}),
    "multi_users_select": _element({}, {"initial_users": _IDS, **_MULTI}),
    "conversations_select": _element(
        {},
        {
            "initial_conversation": string(255),
            "default_to_current_conversation": boolean,
            "response_url_enabled": boolean,
            "filter": anything,
            **_PICKED,
        },
    ),
    "channels_select": _element(
        {}, {"initial_channel": string(255), "response_url_enabled": boolean, **_PICKED}
    ),
    "datepicker": _element({}, {"initial_date": _DATE, **_PICKED}),
    "timepicker": _element({}, {"initial_time": _TIME, "timezone": string(255), **_PICKED}),
    "datetimepicker": _element({}, {"initial_date_time": whole_number(10**9, 10**10 - 1), **_ASKED}),
    "plain_text_input": _element(
        {},
        {
            "initial_value": string(3000, fewest=0),
            "multiline": boolean,
            "min_length": whole_number(0, 3000),
            "max_length": whole_number(1, 3000),
            **_TYPED,
        },
        _lengths_in_order,
    ),
    "number_input": _element(
        {"is_decimal_allowed": boolean},
        dict.fromkeys(("initial_value", "min_value", "max_value"), string(255)) | dict(_TYPED),
    ),
    "email_text_input": _element({}, {"initial_value": string(255), **_TYPED}),
    "url_text_input": _element({}, {"initial_value": URL, **_TYPED}),
    "file_input": _element({}, {"filetypes": array(string(255), 100), "max_files": whole_number(1, 10)}),
    "rich_text_input": _element({}, {"initial_value": RICH_TEXT, **_TYPED}),
    "image": IMAGE_ELEMENT,
}

_PICKERS = {
    "button",
    "checkboxes",
    "channels_select",
    "conversations_select",
    "datepicker",
    "datetimepicker",
    "external_select",
    "multi_static_select",
    "multi_users_select",
    "overflow",
    "radio_buttons",
    "static_select",
    "timepicker",
    "users_select",
}


def _only(names: set[str]) -> dict[str, Shape]:
    return {name: ELEMENTS[name] for name in names}


IN_ACTIONS = _only(_PICKERS)
IN_SECTION = _only(_PICKERS | {"image"})
IN_INPUT = _only(set(ELEMENTS) - {"button", "overflow", "image"})
