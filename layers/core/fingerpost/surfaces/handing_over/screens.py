"""To whom an involvement can go, and where an offer stands: by reference, and nothing of the child."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from fingerpost.domain.hand_over import HandOverState
from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refused
from fingerpost.domain.outcomes.handing_over import (
    Along,
    ChooseTaker,
    Colleague,
    HandOverAnswer,
    HandOverShown,
)
from fingerpost.surfaces import views
from fingerpost.surfaces.dates import moment_in_words, today
from fingerpost.surfaces.plain_screens import already_recorded, cannot_answer, refused
from fingerpost.surfaces.recording.own import own_facts
from fingerpost.surfaces.views import Button, Buttons, Emphasis, Paragraph, Row, Screen, SmallPrint, Tap
from fingerpost.surfaces.words import say, say_count

COLLEAGUES_A_PAGE = 30


def hand_over(outcome: HandOverAnswer, page: int = 1) -> Screen:
    """The screen of an outcome. page: of the colleagues, from 1."""
    match outcome:
        case ChooseTaker():
            return choose_taker(outcome, page)
        case HandOverShown():
            return hand_over_shown(outcome)
        case Refused():
            return refused(outcome)
        case CannotAnswer():
            return cannot_answer()
        case AlreadyAsked():
            return already_recorded(outcome)
        case _:
            assert_never(outcome)


def choose_taker(outcome: ChooseTaker, page: int = 1) -> Screen:
    """What goes along, and a button for each colleague."""
    parts = (
        *_standing_offer(outcome),
        Paragraph(say("hand_over.what" if outcome.is_own else "hand_over.what.team", worker=outcome.worker)),
        views.Facts((*own_facts(outcome.own, today(outcome.at)), *_along(outcome.along))),
        Paragraph(say("hand_over.at_once" if outcome.at_once else "hand_over.until")),
        *_colleagues(outcome, page),
        _reference(outcome),
    )
    return Screen("hand_over", say("hand_over.title"), parts, about=outcome.reference)


def _standing_offer(outcome: ChooseTaker) -> Iterator[views.Part]:
    if not outcome.offered_to:
        return
    yield Paragraph(say("hand_over.offered", taker=outcome.offered_to), strong=True)
    yield Buttons((Button(Tap.WITHDRAW_HAND_OVER, say("button.withdraw_hand_over"), outcome.reference),))


def _colleagues(outcome: ChooseTaker, page: int) -> Iterator[views.Part]:
    if not outcome.colleagues:
        yield Paragraph(say("hand_over.nobody"), strong=True)
        return
    pages = -(-len(outcome.colleagues) // COLLEAGUES_A_PAGE)
    page = min(max(page, 1), pages)
    for one in outcome.colleagues[(page - 1) * COLLEAGUES_A_PAGE : page * COLLEAGUES_A_PAGE]:
        yield _colleague(outcome, one)
    if pages > 1:
        yield Buttons(tuple(_pager(outcome.reference, page, pages)))
        yield SmallPrint(say("mine.page", page=page, pages=pages))


def _colleague(outcome: ChooseTaker, one: Colleague) -> Row:
    label = say("button.hand_over_to.at_once" if outcome.at_once else "button.hand_over_to")
    spoken = say("button.hand_over_to.spoken", name=one.name)
    button = Button(Tap.HAND_OVER_TO, label, f"{outcome.reference}/{one.id}", spoken=spoken)
    return Row(say("hand_over.colleague", name=one.name, job=one.job_title), button)


def _pager(reference: str, page: int, pages: int) -> Iterator[Button]:
    if page > 1:
        yield Button(Tap.HAND_OVER, say("button.earlier_page"), f"{reference}/{page - 1}")
    if page < pages:
        yield Button(Tap.HAND_OVER, say("button.later_page"), f"{reference}/{page + 1}")


def hand_over_shown(outcome: HandOverShown) -> Screen:
    """In one sentence where it stands, and what its reader can do."""
    side = "taker" if outcome.is_taker else "giver"
    standing = say(f"hand_over.{_state(outcome)}.{side}", worker=outcome.worker, taker=outcome.taker)
    parts = (
        Paragraph(standing, strong=True),
        *_stated(outcome),
        *_answers(outcome),
        _reference(outcome),
    )
    return Screen(_name(outcome), say("hand_over.title"), parts, about=outcome.reference)


def _state(outcome: HandOverShown) -> str:
    """An offer of what ended, or went elsewhere, is over whatever became of it."""
    if outcome.state is HandOverState.OFFERED and outcome.own is None:
        return HandOverState.WITHDRAWN.value
    return outcome.state.value


def _name(outcome: HandOverShown) -> str:
    """What was written draws anew what stands below it."""
    return "hand_over_shown" if outcome.is_taker and outcome.state is HandOverState.OFFERED else "recorded"


def _stated(outcome: HandOverShown) -> Iterator[views.Part]:
    if outcome.own is not None:
        yield views.Facts((*own_facts(outcome.own, today(outcome.at)), *_along(outcome.along)))


def _along(along: Along) -> Iterator[tuple[str, str]]:
    if along.watches:
        yield say("hand_over.watches"), say_count("hand_over.watches.count", along.watches)
    if along.requests:
        yield say("hand_over.requests"), say_count("hand_over.requests.count", along.requests)


def _answers(outcome: HandOverShown) -> Iterator[views.Part]:
    if not outcome.is_taker:
        yield Buttons((Button(Tap.MY_CHILDREN, say("button.my_children")),))
        return
    if outcome.state is HandOverState.ACCEPTED:
        yield Buttons((Button(Tap.OPEN_MINE, say("button.open_child"), outcome.reference),))
    if outcome.state is HandOverState.OFFERED and outcome.own is not None:
        reference = outcome.reference
        yield Paragraph(say("hand_over.accept.what"))
        yield Buttons(
            (
                Button(Tap.TAKE_OVER, say("button.take_over"), reference, Emphasis.PRIMARY),
                Button(Tap.DECLINE_HAND_OVER, say("button.decline_hand_over"), reference),
            )
        )


def _reference(outcome: ChooseTaker | HandOverShown) -> SmallPrint:
    return SmallPrint(say("reference.line", reference=outcome.reference, at=moment_in_words(outcome.at)))
