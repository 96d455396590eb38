"""What each button is: where it is drawn, whom it admits, and the form or page it opens at once.

This is the light half, imported before a form opens. A button that opens nothing reads or writes first; what
it runs stands in `running`, and a test holds every button to exactly one of the two.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from fingerpost.surfaces import dates, plain_screens
from fingerpost.surfaces.asking import forms as asking_forms
from fingerpost.surfaces.record_keeping import forms as record_keeping_forms
from fingerpost.surfaces.recording import forms as recording_forms
from fingerpost.surfaces.telling import forms as telling_forms
from fingerpost.surfaces.views import Screen, Tap

Opens = Callable[[str, datetime], Screen]


@dataclass(frozen=True)
class Declared:
    """opens: the form or page for a button's value, None for one that runs something.

    in_place: it takes the place of what stands in an open modal. admits: whether the person may have the form
    is looked at while it opens.
    """

    opens: Opens | None = None
    in_place: bool = False
    admits: bool = False

    def opened(self, value: str, now: datetime) -> Screen | None:
        """The form or page it leads to at once; None for one that needs something read first."""
        return self.opens(value, now) if self.opens else None


def _since(now: datetime) -> dict[str, str]:
    return {"since": dates.in_words(dates.today(now))}


def _end(value: str, now: datetime) -> Screen:
    return recording_forms.end_form(value, {"ended": dates.in_words(dates.today(now))})


def _records(value: str, now: datetime) -> Screen:
    return record_keeping_forms.records_form({})


def _compare(value: str, now: datetime) -> Screen:
    return record_keeping_forms.compare_form({"kept": value})


def _open_seal(value: str, now: datetime) -> Screen:
    return record_keeping_forms.seal_form({})


def _new_identity(value: str, now: datetime) -> Screen:
    return record_keeping_forms.new_identity_form(value, {})


BUTTONS: dict[Tap, Declared] = {
    Tap.ASK: Declared(lambda value, now: asking_forms.ask_form({}), in_place=True, admits=True),
    Tap.RECORD: Declared(
        lambda value, now: recording_forms.record_form(_since(now)), in_place=True, admits=True
    ),
    Tap.MY_CHILDREN: Declared(in_place=True),
    Tap.HELP: Declared(lambda value, now: plain_screens.help_screen(), in_place=True),
    Tap.ASK_UNBORN: Declared(lambda value, now: asking_forms.ask_unborn_form({}), in_place=True),
    Tap.RECORD_UNBORN: Declared(
        lambda value, now: recording_forms.record_unborn_form(_since(now)), in_place=True
    ),
    Tap.RECORD_FROM_ANSWER: Declared(
        lambda value, now: recording_forms.record_from_answer_form(value, _since(now))
    ),
    Tap.RECORD_AS_NEW_CHILD: Declared(
        lambda value, now: recording_forms.record_new_child_form(value, _since(now))
    ),
    Tap.WATCH_FROM_ANSWER: Declared(lambda value, now: telling_forms.watch_form(value, {}, dates.today(now))),
    Tap.OPEN_MINE: Declared(),
    Tap.OPEN_NOTICE: Declared(),
    Tap.CHANGE: Declared(),
    Tap.END: Declared(_end),
    Tap.ENTERED_IN_ERROR: Declared(in_place=True),
    Tap.STOP_WATCH: Declared(in_place=True),
    Tap.NOT_THIS_CHILD: Declared(in_place=True),
    Tap.RECORDS: Declared(_records),
    Tap.COMPARE_RECORDS: Declared(_compare, in_place=True),
    Tap.OPEN_SEAL: Declared(_open_seal, in_place=True),
    Tap.OPEN_RECORD: Declared(),
    Tap.CORRECT_RECORD: Declared(),
    Tap.MERGE: Declared(in_place=True),
    Tap.UNMERGE: Declared(in_place=True),
    Tap.NEW_IDENTITY: Declared(_new_identity),
}
