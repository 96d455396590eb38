"""What a practitioner holds and is told about: "my children", one child opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import assert_never

from fingerpost.domain.child import Name
from fingerpost.domain.outcomes.access import CannotAnswer, Refused
from fingerpost.domain.outcomes.recording import (
    LINES_A_PAGE,
    ChildShown,
    MineOutcome,
    MyChildren,
    MyInvolvement,
    MyWatch,
)
from fingerpost.surfaces import dates, views
from fingerpost.surfaces.asking.involved import not_named, services
from fingerpost.surfaces.asking.screens import coverage, two_records
from fingerpost.surfaces.contact.buttons import ask_contact, ask_officer
from fingerpost.surfaces.dates import birth_shown, in_words, moment_in_words
from fingerpost.surfaces.oversight.screens import waiting_for_eyes
from fingerpost.surfaces.passages.screens import gone, passage_button
from fingerpost.surfaces.plain_screens import cannot_answer, refused
from fingerpost.surfaces.recording.own import own_buttons, own_facts
from fingerpost.surfaces.views import Tap
from fingerpost.surfaces.words import say, say_reason

MOST_SLOWED = 5
_SOON = timedelta(days=31)


def mine(outcome: MineOutcome, page: int = 1) -> views.Screen:
    """The screen of one's own list, or of one child of it."""
    match outcome:
        case MyChildren():
            return my_children(outcome, page)
        case ChildShown():
            return child_shown(outcome)
        case Refused():
            return refused(outcome)
        case CannotAnswer():
            return cannot_answer()
        case _:
            assert_never(outcome)


