"""The buttons by which an involvement is handed over; none of them opens a form."""

from __future__ import annotations

from fingerpost.surfaces.declared import Declared
from fingerpost.surfaces.views import Tap

BUTTONS: dict[Tap, Declared] = {
    Tap.HAND_OVER: Declared(),
    Tap.HAND_OVER_TO: Declared(in_place=True),
    Tap.WITHDRAW_HAND_OVER: Declared(in_place=True),
    Tap.OPEN_HAND_OVER: Declared(),
    Tap.TAKE_OVER: Declared(in_place=True),
    Tap.DECLINE_HAND_OVER: Declared(in_place=True),
}
