"""What the buttons run that read or write, and the screen that shows what came of it."""

from __future__ import annotations

from fingerpost.domain.outcomes import ChildShown, Many, MineOutcome, Possible, RecordOutcome
from fingerpost.surfaces import answer_screens, form_screens, own_screens, plain_screens
from fingerpost.surfaces.sent import Act, Pressed, RunButton
from fingerpost.surfaces.views import Banner, Screen, Tap


def _my_children(press: Pressed) -> Act:
    page = int(press.value) if press.value.isdecimal() else 1
    return lambda cases: own_screens.mine(cases.mine.list(press.reading), page)


def _open_mine(press: Pressed) -> Act:
    return lambda cases: own_screens.mine(cases.mine.open(press.reading, press.value))


def _open_notice(press: Pressed) -> Act:
    return lambda cases: own_screens.mine(cases.mine.open_notice(press.reading, press.value))


def _change(press: Pressed) -> Act:
    return lambda cases: _as_it_stands(press.value, cases.mine.open(press.reading, press.value))


def _entered_in_error(press: Pressed) -> Act:
    return lambda cases: _written(cases.record.entered_in_error(press.writing, press.value))


def _stop_watch(press: Pressed) -> Act:
    return lambda cases: _written(cases.watch.stop(press.writing, press.value))


def _not_this_child(press: Pressed) -> Act:
    return lambda cases: _written(cases.not_this_child(press.writing, press.value))


def _as_it_stands(reference: str, outcome: MineOutcome) -> Screen:
    """The form as it stands now: read afresh, since the button may be days old."""
    if isinstance(outcome, ChildShown) and outcome.own and outcome.own.reference == reference:
        own = outcome.own
        values = form_screens.values_of_involvement(own.role, own.since, own.lead)
        return form_screens.change_form(reference, values)
    return own_screens.mine(outcome)


def _written(outcome: RecordOutcome) -> Screen:
    return own_screens.recording(outcome, _cannot, _one_more)


def _cannot(banner: Banner) -> Screen:
    return plain_screens.cannot_answer()


def _one_more(outcome: Possible | Many) -> Screen:
    return answer_screens.one_more(outcome)


BUTTONS: dict[Tap, RunButton] = {
    Tap.MY_CHILDREN: _my_children,
    Tap.OPEN_MINE: _open_mine,
    Tap.OPEN_NOTICE: _open_notice,
    Tap.CHANGE: _change,
    Tap.ENTERED_IN_ERROR: _entered_in_error,
    Tap.STOP_WATCH: _stop_watch,
    Tap.NOT_THIS_CHILD: _not_this_child,
}
