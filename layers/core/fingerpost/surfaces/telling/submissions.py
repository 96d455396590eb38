"""What the forms and buttons of being told run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from fingerpost.surfaces.asking import screens as answer_screens
from fingerpost.surfaces.carried import seen_of
from fingerpost.surfaces.recording import screens as own_screens
from fingerpost.surfaces.recording import written as written_screens
from fingerpost.surfaces.recording.submissions import written
from fingerpost.surfaces.sent import Act, Again, Pressed, ReadForm, RunButton, Submission
from fingerpost.surfaces.telling import forms, reading, screens
from fingerpost.surfaces.views import Screen, Tap

if TYPE_CHECKING:  # the use cases bring the data layer with them
    from fingerpost.usecases.catalogue import UseCases


def _watch(form: Submission, today: date, again: Again) -> Act:
    wish = replace(reading.read_watch(form.values, today), seen=seen_of(form.carried))

    def act(cases: UseCases) -> Screen:
        outcome = cases.watch.from_answer(form.request, form.about, wish)
        return written_screens.recording(outcome, again, answer_screens.one_more, form.values)

    return act


def _open_notice(press: Pressed) -> Act:
    return lambda cases: own_screens.mine(cases.mine.open_notice(press.reading, press.value))


def _stop_watch(press: Pressed) -> Act:
    return lambda cases: written(cases.watch.stop(press.writing, press.value))


def _choose(form: Submission, today: date, again: Again) -> Act:
    wish = reading.read_preferences(form.values, today)
    return lambda cases: screens.how_told(cases.choose_notices.choose(form.request, wish), again)


def _how_told(press: Pressed) -> Act:
    return lambda cases: screens.how_told(cases.choose_notices.show(press.reading))


def _test(press: Pressed) -> Act:
    return lambda cases: screens.how_told(cases.choose_notices.test(press.writing))


FORMS: dict[str, ReadForm] = {forms.WATCH: _watch, forms.CHOOSE_NOTICES: _choose}
BUTTONS: dict[Tap, RunButton] = {
    Tap.OPEN_NOTICE: _open_notice,
    Tap.STOP_WATCH: _stop_watch,
    Tap.HOW_TOLD: _how_told,
    Tap.TEST_NOTICE: _test,
}
