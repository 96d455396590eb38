"""What people send: a submitted form, a pressed button."""

from __future__ import annotations

import hashlib
import json
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


def content_digest(name: str, about: str, values: Mapping[str, str]) -> str:
    """What makes one content of a form unlike another: part of the name of its sending.

    A view that is sent, edited and sent again keeps its id and hash in Slack, and a card in Teams its press.
    Were these alone the name, the second child would be given the first one's answer. The digest stands in
    nothing that is stored or shown but hashed once more, with an id that nobody outside can guess.
    """
    typed = sorted((field, value) for field, value in values.items() if value)
    content = json.dumps([name, about, typed], ensure_ascii=True)
    return hashlib.sha256(content.encode()).hexdigest()[:32]
