"""The form by which one is told of others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fingerpost.surfaces import views
from fingerpost.surfaces.dates import in_words, months_after
from fingerpost.surfaces.dates import today as today_of
from fingerpost.surfaces.declared import Declared
from fingerpost.surfaces.drawn_again import Draw
from fingerpost.surfaces.inputs import Values, banner_on_top, filled_form, reason_input
from fingerpost.surfaces.limits import LONGEST_WATCH
from fingerpost.surfaces.sent import Submission
from fingerpost.surfaces.words import say

WATCH = "watch"

_WATCH_MONTHS = (1, 3, 6, 12)


def watch_form(
    reference: str, values: Values, today: date, banner: views.Banner | None = None
) -> views.Screen:
    """Be told if someone becomes involved."""
    until = views.ChoiceInput(
        "until", say("field.until"), _until_options(today), value=values.get("until", "")
    )
    parts = (*banner_on_top(banner), views.Paragraph(say("watch.what")), reason_input(values), until)
    return filled_form(WATCH, "watch", parts, reference)


def _until_options(today: date) -> tuple[tuple[str, str], ...]:
    last = today + LONGEST_WATCH
    days = ((months, min(months_after(today, months), last)) for months in _WATCH_MONTHS)
    return tuple((day.isoformat(), _until_words(months, day)) for months, day in days)


def _until_words(months: int, day: date) -> str:
    if months == 1:
        return say("field.until.month", day=in_words(day))
    return say("field.until.months", count=months, day=in_words(day))


def _watch_again(form: Submission, today: date, banner: views.Banner | None) -> views.Screen:
    """Where one watch stands already, the choice is between the two."""
    screen = watch_form(form.about, form.values, today, banner)
    if not form.carried.seen:
        return screen
    return replace(screen, submit=say("watch.instead.submit"), close=say("watch.instead.close"))


FORMS: dict[str, Draw] = {WATCH: _watch_again}
BUTTONS: dict[views.Tap, Declared] = {
    views.Tap.WATCH_FROM_ANSWER: Declared(lambda value, now: watch_form(value, {}, today_of(now))),
    views.Tap.STOP_WATCH: Declared(in_place=True),
    views.Tap.OPEN_NOTICE: Declared(),
}
