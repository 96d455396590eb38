"""The forms by which one is told of others, and chooses when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fingerpost.surfaces import views
from fingerpost.surfaces.dates import in_words, months_after
from fingerpost.surfaces.dates import today as today_of
from fingerpost.surfaces.declared import Declared
from fingerpost.surfaces.drawn_again import Draw
from fingerpost.surfaces.inputs import Values, banner_on_top, filled_form, reason_input, text_input
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


CHOOSE_NOTICES = "choose_notices"

_HOURS = tuple(range(7, 18))
_QUIET = ((18, 8), (19, 7), (20, 7), (20, 8), (22, 7))
_NEVER = "none"


def choose_notices_form(
    about: str, values: Values, today: date, banner: views.Banner | None = None
) -> views.Screen:
    """When one wants to be told. about: what one chose before, as `carried_choice` writes it."""
    typed = {**chosen_values(about), **values}
    hours = tuple((str(hour * 60), say("field.digest_at.hour", hour=hour)) for hour in _HOURS)
    quiet = tuple(
        (f"{begin * 60}-{end * 60}", say("field.quiet.hours", begin=begin, end=end)) for begin, end in _QUIET
    )
    parts = (
        *banner_on_top(banner),
        views.Paragraph(say("choose_notices.what")),
        views.ChoiceInput("digest_at", say("field.digest_at"), hours, value=typed.get("digest_at", "")),
        views.ChoiceInput(
            "quiet",
            say("field.quiet"),
            ((_NEVER, say("field.quiet.none")), *quiet),
            hint=say("field.quiet.hint"),
            value=typed.get("quiet", ""),
        ),
        text_input("away_from", typed, optional=True),
        text_input("away_until", typed, optional=True),
    )
    return filled_form(CHOOSE_NOTICES, "choose_notices", parts, about)


def chosen_values(about: str) -> dict[str, str]:
    """What stands in the fields at first, from what one chose before."""
    digest_at, quiet, *away = (*about.split("/"), "", "", "", "")[:4] if about else ("", "", "", "")
    values = {"digest_at": digest_at, "quiet": quiet, "away_from": away[0], "away_until": away[1]}
    return {name: value for name, value in values.items() if value}


FORMS: dict[str, Draw] = {
    WATCH: _watch_again,
    CHOOSE_NOTICES: lambda form, today, banner: choose_notices_form(form.about, form.values, today, banner),
}
BUTTONS: dict[views.Tap, Declared] = {
    views.Tap.WATCH_FROM_ANSWER: Declared(lambda value, now: watch_form(value, {}, today_of(now))),
    views.Tap.STOP_WATCH: Declared(in_place=True),
    views.Tap.OPEN_NOTICE: Declared(),
    views.Tap.HOW_TOLD: Declared(in_place=True),
    views.Tap.CHOOSE_NOTICES: Declared(lambda value, now: choose_notices_form(value, {}, today_of(now))),
    views.Tap.TEST_NOTICE: Declared(in_place=True),
}
