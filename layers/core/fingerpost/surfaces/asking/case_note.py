"""The note to paste into the case file (B7): what was asked, why, when, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fingerpost.domain.outcomes.asking import Agreement, Asked, Confirmed, InvolvedService, NothingToShow
from fingerpost.domain.service import Coverage
from fingerpost.surfaces.dates import in_words, moment_in_words
from fingerpost.surfaces.words import say, say_reason


def note_of_confirmed(outcome: Confirmed) -> str:
    """The note after an answer with services. It names no child: the case file it goes into does."""
    lines = (
        *_head(outcome),
        say("note.confirmed", count=len(outcome.services) + len(outcome.others)),
        *map(_service, outcome.services),
        *(say("note.another_service") for _ in outcome.others),
        *((say("note.two_records"),) if outcome.two_records else ()),
        *_agreed(outcome.agreed),
    )
    return "\n".join(lines)


def note_of_nothing(outcome: NothingToShow) -> str:
    """The note after an answer without."""
    return "\n".join((*_head(outcome), say("note.nothing"), *_coverages(outcome)))


def details_in_words(agreed: Iterable[Agreement], *, fully: bool) -> str:
    """The details that agree fully, or only nearly, as a list in words; empty where there are none."""
    return ", ".join(say(f"agreed.{one.detail}") for one in agreed if one.fully is fully)


def _head(outcome: Confirmed | NothingToShow) -> Iterator[str]:
    yield say("note.head", reference=outcome.reference, at=moment_in_words(outcome.at))
    if outcome.asked:
        yield from _asked(outcome.asked)


def _asked(asked: Asked) -> Iterator[str]:
    yield say("note.by", by=asked.by)
    yield say("note.reason", reason=say_reason(asked.reason))
    yield say("note.family", told=say(f"note.family.{asked.family_told}"))


def _service(one: InvolvedService) -> str:
    known = {
        "service": one.service_name,
        "kind": one.kind.value,
        "area": one.area_name,
        "worker": one.worker_name,
        "role": one.role,
        "since": in_words(one.since),
    }
    if one.ended:
        return say("note.service.past", ended=in_words(one.ended), **known)
    return say("note.service", duty=one.contact.duty_telephone, **known)


def _agreed(agreed: tuple[Agreement, ...]) -> Iterator[str]:
    if fully := details_in_words(agreed, fully=True):
        yield say("note.agreed", details=fully)
    if nearly := details_in_words(agreed, fully=False):
        yield say("note.nearly", details=nearly)


def _coverages(outcome: NothingToShow) -> Iterator[str]:
    """Of every area asked about."""
    yield from map(_coverage, (outcome.coverage, *outcome.elsewhere.coverages))
    if outcome.elsewhere.unknown:
        yield say("note.coverage.unknown", names=", ".join(outcome.elsewhere.unknown))


def _coverage(coverage: Coverage) -> str:
    fed = ", ".join(feed.service_name for feed in coverage.feeds if feed.last_fed)
    return say("note.coverage", area=coverage.area_name, services=fed or say("note.coverage.none"))
