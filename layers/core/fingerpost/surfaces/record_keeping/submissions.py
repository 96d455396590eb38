"""What the officer's forms and buttons run: read, handed to the use case, answered by a screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from fingerpost.domain.outcomes.record_keeping import RecordKeepingOutcome, RecordShown
from fingerpost.surfaces.carried import Carried, seen_of, version_seen
from fingerpost.surfaces.record_keeping import forms, reading, screens
from fingerpost.surfaces.recording.submissions import written
from fingerpost.surfaces.sent import NOTHING_ELSE, Act, Again, Pressed, ReadForm, RunButton, Submission
from fingerpost.surfaces.views import Banner, Screen, Tap
from fingerpost.surfaces.words import say

if TYPE_CHECKING:  # the use cases bring the data layer with them
    from fingerpost.usecases.catalogue import UseCases

Keep = Callable[["UseCases"], RecordKeepingOutcome]


def _kept(read: Callable[[Submission, date], Keep]) -> ReadForm:
    def act_of(form: Submission, today: date, again: Again) -> Act:
        keep = read(form, today)
        return lambda cases: screens.record_keeping(keep(cases), again)

    return act_of


def _pressed(keeping: Callable[[Pressed], Keep]) -> RunButton:
    def act_of(press: Pressed) -> Act:
        keep = keeping(press)
        return lambda cases: screens.record_keeping(keep(cases), not_now)

    return act_of


def _correct(press: Pressed) -> Act:
    return lambda cases: _as_it_stands(press.value, cases.records.look_up(press.reading, press.value))


def _look_up(form: Submission, today: date) -> Keep:
    reference = reading.read_record(form.values, today)
    return lambda cases: cases.records.look_up(form.request, reference)


def _compare(form: Submission, today: date) -> Keep:
    kept, absorbed = reading.read_two_records(form.values, today)
    return lambda cases: cases.records.compare(form.request, kept, absorbed)


def _open_seal(form: Submission, today: date) -> Keep:
    reference = reading.read_seal(form.values, today)
    return lambda cases: cases.new_identity.open_seal(form.request, reference)


def _put_right(form: Submission, today: date, *, unborn: bool) -> Keep:
    details, keep_old = reading.read_correction(form.values, today, unborn=unborn)
    seen = seen_of(form.carried)
    return lambda cases: cases.records.correct(
        form.request, form.about, details, keep_old=keep_old, seen=seen
    )


def _new_identity(form: Submission, today: date) -> Keep:
    details, seen = reading.read_new_identity(form.values, today), seen_of(form.carried)
    for seal in seen.references:
        reading.read_written(form.values, today, seal)
    return lambda cases: cases.new_identity(form.request, form.about, details, seen)


def _as_it_stands(reference: str, outcome: RecordKeepingOutcome) -> Screen:
    """The form as the record stands now."""
    if not isinstance(outcome, RecordShown) or outcome.retired:
        return screens.record_keeping(outcome, not_now)
    values = reading.values_of_details(outcome.details)
    draw = forms.correct_unborn_form if outcome.details.is_unborn else forms.correct_form
    carried = Carried(reference, seen=(version_seen(outcome.version),))
    return replace(draw(reference, values), about=carried.encoded())


def _open(press: Pressed) -> Keep:
    return lambda cases: cases.records.look_up(press.reading, press.value)


def _merge(press: Pressed) -> Keep:
    kept, _, absorbed = press.value.partition(" ")
    return lambda cases: cases.records.merge(press.writing, kept, absorbed)


def _unmerge(press: Pressed) -> Keep:
    return lambda cases: cases.records.unmerge(press.writing, press.value)


def _clear_disputes(press: Pressed) -> Keep:
    return lambda cases: cases.doubts.clear_disputes(press.writing, press.value)


def _two_children(press: Pressed) -> Keep:
    return lambda cases: cases.doubts.two_children(press.writing, press.value)


def not_now(banner: Banner, *, seen: tuple[str, ...] = (), typed: Mapping[str, str] = NOTHING_ELSE) -> Screen:
    return Screen("record", say("records.title"), (banner,))


def _not_this_child(press: Pressed) -> Act:
    return lambda cases: written(cases.not_this_child(press.writing, press.value))


def _this_child_after_all(press: Pressed) -> Act:
    return lambda cases: written(cases.not_this_child.take_back(press.writing, press.value))


FORMS: dict[str, ReadForm] = {
    forms.RECORDS: _kept(_look_up),
    forms.COMPARE: _kept(_compare),
    forms.OPEN_SEAL: _kept(_open_seal),
    forms.CORRECT: _kept(partial(_put_right, unborn=False)),
    forms.CORRECT_UNBORN: _kept(partial(_put_right, unborn=True)),
    forms.NEW_IDENTITY: _kept(_new_identity),
}
BUTTONS: dict[Tap, RunButton] = {
    Tap.OPEN_RECORD: _pressed(_open),
    Tap.CORRECT_RECORD: _correct,
    Tap.MERGE: _pressed(_merge),
    Tap.UNMERGE: _pressed(_unmerge),
    Tap.CLEAR_DISPUTES: _pressed(_clear_disputes),
    Tap.TWO_CHILDREN: _pressed(_two_children),
    Tap.NOT_THIS_CHILD: _not_this_child,
    Tap.THIS_CHILD_AFTER_ALL: _this_child_after_all,
}
