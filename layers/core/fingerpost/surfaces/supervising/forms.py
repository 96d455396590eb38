"""The buttons of the team view; none of them opens a form."""

from __future__ import annotations

from fingerpost.surfaces.declared import Declared
from fingerpost.surfaces.views import Tap

BUTTONS: dict[Tap, Declared] = {
    Tap.TEAM: Declared(in_place=True),
    Tap.OPEN_LEAVER: Declared(),
    Tap.HAND_OVER_ALL: Declared(in_place=True),
    Tap.TEAM_STILL_INVOLVED: Declared(in_place=True),
}
