"""The team, and what somebody left: by reference and workers' names, nothing of a child."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refused
from fingerpost.domain.outcomes.handing_over import Colleague
from fingerpost.domain.outcomes.supervising import LeaverLine, LeaverShown, StaleLine, TeamAnswer, TeamShown
from fingerpost.surfaces import views
from fingerpost.surfaces.contact.screens import line as contact_line
from fingerpost.surfaces.dates import in_words, moment_in_words
from fingerpost.surfaces.plain_screens import already_recorded, cannot_answer, refused
from fingerpost.surfaces.views import Button, Buttons, Heading, Paragraph, Row, Screen, SmallPrint, Tap
from fingerpost.surfaces.words import say, say_count

MOST_OF_EACH = 12
COLLEAGUES_A_PAGE = 30
TEAM = "team"
HANDED = "recorded"
"""The screen of an act that changed something: what stands below it is drawn anew."""


def team(outcome: TeamAnswer, page: int = 1) -> Screen:
    """The screen of an outcome. page: of the colleagues to choose from, from 1."""
    match outcome:
        case TeamShown():
            return team_shown(outcome)
        case LeaverShown():
            return leaver_shown(outcome, page)
        case Refused():
            return refused(outcome)
        case CannotAnswer():
            return cannot_answer()
        case AlreadyAsked():
            return already_recorded(outcome)
        case _:
            assert_never(outcome)


def team_shown(outcome: TeamShown) -> Screen:
    """What waits, each with its one button."""
    parts = (
        *_done(outcome),
        *waits_in_team(outcome),
        SmallPrint(say("team.by_reference")),
        SmallPrint(say("reference.line", reference=outcome.reference, at=moment_in_words(outcome.at))),
    )
    return Screen(TEAM, say("team.title"), parts)


def _done(outcome: TeamShown) -> Iterator[views.Part]:
    if outcome.done:
        yield Paragraph(say(f"team.done.{outcome.done}"), strong=True)


def waits_in_team(outcome: TeamShown) -> Iterator[views.Part]:
    """The parts of it, for the start page as well."""
    if outcome.people:
        yield SmallPrint(say_count("team.people", outcome.people))
    if not outcome.waits:
        yield Paragraph(say("team.nothing"))
    yield from _listed("team.contacts", [contact_line(one) for one in outcome.contacts])
    yield from _listed("team.stale", [_stale(one) for one in outcome.stale])
    yield from _listed("team.leavers", [_leaver(one) for one in outcome.leavers])


def _listed(heading: str, rows: Sequence[Row]) -> Iterator[views.Part]:
    if not rows:
        return
    yield Heading(say(heading))
    yield from rows[:MOST_OF_EACH]
    if len(rows) > MOST_OF_EACH:
        yield SmallPrint(say("team.more", count=len(rows) - MOST_OF_EACH))


def _stale(one: StaleLine) -> Row:
    words = say("team.stale.line", reference=one.reference, worker=one.worker, day=in_words(one.due))
    spoken = say("button.team_still_involved.spoken", reference=one.reference)
    label = say("button.team_still_involved")
    return Row(words, Button(Tap.TEAM_STILL_INVOLVED, label, one.reference, spoken=spoken))


def _leaver(one: LeaverLine) -> Row:
    words = say("team.leaver.moved" if one.moved else "team.leaver", name=one.name, what=what_is_left(one))
    spoken = say("button.hand_over_all.spoken", name=one.name)
    return Row(words, Button(Tap.OPEN_LEAVER, say("button.hand_over_all"), one.leaver_id, spoken=spoken))


def what_is_left(one: LeaverLine) -> str:
    """In numbers."""
    counts = (("involvements", one.involvements), ("watches", one.watches), ("requests", one.requests))
    return ", ".join(say_count(f"team.leaver.{name}", count) for name, count in counts if count)


def leaver_shown(outcome: LeaverShown, page: int = 1) -> Screen:
    """What is left, and a button for each colleague."""
    one = outcome.line
    handed = (Paragraph(say_count_to(outcome), strong=True),) if outcome.taker else ()
    parts = (
        *handed,
        *(_choice(outcome, page) if one.count else (Paragraph(say("leaver.none"), strong=not handed),)),
        Buttons((Button(Tap.TEAM, say("button.team")),)),
        SmallPrint(say("reference.line", reference=outcome.reference, at=moment_in_words(outcome.at))),
    )
    return Screen(HANDED if outcome.taker else "leaver", say("leaver.title"), parts, about=one.leaver_id)


def say_count_to(outcome: LeaverShown) -> str:
    """How much went over, and how much is left."""
    key = "leaver.handed.one" if outcome.handed == 1 else "leaver.handed"
    went = say(key, count=outcome.handed, taker=outcome.taker)
    if not outcome.line.count:
        return went
    return f"{went} {say('leaver.left', what=what_is_left(outcome.line))}"


def _choice(outcome: LeaverShown, page: int) -> Iterator[views.Part]:
    one = outcome.line
    yield Paragraph(say("leaver.what", name=one.name, day=in_words(one.since)))
    yield Paragraph(what_is_left(one), strong=True)
    if not outcome.colleagues:
        yield Paragraph(say("hand_over.nobody"), strong=True)
        return
    pages = -(-len(outcome.colleagues) // COLLEAGUES_A_PAGE)
    page = min(max(page, 1), pages)
    for each in outcome.colleagues[(page - 1) * COLLEAGUES_A_PAGE : page * COLLEAGUES_A_PAGE]:
        yield _colleague(one, each)
    if pages > 1:
        yield Buttons(tuple(_pager(one.leaver_id, page, pages)))
        yield SmallPrint(say("mine.page", page=page, pages=pages))


def _colleague(one: LeaverLine, each: Colleague) -> Row:
    button = Button(
        Tap.HAND_OVER_ALL,
        say("button.hand_over_all.to"),
        f"{one.leaver_id}/{each.id}",
        spoken=say("button.hand_over_all.to.spoken", name=each.name),
        sure=say("button.hand_over_all.sure", what=what_is_left(one), name=one.name, taker=each.name),
    )
    return Row(say("hand_over.colleague", name=each.name, job=each.job_title), button)


def _pager(leaver_id: str, page: int, pages: int) -> Iterator[Button]:
    if page > 1:
        yield Button(Tap.OPEN_LEAVER, say("button.earlier_page"), f"{leaver_id}/{page - 1}")
    if page < pages:
        yield Button(Tap.OPEN_LEAVER, say("button.later_page"), f"{leaver_id}/{page + 1}")
