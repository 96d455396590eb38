"""What the forms that ask run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from fingerpost.domain.outcomes.asking import Detail
from fingerpost.surfaces import plain_screens
from fingerpost.surfaces.asking import forms, reading
from fingerpost.surfaces.asking import screens as answer_screens
from fingerpost.surfaces.sent import Act, Again, Pressed, ReadForm, RunButton, Submission
from fingerpost.surfaces.unused import told_unused
from fingerpost.surfaces.views import Banner, Screen, Tap
from fingerpost.usecases.requests import Question


def wanted_details(form: Submission) -> tuple[tuple[Detail, ...], bool]:
    """The details a form asks for, any one of which will do, and whether the mother's of an unborn child."""
    return tuple(map(Detail, forms.each_wanted(form.carried.wanted))), form.carried.unborn


def _ask(
    form: Submission,
    today: date,
    again: Again,
    read_question: Callable[..., Question] = reading.read_question,
) -> Act:
    question = read_question(form.values, today)

    return lambda cases: told_unused(
        answer_screens.answer(cases.ask(form.request, question), again), form.values, today
    )


def _ask_more(form: Submission, today: date, again: Again) -> Act:
    wanted, unborn = wanted_details(form)
    added = reading.read_added(wanted, form.values, today, unborn=unborn)

    return lambda cases: told_unused(
        answer_screens.answer(cases.ask.more(form.request, form.about, added), again), form.values, today
    )


def _ask_again(press: Pressed) -> Act:
    return lambda cases: answer_screens.brought_back(
        cases.ask.bring_back(press.reading, press.value), forms.brought_back_form
    )


def _back_to_answer(press: Pressed) -> Act:
    return lambda cases: answer_screens.answer(cases.ask.show_again(press.reading, press.value), _cannot)


def _cannot(banner: Banner) -> Screen:
    """There was no form to bring back."""
    return plain_screens.cannot_answer()


FORMS: dict[str, ReadForm] = {
    forms.ASK: _ask,
    forms.ASK_UNBORN: partial(_ask, read_question=reading.read_unborn_question),
    forms.ASK_MORE: _ask_more,
}
BUTTONS: dict[Tap, RunButton] = {Tap.ASK_AGAIN: _ask_again, Tap.BACK_TO_ANSWER: _back_to_answer}
