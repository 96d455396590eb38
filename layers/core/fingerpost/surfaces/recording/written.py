"""What recording, changing, ending and asking to be told came to, as screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import assert_never

from fingerpost.domain.ledger import Act
from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refused
from fingerpost.domain.outcomes.asking import Held, InvolvedService, Many, Possible
from fingerpost.domain.outcomes.recording import (
    AlreadyInvolved,
    AlreadyWatching,
    ChangedMeanwhile,
    LeadStands,
    MyInvolvement,
    NotEnoughToRecord,
    Recorded,
    RecordOutcome,
)
from fingerpost.surfaces import views
from fingerpost.surfaces.asking.brought_back import values_of_question
from fingerpost.surfaces.dates import in_words, today
from fingerpost.surfaces.oversight.screens import held
from fingerpost.surfaces.plain_screens import already_recorded, recorded, reference_line, refused
from fingerpost.surfaces.recording import forms
from fingerpost.surfaces.recording.own import change_or_end, own_buttons, own_facts
from fingerpost.surfaces.sent import NOTHING_ELSE, Again
from fingerpost.surfaces.views import Banner, Tap, Tone
from fingerpost.surfaces.words import say, say_reason

_SHOWS_A_CHILD = frozenset(
    {Act.RECORD, Act.CHANGE, Act.END, Act.REOPEN, Act.WATCH, Act.CONSENT, Act.WITHDRAW_CONSENT}
)


def recording(  # noqa: C901 - one case for each outcome
    outcome: RecordOutcome,
    form: Again,
    more: Callable[[Possible | Many], views.Screen],
    typed: Mapping[str, str] = NOTHING_ELSE,
) -> views.Screen:
    """The screen of a recording. form: brings back what was typed; more: asks for one more detail."""
    match outcome:
        case Recorded():
            return done(outcome)
        case NotEnoughToRecord():
            return _not_enough(outcome, form, typed)
        case AlreadyInvolved():
            return _as_it_stands(outcome, "already_involved", _how_recorded(outcome.own))
        case ChangedMeanwhile():
            return _as_it_stands(outcome, "changed_meanwhile", say("changed_meanwhile"))
        case LeadStands():
            return _lead_stands(outcome, form)
        case AlreadyWatching():
            return _already_watching(outcome, form)
        case Possible() | Many():
            return more(outcome)
        case Held():
            return held(outcome)
        case Refused():
            return refused(outcome)
        case CannotAnswer():
            return form(Banner(say("cannot.record"), Tone.WARNING))
        case AlreadyAsked():
            return already_recorded(outcome)
        case _:
            assert_never(outcome)


def done(outcome: Recorded) -> views.Screen:
    """It is written: what is stored now, and the way to who is involved."""
    later = outcome.act is Act.END and outcome.own is not None and outcome.own.last_day
    said = say("recorded.end.later", day=in_words(later)) if later else ""
    return recorded(outcome, tuple(_stored(outcome)), said)


def _stored(outcome: Recorded) -> Iterator[views.Part]:
    if outcome.own is not None and outcome.act in _SHOWS_A_CHILD:
        yield views.Facts(tuple(own_facts(outcome.own, today(outcome.at))))
    if outcome.watch is not None:
        until, reason = in_words(outcome.watch.until), say_reason(outcome.watch.reason)
        yield views.Facts(((say("field.until"), until), (say("field.reason"), reason)))
    if outcome.act in _SHOWS_A_CHILD and (outcome.own or outcome.watch):
        see = views.Button(Tap.OPEN_MINE, say("button.see_involved"), outcome.reference)
        again = own_buttons(outcome.own) if outcome.own and outcome.own.ended else ()
        yield views.Buttons((see, *again))


def _not_enough(outcome: NotEnoughToRecord, form: Again, typed: Mapping[str, str]) -> views.Screen:
    """With what is known already in the form, whichever it was typed in."""
    banner = Banner(f"{say('not_enough.strong')} {say('not_enough.why')}", Tone.WARNING)
    if outcome.question is None:
        return form(banner)
    return forms.brought_back_form({**values_of_question(outcome.question), **typed}, banner)


def _how_recorded(own: MyInvolvement) -> str:
    words = "already_involved.lead" if own.lead else "already_involved"
    return say(words, since=in_words(own.since), role=own.role)


def _as_it_stands(outcome: AlreadyInvolved | ChangedMeanwhile, name: str, said: str) -> views.Screen:
    own = outcome.own
    acts = change_or_end(own)
    buttons = (views.Buttons(acts),) if acts else ()
    parts = (
        views.Paragraph(said, strong=True),
        views.Paragraph(say("as_it_stands.nothing")),
        views.Facts(tuple(own_facts(own, today(outcome.at)))),
        *buttons,
        reference_line(outcome),
    )
    return views.Screen(name, say(f"{name}.title"), parts, about=own.reference)


def _lead_stands(outcome: LeadStands, form: Again) -> views.Screen:
    """Who leads, and the same form, in which the choice has to be made again."""
    leads = "\n".join(_lead(one) for one in outcome.leads)
    banner = Banner(f"{leads}\n{say('lead_stands.choose')}", Tone.WARNING)
    seen = tuple(one.involvement_reference for one in outcome.leads)
    return form(banner, seen=seen, typed={"lead": ""})


def _lead(one: InvolvedService) -> str:
    known = {"worker": one.worker_name, "service": one.service_name, "since": in_words(one.since)}
    return say("lead_stands", duty=one.contact.duty_telephone, **known)


def _already_watching(outcome: AlreadyWatching, form: Again) -> views.Screen:
    """What stands, and the same form, in which the choice is between the two."""
    until, reason = in_words(outcome.watch.until), say_reason(outcome.watch.reason)
    banner = Banner(say("already_watching", until=until, reason=reason), Tone.WARNING)
    return form(banner, seen=(outcome.watch.reference,))
