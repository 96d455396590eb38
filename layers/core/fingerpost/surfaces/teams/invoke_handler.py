"""Pressed buttons and sent forms, answered by the next card or dialog."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from fingerpost.domain.errors import InvalidField, InvalidForm, Unavailable
from fingerpost.domain.made_when_used import dataclass
from fingerpost.log_catalogue import Line, log
from fingerpost.surfaces import dates, forms_declared, plain_screens, running, views
from fingerpost.surfaces.access import menu
from fingerpost.surfaces.admitted import not_yet_judged, once_judged
from fingerpost.surfaces.buttons import BUTTONS
from fingerpost.surfaces.of_a_child import shows_a_child
from fingerpost.surfaces.sent import Pressed
from fingerpost.surfaces.teams import cards
from fingerpost.surfaces.teams.activities import Activity
from fingerpost.surfaces.teams.card_action import CardAction, command_of, press_name
from fingerpost.surfaces.teams.cards import CardContext, CardPlace
from fingerpost.surfaces.views import Screen, Tap
from fingerpost.surfaces.words import say
from fingerpost.usecases.requests import Request

if TYPE_CHECKING:
    from fingerpost.surfaces.teams.services import BuildsOnce
    from fingerpost.usecases.catalogue import UseCases

Json = dict[str, Any]

COMMANDS = {"ask": Tap.ASK, "record": Tap.RECORD, "my_children": Tap.MY_CHILDREN}
CARD_ACTION = "adaptiveCard/action"
DIALOGS = frozenset(
    {"task/fetch", "task/submit", "composeExtension/fetchTask", "composeExtension/submitAction"}
)
_BY_ITSELF = "automatic"


class Showing(Protocol):
    """Keeps in mind which card in a chat shows something of a child."""

    def __call__(self, activity: Activity, *, a_child: bool) -> None:
        """The card whose button the activity is shows something of a child from now on, or nothing."""


@dataclass(frozen=True, repr=False)
class Shown:
    """A screen with what is wrong on it."""

    screen: Screen
    problems: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class InvokeHandler:
    """opener: where the menu's buttons lead to, dialogs or cards in place. showing: is told whether the card
    that comes in the place of one in the chat shows something of a child."""

    services: BuildsOnce
    opener: CardPlace
    clock: Callable[[], datetime]
    showing: Showing

    def answer(self, activity: Activity) -> Json | None:
        """The body of the reply; None for an invoke that is not known."""
        if activity.name == CARD_ACTION:
            return self._card_answer(activity)
        if activity.name in DIALOGS:
            return self._dialog_answer(activity)
        return None

    def _card_answer(self, activity: Activity) -> Json:
        return {"statusCode": 200, "type": cards.CARD, "value": self._next_card(activity)}

    def _next_card(self, activity: Activity) -> Json:
        """Closing a card brings the menu back, so that no answer stays in the chat; so does a client that
        asks by itself: what a person did not press is never done."""
        sent = CardAction(activity)
        if not activity.is_personal:
            return cards.message_card(_in_private(), CardPlace.CHAT)
        if sent.act == cards.CLOSE or _was_by_itself(activity):
            self._note(activity, a_child=False)
            return cards.message_card(self._menu(activity), self.opener)
        shown = self._shown(sent)
        self._note(activity, a_child=shows_a_child(shown.screen))
        return cards.screen_card(
            shown.screen, CardContext(CardPlace.CHAT, press_name(activity), shown.problems)
        )

    def _note(self, activity: Activity, *, a_child: bool) -> None:
        try:
            self.showing(activity, a_child=a_child)
        except Unavailable as fault:  # the answer counts for more: it was read, and is on the ledger
            log(Line.SURFACE_FAILED, door="teams", act="showing", error=type(fault).__name__)

    def _menu(self, activity: Activity) -> views.Message:
        """With what a role adds, where it can be known who that is; whoever presses is judged then."""
        try:
            role = self.services.get().cases.role_to_offer(activity.identity)
        except Unavailable:
            role = None
        return menu.menu_message(personal=False, role=role)

    def _dialog_answer(self, activity: Activity) -> Json:
        tap = COMMANDS.get(activity.command) if activity.name == "composeExtension/fetchTask" else None
        shown = self._commanded(activity, tap) if tap else self._shown(CardAction(activity))
        drawing = CardContext(CardPlace.DIALOG, press_name(activity), shown.problems)
        return {"task": {"type": "continue", "value": cards.dialog(shown.screen, drawing)}}

    def _commanded(self, activity: Activity, tap: Tap) -> Shown:
        self._note_visitor(activity)
        return Shown(self._tapped(tap, command_of(activity, tap)))

    def _shown(self, sent: CardAction) -> Shown:
        self._note_visitor(sent.activity)
        if sent.form:
            return self._submitted(sent)
        if sent.tap is None:
            return Shown(plain_screens.old_button())
        return Shown(self._tapped(sent.tap, sent.pressed()))

    def _note_visitor(self, activity: Activity) -> None:
        """Somebody who opens a dialog in another chat can be looked up there."""
        try:
            whereabouts = self.services.get().whereabouts
        except Unavailable:
            return  # whoever needs it meets the same fault, and can answer it on a screen
        whereabouts.visiting(activity.identity, activity.whereabouts)

    # ------------------------------------------------------------------ buttons

    def _tapped(self, tap: Tap, pressed: Pressed) -> Screen:
        declared = BUTTONS[tap]
        form = declared.opened(pressed.value, self.clock(), pressed.typed)
        if form is None:
            return running.run_button(tap, pressed, self._cases, "teams")
        return self._admitted(form, pressed.reading) if declared.admits else form

    def _admitted(self, form: Screen, request: Request) -> Screen:
        """The form, unless the person may not have it."""
        try:
            opened = self.services.get().cases.open_form.admit(request)
        except Unavailable:
            return not_yet_judged(form)
        return once_judged(form, opened)

    def _cases(self) -> UseCases:
        return self.services.get().cases

    # ------------------------------------------------------------------ forms

    def _submitted(self, sent: CardAction) -> Shown:
        form, today = sent.submission(), dates.today(self.clock())
        try:
            return Shown(running.run_form(form, today, self._cases, "teams"))
        except (InvalidForm, InvalidField) as fault:
            return Shown(forms_declared.drawn_again(form, today), running.problems_of(fault))


def _was_by_itself(activity: Activity) -> bool:
    return activity.value.get("trigger") == _BY_ITSELF


def _in_private() -> views.Message:
    words = say("teams.private")
    return views.Message(words, (views.Paragraph(words),))
