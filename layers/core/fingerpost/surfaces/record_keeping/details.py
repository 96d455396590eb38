"""The details of a record, or of a question, as an officer reads them."""

from __future__ import annotations

from collections.abc import Iterator

from fingerpost.domain.child import Details, Name
from fingerpost.surfaces.dates import birth_shown, in_words
from fingerpost.surfaces.record_keeping.reading import number_in_words
from fingerpost.surfaces.words import say


def facts_of(details: Details) -> Iterator[tuple[str, str]]:
    """The details of a record, or of a question, as labels and values."""
    name, *others = details.names or (Name("", ""),)
    if details.expected:
        yield say("field.expected"), in_words(details.expected)
    yield say("record_shown.name.mother" if details.is_unborn else "record_shown.name"), name_in_words(name)
    for other in others:
        yield say("record_shown.other_name"), name_in_words(other)
    yield from born_facts(details)
    yield from further_facts(details)


def born_facts(details: Details) -> Iterator[tuple[str, str]]:
    if details.born:
        born = "record_shown.born.mother" if details.is_unborn else "record_shown.born"
        yield say(born), birth_shown(details.born)


def further_facts(details: Details) -> Iterator[tuple[str, str]]:
    if details.sex:
        yield say("field.sex"), say(f"field.sex.{details.sex}")
    if details.postcodes:
        yield say("field.postcode"), ", ".join(details.postcodes)
    for number in details.identifiers:
        yield say("record_shown.number"), number_in_words(number)
    if details.multiple_birth:
        yield say("field.multiple_birth"), say("field.multiple_birth.yes")


def name_in_words(name: Name) -> str:
    return f"{name.given} {name.family}".strip() or say("child.name.none")
