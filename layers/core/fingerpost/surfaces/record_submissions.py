"""The officer's forms and buttons: read, handed to the use case, answered by a screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from fingerpost.domain.outcomes import RecordKeepingOutcome, RecordShown
from fingerpost.surfaces import record_form_screens, record_forms, record_screens
from fingerpost.surfaces.sent import Pressed, Submission
from fingerpost.surfaces.views import Banner, Screen, Tap
from fingerpost.surfaces.words import say

if TYPE_CHECKING:  # the use cases bring the data layer with them
    from fingerpost.usecases.catalogue import UseCases

Act = Callable[["UseCases"], Screen]
Keep = Callable[["UseCases"], RecordKeepingOutcome]


def act_of_form(form: Submission, today: date) -> Act:
    """What a submitted form asks for. Raises InvalidForm, and KeyError for a form that is not known."""
    keep = _KEEP[form.name](form, today)
    again = partial(drawn_again, form, today)
    return lambda cases: record_screens.record_keeping(keep(cases), again)


def drawn_again(form: Submission, today: date, banner: Banner | None = None) -> Screen:
    """A form as it was sent. Raises KeyError for a form that is not known."""
    return _AGAIN[form.name](form, banner)


def act_of_tap(tap: Tap, press: Pressed) -> Act:
    """What a pressed button does. Raises KeyError for one that does nothing to a record."""
    if tap is Tap.CORRECT_RECORD:
        return lambda cases: _correct(press.value, cases.records.look_up(press.reading, press.value))
    keep = _TAPS[tap](press)
    return lambda cases: record_screens.record_keeping(keep(cases), _not_now)


def _look_up(form: Submission, today: date) -> Keep:
    reference = record_forms.read_record(form.values, today)
    return lambda cases: cases.records.look_up(form.sender, reference)


def _compare(form: Submission, today: date) -> Keep:
    kept, absorbed = record_forms.read_two_records(form.values, today)
    return lambda cases: cases.records.compare(form.sender, kept, absorbed)


def _open_seal(form: Submission, today: date) -> Keep:
    reference = record_forms.read_seal(form.values, today)
    return lambda cases: cases.records.open_seal(form.sender, reference)


def _put_right(form: Submission, today: date, *, unborn: bool) -> Keep:
    details, keep_old = record_forms.read_correction(form.values, today, unborn=unborn)
    return lambda cases: cases.records.correct(form.sender, form.about, details, keep_old=keep_old)


def _new_identity(form: Submission, today: date) -> Keep:
    details = record_forms.read_new_identity(form.values, today)
    return lambda cases: cases.records.new_identity(form.sender, form.about, details)


def _correct(reference: str, outcome: RecordKeepingOutcome) -> Screen:
    """The form as the record stands now."""
    if not isinstance(outcome, RecordShown) or outcome.retired:
        return record_screens.record_keeping(outcome, _not_now)
    values = record_forms.values_of_details(outcome.details)
    if outcome.details.is_unborn:
        return record_form_screens.correct_unborn_form(reference, values)
    return record_form_screens.correct_form(reference, values)


def _open(press: Pressed) -> Keep:
    return lambda cases: cases.records.look_up(press.reading, press.value)


def _merge(press: Pressed) -> Keep:
    kept, _, absorbed = press.value.partition(" ")
    return lambda cases: cases.records.merge(press.writing, kept, absorbed)


def _unmerge(press: Pressed) -> Keep:
    return lambda cases: cases.records.unmerge(press.writing, press.value)


def _not_now(banner: Banner) -> Screen:
    return Screen("record", say("records.title"), (banner,))


_KEEP: dict[str, Callable[[Submission, date], Keep]] = {
    record_form_screens.RECORDS: _look_up,
    record_form_screens.COMPARE: _compare,
    record_form_screens.OPEN_SEAL: _open_seal,
    record_form_screens.CORRECT: partial(_put_right, unborn=False),
    record_form_screens.CORRECT_UNBORN: partial(_put_right, unborn=True),
    record_form_screens.NEW_IDENTITY: _new_identity,
}
_TAPS: dict[Tap, Callable[[Pressed], Keep]] = {
    Tap.OPEN_RECORD: _open,
    Tap.MERGE: _merge,
    Tap.UNMERGE: _unmerge,
}
_AGAIN: dict[str, Callable[[Submission, Banner | None], Screen]] = {
    record_form_screens.RECORDS: lambda form, banner: record_form_screens.records_form(form.values, banner),
    record_form_screens.COMPARE: lambda form, banner: record_form_screens.compare_form(form.values, banner),
    record_form_screens.OPEN_SEAL: lambda form, banner: record_form_screens.seal_form(form.values, banner),
    record_form_screens.CORRECT: lambda form, banner: record_form_screens.correct_form(
        form.about, form.values, banner
    ),
    record_form_screens.CORRECT_UNBORN: lambda form, banner: record_form_screens.correct_unborn_form(
        form.about, form.values, banner
    ),
    record_form_screens.NEW_IDENTITY: lambda form, banner: record_form_screens.new_identity_form(
        form.about, form.values, banner
    ),
}
FORMS = frozenset(_KEEP)
