"""What the forms and buttons of shields and of consent run."""

from __future__ import annotations

from datetime import date

from fingerpost.surfaces.protecting import forms, reading
from fingerpost.surfaces.record_keeping import screens
from fingerpost.surfaces.record_keeping.submissions import not_now
from fingerpost.surfaces.recording.submissions import written
from fingerpost.surfaces.sent import Act, Again, Pressed, ReadForm, RunButton, Submission
from fingerpost.surfaces.views import Tap


def _shield(form: Submission, today: date, again: Again) -> Act:
    flag, review = reading.read_shield(form.values, today)
    return lambda cases: screens.record_keeping(
        cases.shields.shield(form.request, form.about, flag, review), again
    )


def _unshield(press: Pressed) -> Act:
    return lambda cases: screens.record_keeping(cases.shields.lift(press.writing, press.value), not_now)


def _consent(form: Submission, today: date, again: Again) -> Act:
    wish = reading.read_consent(form.values, today)
    return lambda cases: written(cases.consents.give(form.request, form.about, wish), again)


def _withdraw_consent(press: Pressed) -> Act:
    return lambda cases: written(cases.consents.withdraw(press.writing, press.value))


FORMS: dict[str, ReadForm] = {forms.SHIELD: _shield, forms.CONSENT: _consent}
BUTTONS: dict[Tap, RunButton] = {Tap.UNSHIELD: _unshield, Tap.WITHDRAW_CONSENT: _withdraw_consent}
