"""Two records compared value by value, and what speaks against their being of one child."""

from __future__ import annotations

from collections.abc import Iterator

from fingerpost.domain.child import Details
from fingerpost.domain.identifiers import IdentifierKind
from fingerpost.domain.outcomes.record_keeping import RecordsCompared
from fingerpost.surfaces import views
from fingerpost.surfaces.record_keeping.details import facts_of
from fingerpost.surfaces.words import say


def two_numbers(kept: Details, absorbed: Details) -> tuple[views.Part, ...]:
    """A warning where both have an NHS number and none of them is the same: one child has one."""
    first, second = _nhs_numbers(kept), _nhs_numbers(absorbed)
    if not first or not second or set(first) & set(second):
        return ()
    words = say("compared.two_numbers", first=", ".join(first), second=", ".join(second))
    return (views.Banner(words, views.Tone.DANGER),)


def side_by_side(outcome: RecordsCompared) -> Iterator[views.Part]:
    """A line for each kind of detail that either has, the same ones said so."""
    kept, absorbed = _by_label(outcome.kept.details), _by_label(outcome.absorbed.details)
    yield views.Heading(say("compared.both"))
    yield views.Pair(say("compared.record"), outcome.kept.record_reference, outcome.absorbed.record_reference)
    for label in dict.fromkeys((*kept, *absorbed)):
        first, second = kept.get(label, ""), absorbed.get(label, "")
        said = say("compared.same" if first == second else "compared.differs", label=label)
        nothing = say("compared.nothing")
        yield views.Pair(said, first or nothing, second or nothing)


def _nhs_numbers(details: Details) -> list[str]:
    return [one.value for one in details.identifiers if one.kind is IdentifierKind.NHS_NUMBER]


def _by_label(details: Details) -> dict[str, str]:
    """Where there are several of a kind, in one value."""
    found: dict[str, list[str]] = {}
    for label, value in facts_of(details):
        found.setdefault(label, []).append(value)
    return {label: ", ".join(sorted(values)) for label, values in found.items()}
