"""Pressed buttons and sent forms, answered by the next card or dialog."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from fingerpost.domain.errors import InvalidField, InvalidForm, Unavailable
from fingerpost.domain.outcomes import CannotAnswer, Refused
from fingerpost.log_catalogue import Line, log
from fingerpost.surfaces import dates, form_screens, menu, openings, plain_screens, submissions, taps, views
from fingerpost.surfaces.sent import Pressed
from fingerpost.surfaces.teams import cards
from fingerpost.surfaces.teams.activities import Activity
from fingerpost.surfaces.teams.cards import Drawing, Place
from fingerpost.surfaces.teams.pressed import Return, as_tap, press_name
from fingerpost.surfaces.views import Banner, Screen, Tap, Tone
from fingerpost.surfaces.words import say
from fingerpost.usecases.requests import Sender

if TYPE_CHECKING:
    from fingerpost.surfaces.teams.desk import Warming

Json = dict[str, Any]

COMMANDS = {"ask": Tap.ASK, "record": Tap.RECORD, "my_children": Tap.MY_CHILDREN}
CARD_ACTION = "adaptiveCard/action"
DIALOGS = frozenset(
    {"task/fetch", "task/submit", "composeExtension/fetchTask", "composeExtension/submitAction"}
)
_BY_ITSELF = "automatic"


@dataclass(frozen=True, repr=False)
class Shown:
    """A screen with what is wrong on it."""

    screen: Screen
    problems: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Counter:
    """opener: where the menu's buttons lead to, dialogs or cards in place."""

    backstage: Warming
    opener: Place
    clock: Callable[[], datetime]

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
        sent = Return(activity)
        if not activity.is_personal:
            return cards.message_card(_in_private(), Place.CHAT)
        if sent.act == cards.CLOSE or _was_by_itself(activity):
            return cards.message_card(self._menu(activity), self.opener)
        shown = self._shown(sent)
        return cards.screen_card(shown.screen, Drawing(Place.CHAT, press_name(activity), shown.problems))

    def _menu(self, activity: Activity) -> views.Message:
        """With the officers' part where it can be known who that is; whoever presses is judged then."""
        try:
            officer = self.backstage.get().cases.records.are_kept_by(activity.identity)
        except Unavailable:
            officer = False
        return menu.menu_message(personal=False, officer=officer)

    def _dialog_answer(self, activity: Activity) -> Json:
        tap = COMMANDS.get(activity.command) if activity.name == "composeExtension/fetchTask" else None
        shown = self._shown(as_tap(activity, tap) if tap else Return(activity))
        drawing = Drawing(Place.DIALOG, press_name(activity), shown.problems)
        return {"task": {"type": "continue", "value": cards.dialog(shown.screen, drawing)}}

    def _shown(self, sent: Return) -> Shown:
        self._note_visitor(sent.activity)
        if sent.form:
            return self._submitted(sent)
        if sent.tap is None:
            return Shown(_old_button())
        return Shown(self._tapped(sent, sent.tap))

    def _note_visitor(self, activity: Activity) -> None:
        """Somebody who opens a dialog in another chat can be looked up there."""
        try:
            whereabouts = self.backstage.get().whereabouts
        except Unavailable:
            return  # whoever needs it meets the same fault, and can answer it on a screen
        whereabouts.visiting(activity.identity, activity.whereabouts)

    # ------------------------------------------------------------------ buttons

    def _tapped(self, sent: Return, tap: Tap) -> Screen:
        pressed = sent.pressed()
        form = openings.form_of(tap, pressed.value, self.clock())
        if form is None:
            return self._done(tap, pressed)
        return self._admitted(form, pressed.reading) if tap in (Tap.ASK, Tap.RECORD) else form

    def _admitted(self, form: Screen, sender: Sender) -> Screen:
        """The form, unless the person may not have it."""
        try:
            refused = self.backstage.get().cases.open_form.admit(sender)
        except Unavailable:
            return _with_banner(form, say("cannot.soon"))
        match refused:
            case Refused():
                return plain_screens.refused(refused)
            case CannotAnswer():
                return _with_banner(form, say("cannot.soon"))
            case None:
                return form

    def _done(self, tap: Tap, pressed: Pressed) -> Screen:
        try:
            return taps.act_of(tap, pressed)(self.backstage.get().cases)
        except Exception as fault:
            log(Line.SURFACE_FAILED, door="teams", act=str(tap), error=type(fault).__name__)
            return plain_screens.cannot_answer()

    # ------------------------------------------------------------------ forms

    def _submitted(self, sent: Return) -> Shown:
        form, today = sent.submission(), dates.today(self.clock())
        try:
            read = submissions.read(form, today)
            return Shown(self._answered(form.name, read))
        except (InvalidForm, InvalidField) as fault:
            return Shown(submissions.drawn_again(form, today), submissions.problems_of(fault))
        except (KeyError, ValueError):
            return Shown(_old_button())

    def _answered(self, name: str, read: submissions.Read) -> Screen:
        try:
            return read.act(self.backstage.get().cases)
        except (InvalidForm, InvalidField):
            raise
        except Exception as fault:
            log(Line.SURFACE_FAILED, door="teams", act=name, error=type(fault).__name__)
            words = "cannot.ask" if name in form_screens.ASKS else "cannot.record"
            return read.again(Banner(say(words), Tone.WARNING))


def _with_banner(form: Screen, words: str) -> Screen:
    return replace(form, parts=(Banner(words, Tone.WARNING), *form.parts))


def _was_by_itself(activity: Activity) -> bool:
    return activity.value.get("trigger") == _BY_ITSELF


def _old_button() -> Screen:
    return Screen("old", say("home.title"), (views.Paragraph(say("button.old")),))


def _in_private() -> views.Message:
    words = say("teams.private")
    return views.Message(words, (views.Paragraph(words),))
