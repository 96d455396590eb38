"""What the buttons of handing over run."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fingerpost.domain.outcomes.handing_over import HandOverAnswer
from fingerpost.surfaces.handing_over import screens
from fingerpost.surfaces.sent import Act, Pressed, ReadForm, RunButton
from fingerpost.surfaces.views import Tap

if TYPE_CHECKING:  # the use cases bring the data layer with them
    from fingerpost.usecases.catalogue import UseCases

Run = Callable[["UseCases", Pressed], HandOverAnswer]


def _pressed(run: Run) -> RunButton:
    def button(press: Pressed) -> Act:
        return lambda cases: screens.hand_over(run(cases, press))

    return button


def _page(press: Pressed) -> Act:
    reference, _, page = press.value.partition("/")
    number = int(page) if page.isdecimal() else 1
    return lambda cases: screens.hand_over(cases.hand_over.choose(press.reading, reference), number)


def _offer(cases: UseCases, press: Pressed) -> HandOverAnswer:
    reference, _, taker = press.value.partition("/")
    return cases.hand_over.offer(press.writing, reference, taker)


FORMS: dict[str, ReadForm] = {}
BUTTONS: dict[Tap, RunButton] = {
    Tap.HAND_OVER: _page,
    Tap.HAND_OVER_TO: _pressed(_offer),
    Tap.WITHDRAW_HAND_OVER: _pressed(
        lambda cases, press: cases.hand_over.withdraw(press.writing, press.value)
    ),
    Tap.OPEN_HAND_OVER: _pressed(
        lambda cases, press: cases.answer_hand_over.open(press.reading, press.value)
    ),
    Tap.TAKE_OVER: _pressed(lambda cases, press: cases.answer_hand_over.accept(press.writing, press.value)),
    Tap.DECLINE_HAND_OVER: _pressed(
        lambda cases, press: cases.answer_hand_over.decline(press.writing, press.value)
    ),
}
