"""Reads the form by which somebody says where a child went."""

from __future__ import annotations

from datetime import date

from fingerpost.domain.errors import InvalidField, Problem
from fingerpost.domain.passage import PassageKind
from fingerpost.surfaces import typed
from fingerpost.surfaces.reading import Reading, Values, sure
from fingerpost.usecases.requests import PassageWish


def read_passage(values: Values, today: date) -> PassageWish:
    """What became of the child. Raises InvalidForm."""
    reading = Reading(values, today)
    kind = reading.needed("passage", _read_kind)
    day = reading.needed("passage_day", reading.past_day)
    moved = kind is PassageKind.AREA
    area = reading.needed("area", _as_typed) if moved else None
    postcode = reading.optional("new_postcode", typed.read_postcode) if moved else None
    reading.check()
    return PassageWish(sure(kind), sure(day), area or "", postcode or "")


def _as_typed(name: str, text: str) -> str:
    return text


def _read_kind(name: str, text: str) -> PassageKind:
    try:
        return PassageKind(text)
    except ValueError:
        raise InvalidField(name, Problem.NOT_ON_LIST) from None
