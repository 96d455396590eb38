"""What happens with an activity that was let in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from fingerpost.domain.errors import FingerpostError, Unavailable
from fingerpost.domain.link_code import read_link_code
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import SUPERVISING, Role
from fingerpost.domain.reference import reference_written
from fingerpost.log_catalogue import Line, log
from fingerpost.surfaces.access import menu
from fingerpost.surfaces.teams import cards
from fingerpost.surfaces.teams.activities import Activity
from fingerpost.surfaces.teams.cards import CardPlace
from fingerpost.surfaces.teams.requests import request_of
from fingerpost.surfaces.teams.services import BuildsOnce, Json, Poster
from fingerpost.surfaces.words import say
from fingerpost.usecases.access.stands_for import Meaning, StandsFor


@dataclass(frozen=True)
class Reply:
    """The HTTP answer. body: None for none."""

    status: int
    body: Json | None = None


@dataclass(frozen=True)
class ActivityHandler:
    """opener: where the menu's buttons lead to, dialogs or cards in place."""

    services: BuildsOnce
    poster: Poster
    opener: CardPlace
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
        self.services.begin()
        if not activity.is_personal:
            return self._say_privately(activity)
        code = read_link_code(activity.text)
        if code:
            return self._linked(activity, code)
        said = activity.text
        reference = reference_written(said) or ""
        self._offer_menu(activity, personal=menu.looks_personal(said) and not reference, reference=reference)
        return Reply(200)

    def _offer_menu(self, activity: Activity, *, personal: bool, reference: str = "") -> None:
        """At once as for everybody; who supervises gets theirs in its place, once that is known. What a
        reference stands for is looked up first: its button opens it."""
        meaning = self._meaning(activity, reference) if reference else Meaning.MINE
        as_for_all = self._menu(personal=personal, role=None, reference=reference, meaning=meaning)
        message_id = self._post(activity, as_for_all)
        try:
            self._remember(activity)
            role = self.services.get().cases.role_to_offer(activity.identity)
            self._close_open_card(activity)
        except Unavailable as fault:  # the menu stands; sent again, the activity would only be a replay
            log(Line.SURFACE_FAILED, door="teams", act="remember", error=type(fault).__name__)
            return
        if message_id and role in SUPERVISING:
            theirs = self._menu(personal=personal, role=role, reference=reference, meaning=meaning)
            self._replace(activity, message_id, theirs)

    def _meaning(self, activity: Activity, reference: str) -> Meaning:
        try:
            cases = self.services.get().cases
            return StandsFor.over(cases.records, cases.contacts)(activity.identity, reference)
        except Unavailable:
            return Meaning.MINE

    def _close_open_card(self, activity: Activity) -> None:
        """Whatever still shows a child goes when its reader goes on: a chat keeps what stands in it."""
        open_cards = self.services.get().open_cards
        if message_id := open_cards.find(activity.identity):
            self._replace(activity, message_id, cards.message_activity(menu.closed(), CardPlace.CHAT))
            open_cards.keep(activity.identity, "")

    def _menu(self, *, personal: bool, role: Role | None, reference: str, meaning: Meaning) -> Json:
        said = menu.menu_message(personal=personal, role=role, reference=reference, meaning=meaning)
        return cards.message_activity(said, self.opener)

    def _linked(self, activity: Activity, code: str) -> Reply:
        """The code stands in the chat, where it is good for nothing any more."""
        from fingerpost.surfaces.access.linking import said_of  # all the outcomes: a menu does without them

        self._remember(activity)
        outcome = self.services.get().cases.link(request_of(activity, f"link:{activity.id}"), code)
        self._post(activity, {"type": "message", "text": said_of(outcome)})
        return Reply(200)

    def _say_privately(self, activity: Activity) -> Reply:
        """Where others read along nothing is offered, and only who asked sees even that. Where Teams has no
        messages for one member, which are in preview, nothing is said: all would see who asked."""
        words = say("menu.history") if menu.looks_personal(activity.text) else say("teams.private")
        said = {"type": "message", "text": words, "replyToId": activity.id}
        self._post(activity, said, only_for=activity.sender_id)
        return Reply(200)

    def _post(self, activity: Activity, what: Json, *, only_for: str = "") -> str:
        """The message's id, empty where Teams did not take it."""
        try:
            return self.poster.post(activity.whereabouts, what, only_for=only_for)
        except FingerpostError as fault:
            log(Line.TEAMS_CALL_FAILED, method="post", error=type(fault).__name__)
            return ""

    def _replace(self, activity: Activity, message_id: str, what: Json) -> None:
        try:
            self.poster.replace(activity.whereabouts, message_id, what)
        except FingerpostError as fault:
            log(Line.TEAMS_CALL_FAILED, method="replace", error=type(fault).__name__)

    # ------------------------------------------------------------------ the app comes and goes

    def _installation(self, activity: Activity) -> Reply:
        if activity.is_personal and activity.action.startswith("remove"):
            self._left(activity)
        elif activity.is_personal and activity.action.startswith("add"):
            self._offer_menu(activity, personal=False)
        return Reply(200)

    def _left(self, activity: Activity) -> None:
        """Who takes the app away can no longer be told: suspended until somebody sees to it."""
        services = self.services.get()
        services.whereabouts.keep(activity.identity, replace(activity.whereabouts, left=True))
        services.cases.accounts.changed(activity.identity)

    def _remember(self, activity: Activity) -> None:
        if activity.identity.user:
            self.services.get().whereabouts.keep(activity.identity, activity.whereabouts)

    # ------------------------------------------------------------------ cards and dialogs

    def _invoke(self, activity: Activity) -> Reply:
        from fingerpost.surfaces.teams.invoke_handler import (
            InvokeHandler,
        )  # all the screens: a menu does without them

        answer = InvokeHandler(self.services, self.opener, self.clock, self._showing).answer(activity)
        return Reply(501) if answer is None else Reply(200, answer)

    def _showing(self, activity: Activity, *, a_child: bool) -> None:
        """What a card in the chat shows from now on: one at a time shows a child."""
        open_cards = self.services.get().open_cards
        before = open_cards.find(activity.identity)
        if before and before != activity.card_id:
            self._close_open_card(activity)
        now = activity.card_id if a_child else ""
        if now != before and (now or before == activity.card_id):
            open_cards.keep(activity.identity, now)
