"""Where requests to be contacted stand: one of them, and all of somebody's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import assert_never

from fingerpost.domain.contact import ContactOutcome, ContactRequest, ContactState
from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refused
from fingerpost.domain.outcomes.contact import (
    ContactAnswer,
    ContactLine,
    ContactShown,
    ContactsListed,
    NobodyToAsk,
    PersonToRing,
)
from fingerpost.surfaces import views
from fingerpost.surfaces.dates import moment_in_words
from fingerpost.surfaces.plain_screens import refused
from fingerpost.surfaces.reach import hours_in_words, reached
from fingerpost.surfaces.views import Tap
from fingerpost.surfaces.words import say

LINES_A_PAGE = 35


def contact(
    outcome: ContactAnswer, form: Callable[[views.Banner], views.Screen], page: int = 1
) -> views.Screen:
    """The screen of an outcome. form: where nothing was done, what was typed comes back in it."""
    match outcome:
        case ContactShown():
            return contact_shown(outcome)
        case ContactsListed():
            return contacts_listed(outcome, page)
        case NobodyToAsk():
            return nobody_to_ask(outcome)
        case Refused():
            return refused(outcome)
        case CannotAnswer():
            return form(views.Banner(say("cannot.record"), views.Tone.WARNING))
        case AlreadyAsked():
            return _already(outcome)
        case _:
            assert_never(outcome)


def page_of(value: str) -> int:
    """The page that a button of the list leads to."""
    return int(value) if value.isdecimal() else 1


def contact_shown(outcome: ContactShown) -> views.Screen:
    """Where one stands, whom to ring, and what can be done with it."""
    one = outcome.request
    parts = (
        *_urgent(outcome),
        views.Paragraph(_standing(outcome), strong=True),
        views.Facts(tuple(_facts(outcome))),
        *_how_to_reach(outcome),
        *_behind(outcome),
        *_actions(outcome),
        *_outcome_question(outcome),
        views.Buttons((views.Button(Tap.CONTACTS, say("button.contacts")),)),
        views.SmallPrint(say("contact.by_reference", reference=one.involvement_reference)),
        _reference(one.reference, outcome),
    )
    return views.Screen("contact", say("contact.title"), parts, about=one.reference)


def _urgent(outcome: ContactShown) -> Iterator[views.Part]:
    """Never silently: an urgent request says why, and whom to ring now."""
    one = outcome.request
    if not (one.is_open and one.is_urgent):
        return
    yield views.Banner(say(f"contact.urgent.{one.urgency.value}"), views.Tone.DANGER)
    if outcome.is_asker and outcome.owner.contact is not None:
        yield views.Paragraph(say("contact.ring_now"), strong=True)
        yield from reached(outcome.owner.contact, outcome.at)


def _standing(outcome: ContactShown) -> str:
    """In one sentence, for its reader."""
    one = outcome.request
    whose = "yours" if outcome.is_asked and not outcome.is_asker else "others"
    return say(
        f"contact.standing.{one.state.value}.{whose}", owner=outcome.owner.name, asker=outcome.asker.name
    )


def _facts(outcome: ContactShown) -> Iterator[tuple[str, str]]:
    one = outcome.request
    yield say("contact.asked_by"), _person(outcome.asker)
    yield say("contact.owner" if one.is_open else "contact.owner.ended"), _person(outcome.owner)
    yield say("contact.asked_at"), moment_in_words(one.asked_at)
    yield say("contact.moved_at"), moment_in_words(one.moved_at)
    yield from _ended(one)
    if one.is_open and one.due is not None:
        yield say("contact.due"), moment_in_words(one.due)


def _behind(outcome: ContactShown) -> Iterator[views.Part]:
    """For the officer of a brokered request: whom to ring, and that who asked is not told."""
    if outcome.told_no_more and outcome.request.is_open:
        yield views.Banner(say("contact.told_no_more"), views.Tone.WARNING)
    if outcome.behind is None:
        return
    yield views.Facts(((say("contact.behind"), _person(outcome.behind)),))
    if outcome.behind.contact:
        yield from reached(outcome.behind.contact, outcome.at)
    yield views.Paragraph(say("contact.behind.how"), strong=True)


def _how_to_reach(outcome: ContactShown) -> Iterator[views.Part]:
    """The other side; of an urgent request it stands on top already."""
    other = (outcome.owner if outcome.is_asker else outcome.asker).contact
    if other is None or (outcome.is_asker and outcome.request.is_open and outcome.request.is_urgent):
        return
    yield from reached(other, outcome.at)
    yield views.SmallPrint(hours_in_words(other))


def _ended(one: ContactRequest) -> Iterator[tuple[str, str]]:
    if one.declined is not None:
        yield say("field.declining"), say(f"field.declining.{one.declined.value}")
    if one.leading is not None:
        yield say("field.leading"), say(f"field.leading.{one.leading.value}")
        yield say("field.coordinated"), say("field.lead.yes" if one.coordinated else "field.lead.no")
    if one.outcome is not None:
        yield say("contact.outcome"), say(f"button.rate.{one.outcome.value}")


def _person(person: PersonToRing) -> str:
    if not person.name:
        return say("contact.nobody_known")
    return say("contact.person", name=person.name, job=person.job_title, service=person.service_name)


def _actions(outcome: ContactShown) -> Iterator[views.Part]:
    """The buttons that its reader may press, the likeliest first."""
    one, buttons = outcome.request, []
    if one.is_open:
        buttons += _answers(outcome) if outcome.is_asked else []
        buttons.append(views.Button(Tap.SPOKEN_CONTACT, say("button.spoken_contact"), one.reference))
    if outcome.opens:
        buttons.append(views.Button(Tap.OPEN_MINE, say("button.open_child"), outcome.opens))
    if buttons:
        yield views.Buttons(tuple(buttons))


def _answers(outcome: ContactShown) -> list[views.Button]:
    one = outcome.request
    later = (
        views.Button(
            Tap.HAND_ON_CONTACT,
            say("button.hand_on_contact"),
            one.reference,
            sure=say("button.hand_on_contact.sure"),
        ),
        views.Button(Tap.DECLINE_CONTACT, say("button.decline_contact"), one.reference),
    )
    if one.state is ContactState.ACKNOWLEDGED:
        return list(later)
    words = say("button.acknowledge_contact")
    first = views.Button(Tap.ACKNOWLEDGE_CONTACT, words, one.reference, views.Emphasis.PRIMARY)
    return [first, *later]


def _outcome_question(outcome: ContactShown) -> Iterator[views.Part]:
    """One tap (E5): only to who asked, once they have spoken, until it is answered."""
    one = outcome.request
    if one.state is not ContactState.SPOKEN or one.outcome is not None or not outcome.is_asker:
        return
    yield views.Paragraph(say("contact.outcome.question"))
    yield views.Buttons(tuple(_rate(one.reference, each) for each in ContactOutcome))


def _rate(reference: str, outcome: ContactOutcome) -> views.Button:
    value = f"{reference}/{outcome.value}"
    return views.Button(Tap.RATE_CONTACT, say(f"button.rate.{outcome.value}"), value)


def contacts_listed(outcome: ContactsListed, page: int = 1) -> views.Screen:
    """Those that wait for the reader first, then those they made, their team's, and those that ended."""
    lines = [(heading, one) for heading, chosen in _GROUPS for one in outcome.lines if chosen(one)]
    pages = max(1, -(-len(lines) // LINES_A_PAGE))
    page = min(max(page, 1), pages)
    shown = lines[(page - 1) * LINES_A_PAGE : page * LINES_A_PAGE]
    body = tuple(_under_headings(shown)) or (views.Paragraph(say("contacts.none")),)
    parts = (views.SmallPrint(say("contacts.by_reference")), *body, *_pager(page, pages))
    return views.Screen("contacts", say("contacts.title"), parts)


_GROUPS: tuple[tuple[str, Callable[[ContactLine], bool]], ...] = (
    ("contacts.waiting", lambda one: one.waits_for_me),
    ("contacts.made", lambda one: one.request.is_open and one.is_asker),
    ("contacts.others", lambda one: one.request.is_open and not (one.waits_for_me or one.is_asker)),
    ("contacts.ended", lambda one: not one.request.is_open),
)


def _under_headings(lines: list[tuple[str, ContactLine]]) -> Iterator[views.Part]:
    last = ""
    for heading, one in lines:
        if heading != last:
            yield views.Heading(say(heading))
        last = heading
        yield line(one)


def line(one: ContactLine) -> views.Row:
    """One request with the button that opens it."""
    reference = one.request.reference
    spoken = say("button.open.spoken", reference=reference)
    return views.Row(
        _words(one), views.Button(Tap.OPEN_CONTACT, say("button.open"), reference, spoken=spoken)
    )


def _words(one: ContactLine) -> str:
    request = one.request
    known = {
        "reference": request.reference,
        "other": one.other or say("contact.nobody_known"),
        "service": one.service_name,
        "state": say(f"contact.state.{request.state.value}"),
        "at": moment_in_words(request.asked_at),
    }
    words = say("contacts.line", **known)
    return say("contacts.line.urgent", line=words) if request.is_open and request.is_urgent else words


def _pager(page: int, pages: int) -> tuple[views.Part, ...]:
    if pages == 1:
        return ()
    earlier = views.Button(Tap.CONTACTS, say("button.earlier_page"), str(page - 1))
    later = views.Button(Tap.CONTACTS, say("button.later_page"), str(page + 1))
    buttons = (*([earlier] if page > 1 else []), *([later] if page < pages else []))
    return (views.Buttons(buttons), views.SmallPrint(say("mine.page", page=page, pages=pages)))


def nobody_to_ask(outcome: NobodyToAsk) -> views.Screen:
    """Nobody whom the directory knows can be asked: ring."""
    said = say("nobody_to_ask", service=outcome.service_name)
    if outcome.officer:
        area, telephone = outcome.officer.name, outcome.officer.officer_telephone
        said = say("nobody_to_ask.officer", area=area, telephone=telephone)
    parts = (
        views.Call(said, strong=True),
        *(reached(outcome.contact, outcome.at) if outcome.contact else ()),
        _reference(outcome.reference, outcome),
    )
    return views.Screen("nobody_to_ask", say("contact.title"), parts)


def _already(outcome: AlreadyAsked) -> views.Screen:
    parts = (
        views.Paragraph(say("already.record", reference=outcome.reference), strong=True),
        views.Buttons((views.Button(Tap.CONTACTS, say("button.contacts")),)),
    )
    return views.Screen("already_recorded", say("already.record.title"), parts)


def _reference(reference: str, outcome: ContactShown | NobodyToAsk) -> views.SmallPrint:
    return views.SmallPrint(say("reference.line", reference=reference, at=moment_in_words(outcome.at)))
