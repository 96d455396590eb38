"""The short menu that any direct message gets, the start page, and the word on typed details."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from fingerpost.domain.outcomes.access import Refused
from fingerpost.domain.outcomes.recording import MineOutcome, MyChildren
from fingerpost.domain.outcomes.supervising import TeamShown
from fingerpost.domain.practitioner import SUPERVISING, Role
from fingerpost.surfaces import views
from fingerpost.surfaces.contact.waiting import waiting
from fingerpost.surfaces.dates import moment_in_words
from fingerpost.surfaces.plain_screens import refused_in_a_line
from fingerpost.surfaces.supervising.screens import waits_in_team
from fingerpost.surfaces.views import Tap
from fingerpost.surfaces.words import say, say_count

_SOON = timedelta(days=31)
_MOST_SLOWED = 10
_FEW_WORDS = 2
_PERSONAL = tuple(
    re.compile(pattern)
    for pattern in (
        r"\d{1,4}\s*[./-]\s*\d{1,2}\s*[./-]\s*\d{1,4}",
        r"(?i)\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
        r"(?:\d[\s-]?){9}\d",
        r"(?i)\b[a-z]\d{11}[0-9a-z]\b",
        r"(?i)\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b",
        r"[^\W\d_a-z][\w'’-]*\s+[^\W\d_a-z][\w'’-]+",
        r"(?i)\b(?:born|birth|dob|nhs|upn|postcode|surname|child called|named|aged?)\b",
        r"(?i)\b\d{1,2}\s*(?:years?|yrs?|months?|weeks?)\s*old\b",
    )
)


def looks_personal(text: str) -> bool:
    """Whether a message may be about a person: anything longer than two words, dates, numbers, postcodes,
    pairs of names. Names in lower case look like any other words.

    Too often is right: the price of a needless warning is a glance, of a missing one a name in the history.
    """
    return len(text.split()) > _FEW_WORDS or any(pattern.search(text) for pattern in _PERSONAL)


def menu_message(*, personal: bool, role: Role | None = None, reference: str = "") -> views.Message:
    """The answer to any direct message. It repeats nothing of what was written but a reference: that stands
    for something, and says nothing."""
    warning = (views.Paragraph(say("menu.history"), strong=True),) if personal else ()
    opens = tuple(_opening(reference)) if reference else ()
    parts = (*warning, *opens, views.Paragraph(say("menu.hello")), _buttons(role))
    summary = say("menu.history") if personal else say("menu.summary")
    return views.Message(summary, parts)


def _opening(reference: str) -> Iterator[views.Part]:
    yield views.Paragraph(say("menu.reference", reference=reference))
    label = say("button.open_reference", reference=reference)
    yield views.Buttons((views.Button(Tap.OPEN_MINE, label, reference),))


def closed() -> views.Message:
    """What stands in the place of a card that showed a child."""
    words = say("menu.closed")
    return views.Message(words, (views.Paragraph(words),))


def typed_refused(command: str) -> views.Message:
    """The friendly word on details typed after the command."""
    words = say("typed.refused", command=command)
    return views.Message(words, (views.Paragraph(words), _buttons()))


def home(own: MineOutcome, today: date, team: TeamShown | None = None) -> views.Screen:
    """The start page: the menu, and counts that name nobody, or why there is nothing to count.

    team: of whoever supervises one."""
    parts = (
        views.Heading(say("home.title")),
        views.Paragraph(say("home.what")),
        _buttons(own.role if isinstance(own, MyChildren) else None),
        *_own(own, today),
        *_team(team),
        views.SmallPrint(say("help.chat")),
    )
    return views.Screen("home", say("home.title"), parts)


def _own(own: MineOutcome, today: date) -> Iterator[views.Part]:
    if isinstance(own, MyChildren):
        yield from _counts(own, today)
    if isinstance(own, Refused):
        yield views.Paragraph(refused_in_a_line(own), strong=True)


def _counts(own: MyChildren, today: date) -> Iterator[views.Part]:
    current = [one for one in own.involvements if one.ended is None]
    involved = say_count("home.children", len(current))
    watched = say_count("home.children", len(own.watches))
    yield views.Paragraph(say("home.counts", involved=involved, watched=watched))
    for one in own.slowed[:_MOST_SLOWED]:
        yield views.Paragraph(say("home.slowed", name=one.name, at=moment_in_words(one.at)), strong=True)
    yield from waiting(own.contacts)
    if due := sum(one.review_due <= today + _SOON for one in current):
        yield views.Paragraph(say_count("home.review", due))


def _team(team: TeamShown | None) -> Iterator[views.Part]:
    """What stands above already, the requests, is not said twice."""
    if team is not None:
        yield views.Heading(say("team.title"))
        yield from waits_in_team(replace(team, contacts=()))


def _buttons(role: Role | None = None) -> views.Buttons:
    team = (views.Button(Tap.TEAM, say("button.team")),) if role in SUPERVISING else ()
    records = (views.Button(Tap.RECORDS, say("button.records")),) if role is Role.OFFICER else ()
    return views.Buttons(
        (
            views.Button(Tap.ASK, say("button.ask"), emphasis=views.Emphasis.PRIMARY),
            views.Button(Tap.RECORD, say("button.record")),
            views.Button(Tap.MY_CHILDREN, say("button.my_children")),
            views.Button(Tap.CONTACTS, say("button.contacts")),
            *team,
            *records,
            views.Button(Tap.HELP, say("button.help")),
        )
    )
