"""What Bolt hands over: commands, shortcuts, submitted forms, pressed buttons, messages and events.

A form opens with as little imported as can be; what only answers need is imported where answers are made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from slack_bolt import Ack
from slack_bolt.response import BoltResponse

from fingerpost.domain.errors import InvalidField, InvalidForm, RequestRejected, Unavailable
from fingerpost.domain.made_when_used import dataclass
from fingerpost.log_catalogue import Line, log
from fingerpost.surfaces import dates, plain_screens
from fingerpost.surfaces.admitted import not_yet_judged, once_judged
from fingerpost.surfaces.built_once import BuiltOnce
from fingerpost.surfaces.buttons import BUTTONS
from fingerpost.surfaces.sent import Pressed, Submission
from fingerpost.surfaces.slack import blocks, stacked
from fingerpost.surfaces.slack.calls import SlackViews
from fingerpost.surfaces.slack.payloads import (
    Payload,
    Press,
    Workspaces,
    acting,
    is_from_a_person,
    loses_access,
    press_of,
    press_of_view,
    shortcut_of,
    submission_of,
)
from fingerpost.surfaces.slack.refusals import Refusals, refusal_in_chat
from fingerpost.surfaces.slack.view_stack import ViewStack
from fingerpost.surfaces.views import Screen, Tap
from fingerpost.surfaces.words import say
from fingerpost.usecases.requests import Request

if TYPE_CHECKING:
    from fingerpost.usecases.catalogue import UseCases
    from fingerpost.usecases.ports.telling import SeenDeliveries

SIGNATURE_SECONDS = 600
EVENT_SECONDS = 86_400

Context = dict[str, Any]


@dataclass(frozen=True)
class Services:
    """What lies behind the forms, and costs too much to build before one is open."""

    cases: UseCases
    seen: SeenDeliveries


@dataclass(frozen=True)
class Listeners:
    """command: the slash command's name, for the word on typed details."""

    services: BuiltOnce[Services]
    drawing: SlackViews
    refusals: Refusals
    workspaces: Workspaces
    command: str
    clock: Callable[[], datetime]

    # ---- before everything else

    def only_our_workspaces(
        self,
        body: Payload,
        context: Context,
        next: Callable[[], BoltResponse],
    ) -> BoltResponse:
        """Refuse another workspace, on the ledger, before anything else is looked at."""
        if "user" not in body and "user_id" not in body and not acting(body):
            return next()
        request = self.workspaces.request_of(body, f"workspace:{context['fingerprint']}")
        if self.workspaces.are_allowed(self.workspaces.identity_of(body)):
            return next()
        opened = self._services(context).cases.open_form.admit(request)
        return BoltResponse(status=200, body=refusal_in_chat(body, opened))

    # ---- forms that open

    def on_command(self, ack: Ack, body: Payload, context: Context) -> None:
        """The bare command opens the form; details typed after it are refused."""
        if str(body.get("text") or "").strip():
            from fingerpost.surfaces.slack import conversation

            self._refuse_replay(context)
            ack(**conversation.typed_refused(self.command))
        elif self._open_form(Tap.ASK, body, context):
            ack()
        else:
            ack(response_type="ephemeral", text=say("open.failed"))

    def on_shortcut(self, ack: Ack, body: Payload, context: Context) -> None:
        """A global shortcut is named as the tap it stands for."""
        tap = blocks.tap_of(str(body.get("callback_id", "")))
        if tap and BUTTONS[tap].admits:
            self._open_form(tap, body, context)
        elif tap:
            self._follow(tap, shortcut_of(self.workspaces, body, tap), context)
        else:
            self.refusals.old(body)
        ack()

    def _open_form(self, tap: Tap, body: Payload, context: Context) -> bool:
        """The form first, since its trigger is good for three seconds; authority while it opens."""
        form = BUTTONS[tap].opened("", self.clock())
        trigger = str(body.get("trigger_id", ""))
        view_id = self.drawing.open(trigger, form, self.services.begin) if form else None
        if form is None or view_id is None:
            self._refuse_replay(context)
            return False
        self._admit(form, view_id, self.workspaces.request_of(body, f"open:{trigger}"), context)
        return True

    def _admit(self, form: Screen, view_id: str, request: Request, context: Context) -> None:
        """Replace the form where the person may not have it, or say on it that it cannot be answered now; put
        in what is known of them."""
        try:
            opened = self._services(context).cases.open_form.admit(request)
        except Unavailable:
            self.drawing.replace(view_id, not_yet_judged(form))
            return
        after = once_judged(form, opened)
        if after != form:
            self.drawing.replace(view_id, after)

    # ---- forms that are sent

    def on_submission(self, ack: Ack, body: Payload, context: Context) -> None:
        """Answer in the same modal, within the reply."""
        from fingerpost.surfaces import running

        form, today = submission_of(self.workspaces, body), dates.today(self.clock())
        try:
            screen = running.run_form(form, today, lambda: self._services(context).cases, "slack")
        except (InvalidForm, InvalidField) as fault:
            ack(**self._corrected(form, today, fault, body["view"]))
        else:
            below = stacked.beneath(body["view"])
            ack(response_action="update", view=blocks.modal(stacked.standing_on(below, screen)))
            self._draw_anew(screen, below, press_of_view(self.workspaces, body), context)

    def _corrected(
        self, form: Submission, today: date, fault: InvalidForm | InvalidField, view: Mapping[str, Any]
    ) -> dict[str, Any]:
        """What is wrong, at its fields; a form without one of them is from before an update, and a fresh one
        takes its place with all that was typed."""
        from fingerpost.surfaces import running

        problems = running.problems_of(fault)
        if errors := blocks.errors_on(problems, view):
            return {"response_action": "errors", "errors": errors}
        fresh = running.fresh_form(form, today, problems)
        return {"response_action": "update", "view": blocks.modal(fresh)}

    # ---- buttons

    def on_tap(self, ack: Ack, body: Payload, context: Context) -> None:
        """Draw what the button leads to; the reply itself is empty."""
        press = press_of(self.workspaces, body)
        tap = blocks.tap_of(press.action_id)
        if tap:
            self._follow(tap, press, context)
        else:
            self.refusals.old(body)
        ack()

    def _follow(self, tap: Tap, press: Press, context: Context) -> None:
        place = ViewStack(self.drawing)
        form = BUTTONS[tap].opened(press.pressed.value, self.clock(), press.pressed.typed)
        if place.is_redrawn(press, tap):
            self._refuse_replay(context)
        below = place.beneath(press, tap)
        first = stacked.standing_on(below, form or plain_screens.checking())
        view_id = place.show(press, tap, first, self.services.begin)
        if view_id is None:
            self._refuse_replay(context)
        elif form is None:
            screen = self._done(tap, press.pressed, context)
            self.drawing.replace(view_id, stacked.standing_on(below, screen))
            self._draw_anew(screen, below, press.pressed, context)
        elif BUTTONS[tap].admits:
            self._admit(first, view_id, press.pressed.reading, context)

    def _done(self, tap: Tap, pressed: Pressed, context: Context) -> Screen:
        from fingerpost.surfaces import running

        return running.run_button(tap, pressed, lambda: self._services(context).cases, "slack")

    def _draw_anew(self, screen: Screen, below: tuple[str, ...], by: Pressed, context: Context) -> None:
        """After an act what stands beneath shows what is stored now."""
        if screen.name != stacked.WRITTEN:
            return

        def run(tap: Tap, value: str) -> Screen:
            return self._done(tap, by.reading_on(tap, value), context)

        for view_id, shown in stacked.drawn_anew(below, run):
            self.drawing.replace(view_id, shown)

    # ---- messages and events

    def on_message(self, event: Mapping[str, Any], body: Payload, context: Context) -> None:
        """A person's direct message gets the menu, once, however often Slack delivers it.

        Raises Unavailable where Slack did not take the menu: the event then comes again.
        """
        if not is_from_a_person(event):
            return
        from fingerpost.surfaces.slack import conversation

        services = self._services(context)
        seen, said = services.seen, conversation.said(services.cases, self.workspaces, event, body)
        delivery = f"slack-event:{body.get('event_id', '')}"
        if seen.first_time(delivery, EVENT_SECONDS) and not self.drawing.post(str(event["channel"]), said):
            seen.forget(delivery)
            raise Unavailable("slack: not posted")

    def on_home(self, event: Mapping[str, Any], body: Payload, context: Context) -> None:
        """Draw the start page anew each time it is opened."""
        from fingerpost.surfaces.access.start_page import start_page

        if event.get("tab") != "home":
            return
        request = self.workspaces.request_of(body, f"home:{body.get('event_id', '')}")
        page = start_page(self._services(context).cases, request)
        self.drawing.publish(str(event["user"]), page)

    def on_account(self, event: Mapping[str, Any], body: Payload, context: Context) -> None:
        """An account that is closed, or no longer a full member, is looked at now; the rest can wait."""
        user = event.get("user")
        if isinstance(user, Mapping) and loses_access(user):
            self._services(context).cases.accounts.changed(self.workspaces.account(body, user))

    def on_app_change(self, event: Mapping[str, Any]) -> None:
        """The app lost its token or its place in the workspace: somebody has to know."""
        log(Line.SLACK_APP_CHANGED, event=str(event.get("type", "")))

    def on_other_event(self) -> None:
        """An event that nobody asked for is acknowledged, or Slack would send it again."""

    def on_fault(self, error: Exception, context: Context, body: Payload) -> BoltResponse:
        """What no listener could answer. An event is delivered again, so nothing is lost; of anything else
        the person is told that nothing was done."""
        if isinstance(error, RequestRejected):
            log(Line.TURNED_AWAY, door="slack", code=error.code)
            return BoltResponse(status=401)
        log(Line.SURFACE_FAILED, door="slack", act="event", error=type(error).__name__)
        self._let_it_come_again(context)
        if "event" in body:
            return BoltResponse(status=503)
        return BoltResponse(status=200, body=self.refusals.not_done(body))

    # ---- what each of them needs

    def _services(self, context: Context) -> Services:
        """What lies behind, for a request that was not seen before. Raises RequestRejected, Unavailable."""
        services = self.services.get()
        if "is_new" not in context:
            context["is_new"] = services.seen.first_time(
                f"slack-request:{context['fingerprint']}", SIGNATURE_SECONDS
            )
        if not context["is_new"]:
            raise RequestRejected("replayed")
        return services

    def _let_it_come_again(self, context: Context) -> None:
        """Slack delivers again at once: within the same second that is the very same request."""
        if context.get("is_new"):
            with suppress(Unavailable):  # then it comes again a minute later, under another signature
                self.services.get().seen.forget(f"slack-request:{context['fingerprint']}")

    def _refuse_replay(self, context: Context) -> None:
        """Where nothing but words is at stake, or a trigger that is spent. Raises RequestRejected."""
        with suppress(Unavailable):  # nobody can tell while the store is down, and no child is read of
            self._services(context)
