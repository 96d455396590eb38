"""Pressed buttons: which screen each leads to, and where on the stack of views it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, assert_never

from fingerpost.domain.outcomes import ChildShown, Many, MineOutcome, Possible, RecordOutcome
from fingerpost.surfaces import answer_screens, dates, form_screens, own_screens, plain_screens
from fingerpost.surfaces.slack.calls import Drawing
from fingerpost.surfaces.slack.payloads import Press
from fingerpost.surfaces.views import Banner, Screen, Tap

if TYPE_CHECKING:  # the use cases bring the data layer with them, which a form that opens does not need
    from fingerpost.usecases.catalogue import UseCases


@dataclass(frozen=True)
class Place:
    """Where the next screen is drawn.

    A menu's tap replaces what stands in an open modal; anything else goes on top of it, so that closing leads
    back. Three views are all that Slack stacks: on top of the third, the next takes its place.
    """

    drawing: Drawing

    def show(self, press: Press, tap: Tap, screen: Screen) -> str | None:
        """Draw it; the id of the view in which it stands, None where Slack refused."""
        if press.view is None:
            return self.drawing.open(press.trigger_id, screen)
        if tap in _IN_PLACE or press.is_on_top_of_three:
            self.drawing.replace(str(press.view["id"]), screen)
            return str(press.view["id"])
        return self.drawing.push(press.trigger_id, screen)


_IN_PLACE = frozenset({Tap.ASK, Tap.RECORD, Tap.MY_CHILDREN, Tap.HELP, Tap.ENTERED_IN_ERROR, Tap.STOP_WATCH})

Act = Callable[["UseCases"], Screen]


def form_of(tap: Tap, value: str, now: datetime) -> Screen | None:
    """The form or page a tap leads to at once; None for one that needs something read first."""
    since = {"since": dates.in_words(dates.today(now))}
    match tap:
        case Tap.ASK:
            return form_screens.ask_form({})
        case Tap.RECORD:
            return form_screens.record_form(since)
        case Tap.HELP:
            return plain_screens.help_screen()
        case Tap.RECORD_FROM_ANSWER:
            return form_screens.record_from_answer_form(value, since)
        case Tap.RECORD_AS_NEW_CHILD:
            return form_screens.record_new_child_form(value, since)
        case Tap.WATCH_FROM_ANSWER:
            return form_screens.watch_form(value, {}, dates.today(now))
        case Tap.END:
            return form_screens.end_form(value, {"ended": since["since"]})
        case _:
            return None


def act_of(tap: Tap, press: Press) -> Act:
    """What a tap does that reads or writes, and the screen that shows it."""
    match tap:
        case Tap.MY_CHILDREN:
            page = int(press.value) if press.value.isdecimal() else 1
            return lambda cases: own_screens.mine(cases.mine.list(press.reading), page)
        case Tap.OPEN_MINE:
            return lambda cases: own_screens.mine(cases.mine.open(press.reading, press.value))
        case Tap.OPEN_NOTICE:
            return lambda cases: own_screens.mine(cases.mine.open_notice(press.reading, press.value))
        case Tap.CHANGE:
            return lambda cases: _change(press.value, cases.mine.open(press.reading, press.value))
        case Tap.ENTERED_IN_ERROR:
            return lambda cases: _written(cases.record.entered_in_error(press.writing, press.value))
        case Tap.STOP_WATCH:
            return lambda cases: _written(cases.watch.stop(press.writing, press.value))
        case (
            Tap.ASK
            | Tap.RECORD
            | Tap.HELP
            | Tap.RECORD_FROM_ANSWER
            | Tap.RECORD_AS_NEW_CHILD
            | Tap.WATCH_FROM_ANSWER
            | Tap.END
        ):
            raise ValueError(tap)
        case _:
            assert_never(tap)


def _change(reference: str, outcome: MineOutcome) -> Screen:
    """The form as it stands now: read afresh, since the button may be days old."""
    if isinstance(outcome, ChildShown) and outcome.own and outcome.own.reference == reference:
        own = outcome.own
        values = form_screens.values_of_involvement(own.role, own.since, own.lead)
        return form_screens.change_form(reference, values)
    return own_screens.mine(outcome)


def _written(outcome: RecordOutcome) -> Screen:
    return own_screens.recording(outcome, _cannot, _one_more)


def _cannot(banner: Banner) -> Screen:
    return plain_screens.cannot_answer()


def _one_more(outcome: Possible | Many) -> Screen:
    return answer_screens.one_more(outcome)
