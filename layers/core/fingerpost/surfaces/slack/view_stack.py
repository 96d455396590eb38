"""Where on the stack of views a screen is drawn."""

from __future__ import annotations

from fingerpost.domain.made_when_used import dataclass
from fingerpost.surfaces.buttons import BUTTONS
from fingerpost.surfaces.slack import stacked
from fingerpost.surfaces.slack.calls import Meanwhile, SlackViews
from fingerpost.surfaces.slack.payloads import Press
from fingerpost.surfaces.views import Screen, Tap


@dataclass(frozen=True)
class ViewStack:
    """Where the next screen is drawn.

    A menu's tap replaces what stands in an open modal; anything else goes on top of it, so that closing leads
    back. Three views are all that Slack stacks: on top of the third, the next takes its place.
    """

    drawing: SlackViews

    @staticmethod
    def is_redrawn(press: Press, tap: Tap) -> bool:
        """Whether it takes the place of what stands there: that needs no trigger, so it is never too late."""
        return press.view is not None and (BUTTONS[tap].in_place or press.is_on_top_of_three)

    def beneath(self, press: Press, tap: Tap) -> tuple[str, ...]:
        """What stands beneath the screen that is drawn."""
        if press.view is None:
            return ()
        return (
            stacked.beneath(press.view) if self.is_redrawn(press, tap) else stacked.beneath_next(press.view)
        )

    def show(self, press: Press, tap: Tap, screen: Screen, meanwhile: Meanwhile) -> str | None:
        """Draw it; the id of the view in which it stands, None where Slack refused."""
        if press.view is None:
            return self.drawing.open(press.trigger_id, screen, meanwhile)
        if self.is_redrawn(press, tap):
            self.drawing.replace(str(press.view["id"]), screen)
            return str(press.view["id"])
        return self.drawing.push(press.trigger_id, screen, meanwhile)
