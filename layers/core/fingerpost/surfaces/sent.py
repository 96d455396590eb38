"""What people send: a submitted form, a pressed button."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fingerpost.usecases.requests import Sender


@dataclass(frozen=True, repr=False)
class Submission:
    """A submitted form. about: the reference it is about; wanted: the one more detail it was asked for."""

    sender: Sender
    name: str
    about: str
    wanted: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Pressed:
    """A pressed button. Reading again is another reading; a write is the same write however often sent."""

    reading: Sender
    writing: Sender
    value: str
