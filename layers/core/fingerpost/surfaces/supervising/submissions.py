"""What the buttons of the team view run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.domain.outcomes.recording import Recorded
from fingerpost.surfaces.recording.submissions import written
from fingerpost.surfaces.sent import Act, Pressed, ReadForm, RunButton
from fingerpost.surfaces.supervising import screens
from fingerpost.surfaces.views import Screen, Tap

if TYPE_CHECKING:  # the use cases bring the data layer with them
    from fingerpost.usecases.catalogue import UseCases


def _team(press: Pressed) -> Act:
    return lambda cases: screens.team(cases.team(press.reading))


def _leaver(press: Pressed) -> Act:
    leaver_id, _, page = press.value.partition("/")
    number = int(page) if page.isdecimal() else 1
    return lambda cases: screens.team(cases.hand_over_all.show(press.reading, leaver_id), number)


def _hand_over_all(press: Pressed) -> Act:
    leaver_id, _, taker_id = press.value.partition("/")
    return lambda cases: screens.team(cases.hand_over_all.hand_over(press.writing, leaver_id, taker_id))


def _still_involved(press: Pressed) -> Act:
    """Answered for a worker, the team stands there again with what is left of it."""

    def act(cases: UseCases) -> Screen:
        outcome = cases.still_involved(press.writing, press.value)
        if not isinstance(outcome, Recorded):
            return written(outcome)
        again = press.reading_on(Tap.TEAM, press.value)
        return screens.team(cases.team(again.reading, done="still_involved"))

    return act


FORMS: dict[str, ReadForm] = {}
BUTTONS: dict[Tap, RunButton] = {
    Tap.TEAM: _team,
    Tap.OPEN_LEAVER: _leaver,
    Tap.HAND_OVER_ALL: _hand_over_all,
    Tap.TEAM_STILL_INVOLVED: _still_involved,
}
