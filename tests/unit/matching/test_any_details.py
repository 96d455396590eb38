"""Whatever is typed or held: keys and a decision, never an exception."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.domain.child import Details, Name, Sex
from fingerpost.domain.identifiers import Identifier, IdentifierKind
from fingerpost.matching.decide import decide
from fingerpost.matching.model import Candidate, MatchOutcome
from fingerpost.matching.tokens import (
    MAX_READS,
    MAX_ROWS,
    first_stage,
    identifier_keys,
    index_keys,
    second_stage,
)

_TEXTS = st.one_of(
    st.text(max_size=200),
    st.sampled_from(["", "Baby", "!!!", "O'Neil", "Smith-Jones", "محمد", "Li", "J", "de la Cruz", "Hasan"]),
)
_DETAILS = st.builds(
    Details,
    names=st.lists(st.builds(Name, _TEXTS, _TEXTS), max_size=3).map(tuple),
    birth_date=st.none() | st.dates(date(1900, 1, 1), date(2030, 12, 31)) | st.just(date(2012, 1, 1)),
    postcodes=st.lists(st.text(max_size=12) | st.sampled_from(["LS1 4AB", "M4"]), max_size=3).map(tuple),
    sex=st.none() | st.sampled_from(Sex),
    identifiers=st.lists(
        st.builds(Identifier, st.sampled_from(IdentifierKind), st.text(max_size=14)), max_size=2
    ).map(tuple),
    multiple_birth=st.booleans(),
    expected=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    carers=st.lists(st.text(max_size=12) | st.sampled_from(["Sarah", "Baby"]), max_size=2).map(tuple),
)


@settings(max_examples=300, deadline=None)
@given(asked=_DETAILS, held=st.lists(_DETAILS, max_size=4))
def test_any_question_of_any_children_is_decided(asked: Details, held: list[Details]) -> None:
    candidates = [Candidate(str(number), details) for number, details in enumerate(held)]
    decision = decide(asked, candidates)
    assert (decision.child_id is not None) is (decision.outcome is MatchOutcome.CONFIRMED)
    assert bool(decision.agreed) <= (decision.outcome is MatchOutcome.CONFIRMED)
    assert not (decision.offered and decision.outcome is MatchOutcome.CONFIRMED)
    assert decision.offered or decision.outcome not in (MatchOutcome.POSSIBLE, MatchOutcome.MANY)
    assert decision.rules


@settings(max_examples=300, deadline=None)
@given(details=_DETAILS)
def test_any_details_have_bounded_keys_that_meet_themselves(details: Details) -> None:
    numbers, first, later = identifier_keys(details), first_stage(details), second_stage(details)
    rows = index_keys(details)
    assert len(first) + len(later) <= MAX_READS
    assert len(rows) <= MAX_ROWS
    assert {*numbers, *first, *later} <= set(rows) or len(rows) == MAX_ROWS


@settings(max_examples=100, deadline=None)
@given(asked=_DETAILS, held=st.lists(_DETAILS, min_size=2, max_size=4), seed=st.randoms())
def test_the_order_of_candidates_changes_nothing(asked: Details, held: list[Details], seed: object) -> None:
    candidates = [Candidate(str(number), details) for number, details in enumerate(held)]
    shuffled = sorted(candidates, key=lambda one: hash((str(seed), one.child_id)))
    assert decide(asked, candidates) == decide(asked, shuffled)
