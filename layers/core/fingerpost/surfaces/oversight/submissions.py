"""What the form of an emergency and the buttons of a second pair of eyes run."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fingerpost.domain.outcomes.access import CannotAnswer
from fingerpost.domain.outcomes.asking import Held
from fingerpost.domain.oversight import Finding
from fingerpost.surfaces import plain_screens
from fingerpost.surfaces.asking import screens as answer_screens
from fingerpost.surfaces.oversight import forms, reading, screens
from fingerpost.surfaces.sent import Act, Again, Pressed, ReadForm, RunButton, Submission
from fingerpost.surfaces.views import Banner, Screen, Tap, Tone
from fingerpost.surfaces.words import say

if TYPE_CHECKING:  # the use cases bring the data layer with them
    from fingerpost.usecases.catalogue import UseCases


def _break_glass(form: Submission, today: date, again: Again) -> Act:
    reason = reading.read_emergency(form.values, today)

    def act(cases: UseCases) -> Screen:
        outcome = cases.emergency.break_glass(form.request, form.about, reason)
        if isinstance(outcome, CannotAnswer):
            return again(Banner(say("cannot.ask"), Tone.WARNING))
        return screens.emergency(outcome)

    return act


def _open_held(press: Pressed) -> Act:
    return lambda cases: answer_screens.answer(cases.ask.open_held(press.reading, press.value), _cannot)


def _hasten(press: Pressed) -> Act:
    def act(cases: UseCases) -> Screen:
        outcome = cases.holding.hasten(press.writing, press.value)
        return screens.held(outcome) if isinstance(outcome, Held) else answer_screens.answer(outcome, _cannot)

    return act


def _cannot(banner: Banner) -> Screen:
    return plain_screens.cannot_answer()


def _open(press: Pressed) -> Act:
    return lambda cases: screens.oversight(cases.oversee.open(press.reading, press.value))


def _agree(press: Pressed) -> Act:
    return lambda cases: screens.oversight(cases.oversee.agree(press.writing, press.value))


def _decline(press: Pressed) -> Act:
    return lambda cases: screens.oversight(cases.oversee.decline(press.writing, press.value))


def _close(press: Pressed) -> Act:
    reference, _, finding = press.value.partition("/")
    return lambda cases: screens.oversight(cases.oversee.close(press.writing, reference, Finding(finding)))


def _see_emergency(press: Pressed) -> Act:
    return lambda cases: screens.emergency(cases.emergency.see_again(press.reading, press.value))


FORMS: dict[str, ReadForm] = {forms.BREAK_GLASS: _break_glass}
BUTTONS: dict[Tap, RunButton] = {
    Tap.OPEN_HELD: _open_held,
    Tap.HASTEN_HELD: _hasten,
    Tap.OPEN_OVERSIGHT: _open,
    Tap.AGREE_OVERSIGHT: _agree,
    Tap.DECLINE_OVERSIGHT: _decline,
    Tap.CLOSE_EMERGENCY: _close,
    Tap.SEE_EMERGENCY: _see_emergency,
}
