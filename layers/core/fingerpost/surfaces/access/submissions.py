"""What the button of the start page runs."""

from __future__ import annotations

from fingerpost.surfaces.access.start_page import start_page
from fingerpost.surfaces.sent import Act, Pressed, RunButton
from fingerpost.surfaces.views import Tap


def _home(press: Pressed) -> Act:
    return lambda cases: start_page(cases, press.reading)


BUTTONS: dict[Tap, RunButton] = {Tap.HOME: _home}
