"""What an answer rests on, in words: which services tell of an area, and how fresh that is (B5, A15)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from fingerpost.domain.outcomes.asking import Confirmed, NothingToShow
from fingerpost.domain.service import Coverage, Feed
from fingerpost.surfaces import views
from fingerpost.surfaces.dates import moment_in_words
from fingerpost.surfaces.words import say

_OLD_DAYS = 2
"""From when on the age of a service's last word is spelt out: over a weekend it need not be."""


def coverage(what: Coverage, now: datetime) -> tuple[views.Part, ...]:
    """Which services tell us about the area, and how fresh their word is."""
    if not what.feeds:
        return (views.Paragraph(say("coverage.none", area=what.area_name)),)
    stalest = sorted(what.feeds, key=lambda feed: (feed.last_fed is not None, feed.last_fed or now))
    rows = tuple((_feed_name(feed), _freshness(feed, now)) for feed in stalest)
    return (views.Heading(say("coverage.title", area=what.area_name)), views.Facts(rows))


def areas_asked(outcome: Confirmed | NothingToShow) -> Iterator[views.Part]:
    """What the answer rests on in every area asked about, with whom to ring in those of others."""
    yield from coverage(outcome.coverage, outcome.at)
    for other in outcome.elsewhere.coverages:
        yield from coverage(other, outcome.at)
        if other.officer_telephone:
            known = {"area": other.area_name, "telephone": other.officer_telephone}
            yield views.SmallPrint(say("coverage.officer", **known))
    yield from (views.Paragraph(say("coverage.unknown", name=name)) for name in outcome.elsewhere.unknown)


def _feed_name(feed: Feed) -> str:
    return say("coverage.line", service=feed.service_name, kind=feed.kind.value)


def _freshness(feed: Feed, now: datetime) -> str:
    if feed.last_fed is None:
        return say("coverage.never")
    told, days = moment_in_words(feed.last_fed), (now - feed.last_fed).days
    return say("coverage.fed.days", days=days) if days >= _OLD_DAYS else say("coverage.fed", at=told)
