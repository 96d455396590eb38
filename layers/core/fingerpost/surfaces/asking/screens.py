"""What an ask came to, as screens: every outcome of `Outcome` has its own (A3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import assert_never

from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refused
from fingerpost.domain.outcomes.asking import (
    Agreement,
    AskedBefore,
    BroughtBack,
    Confirmed,
    Held,
    Many,
    NothingToShow,
    Outcome,
    Possible,
)
from fingerpost.domain.outcomes.recording import ChildShown
from fingerpost.domain.reasons import REASONS
from fingerpost.domain.service import Coverage, Feed
from fingerpost.surfaces import views
from fingerpost.surfaces.asking.brought_back import values_of_question
from fingerpost.surfaces.asking.case_note import details_in_words, note_of_confirmed, note_of_nothing
from fingerpost.surfaces.asking.forms import ASK_MORE, detail_inputs, whose_detail
from fingerpost.surfaces.asking.involved import count, not_named, services
from fingerpost.surfaces.carried import Carried
from fingerpost.surfaces.contact.buttons import ask_contact, ask_officer
from fingerpost.surfaces.dates import moment_in_words
from fingerpost.surfaces.oversight.screens import held
from fingerpost.surfaces.passages.screens import gone
from fingerpost.surfaces.plain_screens import cannot_answer, refused
from fingerpost.surfaces.reach import reached
from fingerpost.surfaces.recording.forms import RECORD_MORE, involvement_inputs
from fingerpost.surfaces.views import Tap
from fingerpost.surfaces.words import say, say_count

Form = Callable[[views.Banner], views.Screen]
"""The form as it was sent, with what was typed in it and a banner on top."""

_OLD_DAYS = 2
"""From when on the age of a service's last word is spelt out: over a weekend it need not be."""


def answer(outcome: Outcome, form: Form) -> views.Screen:
    """The screen of an outcome. form: where nothing was answered, what was typed comes back in it."""
    match outcome:
        case Confirmed():
            return confirmed(outcome)
        case Possible() | Many():
            return one_more(outcome)
        case NothingToShow():
            return nothing_to_show(outcome)
        case Held():
            return held(outcome)
        case Refused():
            return refused(outcome)
        case CannotAnswer():
            return form(views.Banner(say("cannot.ask"), views.Tone.WARNING))
        case AlreadyAsked():
            return form(views.Banner(say("already.ask", reference=outcome.reference), views.Tone.WARNING))
        case _:
            assert_never(outcome)


def brought_back(outcome: BroughtBack, draw: Callable[[Mapping[str, str]], views.Screen]) -> views.Screen:
    """The form with what was typed for an answer. draw: the form by its values."""
    match outcome:
        case AskedBefore():
            return draw(values_of_question(outcome.question))
        case Refused():
            return refused(outcome)
        case CannotAnswer():
            return cannot_answer()
        case _:
            assert_never(outcome)


def confirmed(outcome: Confirmed) -> views.Screen:
    """Whom to ring; why we think it is this child comes first where something was only close."""
    close = any(not one.fully for one in outcome.agreed)
    why = tuple(_agreement(outcome.agreed))
    parts = (
        *gone(outcome.gone),
        *_disputed(outcome),
        *two_records(outcome),
        *count(outcome.services, len(outcome.others)),
        *(why if close else ()),
        *services(outcome.services, outcome.at, ask_contact=partial(ask_contact, answer=outcome.reference)),
        *not_named(outcome.others, partial(ask_officer, answer=outcome.reference)),
        _next_steps(outcome.reference, say("button.record_from_answer"), _not_this_child(outcome)),
        *(() if close else why),
        views.Heading(say("note.title")),
        views.CopyText(note_of_confirmed(outcome)),
        *_ask_another(outcome),
        *_in_an_emergency(outcome),
        *_areas_asked(outcome),
        _reference(outcome),
    )
    return views.Screen("confirmed", say("confirmed.title"), parts, about=outcome.reference)


def nothing_to_show(outcome: NothingToShow) -> views.Screen:
    """Nothing, and what to do now; then what that rests on (B5)."""
    parts = (
        views.Banner(say("nothing.strong"), views.Tone.WARNING),
        *_if_worried(outcome.coverage, outcome.at),
        _after_nothing(outcome.reference),
        views.Paragraph(say("nothing.why")),
        *_areas_asked(outcome),
        views.Heading(say("note.title")),
        views.CopyText(note_of_nothing(outcome)),
        *_ask_another(outcome),
        *_in_an_emergency(outcome),
        _reference(outcome),
    )
    return views.Screen("nothing", say("nothing.title"), parts, about=outcome.reference)


