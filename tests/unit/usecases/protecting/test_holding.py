"""A question that may be about the asker's own life waits for a second pair of eyes, whoever it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from fingerpost.domain.child import Details
from fingerpost.domain.habit import KNOWN_AFTER, Limits
from fingerpost.domain.ledger import Phase
from fingerpost.domain.notice import NoticeKind
from fingerpost.domain.outcomes.access import Refusal, Refused
from fingerpost.domain.outcomes.asking import Confirmed, Held, NothingToShow
from fingerpost.domain.outcomes.oversight import OversightShown
from fingerpost.domain.outcomes.recording import MyChildren, Recorded
from fingerpost.domain.oversight import OversightState
from fingerpost.domain.practitioner import Practitioner, Role
from fingerpost.domain.shield import Shield, ShieldFlag
from fingerpost.usecases.protecting.notify import news_of
from fingerpost.usecases.requests import WatchWish
from tests.builders import a_child, a_practitioner, an_involvement, details_of
from tests.unit.usecases.world import World, a_question, particulars

RARE = "Quillfeather"
LIMITS = Limits()


class Desk(World):
    """Sam asks; Nora supervises Sam, Olga is the officer."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.nora = self._colleague("p-nora", Role.SUPERVISOR)
        self.olga = self._colleague("p-olga", Role.OFFICER)
        self.sam = self.enter(replace(self.sam, supervisor_id="p-nora"))

    def _colleague(self, practitioner_id: str, role: Role, name: str = "") -> Practitioner:
        builder = a_practitioner(practitioner_id).of(self.school).as_role(role)
        return self.enter(builder.named(name or practitioner_id).build())

    def own_child(self, number: int = 1) -> Details:
        """A child of Sam's own family name."""
        born = date(2014, 3, number)
        return replace(details_of("Ada", "Okafor").build(), birth_date=born, identifiers=())

    def asks(self, details: Details) -> object:
        return self.use_cases.ask(self.press(self.sam), a_question(details))

    def held(self) -> Held:
        outcome = self.asks(self.own_child())
        assert isinstance(outcome, Held), outcome
        return outcome


@pytest.fixture
def desk() -> Desk:
    return Desk()


def rare(family: str = RARE, postcode: str = "") -> Details:
    details = replace(details_of("Ada", family).build(), identifiers=())
    return replace(details, postcodes=(postcode,)) if postcode else details


# ---- what is held


def test_ones_own_family_name(desk: Desk) -> None:
    assert isinstance(desk.asks(desk.own_child()), Held)


def test_a_family_name_of_the_household(desk: Desk) -> None:
    assert isinstance(Desk().asks(rare()), NothingToShow)
    desk.sam = desk.enter(replace(desk.sam, household_names=(RARE,)))
    assert isinstance(desk.asks(rare()), Held)


@pytest.mark.parametrize(
    ("district", "family", "held"), [("NB7", RARE, True), ("NB7", "Smith", False), ("NB8", RARE, False)]
)
def test_a_rare_family_name_where_one_lives(desk: Desk, district: str, family: str, held: bool) -> None:
    desk.sam = desk.enter(replace(desk.sam, home_district=district))
    assert isinstance(desk.asks(rare(family, "NB7 1AA")), Held) is held


@pytest.mark.parametrize(("family", "held"), [(RARE, True), ("Smith", False)])
def test_the_rare_family_name_of_a_colleague_in_ones_service(desk: Desk, family: str, held: bool) -> None:
    desk._colleague("p-thad", Role.PRACTITIONER, f"Thad {family}")
    assert isinstance(desk.asks(rare(family)), Held) is held


def test_not_that_of_somebody_in_another_service(desk: Desk) -> None:
    desk.enter(a_practitioner("p-thad").of(desk.care).named(f"Thad {RARE}").build())
    assert not isinstance(desk.asks(rare()), Held)


@pytest.mark.parametrize(("ended", "held"), [(date(2024, 1, 5), True), (date(2025, 12, 5), False)])
def test_a_child_one_worked_with_long_ago(desk: Desk, ended: date, held: bool) -> None:
    child = desk.aoife()
    one = an_involvement("i-old").of(desk.sam).with_child(child).ended(ended).build()
    current = an_involvement("i-now").of(desk.rowan).with_child(child).build()
    desk.shelves.involvements.update({one.id: one, current.id: current})
    assert isinstance(desk.asks(details_of().build()), Held) is held


def a_habit(desk: Desk, hour: int, asks: int = 2) -> None:
    for day in range(1, KNOWN_AFTER + 2):
        name = f"2026-02-{day:02d}T{hour:02d}"
        desk.shelves.asked["p-sam", name] = [("", str(number)) for number in range(asks)]


@pytest.mark.parametrize(("usual", "held"), [(9, False), (10, False), (15, True)])
def test_an_hour_at_which_one_is_not_known_to_ask(desk: Desk, usual: int, held: bool) -> None:
    """It is ten o'clock."""
    a_habit(desk, usual)
    assert isinstance(desk.asks(rare()), Held) is held


