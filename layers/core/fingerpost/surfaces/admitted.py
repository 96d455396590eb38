"""A form once it is known whether its person may have it: as it is, or what takes its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fingerpost.surfaces import plain_screens
from fingerpost.surfaces.inputs import put_in
from fingerpost.surfaces.views import Banner, Screen, Tone
from fingerpost.surfaces.words import say

if TYPE_CHECKING:  # the outcomes are imported where answers are made
    from fingerpost.domain.outcomes.access import CannotAnswer, Opened, Refused


def once_judged(form: Screen, outcome: Opened | Refused | CannotAnswer) -> Screen:
    """The form with what is known of its person, a word that nothing can be answered now, or why not."""
    if outcome.kind == "opened":
        return put_in(form, {"role": outcome.job_title})
    if outcome.kind == "cannot_answer":
        return not_yet_judged(form)
    return plain_screens.refused(outcome)


def not_yet_judged(form: Screen) -> Screen:
    """The form where nobody can tell: it can be filled in and tried."""
    return replace(form, parts=(Banner(say("cannot.soon"), Tone.WARNING), *form.parts))
