"""What waits, on the start page: for the reader, and for a supervisor what waits in the team (F4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fingerpost.domain.outcomes.contact import ContactLine
from fingerpost.surfaces import views
from fingerpost.surfaces.contact.screens import line
from fingerpost.surfaces.views import Tap
from fingerpost.surfaces.words import say

MOST_SHOWN = 10
"""Of each; the list has all."""


def waiting(contacts: Sequence[ContactLine]) -> Iterator[views.Part]:
    """The oldest first, each with the button that opens it."""
    own = [one for one in contacts if one.waits_for_me]
    yield from _listed("contacts.waiting", own)
    yield from _listed("contacts.others", [one for one in contacts if not one.waits_for_me])


def _listed(heading: str, contacts: Sequence[ContactLine]) -> Iterator[views.Part]:
    if not contacts:
        return
    yield views.Heading(say(heading))
    yield from (line(one) for one in contacts[:MOST_SHOWN])
    if len(contacts) > MOST_SHOWN:
        yield views.Buttons((views.Button(Tap.CONTACTS, say("contacts.all", count=len(contacts))),))
