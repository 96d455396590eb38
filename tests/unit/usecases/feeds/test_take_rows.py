"""A case system's rows: taken once, found unchanged, or rejected with a reason; never a wrong child."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fingerpost.domain.child import Details, Name
from fingerpost.domain.errors import InvalidField, Problem, TooMuchAtOnce, Unavailable
from fingerpost.domain.feed import FeedMay, FeedState
from fingerpost.domain.feed_rows import FeedRow, RowsTaken, SentRow, UnreadRow
from fingerpost.domain.involvement import InvolvementStatus
from fingerpost.domain.ledger import Act
from fingerpost.domain.outcomes.access import CannotAnswer, Refusal, Refused
from fingerpost.domain.shield import Shield, ShieldFlag
from tests.builders import a_child, an_involvement, details_of
from tests.unit.usecases.feeds.scene import FEED, CaseSystem, a_row

AOIFE = details_of().build()
CILLIAN = replace(
    details_of("Cillian", "Quinn").born(2012, 5, 9).living_at("NB7 2AB").build(), identifiers=()
)
SLIP = replace(AOIFE, identifiers=(), names=(Name("Aine", "Byrne"),))
SHIELD = Shield("FP-SHIEL-DAAAA", ShieldFlag.REFUGE, date(2026, 9, 1), "p-olga")


@pytest.fixture
def system() -> CaseSystem:
    return CaseSystem()


# ------------------------------------------------------------------ new, unchanged, changed


def test_a_row_of_a_child_nobody_knew_makes_the_child_and_the_involvement(system: CaseSystem) -> None:
    assert system.outcomes(a_row()) == ["accepted"]
    [one] = system.involvements
    [child] = system.shelves.children.values()
    assert (one.practitioner_id, one.role, one.since) == ("p-rowan", "Social worker", date(2026, 1, 12))
    assert (one.child_id, child.details) == (child.id, AOIFE)
    assert one.recorded_by == "feed:nightly"


def test_a_row_of_a_child_who_is_known_joins_that_child(system: CaseSystem) -> None:
    child = system.knows(a_child().build())
    system.send(a_row())
    [one] = system.involvements
    assert one.child_id == child.id


def test_a_row_that_says_the_same_again_writes_nothing_of_its_own(system: CaseSystem) -> None:
    system.send(a_row())
    before = system.state()
    lines = len(system.shelves.ledger)
    assert system.outcomes(a_row()) == ["unchanged"]
    assert system.state() == before
    assert [line.outcome for line in system.shelves.ledger[lines:]] == [
        "",
        "rows:1,accepted:0,unchanged:1,rejected:0",
    ]


def test_a_request_that_is_sent_again_says_what_it_said_and_changes_nothing(system: CaseSystem) -> None:
    rows = (a_row(), a_row("case-2", CILLIAN, worker_id="p-sam"))
    first = system.outcomes(*rows, key="batch-1")
    before = system.state()
    assert system.outcomes(*rows, key="batch-1") == first == ["accepted", "rejected"]
    assert system.state() == before


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ({"role": "Team manager"}, "role", "Team manager"),
        ({"since": date(2025, 11, 3)}, "since", date(2025, 11, 3)),
        ({"lead": True}, "lead", True),
        ({"worker_id": "p-kim"}, "practitioner_id", "p-kim"),
        ({"ended": date(2026, 2, 27)}, "status", InvolvementStatus.ENDED),
    ],
)
def test_what_a_row_says_now_is_what_stands(
    system: CaseSystem, change: dict[str, Any], field: str, value: object
) -> None:
    system.send(a_row())
    assert system.outcomes(a_row(**change)) == ["accepted"]
    [one] = system.involvements
    assert getattr(one, field) == value


def test_what_was_ended_goes_on_again_when_the_row_says_so(system: CaseSystem) -> None:
    system.send(a_row())
    system.send(a_row(ended=date(2026, 2, 27)))
    system.send(a_row())
    [one] = system.involvements
    assert (one.status, one.ended) == (InvolvementStatus.CURRENT, None)


def test_what_its_worker_recorded_by_hand_becomes_the_rows_own(system: CaseSystem) -> None:
    child = system.knows(a_child().build())
    worker = system.shelves.practitioners["p-rowan"]
    by_hand = an_involvement("i-hand").of(worker).with_child(child).build()
    system.shelves.involvements["i-hand"] = by_hand
    system.send(a_row())
    [one] = system.involvements
    assert (one.id, one.source_ref[:13]) == ("i-hand", "feed:nightly:")


def test_two_rows_of_one_worker_and_child_are_two_involvements(system: CaseSystem) -> None:
    """Two cases in their system; the end of the one must not end the other."""
    system.send(a_row("case-1"), a_row("case-2", since=date(2026, 2, 2)))
    system.send(a_row("case-1", ended=date(2026, 2, 20)))
    assert sorted(one.is_current for one in system.involvements) == [False, True]


# ------------------------------------------------------------------ which child


def test_a_number_alone_never_joins_a_child(system: CaseSystem) -> None:
    child = system.knows(a_child().build())
    stranger = replace(CILLIAN, identifiers=AOIFE.identifiers)
    assert system.outcomes(a_row("case-9", stranger)) == ["accepted"]
    [one] = system.involvements
    assert one.child_id != child.id
    new = system.shelves.children[one.child_id]
    assert new.details.identifiers == ()


def test_a_doubtful_row_is_recorded_beside_the_near_child_and_the_officer_is_asked(
    system: CaseSystem,
) -> None:
    near = system.knows(a_child().build())
    [result] = system.send(a_row("case-2", SLIP))
    assert str(result.outcome) == "accepted"
    [one] = system.involvements
    assert one.child_id != near.id
    doubts = system.shelves.disputes.values()
    assert {doubt.child_id for doubt in doubts} == {near.id, one.child_id}
    assert all(doubt.is_of_two_records for doubt in doubts)
    assert system.shelves.tallies["nightly"].possible_match == 1


Answer = tuple[str, tuple[InvalidField, ...], tuple[InvalidField, ...]]


def answers(system: CaseSystem, row: SentRow) -> list[Answer]:
    first, again = system.send(row), system.send(row)
    changed = system.send(replace(row, role="Team manager")) if isinstance(row, FeedRow) else ()
    return [(str(one.outcome), one.problems, one.warnings) for one in (*first, *again, *changed)]


def test_a_shielded_child_is_answered_as_one_who_is_not_there(system: CaseSystem) -> None:
    hidden = a_child("c-hidden").build()
    system.knows(replace(hidden, shield=SHIELD))
    absent = CaseSystem()
    assert answers(system, a_row()) == answers(absent, a_row())
    [one] = system.involvements
    assert one.child_id != "c-hidden"
    assert {look.child_id for look in system.shelves.looks.values()} == {"c-hidden"}
    assert one.child_id in system.shelves.children["c-hidden"].shield.doubles  # type: ignore[union-attr]


def test_every_way_of_being_known_is_answered_alike(system: CaseSystem) -> None:
    """Known, nearly known, not known: the sender learns nothing of whom the index holds."""
    system.knows(a_child().build())
    known = answers(system, a_row("a"))
    assert answers(system, a_row("b", SLIP)) == known
    assert answers(system, a_row("c", CILLIAN)) == known


def test_a_row_that_turns_out_to_be_of_another_child_leaves_the_first_and_the_officer_looks(
    system: CaseSystem,
) -> None:
    system.send(a_row())
    [wrong] = system.shelves.children
    assert system.outcomes(a_row(details=CILLIAN)) == ["accepted"]
    by_child = {one.child_id: one for one in system.involvements}
    assert by_child.pop(wrong).status is InvolvementStatus.ENTERED_IN_ERROR
    [right] = by_child.values()
    assert right.is_current
    assert {doubt.child_id for doubt in system.shelves.disputes.values()} == {wrong, right.child_id}


def test_a_row_that_turns_out_to_be_of_another_known_child_goes_there(system: CaseSystem) -> None:
    cillian = system.knows(a_child("c-cillian").of(CILLIAN).build())
    system.send(a_row())
    system.send(a_row(details=CILLIAN))
    [right] = [one for one in system.involvements if one.is_current]
    assert (right.child_id, system.shelves.disputes) == (cillian.id, {})


def test_a_changed_postcode_is_kept_beside_the_old_one(system: CaseSystem) -> None:
    system.send(a_row())
    system.send(a_row(details=replace(AOIFE, postcodes=("NB9 9ZZ",))))
    [child] = system.shelves.children.values()
    assert child.details.postcodes == ("NB1 4QT", "NB9 9ZZ")


def test_without_the_right_to_give_details_a_known_child_stays_as_it_is(system: CaseSystem) -> None:
    system.register(replace(FEED, may=(FeedMay.RECORD,)))
    known = system.knows(a_child().build())
    system.send(a_row(details=replace(AOIFE, postcodes=("NB9 9ZZ",))))
    assert system.shelves.children[known.id].details == known.details
    assert len(system.involvements) == 1


# ------------------------------------------------------------------ rejected


@pytest.mark.parametrize("worker", ["p-nobody", "p-sam"])
def test_a_worker_of_another_service_or_of_none_is_rejected(system: CaseSystem, worker: str) -> None:
    [result] = system.send(a_row(worker_id=worker))
    assert [(one.field, one.problem) for one in result.problems] == [("worker_id", Problem.NOT_OF_SERVICE)]
    assert system.involvements == []


def test_an_end_that_was_not_granted_is_rejected(system: CaseSystem) -> None:
    system.register(replace(FEED, may=(FeedMay.RECORD,)))
    [result] = system.send(a_row(ended=date(2026, 2, 20)))
    assert [(one.field, one.problem) for one in result.problems] == [("ended", Problem.NOT_GRANTED)]


def test_what_somebody_took_back_is_not_brought_back(system: CaseSystem) -> None:
    system.send(a_row())
    [one] = system.involvements
    system.shelves.involvements[one.id] = one.entered_in_error()
    [result] = system.send(a_row(role="Team manager"))
    assert [each.problem for each in result.problems] == [Problem.TAKEN_BACK]
    assert [each.status for each in system.involvements] == [InvolvementStatus.ENTERED_IN_ERROR]


def test_one_bad_row_costs_the_others_nothing_and_each_is_counted(system: CaseSystem) -> None:
    unread = UnreadRow("case-3", (InvalidField("birth_date", Problem.MISSING),))
    rows = (a_row(), a_row("case-2", CILLIAN, worker_id="p-nobody"), unread, a_row("case-4", CILLIAN))
    taken = system.cases.take_rows(system.request(), rows)
    assert isinstance(taken, RowsTaken)
    assert [str(one.outcome) for one in taken.results] == ["accepted", "rejected", "rejected", "accepted"]
    assert [one.source_ref for one in taken.results] == ["case-1", "case-2", "case-3", "case-4"]
    tally = system.shelves.tallies["nightly"]
    assert (tally.accepted, tally.unchanged, tally.rejected) == (2, 0, 2)


def test_two_rows_of_one_source_reference_count_once_and_never_against_each_other(
    system: CaseSystem,
) -> None:
    results = system.send(a_row(), a_row(), a_row(role="Team manager"))
    assert [str(one.outcome) for one in results] == ["accepted", "accepted", "rejected"]
    assert [one.problem for one in results[2].problems] == [Problem.TWICE]
    assert len(system.involvements) == 1


def test_a_row_that_is_too_large_to_be_written_whole_is_rejected(
    system: CaseSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def commit(self: object) -> None:
        raise TooMuchAtOnce("101 items")

    monkeypatch.setattr("tests.fakes.transactions.FakeTransaction.commit", commit)
    taken = system.cases.take_rows(system.request(), [a_row()])
    assert isinstance(taken, CannotAnswer)  # not even the outcome is written here


# ------------------------------------------------------------------ refused, and on the ledger


@pytest.mark.parametrize(
    ("feed", "because"),
    [
        (replace(FEED, state=FeedState.PAUSED), Refusal.FEED_PAUSED),
        (replace(FEED, may=(FeedMay.ASK,)), Refusal.NOT_GRANTED),
        (replace(FEED, client="somebody-else"), Refusal.UNKNOWN_PERSON),
    ],
)
def test_what_a_feed_may_not_is_refused_and_recorded(
    system: CaseSystem, feed: object, because: Refusal
) -> None:
    system.register(feed)  # type: ignore[arg-type]
    refused = system.cases.take_rows(system.request(), [a_row()])
    assert isinstance(refused, Refused)
    assert refused.because is because
    assert [line.outcome for line in system.shelves.ledger] == ["", f"refused:{because}"]
    assert system.involvements == []


def test_a_service_that_lost_its_accreditation_feeds_nothing(system: CaseSystem) -> None:
    system.shelves.services[system.care.id] = replace(system.care, accredited=False)
    refused = system.cases.take_rows(system.request(), [a_row()])
    assert isinstance(refused, Refused)
    assert refused.because is Refusal.SERVICE_NOT_ACCREDITED


def test_each_row_that_was_written_stands_in_the_trail_of_its_child(system: CaseSystem) -> None:
    system.send(a_row(), a_row("case-2", CILLIAN))
    of_children = [line for line in system.shelves.ledger if line.child_id]
    assert {line.child_id for line in of_children} == set(system.shelves.children)
    assert {(line.actor_id, line.act) for line in of_children} == {("feed:nightly", Act.FEED_RECORD)}


def test_no_audit_no_row(system: CaseSystem) -> None:
    with system.shelves.down("ledger"):
        taken = system.cases.take_rows(system.request(), [a_row()])
    assert isinstance(taken, CannotAnswer)
    assert (system.involvements, system.shelves.sources) == ([], {})


# ------------------------------------------------------------------ broken off, twice, at once


def test_a_request_that_broke_off_is_finished_when_it_is_sent_again(system: CaseSystem) -> None:
    rows = [a_row(f"case-{number}", _child(number)) for number in range(6)]
    whole = CaseSystem()
    whole.send(*rows)
    _break_after(system, 3)
    taken = system.cases.take_rows(system.request(key="batch-1"), rows)
    assert isinstance(taken, CannotAnswer)
    assert len(system.involvements) == 3
    assert system.outcomes(*rows, key="batch-1") == ["accepted"] * 6
    assert system.state() == whole.state()


def test_whoever_is_overtaken_reads_again_and_finds_it_done(system: CaseSystem) -> None:
    other = CaseSystem(shelves=system.shelves)
    _once(system, lambda: other.send(a_row(), key="other"))
    assert system.outcomes(a_row()) == ["unchanged"]
    assert len(system.involvements) == 1


def test_what_was_current_before_the_first_load_is_no_news(system: CaseSystem) -> None:
    system.send(a_row(), initial=True)
    [one] = system.involvements
    assert one.is_initial_load


def test_the_service_is_as_fresh_as_its_feed(system: CaseSystem) -> None:
    system.send(a_row())
    assert system.shelves.services[system.care.id].last_fed == system.shelves.now


def _child(number: int) -> Details:
    day = date(2010, 1, 1).replace(year=2008 + number)
    return replace(CILLIAN, birth_date=day, postcodes=(f"NB{number + 1} 4QT",))


def _break_after(system: CaseSystem, count: int) -> None:
    """The store goes away after so many rows."""
    begin, left = system.cases.take_rows.transactions.begin, [count]

    def broken() -> object:
        left[0] -= 1
        if left[0] == -1:
            raise Unavailable("gone")
        return begin()

    _replace_begin(system, broken)


def _once(system: CaseSystem, first: Callable[[], object]) -> None:
    """Somebody else does something just before our first row is written."""
    begin = system.cases.take_rows.transactions.begin
    done: list[bool] = []

    def overtaken() -> object:
        if not done:
            done.append(True)
            first()
        return begin()

    _replace_begin(system, overtaken)


def _replace_begin(system: CaseSystem, begin: Callable[[], object]) -> None:
    object.__setattr__(system.cases.take_rows.transactions, "begin", begin)
