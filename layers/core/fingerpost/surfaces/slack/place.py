"""Where on the stack of views a screen is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from fingerpost.surfaces.slack.calls import Drawing, Meanwhile
from fingerpost.surfaces.slack.payloads import Press
from fingerpost.surfaces.views import Screen, Tap

_IN_PLACE = frozenset(
    {
        Tap.ASK,
        Tap.RECORD,
        Tap.MY_CHILDREN,
        Tap.HELP,
        Tap.ASK_UNBORN,
        Tap.RECORD_UNBORN,
        Tap.ENTERED_IN_ERROR,
        Tap.STOP_WATCH,
        Tap.NOT_THIS_CHILD,
        Tap.COMPARE_RECORDS,
        Tap.OPEN_SEAL,
        Tap.MERGE,
        Tap.UNMERGE,
    }
)


@dataclass(frozen=True)
class Place:
    """Where the next screen is drawn.

    A menu's tap replaces what stands in an open modal; anything else goes on top of it, so that closing leads
    back. Three views are all that Slack stacks: on top of the third, the next takes its place.
    """

    drawing: Drawing

    @staticmethod
    def is_redrawn(press: Press, tap: Tap) -> bool:
        """Whether it takes the place of what stands there: that needs no trigger, so it is never too late."""
        return press.view is not None and (tap in _IN_PLACE or press.is_on_top_of_three)

    def show(self, press: Press, tap: Tap, screen: Screen, meanwhile: Meanwhile) -> str | None:
        """Draw it; the id of the view in which it stands, None where Slack refused."""
        if press.view is None:
            return self.drawing.open(press.trigger_id, screen, meanwhile)
        if self.is_redrawn(press, tap):
            self.drawing.replace(str(press.view["id"]), screen)
            return str(press.view["id"])
        return self.drawing.push(press.trigger_id, screen, meanwhile)
