"""Reads the form by which the glass is broken."""

from __future__ import annotations

from datetime import date

from fingerpost.domain.errors import Problem
from fingerpost.domain.oversight import EmergencyReason
from fingerpost.surfaces.reading import Reading, Values, one_of, sure
from fingerpost.surfaces.typed import read_yes_or_no


def read_emergency(values: Values, today: date) -> EmergencyReason:
    """Why. Raises InvalidForm, also where somebody is not sure of it."""
    reading = Reading(values, today)
    reason = reading.needed("emergency", one_of(EmergencyReason))
    is_sure = reading.needed("emergency_sure", read_yes_or_no)
    if is_sure is False:
        reading.miss("emergency_sure", Problem.MISSING)
    reading.check()
    return sure(reason)
