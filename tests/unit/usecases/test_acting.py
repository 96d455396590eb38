"""The one way through: no act without its lines, and every failure an outcome with a line in the log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from fingerpost.domain.errors import Conflict, InvalidField, LedgerUnavailable, TooMuchAtOnce, Unavailable
from fingerpost.domain.ledger import Phase
from fingerpost.domain.link_code import link_code
from fingerpost.domain.outcomes.access import CannotAnswer, Linked, Refused
from fingerpost.domain.outcomes.asking import Confirmed
from fingerpost.domain.outcomes.recording import MyChildren
from fingerpost.usecases.requests import Request, WatchWish
from tests.builders import a_practitioner, an_involvement
from tests.unit.usecases.world import World, a_question, particulars

CODE = link_code(b"sixteen bytes or more")


@pytest.fixture
def world() -> World:
    return World()


def logged(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    return [(line.levelname, line.getMessage()) for line in caplog.records if line.name == "fingerpost"]


def linking(world: World, press: Request) -> object:
    return world.use_cases.link(press, CODE)


ACTS: dict[str, Callable[[World, Request], object]] = {
    "link": linking,
    "open the form": lambda world, press: world.use_cases.open_form.admit(press),
    "ask": lambda world, press: world.use_cases.ask(press, a_question()),
    "one more detail": lambda world, press: world.use_cases.ask.more(press, "FP-1", a_question().details),
    "list": lambda world, press: world.use_cases.mine.list(press),
    "open mine": lambda world, press: world.use_cases.mine.open(press, "FP-1"),
    "open a notice": lambda world, press: world.use_cases.mine.open_notice(press, "n"),
    "record": lambda world, press: world.use_cases.record.afresh(press, a_question(), particulars()),
    "end": lambda world, press: world.use_cases.record.end(press, "FP-1", date(2026, 3, 2)),
    "stop a watch": lambda world, press: world.use_cases.watch.stop(press, "FP-1"),
    "not this child": lambda world, press: world.use_cases.not_this_child(press, "FP-1"),
    "look a record up": lambda world, press: world.use_cases.records.look_up(press, "FP-1"),
}


@pytest.mark.parametrize("act", ACTS)
def test_with_the_ledger_down_an_act_is_unanswered_and_the_alarm_hears_of_it(
    world: World, caplog: pytest.LogCaptureFixture, act: str
) -> None:
    with world.shelves.down("ledger", LedgerUnavailable("ledger")):
        outcome = ACTS[act](world, world.press(world.rowan))
    assert isinstance(outcome, CannotAnswer)
    assert logged(caplog) == [("ERROR", "LEDGER_WRITE_FAILED")]


@pytest.mark.parametrize("fault", [Unavailable("directory"), Conflict("directory")])
@pytest.mark.parametrize("act", [name for name in ACTS if name != "link"])
def test_with_the_directory_failing_an_act_is_unanswered_and_logged(
    world: World, caplog: pytest.LogCaptureFixture, act: str, fault: Exception
) -> None:
    with world.shelves.down("directory", fault):
        outcome = ACTS[act](world, world.press(world.rowan))
    assert isinstance(outcome, CannotAnswer)
    assert logged(caplog) == [("ERROR", "CANNOT_ANSWER")]


@pytest.mark.parametrize("act", ACTS)
def test_every_act_has_its_attempt_and_its_outcome(world: World, act: str) -> None:
    ACTS[act](world, world.press(world.rowan))
    lines = [(line.phase, line.reference) for line in world.shelves.ledger]
    assert [phase for phase, _ in lines] == [Phase.ATTEMPT, Phase.OUTCOME]
    assert len({reference for _, reference in lines}) == 1


def test_a_list_that_is_asked_for_twice_in_one_is_read_twice_and_alarms_nobody(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.shelves.involvements["i-1"] = an_involvement("i-1").of(world.rowan).build()
    delivered = world.press(world.rowan, "slack:home:Ev1")
    first, again = world.use_cases.mine.list(delivered), world.use_cases.mine.list(delivered)
    assert isinstance(first, MyChildren)
    assert isinstance(again, MyChildren)
    assert again.involvements == first.involvements != ()
    assert logged(caplog) == []


def test_a_code_that_is_sent_again_links_once_and_alarms_nobody(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.enter(a_practitioner("p-robin").of(world.care).without_chat().build())
    world.codes.given[CODE] = "p-robin"
    press = world.press(a_practitioner("p-robin").build(), "slack:link:Ev1")
    assert isinstance(world.use_cases.link(press, CODE), Linked)
    assert not isinstance(world.use_cases.link(press, CODE), CannotAnswer | Refused)
    assert logged(caplog) == []


def test_what_cannot_be_used_is_on_the_ledger_before_the_person_is_told(world: World) -> None:
    child = world.aoife()
    world.shelves.involvements["i-1"] = an_involvement("i-1").of(world.sam).with_child(child).build()
    answer = world.use_cases.ask(world.press(world.rowan), a_question())
    assert isinstance(answer, Confirmed)
    yesterday = WatchWish("safeguarding", date(2026, 3, 1))
    with pytest.raises(InvalidField):
        world.use_cases.watch.from_answer(world.press(world.rowan), answer.reference, yesterday)
    assert world.shelves.ledger[-1].outcome == "invalid"


def test_too_much_at_once_is_no_answer_where_nothing_better_can_be_said(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    with world.shelves.down("transactions", TooMuchAtOnce("101 items")):
        outcome = world.use_cases.record.afresh(world.press(world.rowan), a_question(), particulars())
    assert isinstance(outcome, CannotAnswer)
    assert logged(caplog) == [("ERROR", "CANNOT_ANSWER")]


def test_one_act_sees_one_state_of_its_asker(world: World) -> None:
    """A service that lapses while an ask is under way would else show nothing where there is something."""
    child = world.aoife()
    world.shelves.involvements["i-1"] = an_involvement("i-1").of(world.sam).with_child(child).build()
    read_services = world.shelves.reach

    def lapse_at_the_first_read_of_the_index(part: str, read: str = "") -> None:
        if part == "index":
            lapsed = world.shelves.services[world.care.id]
            world.shelves.services[world.care.id] = type(lapsed)(**{**vars(lapsed), "accredited": False})
        read_services(part, read)

    world.shelves.reach = lapse_at_the_first_read_of_the_index  # type: ignore[method-assign]
    assert isinstance(world.use_cases.ask(world.press(world.rowan), a_question()), Confirmed)


def test_an_answer_and_a_refusal_are_counted_by_what_they_were_and_not_by_whose(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "fingerpost")
    world.use_cases.ask(world.press(world.rowan), a_question())
    world.enter(a_practitioner("p-late").suspended().build())
    world.use_cases.ask(world.press(a_practitioner("p-late").build()), a_question())

    ours = [line for line in caplog.records if line.name == "fingerpost"]
    assert [line.getMessage() for line in ours] == ["ASK_ANSWERED", "ACT_REFUSED"]
    said = [set(vars(line)) & {"outcome", "act", "because", "reference", "actor"} for line in ours]
    assert said == [{"outcome"}, {"act", "because"}]
