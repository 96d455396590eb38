"""What people send: a submitted form, a pressed button."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from datetime import date
from typing import TYPE_CHECKING, Protocol

from fingerpost.domain.made_when_used import dataclass
from fingerpost.surfaces.carried import Carried
from fingerpost.surfaces.views import Banner, Screen
from fingerpost.usecases.requests import Request

if TYPE_CHECKING:  # the use cases bring the data layer with them
    from fingerpost.usecases.catalogue import UseCases


@dataclass(frozen=True, repr=False)
class Submission:
    """A submitted form. carried: what came back with it from the view it stood in."""

    request: Request
    name: str
    carried: Carried
    values: Mapping[str, str]

    @property
    def about(self) -> str:
        """The reference it is about."""
        return self.carried.reference


@dataclass(frozen=True, repr=False)
class Pressed:
    """A pressed button. Reading again is another reading; a write is the same write however often sent.

    typed: what stood in the fields beside it, by name.
    """

    reading: Request
    writing: Request
    value: str
    typed: Mapping[str, str] = field(default_factory=dict)

    def reading_on(self, act: str, value: str) -> Pressed:
        """Another reading that follows from this one."""
        request = replace(self.reading, idempotency_key=f"{self.reading.idempotency_key}:{act}:{value}")
        return Pressed(request, request, value)


NOTHING_ELSE: Mapping[str, str] = {}

Act = Callable[["UseCases"], Screen]
"""What was asked for, and the screen that shows what came of it."""


class Again(Protocol):
    """The form as it was sent, with what was typed in it and a banner on top."""

    def __call__(
        self, banner: Banner, *, seen: tuple[str, ...] = (), typed: Mapping[str, str] = NOTHING_ELSE
    ) -> Screen:
        """seen: what the banner shows of what stands already. typed: what else is to stand in the fields."""


ReadForm = Callable[[Submission, date, Again], Act]
"""The heavy half of a form: raises InvalidForm or InvalidField where it cannot be read."""

RunButton = Callable[[Pressed], Act]
"""What a button runs."""


def content_digest(name: str, carried: Carried, values: Mapping[str, str]) -> str:
    """What makes one content of a form unlike another: part of the name of its sending.

    A view that is sent, edited and sent again keeps its id and hash in Slack, and a card in Teams its press.
    Were these alone the name, the second child would be given the first one's answer.

    It is a hash of a child's details: whoever knew all else could try names against it. So it never stands
    alone, but in a key with the view's id and hash or the card's press, which nobody outside can guess; that
    key is kept, and made into a reference, only as a hash of the whole.
    """
    typed = sorted((field, value) for field, value in values.items() if value)
    content = json.dumps([name, carried.encoded(), typed], ensure_ascii=True)
    return hashlib.sha256(content.encode()).hexdigest()[:32]
