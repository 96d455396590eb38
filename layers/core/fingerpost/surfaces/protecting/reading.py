"""Reads the forms of shields and of consent."""

from __future__ import annotations

from datetime import date

from fingerpost.domain.consent import ConsentBy, ConsentHow
from fingerpost.domain.errors import InvalidField, Problem
from fingerpost.domain.shield import ShieldFlag
from fingerpost.surfaces.limits import LONGEST_WATCH
from fingerpost.surfaces.reading import Reading, Values, one_of, sure
from fingerpost.surfaces.typed_dates import read_date
from fingerpost.usecases.protecting.consents import ConsentWish


def read_shield(values: Values, today: date) -> tuple[ShieldFlag, date]:
    """Why, and the day of the next look. Raises InvalidForm."""
    reading = Reading(values, today)
    flag = reading.needed("flag", one_of(ShieldFlag))
    review = reading.needed("review", lambda name, text: _day_to_come(name, text, today))
    reading.check()
    return sure(flag), sure(review)


def read_consent(values: Values, today: date) -> ConsentWish:
    """Whose consent, how and when it was given, and its last day. Raises InvalidForm."""
    reading = Reading(values, today)
    by = reading.needed("consent_by", one_of(ConsentBy))
    how = reading.optional("consent_how", one_of(ConsentHow))
    if how is None and by is not ConsentBy.HARM:
        reading.miss("consent_how")
    given = reading.needed("consent_given", reading.past_day)
    until = reading.needed("consent_until", lambda name, text: _day_to_come(name, text, today))
    reading.check()
    how = None if by is ConsentBy.HARM else how
    return ConsentWish(sure(by), how, sure(given), sure(until))


def _day_to_come(name: str, text: str, today: date) -> date:
    day = read_date(name, text)
    if day <= today:
        raise InvalidField(name, Problem.NOT_IN_FUTURE)
    if day > today + LONGEST_WATCH:
        raise InvalidField(name, Problem.TOO_FAR)
    return day
