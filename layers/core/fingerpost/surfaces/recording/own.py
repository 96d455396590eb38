"""One's own involvement as it stands: its facts, and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fingerpost.domain.consent import Consent
from fingerpost.domain.outcomes.recording import MyInvolvement
from fingerpost.surfaces import views
from fingerpost.surfaces.carried import Carried, version_seen
from fingerpost.surfaces.dates import in_words
from fingerpost.surfaces.views import Tap
from fingerpost.surfaces.words import say


def own_facts(own: MyInvolvement, today: date) -> Iterator[tuple[str, str]]:
    """Role, days, lead, when it has to be confirmed, and of a sensitive service what others are told."""
    yield say("service.role"), own.role
    yield say("service.day"), in_words(own.since)
    if own.ended:
        yield say("child.own.ended"), in_words(own.ended)
        return
    yield say("child.own.lead"), say("field.lead.yes") if own.lead else say("field.lead.no")
    if own.last_day:
        yield say("child.own.last_day"), in_words(own.last_day)
    else:
        yield say("child.own.review"), in_words(own.review_due)
    if own.sensitive:
        yield say("own.told"), _told(own.consent, today)


def _told(consent: Consent | None, today: date) -> str:
    if consent is None:
        return say("own.told.no")
    if consent.waits:
        return say("own.told.waits")
    key = "own.told.yes" if consent.holds_on(today) else "own.told.over"
    return say(key, day=in_words(consent.until))


def own_buttons(own: MyInvolvement) -> tuple[views.Button, ...]:
    """Still involved, change, end, of a sensitive service consent, entered in error; of one that ended,
    that it goes on."""
    reference = own.reference
    if own.ended:
        return _reopening(own)
    return (
        views.Button(Tap.STILL_INVOLVED, say("button.still_involved"), reference),
        *change_or_end(own),
        views.Button(Tap.WHO_ASKED, say("button.who_asked"), reference),
        *_consent(own),
        views.Button(
            Tap.ENTERED_IN_ERROR,
            say("button.entered_in_error"),
            reference,
            views.Emphasis.DANGER,
            sure=say("button.entered_in_error.sure"),
        ),
    )


def _consent(own: MyInvolvement) -> Iterator[views.Button]:
    if own.sensitive:
        yield views.Button(Tap.CONSENT, say("button.consent"), own.reference)
    if own.consent is not None:
        sure = say("button.withdraw_consent.sure")
        yield views.Button(Tap.WITHDRAW_CONSENT, say("button.withdraw_consent"), own.reference, sure=sure)


def _reopening(own: MyInvolvement) -> tuple[views.Button, ...]:
    if not own.can_be_reopened:
        return ()
    sure = say("button.reopen.sure")
    return (views.Button(Tap.REOPEN, say("button.reopen"), own.reference, sure=sure),)


def change_or_end(own: MyInvolvement) -> tuple[views.Button, ...]:
    """What is done knowingly with an involvement that stands, as it is shown beside them."""
    if own.ended:
        return _reopening(own)
    as_shown = Carried(own.reference, seen=(version_seen(own.version),)).encoded()
    return (
        views.Button(Tap.CHANGE, say("button.change"), own.reference),
        views.Button(Tap.END, say("button.end"), as_shown),
    )
