"""One's own involvement as it stands: its facts, and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterator

from fingerpost.domain.outcomes.recording import MyInvolvement
from fingerpost.surfaces import views
from fingerpost.surfaces.dates import in_words
from fingerpost.surfaces.views import Tap
from fingerpost.surfaces.words import say


def own_facts(own: MyInvolvement) -> Iterator[tuple[str, str]]:
    """Role, days, lead, and when it has to be confirmed."""
    yield say("service.role"), own.role
    yield say("service.day"), in_words(own.since)
    if own.ended:
        yield say("child.own.ended"), in_words(own.ended)
        return
    yield say("child.own.lead"), say("field.lead.yes") if own.lead else say("field.lead.no")
    yield say("child.own.review"), in_words(own.review_due)


def own_buttons(reference: str) -> tuple[views.Button, ...]:
    """Still involved, change, end, hand over, entered in error."""
    return (
        views.Button(Tap.STILL_INVOLVED, say("button.still_involved"), reference),
        *change_or_end(reference),
        views.Button(Tap.HAND_OVER, say("button.hand_over"), reference),
        views.Button(
            Tap.ENTERED_IN_ERROR,
            say("button.entered_in_error"),
            reference,
            views.Emphasis.DANGER,
            sure=say("button.entered_in_error.sure"),
        ),
    )


def change_or_end(reference: str) -> tuple[views.Button, ...]:
    """What is done knowingly with an involvement that stands."""
    return (
        views.Button(Tap.CHANGE, say("button.change"), reference),
        views.Button(Tap.END, say("button.end"), reference),
    )
