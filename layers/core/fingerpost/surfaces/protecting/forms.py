"""The form by which an officer shields a child."""

from __future__ import annotations

from datetime import date

from fingerpost.domain.shield import ShieldFlag
from fingerpost.surfaces import views
from fingerpost.surfaces.dates import in_words, months_after
from fingerpost.surfaces.dates import today as today_of
from fingerpost.surfaces.declared import Declared
from fingerpost.surfaces.drawn_again import Draw
from fingerpost.surfaces.inputs import Values, banner_on_top, filled_form
from fingerpost.surfaces.sent import Submission
from fingerpost.surfaces.words import say

SHIELD = "shield"

_REVIEW_MONTHS = (3, 6, 12)


def shield_form(
    reference: str, values: Values, today: date, banner: views.Banner | None = None
) -> views.Screen:
    """Shield the child of a record: why, as far as that is kept, and until when it is looked at again."""
    flags = tuple((flag.value, say(f"field.flag.{flag}")) for flag in ShieldFlag)
    parts = (
        *banner_on_top(banner),
        views.Banner(say("shield.what"), views.Tone.WARNING),
        views.Paragraph(say("shield.told")),
        views.ChoiceInput("flag", say("field.flag"), flags, value=values.get("flag", "")),
        views.ChoiceInput("review", say("field.review"), _reviews(today), value=values.get("review", "")),
    )
    return filled_form(SHIELD, "shield", parts, reference)


def _reviews(today: date) -> tuple[tuple[str, str], ...]:
    days = ((months, months_after(today, months)) for months in _REVIEW_MONTHS)
    return tuple(
        (day.isoformat(), say("field.review.months", count=months, day=in_words(day))) for months, day in days
    )


def _shield_again(form: Submission, today: date, banner: views.Banner | None) -> views.Screen:
    return shield_form(form.about, form.values, today, banner)


FORMS: dict[str, Draw] = {SHIELD: _shield_again}
BUTTONS: dict[views.Tap, Declared] = {
    views.Tap.SHIELD: Declared(lambda value, now: shield_form(value, {}, today_of(now))),
    views.Tap.UNSHIELD: Declared(in_place=True),
}
