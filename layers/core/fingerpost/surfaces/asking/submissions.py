"""What the forms that ask run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from fingerpost.domain.outcomes.asking import Detail
from fingerpost.surfaces import plain_screens
from fingerpost.surfaces.asking import forms, list_screens, lists, reading
from fingerpost.surfaces.asking import screens as answer_screens
from fingerpost.surfaces.sent import Act, Again, Pressed, ReadForm, RunButton, Submission
from fingerpost.surfaces.unused import told_unused
from fingerpost.surfaces.views import Banner, Screen, Tap, Tone
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


def _ask_list(form: Submission, today: date, again: Again) -> Act:
    """Nothing is asked until every line can be: what is wrong stands above the list as it was pasted."""
    try:
        rows = lists.read_list(form.values, today)
    except lists.UnreadableList as fault:
        banner = Banner("\n".join(fault.words), Tone.WARNING)
        return lambda cases: again(banner)
    questions = [row.question for row in rows]
    return lambda cases: list_screens.list_answered(
        rows, cases.ask_list(form.request, questions), form.values["meeting"].strip(), again
    )


def _next_list(press: Pressed) -> Act:
    """The form anew for the same meeting, with its reason; whether the family knows is asked of each list."""

    def drawn(values: Mapping[str, str]) -> Screen:
        return forms.ask_list_form({"meeting": values.get("note", ""), "reason": values.get("reason", "")})

    return lambda cases: answer_screens.brought_back(cases.ask.bring_back(press.reading, press.value), drawn)


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
    forms.ASK_LIST: _ask_list,
}
BUTTONS: dict[Tap, RunButton] = {
    Tap.ASK_AGAIN: _ask_again,
    Tap.BACK_TO_ANSWER: _back_to_answer,
    Tap.NEXT_LIST: _next_list,
}