def _if_worried(what: Coverage, now: datetime) -> Iterator[views.Part]:
    """Whom to ring though nothing is shown: this is no dead end."""
    yield views.Heading(say("nothing.worried"))
    if what.social_care:
        yield views.Paragraph(say("nothing.social_care", area=what.area_name))
        yield from reached(what.social_care, now)
        yield views.Call(say("nothing.out_of_hours", out_of_hours=what.social_care.out_of_hours))
    if what.officer_telephone:
        officer = say("refused.officer", area=what.area_name, telephone=what.officer_telephone)
        yield views.Call(officer)
    yield views.Paragraph(say("refused.danger"))


def _after_nothing(reference: str) -> views.Buttons:
    return views.Buttons(
        (
            views.Button(Tap.ASK_AGAIN, say("button.ask_again"), reference, views.Emphasis.PRIMARY),
            views.Button(Tap.WATCH_FROM_ANSWER, say("button.watch_from_answer"), reference),
            views.Button(Tap.RECORD_FROM_ANSWER, say("button.record_from_nothing"), reference),
        )
    )


def one_more(outcome: Possible | Many) -> views.Screen:
    """One more detail, to ask again; after the last round, whom to ring."""
    return _one_more(outcome, ASK_MORE, say("possible.submit"), (), _ask_again(outcome.reference))


def one_more_to_record(outcome: Possible | Many, values: Mapping[str, str]) -> views.Screen:
    """One more detail, to record. values: the involvement as typed."""
    inputs = involvement_inputs(values)
    again = views.Button(Tap.RECORD_AGAIN, say("button.ask_again"), outcome.reference, takes_typed=True)
    return _one_more(outcome, RECORD_MORE, say("possible.record.submit"), inputs, again)


def _one_more(
    outcome: Possible | Many, name: str, submit: str, inputs: tuple[views.Part, ...], again: views.Button
) -> views.Screen:
    """again: the button that brings the first form back, to be corrected."""
    last = (views.Buttons((again,)), _reference(outcome), *_another_child(outcome.reference))
    if outcome.rounds_left <= 0:
        return views.Screen(name, say("possible.title"), (*_whom_to_ring(outcome), *last))
    wanted = "+".join((outcome.wanted, *outcome.others))
    asked = (*whose_detail(outcome.unborn), *detail_inputs(wanted, {}), *inputs)
    parts = (*_why_more(outcome), *asked, *last)
    about = Carried(outcome.reference, wanted, outcome.unborn).encoded()
    return views.Screen(name, say("possible.title"), parts, submit, about=about)


def _another_child(reference: str) -> tuple[views.Part, ...]:
    """Below everything else: one tap too early makes a second record of one child."""
    another = views.Button(Tap.RECORD_AS_NEW_CHILD, say("button.record_as_new_child"), reference)
    return (views.SmallPrint(say("record_as_new_child.only")), views.Buttons((another,)))


def _why_more(outcome: Possible | Many) -> tuple[views.Part, ...]:
    ring = say(
        "possible.or_ring",
        area=outcome.area.name,
        telephone=outcome.area.officer_telephone,
        reference=outcome.reference,
    )
    return (
        views.Paragraph(say(f"{outcome.kind}.strong"), strong=True),
        views.Paragraph(say(_why_key(outcome))),
        *((views.Paragraph(say("possible.half_postcode")),) if outcome.half_postcode else ()),
        views.Paragraph(say_count("possible.tries", outcome.rounds_left)),
        views.SmallPrint(ring),
    )


def _why_key(outcome: Possible | Many) -> str:
    if isinstance(outcome, Possible) and outcome.number_alone:
        return "possible.number_alone.why"
    if isinstance(outcome, Possible) and outcome.contradicted:
        return "possible.contradicted.why"
    if isinstance(outcome, Possible) and outcome.fits_many:
        return "possible.fits_many.why"
    return f"{outcome.kind}.why"


def _whom_to_ring(outcome: Possible | Many) -> tuple[views.Part, ...]:
    telephone = outcome.area.officer_telephone
    return (
        views.Paragraph(say("possible.ring", area=outcome.area.name), strong=True),
        views.Paragraph(say("possible.ring.why", telephone=telephone, reference=outcome.reference)),
    )


