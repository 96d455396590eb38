"""How a service is reached now: the number to ring first, open or closed, and who else answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from fingerpost.domain.opening import ClosedNow, OpenNow, state
from fingerpost.domain.service import Contact
from fingerpost.surfaces import dates, views
from fingerpost.surfaces.words import say


def reached(contact: Contact, now: datetime) -> Iterator[views.Call]:
    """The lines to ring by, the one that answers now first."""
    local, duty = dates.local(now), contact.duty_telephone
    match state(contact, local):
        case OpenNow() as is_open:
            yield views.Call(_open(duty, is_open), strong=True)
        case ClosedNow() as closed:
            yield views.Call(say("reach.closed", out_of_hours=contact.out_of_hours), strong=True)
            yield views.Call(_opens(duty, closed, local))
        case None:
            yield views.Call(say("reach.duty", telephone=duty), strong=True)
            yield views.Call(say("reach.out_of_hours", out_of_hours=contact.out_of_hours))


def hours_in_words(contact: Contact) -> str:
    """The hours as their service wrote them."""
    return say("reach.hours", hours=contact.hours)


def _open(duty: str, is_open: OpenNow) -> str:
    if is_open.until is None:
        return say("reach.open.always", telephone=duty)
    words = "reach.open.school" if is_open.school_days else "reach.open"
    return say(words, telephone=duty, until=dates.clock(is_open.until))


def _opens(duty: str, closed: ClosedNow, local: datetime) -> str:
    if closed.opens is None:
        return say("reach.duty", telephone=duty)
    words = "reach.opens.school" if closed.school_days else "reach.opens"
    day = dates.when_in_words(closed.opens.date(), local.date())
    return say(words, telephone=duty, day=day, time=dates.clock(closed.opens))
