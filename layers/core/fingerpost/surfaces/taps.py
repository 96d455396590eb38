"""Pressed buttons that read or write: what each does, and the screen that shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, assert_never

from fingerpost.domain.outcomes import ChildShown, Many, MineOutcome, Possible, RecordOutcome
from fingerpost.surfaces import answer_screens, form_screens, own_screens, plain_screens, record_submissions
from fingerpost.surfaces.sent import Pressed
from fingerpost.surfaces.views import Banner, Screen, Tap

if TYPE_CHECKING:  # the use cases bring the data layer with them, which a form that opens does not need
    from fingerpost.usecases.catalogue import UseCases


Act = Callable[["UseCases"], Screen]


def act_of(tap: Tap, press: Pressed) -> Act:
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
        case Tap.NOT_THIS_CHILD:
            return lambda cases: _written(cases.not_this_child(press.writing, press.value))
        case Tap.OPEN_RECORD | Tap.CORRECT_RECORD | Tap.MERGE | Tap.UNMERGE:
            return record_submissions.act_of_tap(tap, press)
        case (
            Tap.ASK
            | Tap.RECORD
            | Tap.HELP
            | Tap.RECORD_FROM_ANSWER
            | Tap.RECORD_AS_NEW_CHILD
            | Tap.WATCH_FROM_ANSWER
            | Tap.END
            | Tap.ASK_UNBORN
            | Tap.RECORD_UNBORN
            | Tap.RECORDS
            | Tap.COMPARE_RECORDS
            | Tap.OPEN_SEAL
            | Tap.NEW_IDENTITY
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
