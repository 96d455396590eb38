"""What is drawn on somebody's screen in Slack, and the calls that bring it there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from fingerpost.domain.made_when_used import dataclass
from fingerpost.surfaces import views
from fingerpost.surfaces.slack import blocks

Json = dict[str, Any]
Meanwhile = Callable[[], None]


def _nothing() -> None:
    """What else to begin when there is nothing."""


class SlackCalls(Protocol):
    """Slack's Web API, as far as it draws. A call that fails is logged by the adapter and never raises."""

    def open(self, trigger_id: str, view: Json, meanwhile: Meanwhile) -> str | None:
        """Open a modal; its view id, None where Slack refused. meanwhile: begun once the client is ready."""

    def push(self, trigger_id: str, view: Json, meanwhile: Meanwhile) -> str | None:
        """Put a view on top of the open one; its view id, None where Slack refused."""

    def update(self, view_id: str, view: Json) -> None:
        """Draw a view anew."""

    def publish(self, user: str, view: Json) -> None:
        """Draw somebody's Home tab."""

    def post(self, channel: str, message: Json) -> bool:
        """Post a message; False where it surely does not stand, so that it may be posted again."""


@dataclass(frozen=True)
class SlackViews:
    """Screens and messages, drawn as Slack's blocks.

    meanwhile: what to begin once the client is ready, so that it runs while Slack answers and not before.
    """

    calls: SlackCalls

    def open(self, trigger_id: str, screen: views.Screen, meanwhile: Meanwhile = _nothing) -> str | None:
        """Open a modal; its view id, None where Slack refused."""
        return self.calls.open(trigger_id, blocks.modal(screen), meanwhile)

    def push(self, trigger_id: str, screen: views.Screen, meanwhile: Meanwhile = _nothing) -> str | None:
        """Put a view on top of the open one; its view id, None where Slack refused."""
        return self.calls.push(trigger_id, blocks.modal(screen), meanwhile)

    def replace(self, view_id: str, screen: views.Screen) -> None:
        """Draw a view anew."""
        self.calls.update(view_id, blocks.modal(screen))

    def publish(self, user: str, screen: views.Screen) -> None:
        """Draw somebody's Home tab."""
        self.calls.publish(user, blocks.home(screen))

    def post(self, channel: str, what: views.Message) -> bool:
        """Post a message; False where it surely does not stand, so that it may be posted again."""
        return self.calls.post(channel, blocks.message(what))
