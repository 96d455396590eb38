"""Submitted forms: read, handed to a use case, answered by a screen or by errors on the fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from fingerpost.domain.errors import InvalidField, InvalidForm
from fingerpost.domain.outcomes import Detail, Many, Possible, RecordOutcome
from fingerpost.surfaces import answer_screens, form_screens, forms, own_screens, record_submissions
from fingerpost.surfaces.sent import Submission
from fingerpost.surfaces.views import Banner, Screen
from fingerpost.surfaces.words import say
from fingerpost.usecases.requests import Particulars, Question

if TYPE_CHECKING:  # the use cases bring the data layer with them
    from fingerpost.usecases.catalogue import UseCases

Act = Callable[["UseCases"], Screen]
Recording = tuple[Question, Particulars]


@dataclass(frozen=True, repr=False)
class Read:
    """A form that could be read. act: what it asks for; again: the form with what was typed, and a banner."""

    act: Act
    again: Callable[[Banner], Screen]


def read(form: Submission, today: date) -> Read:
    """Raises InvalidForm, and KeyError for a form that this deployment does not know."""
    if form.name in record_submissions.FORMS:
        again = partial(drawn_again, form, today)
        return Read(record_submissions.act_of_form(form, today), again)
    return _FORMS[form.name](form, today)


def drawn_again(form: Submission, today: date, banner: Banner | None = None) -> Screen:
    """A form as it was sent, for another try. Raises KeyError for a form that is not known."""
    if form.name in record_submissions.FORMS:
        return record_submissions.drawn_again(form, today, banner)
    return _DRAWN_AGAIN[form.name](form, today, banner)


def problems_of(fault: InvalidForm | InvalidField) -> dict[str, str]:
    """What is wrong, by field, as codes."""
    problems = fault.problems if isinstance(fault, InvalidForm) else (fault,)
    return {one.field: one.problem for one in problems}


def _wanted(form: Submission) -> tuple[Detail, bool]:
    """The one more detail a form was asked for, and whether it is the mother's of an unborn child."""
    wanted, _, unborn = form.wanted.partition(" ")
    return Detail(wanted), unborn == answer_screens.UNBORN


def _ask(form: Submission, today: date, read_question: Callable[..., Question] = forms.read_question) -> Read:
    again = partial(drawn_again, form, today)
    question = read_question(form.values, today)

    return Read(lambda cases: answer_screens.answer(cases.ask(form.sender, question), again), again)


def _ask_more(form: Submission, today: date) -> Read:
    again = partial(drawn_again, form, today)
    wanted, unborn = _wanted(form)
    added = forms.read_added(wanted, form.values, today, unborn=unborn)

    return Read(
        lambda cases: answer_screens.answer(cases.ask.more(form.sender, form.about, added), again), again
    )


def _record(
    form: Submission, today: date, read_recording: Callable[..., Recording] = forms.read_recording
) -> Read:
    again = partial(drawn_again, form, today)
    question, particulars = read_recording(form.values, today)

    return _recording(form, lambda cases: cases.record.afresh(form.sender, question, particulars), again)


def _record_more(form: Submission, today: date) -> Read:
    again = partial(drawn_again, form, today)
    wanted, unborn = _wanted(form)
    added, particulars = forms.read_added_recording(wanted, form.values, today, unborn=unborn)

    return _recording(
        form, lambda cases: cases.record.more(form.sender, form.about, added, particulars), again
    )


def _record_from_answer(form: Submission, today: date) -> Read:
    again = partial(drawn_again, form, today)
    particulars = forms.read_particulars(form.values, today)

    return _recording(
        form, lambda cases: cases.record.from_answer(form.sender, form.about, particulars), again
    )


def _record_new_child(form: Submission, today: date) -> Read:
    again = partial(drawn_again, form, today)
    particulars = forms.read_particulars(form.values, today)

    return _recording(
        form, lambda cases: cases.record.as_new_child(form.sender, form.about, particulars), again
    )


def _change(form: Submission, today: date) -> Read:
    again = partial(drawn_again, form, today)
    particulars = forms.read_particulars(form.values, today)

    return _recording(form, lambda cases: cases.record.change(form.sender, form.about, particulars), again)


def _end(form: Submission, today: date) -> Read:
    again = partial(drawn_again, form, today)
    last_day = forms.read_last_day(form.values, today)

    return _recording(form, lambda cases: cases.record.end(form.sender, form.about, last_day), again)


def _watch(form: Submission, today: date) -> Read:
    again = partial(drawn_again, form, today)
    wish = forms.read_watch(form.values, today)

    def act(cases: UseCases) -> Screen:
        outcome = cases.watch.from_answer(form.sender, form.about, wish)
        return own_screens.recording(outcome, again, answer_screens.one_more)

    return Read(act, again)


def _recording(
    form: Submission, write: Callable[[UseCases], RecordOutcome], again: Callable[[Banner], Screen]
) -> Read:
    def more(outcome: Possible | Many) -> Screen:
        return answer_screens.one_more_to_record(outcome, form.values)

    return Read(lambda cases: own_screens.recording(write(cases), again, more), again)


_FORMS: dict[str, Callable[[Submission, date], Read]] = {
    form_screens.ASK: _ask,
    form_screens.ASK_UNBORN: partial(_ask, read_question=forms.read_unborn_question),
    form_screens.ASK_MORE: _ask_more,
    form_screens.RECORD: _record,
    form_screens.RECORD_UNBORN: partial(_record, read_recording=forms.read_unborn_recording),
    form_screens.RECORD_MORE: _record_more,
    form_screens.RECORD_FROM_ANSWER: _record_from_answer,
    form_screens.RECORD_NEW_CHILD: _record_new_child,
    form_screens.CHANGE: _change,
    form_screens.END: _end,
    form_screens.WATCH: _watch,
}


def _one_more_again(form: Submission, today: date, banner: Banner | None) -> Screen:
    said = banner or Banner(say("possible.strong"))
    return answer_screens.one_more_again(form.about, *_wanted(form), form.values, said)


def _one_more_to_record_again(form: Submission, today: date, banner: Banner | None) -> Screen:
    said = banner or Banner(say("possible.strong"))
    return answer_screens.one_more_to_record_again(form.about, *_wanted(form), form.values, said)


_DRAWN_AGAIN: dict[str, Callable[[Submission, date, Banner | None], Screen]] = {
    form_screens.ASK: lambda form, today, banner: form_screens.ask_form(form.values, banner),
    form_screens.ASK_UNBORN: lambda form, today, banner: form_screens.ask_unborn_form(form.values, banner),
    form_screens.RECORD_UNBORN: lambda form, today, banner: form_screens.record_unborn_form(
        form.values, banner
    ),
    form_screens.ASK_MORE: _one_more_again,
    form_screens.RECORD: lambda form, today, banner: form_screens.record_form(form.values, banner),
    form_screens.RECORD_MORE: _one_more_to_record_again,
    form_screens.RECORD_FROM_ANSWER: lambda form, today, banner: form_screens.record_from_answer_form(
        form.about, form.values, banner
    ),
    form_screens.RECORD_NEW_CHILD: lambda form, today, banner: form_screens.record_new_child_form(
        form.about, form.values, banner
    ),
    form_screens.CHANGE: lambda form, today, banner: form_screens.change_form(
        form.about, form.values, banner
    ),
    form_screens.END: lambda form, today, banner: form_screens.end_form(form.about, form.values, banner),
    form_screens.WATCH: lambda form, today, banner: form_screens.watch_form(
        form.about, form.values, today, banner
    ),
}