def many(desk: Desk, count: int) -> list[object]:
    """Questions of many children, none of which is a try of another."""
    asked = []
    for number in range(count):
        letters = "".join(chr(ord("a") + int(digit)) for digit in f"{number:03d}")
        details = replace(rare(f"Zy{letters}"), birth_date=date(2010, 1, 1) + timedelta(days=number))
        details = replace(details, names=(replace(details.names[0], given=f"Xe{letters}"),), postcodes=())
        asked.append(desk.asks(details))
    return asked


def test_many_more_than_one_usually_asks(desk: Desk) -> None:
    a_habit(desk, 10)
    kinds = [isinstance(one, Held) for one in many(desk, 16)]
    assert kinds == [False] * 15 + [True]


def test_beyond_any_work_nobody_is_answered_and_the_supervisor_sees_it(desk: Desk) -> None:
    last = many(desk, LIMITS.an_hour + 1)[-1]
    assert isinstance(last, Refused)
    assert last.because is Refusal.TOO_MANY
    assert desk.shelves.slowed["p-nora"]


def test_nor_beyond_a_day_however_it_is_spread(desk: Desk) -> None:
    for hour in range(1, 10):
        desk.shelves.asked["p-sam", f"2026-03-02T{hour:02d}"] = [("", "")] * (LIMITS.a_day // 9)
    refused = [one for one in many(desk, 10) if isinstance(one, Refused)]
    assert {one.because for one in refused} == {Refusal.TOO_MANY}


def test_nor_a_whole_service(desk: Desk) -> None:
    desk.shelves.asked_by_service[desk.school.id, "2026-03-02T10"] = LIMITS.of_a_service
    refused = desk.asks(rare())
    assert isinstance(refused, Refused)
    assert refused.because is Refusal.TOO_MANY_OF_SERVICE


# ---- what happens to it


def test_it_tells_nothing_and_the_ledger_does_not_say_what_it_is_held_for(desk: Desk) -> None:
    held = desk.held()
    assert (held.state, held.overseer, held.urgent) == (OversightState.WAITING, "p-nora", False)
    line = desk.shelves.ledger[-1]
    assert (line.phase, line.outcome, line.rules) == (Phase.OUTCOME, "held", ())


def test_the_supervisor_is_told_sees_what_was_asked_and_why_and_agrees(desk: Desk) -> None:
    held = desk.held()
    assert list(news_of(desk.shelves.oversights[held.reference])) == [("p-nora", NoticeKind.OVERSIGHT_ASKED)]
    mine = desk.use_cases.mine.list(desk.press(desk.nora))
    assert isinstance(mine, MyChildren)
    assert [line.by for line in mine.oversight] == ["Sam Okafor"]
    shown = desk.use_cases.oversee.open(desk.press(desk.nora), held.reference)
    assert isinstance(shown, OversightShown)
    assert shown.question is not None
    assert (shown.question.details.names[0].family, shown.signs) == ("Okafor", ("own_name",))

    desk.use_cases.oversee.agree(desk.press(desk.nora), held.reference)
    after = desk.shelves.oversights[held.reference]
    assert list(news_of(after)) == [("p-sam", NoticeKind.HELD_AGREED)]
    assert isinstance(desk.use_cases.ask.open_held(desk.press(desk.sam), held.reference), NothingToShow)


def test_before_that_nothing_opens_it_nor_acts_on_it(desk: Desk) -> None:
    reference = desk.held().reference
    press = partial(desk.press, desk.sam)
    assert isinstance(desk.use_cases.ask.open_held(press(), reference), Held)
    wish = WatchWish("safeguarding", date(2026, 4, 2))
    tried = [
        desk.use_cases.ask.show_again(press(), reference),
        desk.use_cases.ask.more(press(), reference, Details(postcodes=("NB1 4QT",))),
        desk.use_cases.record.from_answer(press(), reference, particulars()),
        desk.use_cases.record.as_new_child(press(), reference, particulars()),
        desk.use_cases.watch.from_answer(press(), reference, wish),
    ]
    assert {one.because for one in tried if isinstance(one, Refused)} == {Refusal.STILL_HELD}
    assert len(tried) == 5


def test_the_same_sending_twice_is_held_once(desk: Desk) -> None:
    request = desk.press(desk.sam, "slack:V1:same")
    question = a_question(desk.own_child())
    first, second = (desk.use_cases.ask(request, question) for _ in range(2))
    assert isinstance(first, Held)
    assert isinstance(second, Held)
    assert len(desk.shelves.oversights) == 1


def test_declined_it_stays_unanswered(desk: Desk) -> None:
    reference = desk.held().reference
    desk.use_cases.oversee.decline(desk.press(desk.nora), reference)
    outcome = desk.use_cases.ask.open_held(desk.press(desk.sam), reference)
    assert isinstance(outcome, Held)
    assert outcome.state is OversightState.DECLINED


def test_what_follows_from_an_answer_that_was_agreed_to_is_not_held_again(desk: Desk) -> None:
    reference = desk.held().reference
    desk.use_cases.oversee.agree(desk.press(desk.nora), reference)
    answer = desk.use_cases.ask.open_held(desk.press(desk.sam), reference)
    recorded = desk.use_cases.record.from_answer(desk.press(desk.sam), answer.reference, particulars())
    assert isinstance(recorded, Recorded)


def test_recording_is_held_as_asking_is(desk: Desk) -> None:
    """Whoever is recorded sees who else is involved."""
    question = a_question(desk.own_child())
    outcome = desk.use_cases.record.afresh(desk.press(desk.sam), question, particulars())
    assert isinstance(outcome, Held)
    assert desk.shelves.involvements == {}


def test_urgent_the_officer_is_asked_as_well_and_either_agrees(desk: Desk) -> None:
    reference = desk.held().reference
    outcome = desk.use_cases.holding.hasten(desk.press(desk.sam), reference)
    assert isinstance(outcome, Held)
    assert outcome.urgent
    told = list(news_of(desk.shelves.oversights[reference]))
    assert told == [("p-nora", NoticeKind.OVERSIGHT_URGENT), ("p-olga", NoticeKind.OVERSIGHT_URGENT)]
    assert isinstance(desk.use_cases.oversee.agree(desk.press(desk.olga), reference), OversightShown)


def test_nobody_else_hastens_looks_or_decides_and_nobody_decides_on_their_own(desk: Desk) -> None:
    reference = desk.held().reference
    cases, rowan = desk.use_cases, desk.rowan
    refused = [
        cases.holding.hasten(desk.press(rowan), reference),
        cases.oversee.open(desk.press(rowan), reference),
        cases.oversee.agree(desk.press(rowan), reference),
        cases.oversee.agree(desk.press(desk.sam), reference),
        cases.oversee.agree(desk.press(desk.olga), reference),
        cases.ask.open_held(desk.press(rowan), reference),
    ]
    assert [one.because for one in refused if isinstance(one, Refused)] == [Refusal.NOT_YOURS] * 6


def test_without_a_supervisor_the_officer_looks(desk: Desk) -> None:
    desk.sam = desk.enter(replace(desk.sam, supervisor_id=""))
    assert desk.held().overseer == "p-olga"


def test_lapsed_with_the_day_it_can_be_agreed_to_no_more(desk: Desk) -> None:
    reference = desk.held().reference
    desk.shelves.pass_time(timedelta(hours=11))
    shown = desk.use_cases.oversee.agree(desk.press(desk.nora), reference)
    assert isinstance(shown, OversightShown)
    assert (shown.waits, shown.question) == (False, None)
    assert desk.shelves.oversights[reference].state is OversightState.WAITING


# ---- it tells nobody who is there

Known = Callable[[Desk], None]


def absent(desk: Desk) -> None:
    """Nobody knows the child."""


def there(desk: Desk) -> None:
    child = desk.knows(a_child("c-own").of(desk.own_child()).build())
    one = an_involvement("i-1").of(desk.rowan).with_child(child).build()
    desk.shelves.involvements[one.id] = one


def shielded(desk: Desk) -> None:
    there(desk)
    child = desk.shelves.children["c-own"]
    shield = Shield("FP-SHIEL-DAAAA", ShieldFlag.REFUGE, date(2026, 6, 2), "p-olga")
    desk.shelves.children["c-own"] = replace(child, shield=shield)


@pytest.mark.parametrize("known", [there, shielded])
def test_held_is_the_same_for_a_child_who_is_absent_there_or_shielded(known: Known) -> None:
    seen = []
    for world in (absent, known):
        desk = Desk()
        world(desk)
        desk.shelves.reads.clear()
        held = desk.use_cases.ask(desk.press(desk.sam, "slack:V1:same"), a_question(desk.own_child()))
        seen.append((held, [one for one in desk.shelves.reads if one != "area"]))  # remembered for a minute
    assert seen[0] == seen[1]


def test_for_a_shielded_child_the_reads_are_the_same_to_the_last() -> None:
    seen = []
    for world in (absent, shielded):
        desk = Desk()
        world(desk)
        desk.shelves.reads.clear()
        desk.held()
        seen.append(tuple(desk.shelves.reads))
    assert seen[0] == seen[1]


def test_the_officer_is_told_silently_of_a_shielded_child_though_the_question_is_held(desk: Desk) -> None:
    shielded(desk)
    held = desk.held()
    assert [look.reference for look in desk.shelves.looks.values()] == [held.reference]


def test_agreed_to_a_shielded_child_is_still_absent(desk: Desk) -> None:
    shielded(desk)
    reference = desk.held().reference
    desk.use_cases.oversee.agree(desk.press(desk.nora), reference)
    assert isinstance(desk.use_cases.ask.open_held(desk.press(desk.sam), reference), NothingToShow)


def test_agreed_to_a_child_who_is_there_is_shown(desk: Desk) -> None:
    there(desk)
    reference = desk.held().reference
    desk.use_cases.oversee.agree(desk.press(desk.nora), reference)
    answer = desk.use_cases.ask.open_held(desk.press(desk.sam), reference)
    assert isinstance(answer, Confirmed)
