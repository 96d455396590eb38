"""Draws screens and messages as Block Kit.

Text that people typed, or that is stored, only ever stands in `plain_text` or in `rich_text` text elements:
neither is parsed, so `<!channel>`, `*` and links stay the characters they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, assert_never

from fingerpost.surfaces import views
from fingerpost.surfaces.words import say, say_problem

Json = dict[str, Any]

_LONGEST_TEXT = 3000
_PUT_IN = "/put-in"
_LONGEST_HEADER = 150
_LONGEST_SMALL_PRINT = 2000
_LONGEST_LABEL = 75
_LEVELS = {
    views.Tone.INFORMATION: "info",
    views.Tone.WARNING: "warning",
    views.Tone.DANGER: "error",
}


def modal(screen: views.Screen) -> Json:
    """A modal view. Its name comes back as callback_id, what it is about as private_metadata."""
    view: Json = {
        "type": "modal",
        "callback_id": screen.name,
        "private_metadata": screen.about,
        "title": _plain(screen.title),
        "close": _plain(screen.close),
        "blocks": _blocks(screen.parts, screen.name),
    }
    return view | ({"submit": _plain(screen.submit)} if screen.submit else {})


def home(screen: views.Screen) -> Json:
    """A Home tab. Banners are for modals only, so here they are bold text."""
    return {"type": "home", "blocks": _blocks(_without_banners(screen.parts), screen.name)}


def message(what: views.Message) -> Json:
    """The arguments of chat.postMessage that say what is posted."""
    blocks = _blocks(_without_banners(what.parts), "")
    return {"text": what.summary, "blocks": blocks, "unfurl_links": False, "unfurl_media": False}


def tap_of(action_id: str) -> views.Tap | None:
    """Which tap a button was, from its action_id; None for a button of an older deployment."""
    act = action_id.partition("#")[0]
    return views.Tap(act) if act in set(views.Tap) else None


def block_of(view_name: str, field: str) -> str:
    """The block_id of a field. It names the form, because Slack keeps what was typed under the same ids."""
    return f"{view_name}/{field}"


def _block_of_input(view_name: str, part: views.TextInput | views.ChoiceInput) -> str:
    """Under an id of its own what was put in after the form had opened: else Slack would not show it."""
    put_in = isinstance(part, views.TextInput) and part.put_in
    return block_of(view_name, part.field) + (_PUT_IN if put_in else "")


def values_of(view: Json) -> dict[str, str]:
    """What was typed and chosen in a submitted view, by field."""
    blocks = view.get("state", {}).get("values", {}).values()
    return {field: _value(element) for block in blocks for field, element in block.items()}


def _value(element: Json) -> str:
    chosen = element.get("selected_option") or {}
    return str(element.get("value") or chosen.get("value") or "")


def _without_banners(parts: Iterable[views.Part]) -> list[views.Part]:
    return [
        views.Paragraph(part.text, strong=True) if isinstance(part, views.Banner) else part for part in parts
    ]


def _blocks(parts: Iterable[views.Part], name: str) -> list[Json]:
    return [block for part in parts for block in _drawn(part, name)]


def _drawn(part: views.Part, name: str) -> Iterator[Json]:  # noqa: C901 - one case for each part
    match part:
        case views.Heading():
            yield {"type": "header", "text": _plain(part.text[:_LONGEST_HEADER])}
        case views.Paragraph():
            yield _rich([_words(part.text, bold=part.strong)])
        case views.Call():
            yield _rich([{"type": "rich_text_section", "elements": _call(part)}])
        case views.Facts():
            yield from _facts(part)
        case views.Pair():
            yield _side_by_side(part)
        case views.SmallPrint():
            yield {"type": "context", "elements": [_plain(part.text[:_LONGEST_SMALL_PRINT])]}
        case views.CopyText():
            yield _rich([{"type": "rich_text_preformatted", "elements": _texts(part.text)}])
        case views.Divider():
            yield {"type": "divider"}
        case views.Banner():
            yield {"type": "alert", "text": _plain(part.text), "level": _LEVELS[part.tone]}
        case views.Buttons():
            yield {"type": "actions", "elements": _buttons(part)}
        case views.Row():
            yield {"type": "section", "text": _plain(part.text), "accessory": _button(part.button, 0)}
        case views.TextInput():
            yield _input(part, name, _text_element(part))
        case views.ChoiceInput():
            yield _input(part, name, _choice_element(part))
        case _:
            assert_never(part)


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": False}


def _rich(elements: list[Json]) -> Json:
    return {"type": "rich_text", "elements": elements}


def _words(text: str, *, bold: bool = False) -> Json:
    return {"type": "rich_text_section", "elements": _texts(text, bold=bold)}


def _texts(text: str, *, bold: bool = False) -> list[Json]:
    style = {"style": {"bold": True}} if bold else {}
    starts = range(0, len(text) or 1, _LONGEST_TEXT)
    return [{"type": "text", "text": text[at : at + _LONGEST_TEXT] or " ", **style} for at in starts]


def _call(part: views.Call) -> list[Json]:
    """Numbers as links that a telephone, or a softphone, dials."""
    style = {"style": {"bold": True}} if part.strong else {}
    return [
        {"type": "link", "url": f"tel:{dialled}", "text": text, **style}
        if dialled
        else {"type": "text", "text": text, **style}
        for text, dialled in part.pieces
    ]


def _facts(part: views.Facts) -> Iterator[Json]:
    lines: list[Json] = []
    for position, (label, value) in enumerate(part.rows):
        end = "\n" if position + 1 < len(part.rows) else ""
        lines += [*_texts(f"{label}: ", bold=True), *_texts(f"{value}{end}")]
    yield _rich([{"type": "rich_text_section", "elements": lines}])


def _side_by_side(part: views.Pair) -> Json:
    """Two columns, or one below the other where there is no room."""
    values = (f"{part.label}: {value}"[:_LONGEST_SMALL_PRINT] for value in (part.first, part.second))
    return {"type": "section", "fields": [_plain(value) for value in values]}


def _buttons(part: views.Buttons) -> list[Json]:
    """Buttons of the same act in one row need names of their own."""
    met: Counter[str] = Counter()
    drawn = []
    for button in part.buttons:
        drawn.append(_button(button, met[button.act]))
        met[button.act] += 1
    return drawn


def _button(button: views.Button, nth: int) -> Json:
    drawn: Json = {
        "type": "button",
        "action_id": f"{button.act}#{nth}" if nth else str(button.act),
        "text": _plain(button.label[:_LONGEST_LABEL]),
        "accessibility_label": (button.spoken or button.label)[:_LONGEST_LABEL],
    }
    if button.value:
        drawn["value"] = button.value
    if button.emphasis is not views.Emphasis.PLAIN:
        drawn["style"] = button.emphasis.value
    if button.sure:
        drawn["confirm"] = _confirmation(button)
    return drawn


def _confirmation(button: views.Button) -> Json:
    asked: Json = {
        "title": _plain(say("sure.title")),
        "text": _plain(button.sure),
        "confirm": _plain(say("sure.yes")),
        "deny": _plain(say("sure.no")),
    }
    return asked | ({"style": "danger"} if button.emphasis is views.Emphasis.DANGER else {})


def _input(part: views.TextInput | views.ChoiceInput, name: str, element: Json) -> Json:
    drawn: Json = {
        "type": "input",
        "block_id": _block_of_input(name, part),
        "label": _plain(part.label),
        "optional": part.optional,
        "element": element,
    }
    return drawn | ({"hint": _plain(part.hint)} if part.hint else {})


def _text_element(part: views.TextInput) -> Json:
    element: Json = {
        "type": "plain_text_input",
        "action_id": part.field,
        "multiline": part.long,
        "max_length": part.max_length,
    }
    if part.value:
        element["initial_value"] = part.value
    return element


def _choice_element(part: views.ChoiceInput) -> Json:
    options = [{"text": _plain(label[:_LONGEST_LABEL]), "value": value} for value, label in part.options]
    chosen = [option for option in options if option["value"] == part.value]
    element: Json = {
        "type": "radio_buttons" if part.few else "static_select",
        "action_id": part.field,
        "options": options,
    }
    return element | ({"initial_option": chosen[0]} if chosen else {})


def errors_on(problems: Mapping[str, str], view: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong, by block; empty where a field is not on this form."""
    inputs = [block for block in view["blocks"] if block.get("type") == "input"]
    places = {str(block.get("element", {}).get("action_id", "")): block["block_id"] for block in inputs}
    if not problems.keys() <= places.keys():
        return {}
    return {places[field]: say_problem(field, code) for field, code in problems.items()}
