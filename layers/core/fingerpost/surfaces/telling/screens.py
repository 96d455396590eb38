"""How one is told, as a screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refused
from fingerpost.domain.outcomes.telling import HowTold, HowToldAnswer
from fingerpost.domain.preferences import Preferences
from fingerpost.surfaces import views
from fingerpost.surfaces.dates import in_words, moment_in_words
from fingerpost.surfaces.plain_screens import cannot_answer, refused
from fingerpost.surfaces.sent import Again
from fingerpost.surfaces.views import Banner, Tap, Tone
from fingerpost.surfaces.words import say


def how_told(outcome: HowToldAnswer, form: Again | None = None) -> views.Screen:
    """How one is told. form: brings back what was chosen, where it could not be kept."""
    match outcome:
        case HowTold():
            return _shown(outcome)
        case Refused():
            return refused(outcome)
        case CannotAnswer():
            return form(Banner(say("cannot.record"), Tone.WARNING)) if form else cannot_answer()
        case AlreadyAsked():
            return _already(outcome)
    assert_never(outcome)


def _shown(outcome: HowTold) -> views.Screen:
    chosen = outcome.chosen
    parts = (
        *_said(outcome),
        views.Facts(tuple(_rows(outcome))),
        views.Paragraph(say("how_told.what")),
        views.Buttons(
            (
                views.Button(Tap.CHOOSE_NOTICES, say("button.choose_notices"), carried_choice(chosen)),
                views.Button(Tap.TEST_NOTICE, say("button.test_notice")),
            )
        ),
        views.SmallPrint(say("reference.line", reference=outcome.reference, at=moment_in_words(outcome.at))),
    )
    return views.Screen("how_told", say("how_told.title"), parts)


def _said(outcome: HowTold) -> Iterator[views.Part]:
    if not outcome.products:
        yield Banner(say("how_told.nowhere"), Tone.DANGER)
    elif outcome.refused:
        yield Banner(say("how_told.refused"), Tone.DANGER)
    if outcome.changed:
        yield views.Paragraph(say("how_told.changed"), strong=True)
    if outcome.tested:
        yield views.Paragraph(say("how_told.tested"), strong=True)


def _rows(outcome: HowTold) -> Iterator[tuple[str, str]]:
    chosen, products = outcome.chosen, outcome.products
    where = ", ".join(say(f"product.{one}") for one in products) or say("how_told.where.none")
    yield say("how_told.where"), where
    yield say("field.digest_at"), say("field.digest_at.hour", hour=chosen.digest_at // 60)
    yield say("field.quiet"), _quiet(chosen)
    if chosen.away_from and chosen.away_until and chosen.away_until >= outcome.at.date():
        away = say("how_told.away.days", begin=in_words(chosen.away_from), end=in_words(chosen.away_until))
        yield say("how_told.away"), away
    yield say("how_told.deputy"), outcome.deputy or say("how_told.deputy.none")


def _quiet(chosen: Preferences) -> str:
    if chosen.quiet_from == chosen.quiet_until:
        return say("field.quiet.none")
    return say("field.quiet.hours", begin=chosen.quiet_from // 60, end=chosen.quiet_until // 60)


def carried_choice(chosen: Preferences) -> str:
    """What one chose, as the button that opens the form carries it."""
    quiet = f"{chosen.quiet_from}-{chosen.quiet_until}" if chosen.quiet_from != chosen.quiet_until else "none"
    away = [in_words(day) if day else "" for day in (chosen.away_from, chosen.away_until)]
    return "/".join((str(chosen.digest_at), quiet, *away))


def _already(outcome: AlreadyAsked) -> views.Screen:
    words = views.Paragraph(say("already.record", reference=outcome.reference), strong=True)
    button = views.Buttons((views.Button(Tap.HOW_TOLD, say("button.how_told")),))
    return views.Screen("how_told", say("how_told.title"), (words, button))
