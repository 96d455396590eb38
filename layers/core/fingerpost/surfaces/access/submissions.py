"""What the button of the start page runs."""

from __future__ import annotations

from fingerpost.surfaces import dates
from fingerpost.surfaces.access import menu
from fingerpost.surfaces.sent import Act, Pressed, RunButton
from fingerpost.surfaces.views import Screen, Tap
from fingerpost.usecases.catalogue import UseCases


def _home(press: Pressed) -> Act:
    def act(cases: UseCases) -> Screen:
        own = cases.mine.list(press.reading)
        return menu.home(own, dates.today(own.at))

    return act


BUTTONS: dict[Tap, RunButton] = {Tap.HOME: _home}
