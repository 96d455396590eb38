"""What a held question, a thing to look at, and what was opened in an emergency look like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refused
from fingerpost.domain.outcomes.asking import Held
from fingerpost.domain.outcomes.oversight import (
    EmergencyAnswer,
    EmergencyShown,
    OversightAnswer,
    OversightLine,
    OversightShown,
)
from fingerpost.domain.oversight import Finding, OversightKind, OversightState
from fingerpost.surfaces import views
from fingerpost.surfaces.asking.brought_back import values_of_question
from fingerpost.surfaces.asking.involved import services
from fingerpost.surfaces.dates import clock, moment_in_words
from fingerpost.surfaces.dates import local as on_the_clock
from fingerpost.surfaces.plain_screens import already_recorded, cannot_answer, refused
from fingerpost.surfaces.views import Tap
from fingerpost.surfaces.words import say, say_reason

MOST_SHOWN = 10
_FIELDS = (
    *("identifier", "given_name", "family_name", "former_name", "known_as", "birth_date", "expected"),
    *("postcode", "earlier_postcode", "carer", "mothers_given_name", "mothers_family_name"),
)


def held(outcome: Held) -> views.Screen:
    """Neutral, whatever it is held for: what happens now, and the way on if it cannot wait."""
    parts = (
        views.Paragraph(say(f"held.{outcome.state}"), strong=True),
        *_held_how(outcome),
        views.Paragraph(say("refused.danger")),
        _reference(outcome),
    )
    return views.Screen("held", say("held.title"), parts, about=outcome.reference)


def _held_how(outcome: Held) -> Iterator[views.Part]:
    area, telephone = outcome.area.name, outcome.area.officer_telephone
    ring = say("refused.officer", area=area, telephone=telephone)
    if outcome.state is OversightState.AGREED:
        yield _buttons(Tap.OPEN_HELD, "button.open_held", outcome.reference)
    elif outcome.state is OversightState.WAITING:
        who = outcome.overseer or say("held.officer", area=area)
        yield views.Paragraph(say("held.who", who=who))
        yield views.SmallPrint(say("held.why"))
        if outcome.urgent:
            yield views.Paragraph(say("held.urgent"), strong=True)
        else:
            yield _buttons(Tap.HASTEN_HELD, "button.hasten_held", outcome.reference)
        yield views.Call(ring)
    else:
        yield views.Call(ring)


def _buttons(tap: Tap, words: str, reference: str) -> views.Buttons:
    return views.Buttons((views.Button(tap, say(words), reference, views.Emphasis.PRIMARY),))


def oversight(outcome: OversightAnswer) -> views.Screen:
    """The screen of an outcome."""
    match outcome:
        case OversightShown():
            return oversight_shown(outcome)
        case Refused():
            return refused(outcome)
        case CannotAnswer():
            return cannot_answer()
        case AlreadyAsked():
            return already_recorded(outcome)
        case _:
            assert_never(outcome)


def oversight_shown(outcome: OversightShown) -> views.Screen:
    """Who did what, why it is looked at, and what can be decided."""
    one = outcome.oversight
    said = say(f"oversight.{one.kind}", by=outcome.by, service=outcome.service_name)
    parts = (
        views.Paragraph(said, strong=True),
        views.Facts(tuple(_facts(outcome))),
        *_signs(outcome),
        *_decisions(outcome),
        _reference(outcome),
    )
    return views.Screen("oversight", say("oversight.title"), parts, about=one.reference)


def _facts(outcome: OversightShown) -> Iterator[tuple[str, str]]:
    one = outcome.oversight
    yield say("contact.asked_at"), moment_in_words(one.asked_at)
    if one.urgent:
        yield say("oversight.urgent"), say("field.lead.yes")
    if one.reason:
        yield say("field.emergency"), say(f"field.emergency.{one.reason}")
    if one.involvement_reference:
        yield say("oversight.involvement"), one.involvement_reference
    if outcome.question is not None:
        yield say("field.reason"), say_reason(outcome.question.reason)
        typed = values_of_question(outcome.question)
        yield from ((say(f"field.{name}"), typed[name]) for name in _FIELDS if typed.get(name))
    if one.finding:
        yield say("oversight.finding"), say(f"button.finding.{one.finding}")
    if not outcome.waits:
        yield say("oversight.state"), say(f"oversight.state.{one.state}")


def _signs(outcome: OversightShown) -> Iterator[views.Part]:
    if outcome.signs:
        yield views.Heading(say("oversight.signs"))
        yield views.Paragraph("\n".join(say(f"oversight.sign.{sign}") for sign in outcome.signs))
        yield views.SmallPrint(say("oversight.signs.how"))


def _decisions(outcome: OversightShown) -> Iterator[views.Part]:
    one = outcome.oversight
    if not outcome.waits:
        return
    if one.kind is OversightKind.EMERGENCY:
        yield views.Paragraph(say("oversight.emergency.how"))
        yield views.Buttons(tuple(_finding(one.reference, each) for each in Finding))
        return
    agree, decline = f"button.agree.{one.kind}", "button.decline_oversight"
    yield views.Paragraph(say(f"oversight.{one.kind}.how"))
    yield views.Buttons(
        (
            views.Button(Tap.AGREE_OVERSIGHT, say(agree), one.reference, views.Emphasis.PRIMARY),
            views.Button(Tap.DECLINE_OVERSIGHT, say(decline), one.reference, sure=say(f"{decline}.sure")),
        )
    )


def _finding(reference: str, finding: Finding) -> views.Button:
    sure = say(f"button.finding.{finding}.sure")
    return views.Button(
        Tap.CLOSE_EMERGENCY, say(f"button.finding.{finding}"), f"{reference}/{finding}", sure=sure
    )


def emergency(outcome: EmergencyAnswer) -> views.Screen:
    """The screen of an outcome."""
    match outcome:
        case EmergencyShown():
            return emergency_shown(outcome)
        case Refused():
            return refused(outcome)
        case CannotAnswer():
            return cannot_answer()
        case AlreadyAsked():
            return already_recorded(outcome)
        case _:
            assert_never(outcome)


def emergency_shown(outcome: EmergencyShown) -> views.Screen:
    """Everybody who works with the child, for half an hour; that it is examined stands on top."""
    until = clock(on_the_clock(outcome.until))
    nobody = views.Paragraph(say("emergency.nobody" if outcome.found else "emergency.unknown"), strong=True)
    parts = (
        views.Banner(say("emergency.until", until=until), views.Tone.DANGER),
        *(services(outcome.services, outcome.at) if outcome.services else (nobody,)),
        views.Buttons((views.Button(Tap.SEE_EMERGENCY, say("button.see_emergency"), outcome.reference),)),
        _reference(outcome),
    )
    return views.Screen("emergency", say("emergency.title"), parts, about=outcome.reference)


def waiting_for_eyes(lines: Sequence[OversightLine]) -> Iterator[views.Part]:
    """On the start page of who has to look: what is urgent first."""
    if not lines:
        return
    yield views.Heading(say("oversight.waiting"))
    for one in sorted(lines, key=lambda one: not one.urgent)[:MOST_SHOWN]:
        spoken = say("button.open.spoken", reference=one.reference)
        button = views.Button(Tap.OPEN_OVERSIGHT, say("button.open"), one.reference, spoken=spoken)
        words = say(f"oversight.line.{one.kind}", by=one.by, at=moment_in_words(one.asked_at))
        yield views.Row(say("oversight.line.urgent", line=words) if one.urgent else words, button)


def _reference(outcome: Held | OversightShown | EmergencyShown) -> views.SmallPrint:
    at = moment_in_words(outcome.at)
    return views.SmallPrint(say("reference.line", reference=outcome.reference, at=at))
