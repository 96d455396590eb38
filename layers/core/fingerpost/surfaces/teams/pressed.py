"""What comes back from a card: which button, which form, and what was typed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fingerpost.domain.confidential import Confidential
from fingerpost.surfaces.sent import Pressed, Submission, content_digest
from fingerpost.surfaces.teams.activities import Activity
from fingerpost.surfaces.teams.cards import OURS
from fingerpost.surfaces.teams.senders import sender_of
from fingerpost.surfaces.views import Tap
from fingerpost.usecases.requests import Sender


@dataclass(frozen=True, repr=False)
class Return(Confidential):
    """What one activity brings back from a card of ours."""

    activity: Activity

    @property
    def act(self) -> str:
        """The act of a pressed button, empty for a form."""
        return self._ours("act")

    @property
    def tap(self) -> Tap | None:
        """The same as a tap; None for a button of an older deployment."""
        return Tap(self.act) if self.act in set(Tap) else None

    @property
    def form(self) -> str:
        """The name of a sent form, empty for a button."""
        return self._ours("screen")

    def pressed(self) -> Pressed:
        """The pressed button."""
        what, once = f"{self.act}:{self._ours('value')}", self._ours("press") or self.activity.id
        return Pressed(
            reading=self._sender(f"{self.activity.id}:{what}"),
            writing=self._sender(f"{once}:{what}"),
            value=self._ours("value"),
        )

    def submission(self) -> Submission:
        """The sent form. One content of one drawn card is one submission, however often it is sent."""
        carried, typed = self._ours("about"), self._typed()
        once = self._ours("press") or self.activity.id
        digest = content_digest(self.form, carried, typed)
        about, _, wanted = carried.partition(" ")
        return Submission(self._sender(f"{once}:{self.form}:{digest}"), self.form, about, wanted, typed)

    def _typed(self) -> dict[str, str]:
        data = self.activity.card_data
        return {name: value for name, value in data.items() if isinstance(value, str) and name != OURS}

    def _sender(self, what: str) -> Sender:
        return sender_of(self.activity, what)

    def _ours(self, name: str) -> str:
        ours = self.activity.card_data.get(OURS)
        value = ours.get(name) if isinstance(ours, Mapping) else None
        return value if isinstance(value, str) else ""


def press_name(activity: Activity) -> str:
    """The name that the card drawn in answer to an activity carries."""
    return hashlib.sha256(activity.id.encode()).hexdigest()[:24]


def as_tap(activity: Activity, tap: Tap) -> Return:
    """A command of the app's menu, as if its button had been pressed."""
    data: dict[str, Any] = {OURS: {"act": str(tap), "value": ""}}
    return Return(Activity({**activity.raw, "value": {"data": data}}))
