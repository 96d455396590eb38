"""Draws screens and messages as Adaptive Cards.

Teams reads Markdown in text blocks and facts. Text that people typed, or that is stored, therefore only ever
stands in text runs, which are not parsed: `*`, links and mentions stay the characters they are.

No text is pale, colour never says anything that words do not, everything wraps, every list has one column,
and where two records stand side by side each value says what it is. So a card can be read at the largest
text, in high contrast, and with the keyboard alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from enum import Enum
from typing import Any, assert_never

from fingerpost.domain.made_when_used import dataclass
from fingerpost.surfaces import views
from fingerpost.surfaces.leads_back import way_back
from fingerpost.surfaces.teams.card_size import fitted
from fingerpost.surfaces.teams.card_text import (
    banner,
    call,
    copy_text,
    fact,
    heading,
    lines,
    side_by_side,
)
from fingerpost.surfaces.words import say, say_problem

Json = dict[str, Any]
Problems = Mapping[str, str]
"""What is wrong, by field: codes from `domain.errors.Problem`."""

OURS = "fingerpost"
"""Under this name stands what we need back; what is typed stands beside it, under the names of the fields."""

CARD = "application/vnd.microsoft.card.adaptive"
CLOSE = "close"
_BUTTONS_IN_A_ROW = 5
_STYLES = {views.Emphasis.PRIMARY: "positive", views.Emphasis.DANGER: "destructive"}
_TONES = {
    views.Tone.INFORMATION: "accent",
    views.Tone.WARNING: "warning",
    views.Tone.DANGER: "attention",
}


class CardPlace(Enum):
    """Where a card stands, which decides what its buttons can do."""

    CHAT = "chat"
    """In the chat; a button brings another card in the place of this one."""
    DIALOG_OPENER = "dialog_opener"
    """In the chat; a button opens a dialog."""
    DIALOG = "dialog"
    """In a dialog; a button brings the dialog's next card."""


@dataclass(frozen=True)
class CardContext:
    """How a screen is drawn.

    press: a name that all buttons of this card carry, so that two presses of one drawn card are one act.
    problems: what is wrong with what was typed, by field.
    complete: whether Teams lets nothing go before the needed fields are filled. A button that takes along
    what is there would be held back as well: then we say ourselves what is missing.
    """

    place: CardPlace
    press: str = ""
    problems: Problems = field(default_factory=dict)
    complete: bool = True


def screen_card(screen: views.Screen, drawing: CardContext) -> Json:
    """A screen as a card. A dialog shows title and close by itself."""
    fits = replace(drawing, complete=not _takes_typed(screen))
    return fitted(screen, lambda shown: _screen_card(shown, fits))


def _takes_typed(screen: views.Screen) -> bool:
    rows = (part.buttons for part in screen.parts if isinstance(part, views.Buttons))
    return any(button.takes_typed for row in rows for button in row)


def _screen_card(screen: views.Screen, drawing: CardContext) -> Json:
    body = [
        *([_title(screen.title)] if drawing.place is CardPlace.CHAT else []),
        *_top_of_problems(screen.parts, drawing.problems),
        *(element for part in screen.parts for element in _drawn(part, drawing)),
        *_own_buttons(screen, drawing),
    ]
    return _card(body, screen.title)


def message_card(what: views.Message, place: CardPlace) -> Json:
    """A message as a card."""
    drawing = CardContext(place)
    return _card([element for part in what.parts for element in _drawn(part, drawing)], what.summary)


def message_activity(what: views.Message, place: CardPlace) -> Json:
    """A message as it is posted. What stands in notifications is the summary."""
    return {
        "type": "message",
        "summary": what.summary,
        "attachments": [attachment(message_card(what, place))],
    }


def attachment(card: Json) -> Json:
    """A card as part of an activity or a dialog."""
    return {"contentType": CARD, "content": card}


def dialog(screen: views.Screen, drawing: CardContext) -> Json:
    """A screen as a task module."""
    card = screen_card(screen, drawing)
    return {"title": screen.title, "width": "large", "height": "large", "card": attachment(card)}


def _card(body: list[Json], fallback: str) -> Json:
    return {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.5",
        "fallbackText": fallback,
        "msteams": {"width": "Full"},
        "body": body,
    }


def _title(text: str) -> Json:
    return {"type": "TextBlock", "text": text, "style": "heading", "size": "Large", "wrap": True}


def _drawn(part: views.Part, drawing: CardContext) -> Iterator[Json]:  # noqa: C901 - one case a part
    match part:
        case views.Heading():
            yield heading(part.text)
        case views.Paragraph():
            yield from lines(part.text, bold=part.strong)
        case views.Call():
            yield call(part)
        case views.Facts():
            yield from (fact(label, value) for label, value in part.rows)
        case views.Pair():
            yield side_by_side(part)
        case views.SmallPrint():
            yield from lines(part.text, size="Small")
        case views.CopyText():
            yield copy_text(part.text)
        case views.Divider():
            yield {"type": "Container", "separator": True, "spacing": "Medium", "items": []}
        case views.Banner():
            yield banner(part.text, _TONES[part.tone])
        case views.Buttons():
            yield from _rows_of_buttons(part.buttons, drawing)
        case views.Row():
            yield from lines(part.text)
            yield from _rows_of_buttons((part.button,), drawing)
        case views.TextInput() | views.ChoiceInput():
            yield from _input(part, drawing)
        case _:
            assert_never(part)


