"""How details become one child's and apart again, field by field."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.domain.child import Details, Name, Sex, apart, together
from fingerpost.domain.identifiers import Identifier, IdentifierKind
from fingerpost.domain.merging import way_of

NAMES = st.lists(st.builds(Name, st.sampled_from("abc"), st.sampled_from("xyz")), max_size=3, unique=True)
NUMBERS = st.builds(Identifier, st.just(IdentifierKind.LOCAL), st.sampled_from("123"), st.sampled_from("st"))
DETAILS = st.builds(
    Details,
    names=NAMES.map(tuple),
    birth_date=st.none() | st.sampled_from([date(2016, 3, 27), date(2016, 3, 28)]),
    postcodes=st.lists(st.sampled_from(["NB1 1AA", "NB2 2BB", "NB3 3CC"]), max_size=3, unique=True).map(
        tuple
    ),
    sex=st.none() | st.sampled_from(Sex),
    identifiers=st.lists(NUMBERS, max_size=2, unique=True).map(tuple),
    multiple_birth=st.booleans(),
)


@pytest.mark.parametrize("one", fields(Details), ids=lambda one: one.name)
def test_every_field_declares_how_two_of_its_values_become_one(one: object) -> None:
    """A new detail that did not would be lost by the first merge."""
    assert way_of(one) is not None  # type: ignore[arg-type]


@given(DETAILS, DETAILS)
def test_nothing_is_given_up_when_two_records_become_one(kept: Details, absorbed: Details) -> None:
    both = together(kept, absorbed)
    assert set(both.names) == {*kept.names, *absorbed.names}
    assert both.names[: len(kept.names)] == kept.names
    assert set(both.postcodes) == {*kept.postcodes, *absorbed.postcodes}
    assert both.birth_date == (kept.birth_date or absorbed.birth_date)


@given(DETAILS, DETAILS)
def test_what_was_joined_comes_apart_as_it_was(kept: Details, absorbed: Details) -> None:
    assert apart(together(kept, absorbed), kept, absorbed) == kept


@given(DETAILS, DETAILS)
def test_what_was_added_is_what_can_be_taken_away(before: Details, seen: Details) -> None:
    after = before.enriched_by(seen)
    assert after.without(after.beyond(before)) == before
