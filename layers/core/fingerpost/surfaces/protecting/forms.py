"""The forms by which an officer shields a child, and a worker of a sensitive service records consent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from fingerpost.domain.consent import ConsentBy, ConsentHow
from fingerpost.domain.shield import ShieldFlag
from fingerpost.surfaces import views
from fingerpost.surfaces.dates import in_words, months_after
from fingerpost.surfaces.dates import today as today_of
from fingerpost.surfaces.declared import Declared
from fingerpost.surfaces.drawn_again import Draw
from fingerpost.surfaces.inputs import Values, banner_on_top, filled_form, text_input
from fingerpost.surfaces.sent import Submission
from fingerpost.surfaces.words import say

SHIELD = "shield"
CONSENT = "consent"

_REVIEW_MONTHS = (3, 6, 12)
_CONSENT_MONTHS = (3, 6, 12)


def shield_form(
    reference: str, values: Values, today: date, banner: views.Banner | None = None
) -> views.Screen:
    """Shield the child of a record: why, as far as that is kept, and until when it is looked at again."""
    flags = tuple((flag.value, say(f"field.flag.{flag}")) for flag in ShieldFlag)
    reviews = _days_ahead("field.review.months", today, _REVIEW_MONTHS)
    parts = (
        *banner_on_top(banner),
        views.Banner(say("shield.what"), views.Tone.WARNING),
        views.Paragraph(say("shield.told")),
        views.ChoiceInput("flag", say("field.flag"), flags, value=values.get("flag", "")),
        views.ChoiceInput("review", say("field.review"), reviews, value=values.get("review", "")),
    )
    return filled_form(SHIELD, "shield", parts, reference)


def consent_form(
    reference: str, values: Values, today: date, banner: views.Banner | None = None
) -> views.Screen:
    """Record that others may be told of one's work: by whose word, how, when, and until when."""
    parts = (
        *banner_on_top(banner),
        views.Paragraph(say("consent.what")),
        views.SmallPrint(say("consent.then")),
        _choice("consent_by", tuple(ConsentBy), values),
        _choice("consent_how", tuple(ConsentHow), values, optional=True),
        text_input("consent_given", values),
        views.ChoiceInput(
            "consent_until",
            say("field.consent_until"),
            _days_ahead("field.consent_until.months", today, _CONSENT_MONTHS),
            value=values.get("consent_until", ""),
        ),
    )
    return filled_form(CONSENT, "consent", parts, reference)


def _choice(
    name: str, choices: Sequence[StrEnum], values: Values, *, optional: bool = False
) -> views.ChoiceInput:
    options = tuple((one.value, say(f"field.{name}.{one}")) for one in choices)
    label, value = say(f"field.{name}"), values.get(name, "")
    return views.ChoiceInput(name, label, options, value=value, optional=optional)


def _days_ahead(words: str, today: date, months: Sequence[int]) -> tuple[tuple[str, str], ...]:
    days = ((count, months_after(today, count)) for count in months)
    return tuple((day.isoformat(), say(words, count=count, day=in_words(day))) for count, day in days)


def _shield_again(form: Submission, today: date, banner: views.Banner | None) -> views.Screen:
    return shield_form(form.about, form.values, today, banner)


def _consent_again(form: Submission, today: date, banner: views.Banner | None) -> views.Screen:
    return consent_form(form.about, form.values, today, banner)


FORMS: dict[str, Draw] = {SHIELD: _shield_again, CONSENT: _consent_again}
BUTTONS: dict[views.Tap, Declared] = {
    views.Tap.SHIELD: Declared(lambda value, now: shield_form(value, {}, today_of(now))),
    views.Tap.UNSHIELD: Declared(in_place=True),
    views.Tap.CONSENT: Declared(lambda value, now: consent_form(value, {}, today_of(now))),
    views.Tap.WITHDRAW_CONSENT: Declared(in_place=True),
}
