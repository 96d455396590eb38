"""Watching a child, one's own list, and opening one child of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fingerpost.domain.child import Name
from fingerpost.domain.errors import InvalidField
from fingerpost.domain.outcomes.access import CannotAnswer, Refusal, Refused
from fingerpost.domain.outcomes.asking import NothingToShow
from fingerpost.domain.outcomes.recording import (
    AlreadyWatching,
    ChildShown,
    MyChildren,
    Recorded,
    RecordOutcome,
)
from fingerpost.domain.practitioner import Status
from fingerpost.usecases.requests import Seen, WatchWish
from tests.builders import (
    a_child,
    a_notice,
    a_practitioner,
    an_account,
    an_involvement,
    details_of,
    nhs_number,
    slack_identity,
)
from tests.unit.usecases.world import World, a_question, particulars


@pytest.fixture
def world() -> World:
    return World()


def wish(world: World, days: int = 90) -> WatchWish:
    return WatchWish(reason="planning", until=world.shelves.now.date() + timedelta(days=days))


def test_a_watch_from_a_nil_answer_is_found_when_somebody_becomes_involved(world: World) -> None:
    answer = world.use_cases.ask(world.press(world.sam), a_question())
    outcome = world.use_cases.watch.from_answer(world.press(world.sam), answer.reference, wish(world))
    assert isinstance(outcome, Recorded)
    world.use_cases.record.afresh(world.press(world.rowan), a_question(), particulars())
    [watch], [involvement] = world.shelves.watches.values(), world.shelves.involvements.values()
    assert watch.child_id == involvement.child_id


def test_a_watched_child_with_nobody_involved_is_still_nothing_to_show(world: World) -> None:
    answer = world.use_cases.ask(world.press(world.sam), a_question())
    world.use_cases.watch.from_answer(world.press(world.sam), answer.reference, wish(world))
    assert isinstance(world.use_cases.ask(world.press(world.rowan), a_question()), NothingToShow)


def test_a_watch_asked_for_again_is_shown_and_only_then_takes_the_place_of_the_earlier_one(
    world: World,
) -> None:
    """A second "tell me" shortened the first without a word."""

    def told(how: WatchWish) -> RecordOutcome:
        answer = world.use_cases.ask(world.press(world.sam), a_question())
        return world.use_cases.watch.from_answer(world.press(world.sam), answer.reference, how)

    first = told(wish(world, 90))
    again = told(wish(world, 30))
    assert isinstance(again, AlreadyWatching)
    assert (again.watch.reference, again.watch.until) == (first.reference, wish(world, 90).until)
    assert [watch.until for watch in world.shelves.watches.values()] == [wish(world, 90).until]
    knowing = Seen(references=frozenset({first.reference}))
    assert isinstance(told(replace(wish(world, 30), seen=knowing)), Recorded)
    assert [watch.until for watch in world.shelves.watches.values()] == [wish(world, 30).until]


@pytest.mark.parametrize(("days", "problem"), [(0, "not_in_future"), (366, "too_far")])
def test_a_watch_ends_within_a_year(world: World, days: int, problem: str) -> None:
    answer = world.use_cases.ask(world.press(world.sam), a_question())
    with pytest.raises(InvalidField) as refused:
        world.use_cases.watch.from_answer(world.press(world.sam), answer.reference, wish(world, days))
    assert (refused.value.field, refused.value.problem) == ("until", problem)


def test_a_watch_can_be_ended_by_its_keeper_alone(world: World) -> None:
    answer = world.use_cases.ask(world.press(world.sam), a_question())
    watch = world.use_cases.watch.from_answer(world.press(world.sam), answer.reference, wish(world))
    assert isinstance(world.use_cases.watch.stop(world.press(world.rowan), watch.reference), Refused)
    assert isinstance(world.use_cases.watch.stop(world.press(world.sam), watch.reference), Recorded)
    assert not world.shelves.watches


def test_my_children_lists_by_reference_with_current_ones_first(world: World) -> None:
    aoife, today = world.aoife(), world.shelves.now.date()
    ended = an_involvement("i-1").of(world.sam).with_child(aoife).ended(today - timedelta(days=9)).build()
    current = an_involvement("i-2").of(world.sam).with_child(aoife).build()
    world.shelves.involvements.update({one.id: one for one in (ended, current)})
    outcome = world.use_cases.mine.list(world.press(world.sam))
    assert isinstance(outcome, MyChildren)
    assert [one.reference for one in outcome.involvements] == [current.reference, ended.reference]


def three_of_sams(world: World) -> None:
    """Aoife since January, a child since February, and one that ended."""
    aoife = world.aoife()
    cillian = world.knows(
        a_child("c-cillian")
        .of(details_of("Cillian", "Ó Briain").born(2012, 1, 9).with_identifiers().build())
        .build()
    )
    newer = an_involvement("i-2").of(world.sam).with_child(cillian).build()
    ended = an_involvement("i-3").of(world.sam).with_child(aoife).ended(date(2026, 2, 20)).build()
    for one in (
        an_involvement("i-1").of(world.sam).with_child(aoife).build(),
        replace(newer, since=date(2026, 2, 2)),
        ended,
    ):
        world.shelves.involvements[one.id] = one


def test_the_private_list_has_initials_and_birth_years_the_newest_first(world: World) -> None:
    three_of_sams(world)
    outcome = world.use_cases.mine.page(world.press(world.sam), 1)
    assert isinstance(outcome, MyChildren)
    assert [(one.initials, one.born) for one in outcome.involvements] == [
        ("C. Ó.", 2012),
        ("A. B.", 2016),
        ("A. B.", 2016),
    ]
    assert outcome.involvements[-1].ended


def test_the_start_page_stays_in_a_history_and_names_nobody(world: World) -> None:
    three_of_sams(world)
    outcome = world.use_cases.mine.list(world.press(world.sam))
    assert isinstance(outcome, MyChildren)
    assert {(one.initials, one.born) for one in outcome.involvements} == {("", None)}


def test_only_the_lines_of_one_page_are_read(world: World) -> None:
    aoife = world.aoife()
    for number in range(25):
        one = an_involvement(f"i-{number}").of(world.sam).with_child(aoife).build()
        world.shelves.involvements[one.id] = one
    for page, named in ((1, 15), (2, 10), (9, 0)):
        outcome = world.use_cases.mine.page(world.press(world.sam), page)
        assert isinstance(outcome, MyChildren)
        assert sum(bool(one.initials) for one in outcome.involvements) == named


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("obriain", 1),
        ("Cillian", 1),
        ("aoi byr", 2),
        ("byrne cillian", 0),
        (nhs_number(0), 2),
        (f"{nhs_number(0)[:3]} {nhs_number(0)[3:6]} {nhs_number(0)[6:]}", 2),
        (nhs_number(5), 0),
        ("--", 0),
    ],
)
def test_ones_own_are_found_by_name_or_number(world: World, wanted: str, found: int) -> None:
    three_of_sams(world)
    outcome = world.use_cases.mine.find(world.press(world.sam), wanted)
    assert isinstance(outcome, MyChildren)
    assert (len(outcome.involvements), outcome.found) == (found, True)


def test_ones_own_are_found_by_reference_and_nobody_elses_at_all(world: World) -> None:
    three_of_sams(world)
    reference = world.shelves.involvements["i-2"].reference
    outcome = world.use_cases.mine.find(world.press(world.sam), reference.lower())
    assert isinstance(outcome, MyChildren)
    assert [one.reference for one in outcome.involvements] == [reference]
    for wanted in (reference, "Cillian"):
        of_rowan = world.use_cases.mine.find(world.press(world.rowan), wanted)
        assert isinstance(of_rowan, MyChildren)
        assert of_rowan.involvements == ()


def test_what_was_looked_for_is_nowhere_on_the_ledger(world: World) -> None:
    three_of_sams(world)
    world.use_cases.mine.find(world.press(world.sam), "Zachariah")
    assert "Zachariah" not in str([vars(line) for line in world.shelves.ledger])


def test_opening_one_of_ones_own_shows_the_child(world: World) -> None:
    aoife = world.aoife()
    own = an_involvement("i-2").of(world.sam).with_child(aoife).build()
    world.shelves.involvements[own.id] = own
    outcome = world.use_cases.mine.open(world.press(world.sam), own.reference)
    assert isinstance(outcome, ChildShown)
    assert (outcome.name, outcome.born) == (aoife.details.name, date(2016, 3, 27))
    assert outcome.own is not None
    assert outcome.own.reference == own.reference


def test_a_watcher_opens_the_watched_child(world: World) -> None:
    answer = world.use_cases.ask(world.press(world.sam), a_question())
    watch = world.use_cases.watch.from_answer(world.press(world.sam), answer.reference, wish(world))
    shown = world.use_cases.mine.open(world.press(world.sam), watch.reference)
    assert isinstance(shown, ChildShown)
    assert (shown.named, shown.name, shown.born, shown.expected) == (False, None, None, None)


def test_a_watcher_who_knew_the_old_name_is_not_told_the_new_one(world: World) -> None:
    """Number and birth date lead to the watch; the name that stands there now is not theirs to find out."""
    aoife = world.aoife()
    old = Name("Aoife", "Formerly")
    asked = replace(details_of().build(), names=(old,), identifiers=aoife.details.identifiers)
    answer = world.use_cases.ask(world.press(world.sam), a_question(asked))
    watch = world.use_cases.watch.from_answer(world.press(world.sam), answer.reference, wish(world))
    assert isinstance(watch, Recorded)
    shown = world.use_cases.mine.open(world.press(world.sam), watch.reference)
    assert isinstance(shown, ChildShown)
    assert shown.name is None


def test_what_one_was_told_of_is_known_when_it_is_opened(world: World) -> None:
    aoife = world.aoife()
    for one in (
        an_involvement("i-1").of(world.rowan).with_child(aoife).build(),
        an_involvement("i-sam").of(world.sam).with_child(aoife).build(),
    ):
        world.shelves.involvements[one.id] = one
    notice = a_notice().to(world.sam).build()
    world.shelves.notices[notice.id] = notice
    shown = world.use_cases.mine.open_notice(world.press(world.sam), notice.id)
    assert isinstance(shown, ChildShown)
    assert shown.news == world.shelves.involvements["i-1"].reference


def test_a_watch_adds_nothing_to_the_record(world: World) -> None:
    """A false former name and postcode given with a true number would else become facts."""
    aoife = world.aoife()
    false = replace(
        aoife.details, names=(*aoife.details.names, Name("Aoife", "Falseley")), postcodes=("ZE1 0AA",)
    )
    for _ in range(3):
        answer = world.use_cases.ask(world.press(world.sam), a_question(false))
        world.use_cases.watch.from_answer(world.press(world.sam), answer.reference, wish(world))
    assert world.shelves.watches
    assert world.shelves.children[aoife.id].details == aoife.details


def test_one_opens_nothing_of_anothers(world: World) -> None:
    own = an_involvement("i-2").of(world.sam).with_child(world.aoife()).build()
    world.shelves.involvements[own.id] = own
    outcome = world.use_cases.mine.open(world.press(world.rowan), own.reference)
    assert isinstance(outcome, Refused)
    assert outcome.because is Refusal.NOT_YOURS


def told(world: World) -> str:
    aoife = world.aoife()
    own = an_involvement("i-2").of(world.sam).with_child(aoife).build()
    world.shelves.involvements[own.id] = own
    notice = a_notice().to(world.sam).build()
    world.shelves.notices[notice.id] = notice
    return notice.id


def test_a_notice_opens_the_child_while_one_is_involved(world: World) -> None:
    notice_id = told(world)
    assert isinstance(world.use_cases.mine.open_notice(world.press(world.sam), notice_id), ChildShown)


def test_a_notice_opens_nothing_for_somebody_else_or_once_involvement_is_over(world: World) -> None:
    notice_id = told(world)
    stranger = world.use_cases.mine.open_notice(world.press(world.rowan), notice_id)
    assert isinstance(stranger, Refused)
    assert stranger.because is Refusal.NOT_YOURS
    own = world.shelves.involvements["i-2"]
    world.shelves.involvements["i-2"] = own.ended_on(date(2026, 3, 1))
    late = world.use_cases.mine.open_notice(world.press(world.sam), notice_id)
    assert isinstance(late, Refused)
    assert late.because is Refusal.NO_LONGER_INVOLVED


def test_a_supervisor_opens_what_a_worker_of_theirs_is_involved_in(world: World) -> None:
    boss = world.enter(a_practitioner("p-boss").of(world.school).build())
    world.enter(replace(world.sam, supervisor_id=boss.id))
    told(world)
    notice = a_notice().to(boss, "event-2").build()
    world.shelves.notices[notice.id] = notice
    assert isinstance(world.use_cases.mine.open_notice(world.press(boss), notice.id), ChildShown)


def test_when_a_store_is_down_the_list_says_so(world: World) -> None:
    with world.shelves.down("index"):
        assert isinstance(world.use_cases.mine.list(world.press(world.sam)), CannotAnswer)


def test_a_closed_account_suspends_its_practitioner_and_the_ledger_says_so(world: World) -> None:
    identity = slack_identity("p-sam")
    world.accounts.accounts[identity] = an_account(identity, checked_at=world.shelves.now, deleted=True)
    world.use_cases.accounts.changed(identity)
    assert world.shelves.practitioners["p-sam"].status is Status.SUSPENDED
    assert [line.outcome for line in world.shelves.ledger] == ["", "suspended:account_closed"]
    world.use_cases.accounts.changed(identity)
    assert len(world.shelves.ledger) == 2
