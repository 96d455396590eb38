"""The last who asked about a child of one's own, as a screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refused
from fingerpost.domain.outcomes.recording import Enquirer, WhoAskedAnswer, WhoAskedShown
from fingerpost.surfaces import views
from fingerpost.surfaces.dates import moment_in_words
from fingerpost.surfaces.plain_screens import cannot_answer, old_button, refused
from fingerpost.surfaces.views import Tap
from fingerpost.surfaces.words import say


def who_asked(outcome: WhoAskedAnswer) -> views.Screen:
    """Who asked, and when; or why that is not shown."""
    match outcome:
        case WhoAskedShown():
            return _shown(outcome)
        case Refused():
            return refused(outcome)
        case CannotAnswer():
            return cannot_answer()
        case AlreadyAsked():
            return old_button()
    assert_never(outcome)


def _shown(outcome: WhoAskedShown) -> views.Screen:
    parts = (
        views.Paragraph(say("who_asked.what" if outcome.lines else "who_asked.nobody")),
        *(part for one in outcome.lines for part in _line(outcome, one)),
        views.Buttons((views.Button(Tap.OPEN_MINE, say("button.back_to_child"), outcome.about),)),
        views.SmallPrint(say("reference.line", reference=outcome.reference, at=moment_in_words(outcome.at))),
    )
    return views.Screen("who_asked", say("who_asked.title"), parts)


def _line(outcome: WhoAskedShown, one: Enquirer) -> Iterator[views.Part]:
    at = moment_in_words(one.at)
    said = say("who_asked.line", name=one.name, job=one.job_title, service=one.service_name, at=at)
    if one.muted:
        yield views.Paragraph(say("who_asked.muted", said=said))
        return
    label, spoken = say("button.in_contact"), say("button.in_contact.spoken", name=one.name)
    yield views.Row(said, views.Button(Tap.IN_CONTACT, label, f"{outcome.about}/{one.value}", spoken=spoken))
