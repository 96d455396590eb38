"""What an officer sees of a shield: that it stands, until when, and who looked all the same."""

from __future__ import annotations

from collections.abc import Iterator

from fingerpost.domain.outcomes.record_keeping import LookShown, RecordShown
from fingerpost.surfaces import views
from fingerpost.surfaces.dates import in_words, moment_in_words
from fingerpost.surfaces.views import Tap
from fingerpost.surfaces.words import say

MOST_LOOKS = 10
"""The latest ones; the ledger has all."""


def shield_parts(outcome: RecordShown) -> Iterator[views.Part]:
    """On top of a shielded child's record."""
    if outcome.shield is None:
        return
    flag, due = say(f"field.flag.{outcome.shield.flag}"), in_words(outcome.shield.review_due)
    yield views.Banner(say("record_shown.shielded", flag=flag, day=due), views.Tone.WARNING)
    if outcome.looks:
        yield views.Heading(say("record_shown.looks"))
        yield views.Facts(tuple(map(_look, outcome.looks[-MOST_LOOKS:][::-1])))


def _look(look: LookShown) -> tuple[str, str]:
    said = say("record_shown.look", by=look.by, service=look.service_name, reference=look.reference)
    return moment_in_words(look.at), said


def shield_button(outcome: RecordShown) -> views.Button:
    """Shield, or lift the shield that stands."""
    reference = outcome.record_reference
    if outcome.shield is None:
        return views.Button(Tap.SHIELD, say("button.shield"), reference)
    sure = say("button.unshield.sure")
    return views.Button(Tap.UNSHIELD, say("button.unshield"), reference, sure=sure)
