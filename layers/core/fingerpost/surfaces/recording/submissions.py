"""What the forms and buttons of one's own involvements run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from fingerpost.domain.outcomes.access import CannotAnswer, Opened, Refused
from fingerpost.domain.outcomes.asking import Many, Possible
from fingerpost.domain.outcomes.recording import ChildShown, MineOutcome, RecordOutcome
from fingerpost.surfaces import plain_screens
from fingerpost.surfaces.asking import screens as answer_screens
from fingerpost.surfaces.asking.submissions import wanted_details
from fingerpost.surfaces.carried import Carried, seen_of, version_seen
from fingerpost.surfaces.declared import since_today
from fingerpost.surfaces.recording import forms, reading
from fingerpost.surfaces.recording import screens as own_screens
from fingerpost.surfaces.recording import who_asked as who_asked_screens
from fingerpost.surfaces.recording import written as written_screens
from fingerpost.surfaces.sent import NOTHING_ELSE, Act, Again, Pressed, ReadForm, RunButton, Submission
from fingerpost.surfaces.unused import told_unused
from fingerpost.surfaces.views import Banner, Screen, Tap, Tone
from fingerpost.surfaces.words import say
from fingerpost.usecases.requests import Particulars, Question

if TYPE_CHECKING:  # the use cases bring the data layer with them
    from fingerpost.usecases.catalogue import UseCases

Recording = tuple[Question, Particulars]


def _record(
    form: Submission,
    today: date,
    again: Again,
    read_recording: Callable[..., Recording] = reading.read_recording,
) -> Act:
    question, particulars = read_recording(form.values, today, seen_of(form.carried))

    act = _recording(form, lambda cases: cases.record.afresh(form.request, question, particulars), again)
    return lambda cases: told_unused(act(cases), form.values, today)


def _record_more(form: Submission, today: date, again: Again) -> Act:
    wanted, unborn = wanted_details(form)
    added, particulars = reading.read_added_recording(
        wanted, form.values, today, seen_of(form.carried), unborn=unborn
    )

    act = _recording(
        form, lambda cases: cases.record.more(form.request, form.about, added, particulars), again
    )
    return lambda cases: told_unused(act(cases), form.values, today)


def _record_from_answer(form: Submission, today: date, again: Again) -> Act:
    particulars = reading.read_particulars(form.values, today, seen_of(form.carried))

    return _recording(
        form, lambda cases: cases.record.from_answer(form.request, form.about, particulars), again
    )


def _record_new_child(form: Submission, today: date, again: Again) -> Act:
    particulars = reading.read_particulars(form.values, today, seen_of(form.carried))

    return _recording(
        form, lambda cases: cases.record.as_new_child(form.request, form.about, particulars), again
    )


def _change(form: Submission, today: date, again: Again) -> Act:
    particulars = reading.read_particulars(form.values, today, seen_of(form.carried))

    return _recording(form, lambda cases: cases.record.change(form.request, form.about, particulars), again)


def _end(form: Submission, today: date, again: Again) -> Act:
    last_day = reading.read_last_day(form.values, today)

    seen = seen_of(form.carried)
    return _recording(form, lambda cases: cases.record.end(form.request, form.about, last_day, seen), again)


def _recording(form: Submission, write: Callable[[UseCases], RecordOutcome], again: Again) -> Act:
    def more(outcome: Possible | Many) -> Screen:
        return answer_screens.one_more_to_record(outcome, form.values)

    return lambda cases: written_screens.recording(write(cases), again, more, form.values)


def _open_with_role(draw: Callable[[str, Mapping[str, str]], Screen]) -> RunButton:
    """A form about an answer, with the role that the asker's job is called by."""

    def button(press: Pressed) -> Act:
        return lambda cases: _with_role(press, cases.open_form.admit(press.reading), draw)

    return button


def _with_role(
    press: Pressed,
    opened: Opened | Refused | CannotAnswer,
    draw: Callable[[str, Mapping[str, str]], Screen],
) -> Screen:
    match opened:
        case Opened():
            known = {**since_today(opened.at), "role": opened.job_title}
            return draw(press.value, known)
        case Refused():
            return plain_screens.refused(opened)
        case CannotAnswer():
            return plain_screens.cannot_answer()


