"""What the form and the button of where a child went run."""

from __future__ import annotations

from datetime import date

from fingerpost.surfaces.passages import forms, reading
from fingerpost.surfaces.record_keeping import screens
from fingerpost.surfaces.record_keeping.submissions import not_now
from fingerpost.surfaces.sent import Act, Again, Pressed, ReadForm, RunButton, Submission
from fingerpost.surfaces.views import Tap


def _tell(form: Submission, today: date, again: Again) -> Act:
    wish = reading.read_passage(form.values, today)
    return lambda cases: screens.record_keeping(cases.passages.tell(form.request, form.about, wish), again)


def _take_back(press: Pressed) -> Act:
    return lambda cases: screens.record_keeping(cases.passages.take_back(press.writing, press.value), not_now)


FORMS: dict[str, ReadForm] = {forms.PASSAGE: _tell}
BUTTONS: dict[Tap, RunButton] = {Tap.TAKE_BACK_PASSAGE: _take_back}
