"""What comes back from a card: which button, which form, and what was typed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from fingerpost.domain.confidential import Confidential
from fingerpost.domain.made_when_used import dataclass
from fingerpost.surfaces.carried import decoded
from fingerpost.surfaces.sent import Pressed, Submission, content_digest
from fingerpost.surfaces.teams.activities import Activity
from fingerpost.surfaces.teams.cards import OURS
from fingerpost.surfaces.teams.requests import request_of
from fingerpost.surfaces.views import Tap


@dataclass(frozen=True, repr=False)
class CardAction(Confidential):
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
        once = self._ours("press") or self.activity.id
        pressed = _pressed(self.activity, self.act, self._ours("value"), once)
        return replace(pressed, typed=self._typed())

    def submission(self) -> Submission:
        """The sent form. One content of one drawn card is one submission, however often it is sent."""
        carried, typed = decoded(self._ours("about")), self._typed()
        once = self._ours("press") or self.activity.id
        digest = content_digest(self.form, carried, typed)
        return Submission(
            request_of(self.activity, f"{once}:{self.form}:{digest}"), self.form, carried, typed
        )

    def _typed(self) -> dict[str, str]:
        data = self.activity.card_data
        return {name: value for name, value in data.items() if isinstance(value, str) and name != OURS}

    def _ours(self, name: str) -> str:
        ours = self.activity.card_data.get(OURS)
        value = ours.get(name) if isinstance(ours, Mapping) else None
        return value if isinstance(value, str) else ""


def press_name(activity: Activity) -> str:
    """The name that the card drawn in answer to an activity carries."""
    return hashlib.sha256(activity.id.encode()).hexdigest()[:24]


def command_of(activity: Activity, tap: Tap) -> Pressed:
    """A command of the app's menu, which stands for a button on no card."""
    return _pressed(activity, str(tap), "", activity.id)


def _pressed(activity: Activity, act: str, value: str, once: str) -> Pressed:
    """once: what makes a write the same write, the card's press where it stands on a card."""
    return Pressed(
        reading=request_of(activity, f"{activity.id}:{act}:{value}"),
        writing=request_of(activity, f"{once}:{act}:{value}"),
        value=value,
    )