def coverage(what: Coverage, now: datetime) -> tuple[views.Part, ...]:
    """Which services tell us about the area, and how fresh their word is."""
    if not what.feeds:
        return (views.Paragraph(say("coverage.none", area=what.area_name)),)
    stalest = sorted(what.feeds, key=lambda feed: (feed.last_fed is not None, feed.last_fed or now))
    rows = tuple((_feed_name(feed), _freshness(feed, now)) for feed in stalest)
    return (views.Heading(say("coverage.title", area=what.area_name)), views.Facts(rows))


def _areas_asked(outcome: Confirmed | NothingToShow) -> Iterator[views.Part]:
    """What the answer rests on in every area asked about, with whom to ring in those of others."""
    yield from coverage(outcome.coverage, outcome.at)
    for other in outcome.elsewhere.coverages:
        yield from coverage(other, outcome.at)
        if other.officer_telephone:
            known = {"area": other.area_name, "telephone": other.officer_telephone}
            yield views.SmallPrint(say("coverage.officer", **known))
    yield from (views.Paragraph(say("coverage.unknown", name=name)) for name in outcome.elsewhere.unknown)


def _agreement(agreed: tuple[Agreement, ...]) -> Iterator[views.Part]:
    if not agreed:
        return
    yield views.Heading(say("agreed.title"))
    found = (("agreed.fully", True), ("agreed.nearly", False))
    lines = ((say(key), details_in_words(agreed, fully=fully)) for key, fully in found)
    yield views.Facts(tuple((label, details) for label, details in lines if details))


def _disputed(outcome: Confirmed) -> tuple[views.Part, ...]:
    return (views.Banner(say("confirmed.disputed"), views.Tone.WARNING),) if outcome.disputed else ()


def two_records(outcome: Confirmed | ChildShown) -> tuple[views.Part, ...]:
    """That another record may be of the same child, and whom to ring: its services are not shown."""
    if not outcome.two_records:
        return ()
    what = outcome.coverage
    known = {"area": what.area_name, "telephone": what.officer_telephone, "reference": outcome.reference}
    ring = say("two_records.ring", **known) if what.officer_telephone else say("two_records.wait")
    return (views.Banner(f"{say('two_records.strong')} {ring}", views.Tone.WARNING),)


def _not_this_child(outcome: Confirmed) -> views.Button:
    sure = say("button.not_this_child.sure")
    return views.Button(Tap.NOT_THIS_CHILD, say("button.not_this_child"), outcome.reference, sure=sure)


def _ask_another(outcome: Confirmed | NothingToShow) -> tuple[views.Part, ...]:
    """The next child within the sitting, for the same reason; whether the family knows is asked anew."""
    if outcome.asked is None:
        return ()
    reason = outcome.asked.reason if outcome.asked.reason in REASONS else ""
    return (views.Buttons((views.Button(Tap.ASK, say("button.ask_another"), reason),)),)


def _in_an_emergency(outcome: Confirmed | NothingToShow) -> Iterator[views.Part]:
    """For those whom the policy names, after every answer alike: that it stands there says nothing."""
    if outcome.emergency:
        button = views.Button(
            Tap.BREAK_GLASS, say("button.break_glass"), outcome.reference, views.Emphasis.DANGER
        )
        yield views.Buttons((button,))


def _ask_again(reference: str) -> views.Button:
    return views.Button(Tap.ASK_AGAIN, say("button.ask_again"), reference)


def _next_steps(reference: str, record: str, *more: views.Button) -> views.Buttons:
    return views.Buttons(
        (
            views.Button(Tap.RECORD_FROM_ANSWER, record, reference, views.Emphasis.PRIMARY),
            views.Button(Tap.WATCH_FROM_ANSWER, say("button.watch_from_answer"), reference),
            *more,
        )
    )


def _reference(outcome: Confirmed | NothingToShow | Possible | Many) -> views.SmallPrint:
    return views.SmallPrint(
        say("reference.line", reference=outcome.reference, at=moment_in_words(outcome.at))
    )


def _feed_name(feed: Feed) -> str:
    return say("coverage.line", service=feed.service_name, kind=feed.kind.value)


def _freshness(feed: Feed, now: datetime) -> str:
    if feed.last_fed is None:
        return say("coverage.never")
    told, days = moment_in_words(feed.last_fed), (now - feed.last_fed).days
    return say("coverage.fed.days", days=days) if days >= _OLD_DAYS else say("coverage.fed", at=told)
