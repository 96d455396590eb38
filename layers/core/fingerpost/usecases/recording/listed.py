"""Involvements and watches as their own person is shown them: by reference, never by name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fingerpost.domain.involvement import Involvement, Watch
from fingerpost.domain.outcomes.recording import MyInvolvement, MyWatch
from fingerpost.domain.service import Service


def own_as_listed(one: Involvement, services: Mapping[str, Service], today: date) -> MyInvolvement:
    """An involvement as a line of "my children", or as it stands by itself."""
    service = services.get(one.service_id)
    return MyInvolvement(
        reference=one.reference,
        service_name=service.name if service else "",
        role=one.role,
        since=one.since,
        ended=one.ended,
        lead=one.lead,
        review_due=one.review_due,
        version=one.version,
        last_day=one.last_day,
        can_be_reopened=one.can_be_reopened_on(today),
        sensitive=one.sensitive or bool(service and service.sensitive),
        consent=one.consent,
    )


def watch_as_listed(one: Watch) -> MyWatch:
    """A watch as a line of "I am told about"."""
    return MyWatch(one.reference, one.reason, one.until)
