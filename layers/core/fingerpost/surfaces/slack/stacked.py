"""What stands beneath a view on Slack's stack: known by what the view carries, and drawn anew after an act.

Slack shows the view below again when the one on top is closed, as it was drawn: the old values would stand
there. It names the ids of the views below, and not what they show, so each view carries that along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from fingerpost.surfaces.carried import decoded
from fingerpost.surfaces.views import Screen, Tap

View = Mapping[str, Any]
Run = Callable[[Tap, str], Screen]
"""The screen of a button and its value."""

WRITTEN = "recorded"
"""The screen of an act that changed something."""

SHOWN_BY: dict[str, Tap] = {
    "my_children": Tap.MY_CHILDREN,
    "child": Tap.OPEN_MINE,
    "already_involved": Tap.OPEN_MINE,
    "changed_meanwhile": Tap.OPEN_MINE,
    "confirmed": Tap.BACK_TO_ANSWER,
    "nothing": Tap.BACK_TO_ANSWER,
    "record": Tap.OPEN_RECORD,
    "team": Tap.TEAM,
}


def beneath(view: View) -> tuple[str, ...]:
    """What stands beneath a view, from the lowest up, each as `view id/screen/reference`."""
    return decoded(str(view.get("private_metadata") or "")).below


def beneath_next(view: View) -> tuple[str, ...]:
    """The same for whatever is put on top of a view."""
    reference = decoded(str(view.get("private_metadata") or "")).reference
    return (*beneath(view), f"{view['id']}/{view.get('callback_id', '')}/{reference}")


def standing_on(below: tuple[str, ...], screen: Screen) -> Screen:
    """A screen that carries along what it stands on."""
    if not below:
        return screen
    return replace(screen, about=replace(decoded(screen.about), below=below).encoded())


def drawn_anew(below: tuple[str, ...], run: Run) -> Iterator[tuple[str, Screen]]:
    """The views beneath with what they show now, the highest first."""
    for place in range(len(below) - 1, -1, -1):
        view_id, name, reference = below[place].split("/", 2)
        if name in SHOWN_BY:
            yield view_id, standing_on(below[:place], run(SHOWN_BY[name], reference))
