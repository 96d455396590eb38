"""The forms by name, and how each is drawn again with what was typed: the light half of a form.

What a form runs is the heavy half, in `running`; a test holds both to the same names.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from fingerpost.surfaces import form_screens, record_keeping_form_screens
from fingerpost.surfaces.sent import Submission
from fingerpost.surfaces.views import Banner, Screen

Draw = Callable[[Submission, date, Banner | None], Screen]


def drawn_again(form: Submission, today: date, banner: Banner | None = None) -> Screen:
    """A form as it was sent, for another try. Raises KeyError for a form that is not known."""
    return FORMS[form.name](form, today, banner)


def _typed(draw: Callable[..., Screen]) -> Draw:
    """A form of which nothing is carried."""
    return lambda form, today, banner: draw(form.values, banner)


def _about(draw: Callable[..., Screen]) -> Draw:
    """A form about a reference."""
    return lambda form, today, banner: draw(form.about, form.values, banner)


def _more(draw: Callable[..., Screen]) -> Draw:
    """A form for one more detail."""
    return lambda form, today, banner: draw(form.carried, form.values, banner)


def _watch(form: Submission, today: date, banner: Banner | None) -> Screen:
    return form_screens.watch_form(form.about, form.values, today, banner)


FORMS: dict[str, Draw] = {
    form_screens.ASK: _typed(form_screens.ask_form),
    form_screens.ASK_UNBORN: _typed(form_screens.ask_unborn_form),
    form_screens.ASK_MORE: _more(form_screens.ask_more_form),
    form_screens.RECORD: _typed(form_screens.record_form),
    form_screens.RECORD_UNBORN: _typed(form_screens.record_unborn_form),
    form_screens.RECORD_MORE: _more(form_screens.record_more_form),
    form_screens.RECORD_FROM_ANSWER: _about(form_screens.record_from_answer_form),
    form_screens.RECORD_NEW_CHILD: _about(form_screens.record_new_child_form),
    form_screens.CHANGE: _about(form_screens.change_form),
    form_screens.END: _about(form_screens.end_form),
    form_screens.WATCH: _watch,
    record_keeping_form_screens.RECORDS: _typed(record_keeping_form_screens.records_form),
    record_keeping_form_screens.COMPARE: _typed(record_keeping_form_screens.compare_form),
    record_keeping_form_screens.OPEN_SEAL: _typed(record_keeping_form_screens.seal_form),
    record_keeping_form_screens.CORRECT: _about(record_keeping_form_screens.correct_form),
    record_keeping_form_screens.CORRECT_UNBORN: _about(record_keeping_form_screens.correct_unborn_form),
    record_keeping_form_screens.NEW_IDENTITY: _about(record_keeping_form_screens.new_identity_form),
}
