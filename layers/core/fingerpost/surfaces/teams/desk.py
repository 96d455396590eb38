"""What happens with an activity that was let in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from fingerpost.domain.errors import FingerpostError, InvalidField, InvalidForm, Unavailable
from fingerpost.domain.outcomes import CannotAnswer, Refused
from fingerpost.domain.practitioner import ChatIdentity
from fingerpost.log_catalogue import Line, log
from fingerpost.surfaces import dates, form_screens, menu, openings, plain_screens, submissions, taps, views
from fingerpost.surfaces.sent import Pressed
from fingerpost.surfaces.teams import cards
from fingerpost.surfaces.teams.activities import Activity
from fingerpost.surfaces.teams.cards import Drawing, Place
from fingerpost.surfaces.teams.pressed import Return, as_tap, press_name
from fingerpost.surfaces.views import Banner, Screen, Tap, Tone
from fingerpost.surfaces.words import say
from fingerpost.usecases.ports import KnownWhereabouts, Whereabouts
from fingerpost.usecases.requests import Sender

if TYPE_CHECKING:  # the use cases bring the data layer with them, which a menu does not need
    from fingerpost.usecases.catalogue import UseCases

Json = dict[str, Any]

COMMANDS = {"ask": Tap.ASK, "record": Tap.RECORD, "my_children": Tap.MY_CHILDREN}
_CARD_ACTION = "adaptiveCard/action"
_DIALOGS = frozenset(
    {"task/fetch", "task/submit", "composeExtension/fetchTask", "composeExtension/submitAction"}
)


class Poster(Protocol):
    """Posts activities."""

    def post(self, to: Whereabouts, activity: Json, *, only_for: str = "") -> object:
        """Raises RateLimited, Undeliverable, DeliveryInDoubt, Unavailable."""


class Sightings(KnownWhereabouts, Protocol):
    """Where people are: their own chat with the bot, or only where they were heard from just now."""

    def visiting(self, identity: ChatIdentity, whereabouts: Whereabouts) -> None:
        """Heard from here now; not kept."""


@dataclass(frozen=True)
class Backstage:
    """What lies behind the menu, and costs too much to build before it is posted."""

    cases: UseCases
    whereabouts: Sightings


class Warming(Protocol):
    """Something costly that is built once."""

    def begin(self) -> None:
        """Start building in a thread."""

    def get(self) -> Backstage:
        """The thing, once it is built. Raises Unavailable."""


@dataclass(frozen=True)
class Reply:
    """The HTTP answer. body: None for none."""

    status: int
    body: Json | None = None


@dataclass(frozen=True, repr=False)
class Shown:
    """A screen with what is wrong on it."""

    screen: Screen
    problems: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Desk:
    """opener: where the menu's buttons lead to, dialogs or cards in place."""

    backstage: Warming
    poster: Poster
    opener: Place
    clock: Callable[[], datetime]

    def answer(self, activity: Activity) -> Reply:
        """Raises Unavailable where the connector shall send the activity again."""
        match activity.type:
            case "message":
                return self._message(activity)
            case "invoke":
                return self._invoke(activity)
            case "installationUpdate":
                return self._installation(activity)
            case _:
                return Reply(200)

    # ------------------------------------------------------------------ messages

    def _message(self, activity: Activity) -> Reply:
        self.backstage.begin()
        if not activity.is_personal:
            return self._say_privately(activity)
        self._post_menu(activity, personal=menu.looks_personal(activity.text))
        self._remember(activity)
        return Reply(200)

    def _post_menu(self, activity: Activity, *, personal: bool) -> None:
        what = menu.menu_message(personal=personal)
        self._post(activity, cards.message_activity(what, self.opener))

    def _say_privately(self, activity: Activity) -> Reply:
        """Where others read along nothing is offered; if Teams can, only the sender sees even that."""
        words = say("menu.history") if menu.looks_personal(activity.text) else say("teams.private")
        said = {"type": "message", "text": words, "replyToId": activity.id}
        if not self._post(activity, said, only_for=activity.sender_id):
            self._post(activity, said)
        return Reply(200)

    def _post(self, activity: Activity, what: Json, *, only_for: str = "") -> bool:
        try:
            self.poster.post(activity.whereabouts, what, only_for=only_for)
        except FingerpostError as fault:
            log(Line.TEAMS_CALL_FAILED, method="post", error=type(fault).__name__)
            return False
        return True

    # ------------------------------------------------------------------ the app comes and goes

    def _installation(self, activity: Activity) -> Reply:
        if activity.is_personal and activity.action.startswith("remove"):
            self._left(activity)
        elif activity.is_personal and activity.action.startswith("add"):
            self._post_menu(activity, personal=False)
            self._remember(activity)
        return Reply(200)

    def _left(self, activity: Activity) -> None:
        """Who takes the app away can no longer be told: suspended until somebody sees to it."""
        backstage = self.backstage.get()
        backstage.whereabouts.keep(activity.identity, replace(activity.whereabouts, left=True))
        backstage.cases.accounts.changed(activity.identity)

    def _remember(self, activity: Activity) -> None:
        if activity.identity.user:
            self.backstage.get().whereabouts.keep(activity.identity, activity.whereabouts)

    # ------------------------------------------------------------------ cards and dialogs

    def _invoke(self, activity: Activity) -> Reply:
        if activity.name == _CARD_ACTION:
            return Reply(200, self._card_answer(activity))
        if activity.name in _DIALOGS:
            return Reply(200, self._dialog_answer(activity))
        return Reply(501)

    def _card_answer(self, activity: Activity) -> Json:
        return {"statusCode": 200, "type": cards.CARD, "value": self._next_card(activity)}

    def _next_card(self, activity: Activity) -> Json:
        """Closing a card brings the menu back, so that no answer stays in the chat."""
        sent = Return(activity)
        if not activity.is_personal:
            return cards.message_card(_in_private(), Place.CHAT)
        if sent.act == cards.CLOSE:
            return cards.message_card(menu.menu_message(personal=False), self.opener)
        shown = self._shown(sent)
        return cards.screen_card(shown.screen, Drawing(Place.CHAT, press_name(activity), shown.problems))

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


def _old_button() -> Screen:
    return Screen("old", say("home.title"), (views.Paragraph(say("button.old")),))


def _in_private() -> views.Message:
    words = say("teams.private")
    return views.Message(words, (views.Paragraph(words),))
