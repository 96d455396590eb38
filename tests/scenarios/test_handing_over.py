"""Work that goes over to a colleague, once on every surface: from one's own child to a named colleague."""

from __future__ import annotations

from tests.scenarios.town import WHY, WORK, Screen, TownInChat, a_child_nobody_knows

WORKER, COLLEAGUE = "amara-thackley", "tunde-afolabi"


def recorded(town: TownInChat) -> tuple[Screen, str]:
    """A social worker works with a child, and has it open."""
    child = a_child_nobody_knows()
    done = town.person(WORKER).open("record").submit({**child, **WORK, **WHY})
    return done.press("See who is involved"), child["Family name"]


def test_a_colleague_accepts_and_has_the_child_from_then_on(town: TownInChat) -> None:
    worker, colleague = town.person(WORKER), town.person(COLLEAGUE)
    heard, seen = len(colleague.messages()), len(worker.messages())
    child, family_name = recorded(town)

    offered = offered_to_colleague(child, family_name)
    assert "Until they accept, it stays with Amara Thackley" in offered.words

    told = colleague.wait_for_message("asks you to take over the work", beyond=heard)
    assert family_name not in told.words
    offer = told.press("Open the offer")
    assert "Amara Thackley asks you to take over" in offer.words
    assert family_name not in offer.words
    accepted = offer.press("Accept")
    assert "It is yours now" in accepted.words
    assert family_name in accepted.press("Open the child").words
    worker.wait_for_message("your colleague accepted", beyond=seen)
    assert town.product.everything_drawn_is_sound()


def test_a_colleague_declines_and_it_stays(town: TownInChat) -> None:
    worker, colleague = town.person(WORKER), town.person(COLLEAGUE)
    heard, seen = len(colleague.messages()), len(worker.messages())
    child, family_name = recorded(town)
    offered_to_colleague(child, family_name)

    told = colleague.wait_for_message("asks you to take over the work", beyond=heard)
    assert "You declined" in told.press("Open the offer").press("Decline").words

    word = worker.wait_for_message("your colleague declined", beyond=seen)
    assert "Tunde Afolabi" in word.press("Hand over").words


def offered_to_colleague(child: Screen, family_name: str) -> Screen:
    """The button beside the colleague, who is neither the first nor the last of the service."""
    choice = child.press("Hand over")
    assert family_name not in choice.words
    names = ("Tunde Afolabi", "Hester Colbeck", "Moira Pemberley", "Case Robot")
    assert all(name in choice.words for name in names), choice.words
    by_place = sorted(names, key=choice.words.index)
    return choice.press("Ask to take over", by_place.index("Tunde Afolabi"))
