"""Who is involved, as blocks to ring by (B1): the telephone first, what is over last and small."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from fingerpost.domain.outcomes.asking import AnotherService, InvolvedService
from fingerpost.surfaces import views
from fingerpost.surfaces.dates import in_words
from fingerpost.surfaces.reach import hours_in_words, reached
from fingerpost.surfaces.words import say, say_count

MOST_SERVICES = 12
"""Up to six blocks a service and its divider have to fit into the 100 that Slack shows."""

MOST_PAST = 8


def count(involved: Sequence[InvolvedService], unnamed: int = 0) -> Iterator[views.Part]:
    """How many are involved; whoever asks is not counted among the others. unnamed: besides these."""
    current = [one for one in involved if one.ended is None]
    others = sum(not one.is_asker for one in current)
    key = "confirmed.others" if others < len(current) else "confirmed.count"
    if others or not unnamed:
        yield views.Paragraph(say_count(key, others) if others else say(f"{key}.none"), strong=True)
    if unnamed:
        words = "another_service.count" if others else "confirmed.count"
        yield views.Paragraph(say_count(words, unnamed), strong=True)


def not_named(
    others: Sequence[AnotherService], ask_officer: Callable[[AnotherService], views.Part]
) -> Iterator[views.Part]:
    """Services that may be told of and not be named, each with the way to it (G1)."""
    for one in others:
        yield views.Heading(say("another_service"))
        yield views.Paragraph(say("another_service.how"))
        yield ask_officer(one)


AskContact = Callable[[InvolvedService], views.Part]
"""What parts an involvement from the next: the button that asks its worker to make contact."""


def services(
    involved: Sequence[InvolvedService],
    now: datetime,
    most: int = MOST_SERVICES,
    news: str = "",
    ask_contact: AskContact | None = None,
) -> Iterator[views.Part]:
    """One block for each that is involved now, then those that were. news: the reference of what is new."""
    current = [one for one in involved if one.ended is None]
    past = [one for one in involved if one.ended]
    if len(current) > most:
        yield views.Banner(say("confirmed.more", shown=most, count=len(current)), views.Tone.WARNING)
    for one in sorted(current, key=lambda one: (one.is_asker, one.involvement_reference != news))[:most]:
        yield from _current(one, now, is_news=one.involvement_reference == news)
        yield ask_contact(one) if ask_contact and not one.is_asker else views.Divider()
    yield from _past(past)


def _current(one: InvolvedService, now: datetime, *, is_news: bool) -> Iterator[views.Part]:
    yield views.Heading(say("service.new", name=one.service_name) if is_news else one.service_name)
    if not one.is_asker:
        yield from reached(one.contact, now)
    yield views.Paragraph(_worker(one))
    yield views.SmallPrint(" ".join(_small_print(one)))


def _worker(one: InvolvedService) -> str:
    name = say("service.you", name=one.worker_name) if one.is_asker else one.worker_name
    who = say("service.worker.lead" if one.lead else "service.worker", name=name, role=one.role)
    away = say("reach.away", deputy=one.contact.deputy) if one.contact.deputy and not one.is_asker else ""
    return f"{who} {away}".strip()


def _small_print(one: InvolvedService) -> Iterator[str]:
    known = {"kind": one.kind.value, "area": one.area_name, "since": in_words(one.since)}
    yield say("service.since", **known)
    if one.last_day:
        yield say("service.last_day", day=in_words(one.last_day))
    if not one.is_asker:
        yield hours_in_words(one.contact)
        yield say("reach.out_of_hours", out_of_hours=one.contact.out_of_hours)


def _past(past: Sequence[InvolvedService]) -> Iterator[views.Part]:
    """In a line each: whom to ask about earlier work, and nobody to ring first."""
    if not past:
        return
    yield views.Heading(say_count("confirmed.past", len(past)))
    for one in past[:MOST_PAST]:
        days = {"since": in_words(one.since), "ended": in_words(one.ended)} if one.ended else {}
        known = {"service": one.service_name, "kind": one.kind.value, "worker": one.worker_name}
        duty = one.contact.duty_telephone
        yield views.SmallPrint(say("service.past", role=one.role, duty=duty, **known, **days))
    if len(past) > MOST_PAST:
        yield views.SmallPrint(say("confirmed.past.more", count=len(past) - MOST_PAST))