# ------------------------------------------------------------------ inputs


def _top_of_problems(parts: Iterable[views.Part], problems: Problems) -> Iterator[Json]:
    """What is wrong, at the top, where a screen reader begins. What has no field here is said in full."""
    labels = {
        part.field: part.label for part in parts if isinstance(part, views.TextInput | views.ChoiceInput)
    }
    said = [labels.get(name) or say_problem(name, code) for name, code in problems.items()]
    if said:
        yield banner(say("problems.top", fields="; ".join(said)), _TONES[views.Tone.DANGER])


def _input(part: views.TextInput | views.ChoiceInput, drawing: CardContext) -> Iterator[Json]:
    if part.field in drawing.problems:
        said = say("problem.line", problem=say_problem(part.field, drawing.problems[part.field]))
        yield banner(said, _TONES[views.Tone.DANGER])
    labelled = _labelled(part, complete=drawing.complete)
    yield labelled | (_text_input(part) if isinstance(part, views.TextInput) else _choice_input(part))
    if part.hint:
        yield from lines(part.hint, size="Small")


def _labelled(part: views.TextInput | views.ChoiceInput, *, complete: bool) -> Json:
    if part.optional:
        return {"label": say("field.optional", label=part.label)}
    if not complete:
        return {"label": part.label}
    return {"label": part.label, "isRequired": True, "errorMessage": say_problem(part.field, "missing")}


def _text_input(part: views.TextInput) -> Json:
    return {
        "type": "Input.Text",
        "id": part.field,
        "maxLength": part.max_length,
        "isMultiline": part.long,
        **({"value": part.value} if part.value else {}),
    }


def _choice_input(part: views.ChoiceInput) -> Json:
    return {
        "type": "Input.ChoiceSet",
        "id": part.field,
        "style": "expanded" if part.few else "compact",
        "wrap": True,
        "choices": [{"title": label, "value": value} for value, label in part.options],
        **({"value": part.value} if part.value else {}),
    }


# ------------------------------------------------------------------ buttons


def _own_buttons(screen: views.Screen, drawing: CardContext) -> Iterator[Json]:
    submit = _submit_button(screen, drawing) if screen.submit else None
    close = _close_button(screen, drawing)
    actions = [action for action in (submit, close) if action]
    if actions:
        yield {"type": "ActionSet", "separator": True, "spacing": "Medium", "actions": actions}


def _close_button(screen: views.Screen, drawing: CardContext) -> Json | None:
    """Back to what the form took the place of, which a dialog has no other way to; else to the menu."""
    back = way_back(screen)
    if back:
        return _action(drawing, screen.close, {"act": str(back[0]), "value": back[1]})
    return _action(drawing, screen.close, {"act": CLOSE}) if drawing.place is CardPlace.CHAT else None


def _submit_button(screen: views.Screen, drawing: CardContext) -> Json:
    ours = {"screen": screen.name, "about": screen.about}
    return _action(drawing, screen.submit, ours) | {"style": "positive", "associatedInputs": "auto"}


def _rows_of_buttons(buttons: tuple[views.Button, ...], drawing: CardContext) -> Iterator[Json]:
    """Teams folds away what is more than a few in one row."""
    for first in range(0, len(buttons), _BUTTONS_IN_A_ROW):
        row = buttons[first : first + _BUTTONS_IN_A_ROW]
        yield {"type": "ActionSet", "actions": [_button(button, drawing) for button in row]}


def _button(button: views.Button, drawing: CardContext) -> Json:
    """A question to answer first unfolds below the button; only the answer is sent."""
    named = {"title": button.label, **({"tooltip": button.spoken} if button.spoken else {})}
    styled = {"style": _STYLES[button.emphasis]} if button.emphasis in _STYLES else {}
    ours = {"act": str(button.act), "value": button.value}
    if not button.sure:
        along = {"associatedInputs": "auto"} if button.takes_typed else {}
        return _action(drawing, button.label, ours) | named | styled | along
    yes = _action(drawing, say("sure.yes"), ours) | styled
    asked = [*lines(button.sure, bold=True), {"type": "ActionSet", "actions": [yes]}]
    return {"type": "Action.ShowCard", "card": {"type": "AdaptiveCard", "body": asked}} | named | styled


def _action(drawing: CardContext, title: str, ours: Json) -> Json:
    carried = ours | ({"press": drawing.press} if drawing.press else {})
    match drawing.place:
        case CardPlace.CHAT:
            how: Json = {"type": "Action.Execute", "verb": OURS, "data": {OURS: carried}}
        case CardPlace.DIALOG_OPENER:
            opening = {"msteams": {"type": "task/fetch"}, OURS: carried}
            how = {"type": "Action.Submit", "data": opening}
        case CardPlace.DIALOG:
            how = {"type": "Action.Submit", "data": {OURS: carried}}
        case _:
            assert_never(drawing.place)
    return how | {"title": title, "associatedInputs": "none"}
