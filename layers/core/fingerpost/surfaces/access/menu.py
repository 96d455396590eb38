"""The short menu that any direct message gets, the start page, and the word on typed details."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from fingerpost.domain.outcomes.access import Refused
from fingerpost.domain.outcomes.recording import MineOutcome, MyChildren
from fingerpost.domain.practitioner import Role
from fingerpost.surfaces import views
from fingerpost.surfaces.contact.waiting import waiting
from fingerpost.surfaces.dates import moment_in_words
from fingerpost.surfaces.oversight.screens import waiting_for_eyes
from fingerpost.surfaces.plain_screens import refusal_parts
from fingerpost.surfaces.views import Tap
from fingerpost.surfaces.words import say, say_count
from fingerpost.usecases.access.stands_for import Meaning

_SOON = timedelta(days=31)
_MOST_SLOWED = 10
_FEW_WORDS = 2
_OPENED_BY = {
    Meaning.MINE: Tap.OPEN_MINE,
    Meaning.ANSWER: Tap.BACK_TO_ANSWER,
    Meaning.CONTACT: Tap.OPEN_CONTACT,
    Meaning.RECORD: Tap.OPEN_RECORD,
}
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


def menu_message(
    *, personal: bool, officer: bool = False, reference: str = "", meaning: Meaning = Meaning.MINE
) -> views.Message:
    """The answer to any direct message. It repeats nothing of what was written but a reference: that stands
    for something, and says nothing. meaning: what it stands for to whoever wrote it."""
    warning = (views.Paragraph(say("menu.history"), strong=True),) if personal else ()
    opens = tuple(_opening(reference, meaning)) if reference else ()
    buttons = _buttons(officer=officer, start_page=True)
    parts = (*warning, *opens, views.Paragraph(say("menu.hello")), buttons)
    summary = say("menu.history") if personal else say("menu.summary")
    return views.Message(summary, parts)


def _opening(reference: str, meaning: Meaning) -> Iterator[views.Part]:
    yield views.Paragraph(say(f"menu.reference.{meaning}", reference=reference))
    label = say("button.open_reference", reference=reference)
    yield views.Buttons((views.Button(_OPENED_BY[meaning], label, reference),))


def closed() -> views.Message:
    """What stands in the place of a card that showed a child."""
    words = say("menu.closed")
    return views.Message(words, (views.Paragraph(words),))


def typed_refused(command: str) -> views.Message:
    """The friendly word on details typed after the command."""
    words = say("typed.refused", command=command)
    return views.Message(words, (views.Paragraph(words), _buttons()))


def home(own: MineOutcome, today: date) -> views.Screen:
    """The start page: what its reader can do, and what waits for them. It names nobody."""
    top = (views.Heading(say("home.title")), views.Paragraph(say("home.what")))
    parts = (*top, *_for(own, today), views.SmallPrint(say("help.chat")))
    return views.Screen("home", say("home.title"), parts)


def _for(own: MineOutcome, today: date) -> Iterator[views.Part]:
    """Whoever is refused is offered nothing that would be refused as well."""
    match own:
        case MyChildren(role=Role.ADMIN):
            yield views.Paragraph(say("home.can.admin"))
            yield _help()
        case MyChildren():
            yield views.Paragraph(say(f"home.can.{own.role}"))
            yield _buttons(officer=own.keeps_records)
            yield from _waits(own, today)
            yield views.SmallPrint(_counts(own))
        case Refused():
            yield from refusal_parts(own)
            yield _help()
        case _:
            yield views.Paragraph(say("home.cannot"), strong=True)
            yield _buttons()


def _help() -> views.Buttons:
    return views.Buttons((views.Button(Tap.HELP, say("button.help")),))


def _waits(own: MyChildren, today: date) -> Iterator[views.Part]:
    """What waits, or that nothing does: an empty page could as well be a broken one."""
    lines = tuple(_waiting_lines(own, today))
    yield from lines or (views.Paragraph(say(f"home.nothing_waits.{own.role}")),)


def _waiting_lines(own: MyChildren, today: date) -> Iterator[views.Part]:
    for one in own.slowed[:_MOST_SLOWED]:
        yield views.Paragraph(say("home.slowed", name=one.name, at=moment_in_words(one.at)), strong=True)
    yield from waiting_for_eyes(own.oversight)
    yield from waiting(own.contacts)
    current = (one for one in own.involvements if one.ended is None and one.last_day is None)
    if due := sum(one.review_due <= today + _SOON for one in current):
        yield views.Paragraph(say_count("home.review", due), strong=True)


def _counts(own: MyChildren) -> str:
    current, watched = sum(one.ended is None for one in own.involvements), len(own.watches)
    if not current and not watched:
        return say("home.counts.none")
    both = say_count("home.children", current), say_count("home.children", watched)
    return say("home.counts", involved=both[0], watched=both[1])


def _buttons(*, officer: bool = False, start_page: bool = False) -> views.Buttons:
    waits = (views.Button(Tap.HOME, say("button.home")),) if start_page else ()
    records = (views.Button(Tap.RECORDS, say("button.records")),) if officer else ()
    return views.Buttons(
        (
            views.Button(Tap.ASK, say("button.ask"), emphasis=views.Emphasis.PRIMARY),
            views.Button(Tap.RECORD, say("button.record")),
            views.Button(Tap.MY_CHILDREN, say("button.my_children")),
            views.Button(Tap.CONTACTS, say("button.contacts")),
            *records,
            *waits,
            views.Button(Tap.HOW_TOLD, say("button.how_told")),
            views.Button(Tap.HELP, say("button.help")),
        )
    )