def _record_again(press: Pressed) -> Act:
    def draw(values: Mapping[str, str]) -> Screen:
        return forms.brought_back_form({**values, **press.typed})

    return lambda cases: answer_screens.brought_back(cases.ask.bring_back(press.reading, press.value), draw)


def _my_children(press: Pressed) -> Act:
    page = max(1, int(press.value)) if press.value.isdecimal() else 1
    return lambda cases: own_screens.mine(cases.mine.page(press.reading, page), page)


def _find_mine(form: Submission, today: date, again: Again) -> Act:
    wanted = reading.read_find(form.values, today)

    def act(cases: UseCases) -> Screen:
        outcome = cases.mine.find(form.request, wanted)
        if isinstance(outcome, CannotAnswer):
            return again(Banner(say("cannot.ask"), Tone.WARNING))
        return own_screens.mine(outcome)

    return act


def _open_mine(press: Pressed) -> Act:
    return lambda cases: own_screens.mine(cases.mine.open(press.reading, press.value))


def _open_change(press: Pressed) -> Act:
    return lambda cases: _as_it_stands(press.value, cases.mine.open(press.reading, press.value))


def _still_involved(press: Pressed) -> Act:
    return lambda cases: written(cases.still_involved(press.writing, press.value))


def _reopen(press: Pressed) -> Act:
    return lambda cases: written(cases.reopen(press.writing, press.value))


def _entered_in_error(press: Pressed) -> Act:
    return lambda cases: written(cases.record.entered_in_error(press.writing, press.value))


def _as_it_stands(reference: str, outcome: MineOutcome) -> Screen:
    """The form as it stands now: read afresh, since the button may be days old."""
    if isinstance(outcome, ChildShown) and outcome.own and outcome.own.reference == reference:
        own = outcome.own
        values = forms.values_of_involvement(own.role, own.since, own.lead)
        seen = Carried(reference, seen=(version_seen(own.version),))
        return replace(forms.change_form(reference, values), about=seen.encoded())
    return own_screens.mine(outcome)


def written(outcome: RecordOutcome, again: Again | None = None) -> Screen:
    """The screen of what was written. again: the form to come back, which a button has none of."""
    return written_screens.recording(outcome, again or _cannot, _one_more)


def _cannot(banner: Banner, *, seen: tuple[str, ...] = (), typed: Mapping[str, str] = NOTHING_ELSE) -> Screen:
    return plain_screens.cannot_answer()


def _one_more(outcome: Possible | Many) -> Screen:
    return answer_screens.one_more(outcome)


def _who_asked(press: Pressed) -> Act:
    return lambda cases: who_asked_screens.who_asked(cases.who_asked.open(press.reading, press.value))


def _in_contact(press: Pressed) -> Act:
    reference, _, enquiry = press.value.partition("/")

    def act(cases: UseCases) -> Screen:
        return who_asked_screens.who_asked(cases.who_asked.in_contact(press.writing, reference, enquiry))

    return act


FORMS: dict[str, ReadForm] = {
    forms.RECORD: _record,
    forms.RECORD_UNBORN: partial(_record, read_recording=reading.read_unborn_recording),
    forms.RECORD_MORE: _record_more,
    forms.RECORD_FROM_ANSWER: _record_from_answer,
    forms.RECORD_NEW_CHILD: _record_new_child,
    forms.FIND_MINE: _find_mine,
    forms.CHANGE: _change,
    forms.END: _end,
}
BUTTONS: dict[Tap, RunButton] = {
    Tap.RECORD_FROM_ANSWER: _open_with_role(forms.record_from_answer_form),
    Tap.RECORD_AS_NEW_CHILD: _open_with_role(forms.record_new_child_form),
    Tap.RECORD_AGAIN: _record_again,
    Tap.MY_CHILDREN: _my_children,
    Tap.OPEN_MINE: _open_mine,
    Tap.WHO_ASKED: _who_asked,
    Tap.IN_CONTACT: _in_contact,
    Tap.CHANGE: _open_change,
    Tap.REOPEN: _reopen,
    Tap.ENTERED_IN_ERROR: _entered_in_error,
    Tap.STILL_INVOLVED: _still_involved,
}
