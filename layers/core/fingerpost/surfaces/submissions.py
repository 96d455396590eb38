"""What the forms run: each is read, handed to a use case, and answered by a screen.

Reading raises InvalidForm or InvalidField, and ValueError for a detail that this deployment does not know.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from fingerpost.domain.outcomes import Detail, Many, Possible, RecordOutcome
from fingerpost.surfaces import answer_screens, form_screens, forms, own_screens
from fingerpost.surfaces.sent import Act, Again, ReadForm, Submission
from fingerpost.surfaces.views import Screen
from fingerpost.usecases.requests import Particulars, Question

if TYPE_CHECKING:  # the use cases bring the data layer with them
    from fingerpost.usecases.catalogue import UseCases

Recording = tuple[Question, Particulars]


def _wanted(form: Submission) -> tuple[Detail, bool]:
    """The one more detail a form was asked for, and whether it is the mother's of an unborn child."""
    return Detail(form.carried.wanted), form.carried.unborn


def _ask(
    form: Submission,
    today: date,
    again: Again,
    read_question: Callable[..., Question] = forms.read_question,
) -> Act:
    question = read_question(form.values, today)

    return lambda cases: answer_screens.answer(cases.ask(form.request, question), again)


def _ask_more(form: Submission, today: date, again: Again) -> Act:
    wanted, unborn = _wanted(form)
    added = forms.read_added(wanted, form.values, today, unborn=unborn)

    return lambda cases: answer_screens.answer(cases.ask.more(form.request, form.about, added), again)


def _record(
    form: Submission,
    today: date,
    again: Again,
    read_recording: Callable[..., Recording] = forms.read_recording,
) -> Act:
    question, particulars = read_recording(form.values, today)

    return _recording(form, lambda cases: cases.record.afresh(form.request, question, particulars), again)


def _record_more(form: Submission, today: date, again: Again) -> Act:
    wanted, unborn = _wanted(form)
    added, particulars = forms.read_added_recording(wanted, form.values, today, unborn=unborn)

    return _recording(
        form, lambda cases: cases.record.more(form.request, form.about, added, particulars), again
    )


def _record_from_answer(form: Submission, today: date, again: Again) -> Act:
    particulars = forms.read_particulars(form.values, today)

    return _recording(
        form, lambda cases: cases.record.from_answer(form.request, form.about, particulars), again
    )


def _record_new_child(form: Submission, today: date, again: Again) -> Act:
    particulars = forms.read_particulars(form.values, today)

    return _recording(
        form, lambda cases: cases.record.as_new_child(form.request, form.about, particulars), again
    )


def _change(form: Submission, today: date, again: Again) -> Act:
    particulars = forms.read_particulars(form.values, today)

    return _recording(form, lambda cases: cases.record.change(form.request, form.about, particulars), again)


def _end(form: Submission, today: date, again: Again) -> Act:
    last_day = forms.read_last_day(form.values, today)

    return _recording(form, lambda cases: cases.record.end(form.request, form.about, last_day), again)


def _watch(form: Submission, today: date, again: Again) -> Act:
    wish = forms.read_watch(form.values, today)

    def act(cases: UseCases) -> Screen:
        outcome = cases.watch.from_answer(form.request, form.about, wish)
        return own_screens.recording(outcome, again, answer_screens.one_more)

    return act


def _recording(form: Submission, write: Callable[[UseCases], RecordOutcome], again: Again) -> Act:
    def more(outcome: Possible | Many) -> Screen:
        return answer_screens.one_more_to_record(outcome, form.values)

    return lambda cases: own_screens.recording(write(cases), again, more)


FORMS: dict[str, ReadForm] = {
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
