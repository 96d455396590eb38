"""Reads the forms of requests to be contacted."""

from __future__ import annotations

from datetime import date

from fingerpost.domain.contact import Declining, Leading, Urgency
from fingerpost.surfaces.contact.forms import BY_NOTICE, THROUGH_OFFICER
from fingerpost.surfaces.reading import Reading, Values, one_of, sure
from fingerpost.surfaces.typed import read_yes_or_no
from fingerpost.usecases.contact.ask import WhomToAsk


def read_whom(about: str) -> WhomToAsk:
    """Whose worker a request is for, from what the form is about."""
    if about.startswith(BY_NOTICE):
        return WhomToAsk(notice=about.removeprefix(BY_NOTICE))
    answer, _, involvement = about.removesuffix(THROUGH_OFFICER).partition("/")
    return WhomToAsk(involvement=involvement, answer=answer)


def read_urgency(values: Values, today: date) -> Urgency:
    """Why it cannot wait, NONE where it can. Raises InvalidForm."""
    reading = Reading(values, today)
    urgency = reading.needed("urgency", _urgency)
    reading.check()
    return sure(urgency)


def read_declining(values: Values, today: date) -> Declining:
    """Why there will be no talk. Raises InvalidForm."""
    reading = Reading(values, today)
    why = reading.needed("declining", one_of(Declining))
    reading.check()
    return sure(why)


def read_spoken(values: Values, today: date) -> tuple[Leading, bool]:
    """Who leads, and whether they have co-ordinated. Raises InvalidForm."""
    reading = Reading(values, today)
    leading = reading.needed("leading", one_of(Leading))
    coordinated = reading.needed("coordinated", read_yes_or_no)
    reading.check()
    return sure(leading), sure(coordinated)


def _urgency(name: str, text: str) -> Urgency:
    return Urgency.NONE if text == "no" else one_of(Urgency)(name, text)
