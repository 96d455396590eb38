"""When vetting, training and agreement end, and when that is said before (H3)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from fingerpost.domain.notice import NoticeKind
from fingerpost.domain.practitioner import Practitioner
from fingerpost.domain.uk_time import from_local

WARNINGS: dict[int, NoticeKind] = {30: NoticeKind.STANDING_MONTH, 7: NoticeKind.STANDING_WEEK}
"""So many days before the last day, this is said."""

_AT = time(8)


def lasts_until(person: Practitioner) -> date:
    """The last day on which all three hold."""
    return min(person.vetted_until, person.trained_until, person.agreed_until)


def warnings_of(person: Practitioner) -> dict[datetime, NoticeKind]:
    """When somebody is warned, in the morning where they work, and by what."""
    last = lasts_until(person)
    return {
        from_local(datetime.combine(last - timedelta(days=days), _AT)): kind
        for days, kind in WARNINGS.items()
    }
