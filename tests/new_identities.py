"""Sealing in its two steps, for tests of what comes of it."""

from __future__ import annotations

from collections.abc import Callable

from fingerpost.domain.child import Details
from fingerpost.domain.outcomes.record_keeping import RecordKeepingOutcome, SealToWriteDown
from fingerpost.usecases.record_keeping.new_identity import NewIdentity
from fingerpost.usecases.requests import Request, Seen


def sealed(
    new_identity: NewIdentity, press: Callable[[], Request], reference: str, details: Details
) -> RecordKeepingOutcome:
    """What an officer is answered who wrote the reference down."""
    first = new_identity(press(), reference, details)
    assert isinstance(first, SealToWriteDown)
    return new_identity(press(), reference, details, Seen(first.version, frozenset({first.seal})))