def my_children(outcome: MyChildren, page: int = 1) -> views.Screen:
    """By reference, never by name (C2). page: from 1."""
    if not (outcome.involvements or outcome.watches):
        nobody = _none_found() if outcome.found else _nobody_yet()
        return _screen(
            "my_children", "mine.title", (*_of_the_team(outcome), *nobody, *_for_officers(outcome))
        )
    lines = _lines(outcome)
    pages = -(-len(lines) // LINES_A_PAGE)
    page = min(max(page, 1), pages)
    shown = lines[(page - 1) * LINES_A_PAGE : page * LINES_A_PAGE]
    top = (views.SmallPrint(say("mine.by_reference")), *_as_usual(outcome), _find(found=outcome.found))
    parts = (*_under_headings(shown), *_pager(page, pages), *_for_officers(outcome))
    return replace(
        _screen("my_children", "mine.title", (*_of_the_team(outcome), *top, *parts)), about=str(page)
    )


def _of_the_team(outcome: MyChildren) -> Iterator[views.Part]:
    """For a supervisor: whose asking was slowed, the latest first."""
    for one in outcome.slowed[:MOST_SLOWED]:
        words = say("home.slowed", name=one.name, at=moment_in_words(one.at))
        yield views.Banner(words, views.Tone.WARNING)
    yield from waiting_for_eyes(outcome.oversight)


def _for_officers(outcome: MyChildren) -> tuple[views.Part, ...]:
    if not outcome.keeps_records:
        return ()
    return (views.Buttons((views.Button(Tap.RECORDS, say("button.records")),)),)


def child_shown(outcome: ChildShown) -> views.Screen:
    """One child, after a fresh authority check."""
    parts = (
        *gone(outcome.gone),
        *_news(outcome),
        *_who(outcome),
        *_born(outcome),
        *two_records(outcome),
        *_others(outcome),
        *_own(outcome.own, dates.today(outcome.at)),
        *coverage(outcome.coverage, outcome.at),
        views.SmallPrint(say("reference.line", reference=outcome.reference, at=moment_in_words(outcome.at))),
    )
    return views.Screen("child", say("child.title"), parts, about=outcome.reference)


def _news(outcome: ChildShown) -> Iterator[views.Part]:
    """What is new since one was told of it, in a sentence."""
    if not outcome.told:
        return
    new = next((one for one in outcome.services if one.involvement_reference == outcome.news), None)
    if new is None:
        yield views.Banner(say("child.news.over"), views.Tone.INFORMATION)
        return
    known = {"worker": new.worker_name, "role": new.role, "service": new.service_name}
    yield views.Banner(say("child.news", since=in_words(new.since), **known), views.Tone.INFORMATION)


def _screen(name: str, title: str, parts: tuple[views.Part, ...]) -> views.Screen:
    return views.Screen(name, say(title), parts)


def _find(*, found: bool) -> views.Buttons:
    every = (views.Button(Tap.MY_CHILDREN, say("button.all_mine")),) if found else ()
    return views.Buttons((views.Button(Tap.FIND_MINE, say("button.find_mine")), *every))


def _none_found() -> tuple[views.Part, ...]:
    return (views.Paragraph(say("mine.none_found"), strong=True), _find(found=True))


def _usual(outcome: MyChildren) -> tuple[str, str]:
    """Role and service of most lines: said once, and not on each of them."""
    met = Counter((one.role, one.service_name) for one in outcome.involvements)
    return max(met, key=lambda pair: met[pair], default=("", ""))


def _as_usual(outcome: MyChildren) -> tuple[views.Part, ...]:
    role, service = _usual(outcome)
    return (views.SmallPrint(say("mine.usual", role=role, service=service)),) if role else ()


def _nobody_yet() -> tuple[views.Part, ...]:
    return (
        views.Paragraph(say("mine.empty"), strong=True),
        views.Paragraph(say("mine.empty.how")),
        views.Buttons(
            (
                views.Button(Tap.RECORD, say("button.record"), emphasis=views.Emphasis.PRIMARY),
                views.Button(Tap.ASK, say("button.ask")),
            )
        ),
    )


def _lines(outcome: MyChildren) -> list[tuple[str, tuple[views.Part, ...]]]:
    """Each line with the heading it stands under."""
    usual, soon = _usual(outcome), dates.today(outcome.at) + _SOON
    rows = [(one.ended is not None, _row(one, usual, soon)) for one in outcome.involvements]
    involved = [("mine.past" if is_past else "mine.current", (row,)) for is_past, row in rows]
    return [*involved, *(("mine.watches", _watch_lines(one)) for one in outcome.watches)]


def _under_headings(lines: Sequence[tuple[str, tuple[views.Part, ...]]]) -> Iterator[views.Part]:
    last = ""
    for heading, parts in lines:
        if heading != last:
            yield views.Heading(say(heading))
        last = heading
        yield from parts


def _row(one: MyInvolvement, usual: tuple[str, str], soon: date) -> views.Row:
    return views.Row("\n".join(_line(one, usual, soon)), _open(one.reference))


def _line(one: MyInvolvement, usual: tuple[str, str], soon: date) -> Iterator[str]:
    """Who it is and since when; role and service where they are not as usual."""
    days = {"since": in_words(one.since), "ended": in_words(one.ended) if one.ended else ""}
    words = "mine.line.past" if one.ended else "mine.line.lead" if one.lead else "mine.line"
    yield f"{_whose(one)}{say(words, reference=one.reference, **days)}"
    if (one.role, one.service_name) != usual:
        yield say("mine.as", role=one.role, service=one.service_name)
    if one.last_day:
        yield say("mine.last_day", day=in_words(one.last_day))
    elif one.ended is None and one.review_due <= soon:
        yield say("mine.review", day=in_words(one.review_due))


def _whose(one: MyInvolvement) -> str:
    if one.unborn:
        return say("mine.whose.unborn")
    if one.initials and one.born:
        words = "mine.whose.about" if one.born_about else "mine.whose"
        return say(words, initials=one.initials, year=one.born)
    return f"{one.initials}  " if one.initials else ""


def _watch_lines(one: MyWatch) -> tuple[views.Part, ...]:
    reason = say_reason(one.reason)
    words = say("mine.watch", reference=one.reference, until=in_words(one.until), reason=reason)
    return (views.Paragraph(words), views.Buttons((_open(one.reference), _stop(one.reference))))


def _open(reference: str) -> views.Button:
    spoken = say("button.open.spoken", reference=reference)
    return views.Button(Tap.OPEN_MINE, say("button.open"), reference, spoken=spoken)


def _stop(reference: str) -> views.Button:
    return views.Button(
        Tap.STOP_WATCH,
        say("button.stop_watch"),
        reference,
        spoken=say("button.stop_watch.spoken", reference=reference),
        sure=say("button.stop_watch.sure"),
    )


def _pager(page: int, pages: int) -> tuple[views.Part, ...]:
    if pages == 1:
        return ()
    earlier = views.Button(Tap.MY_CHILDREN, say("button.earlier_page"), str(page - 1))
    later = views.Button(Tap.MY_CHILDREN, say("button.later_page"), str(page + 1))
    buttons = (*([earlier] if page > 1 else []), *([later] if page < pages else []))
    return (views.Buttons(buttons), views.SmallPrint(say("mine.page", page=page, pages=pages)))


def _name(name: Name | None) -> str:
    if name is None:
        return say("child.name.none")
    return f"{name.given} {name.family}".strip() or say("child.name.none")


def _who(outcome: ChildShown) -> Iterator[views.Part]:
    if not outcome.named:
        yield views.Heading(say("child.watched", reference=outcome.reference))
        yield views.SmallPrint(say("child.watched.why"))
        return
    if outcome.expected is None:
        yield views.Heading(_name(outcome.name))
        return
    yield views.Heading(say("child.unborn", day=in_words(outcome.expected)))
    yield views.Paragraph(say("child.mother", name=_name(outcome.name)))


def _born(outcome: ChildShown) -> tuple[views.Part, ...]:
    if outcome.born is None:
        return ()
    return (views.Paragraph(say("child.born", day=birth_shown(outcome.born))),)


def _own(own: MyInvolvement | None, today: date) -> Iterator[views.Part]:
    if own is None:
        return
    yield views.Heading(say("child.own"))
    yield views.Facts(tuple(own_facts(own, today)))
    passage = () if own.ended else (passage_button(own.reference),)
    if buttons := (*own_buttons(own), *passage):
        yield views.Buttons(buttons)


def _others(outcome: ChildShown) -> Iterator[views.Part]:
    """One's own involvement stands by itself, below."""
    yield views.Heading(say("child.others"))
    others = [one for one in outcome.services if not (outcome.own and one.is_asker)]
    if not (others or outcome.unnamed):
        yield views.Paragraph(say("child.nobody"))
    yield from services(others, outcome.at, news=outcome.news, ask_contact=ask_contact)
    yield from not_named(outcome.unnamed, ask_officer)
