"""What a form or a button runs, for every product: the heavy half, which brings the outcomes with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from fingerpost.domain.errors import InvalidField, InvalidForm, RequestRejected
from fingerpost.domain.outcomes.asking import Detail
from fingerpost.log_catalogue import Line, log
from fingerpost.surfaces import forms_declared, plain_screens
from fingerpost.surfaces.asking.forms import ASK_MORE, ASKS, each_wanted
from fingerpost.surfaces.recording.forms import RECORD_MORE
from fingerpost.surfaces.sent import Act, Again, Pressed, ReadForm, RunButton, Submission
from fingerpost.surfaces.views import Banner, Screen, Tap, Tone
from fingerpost.surfaces.words import say, say_problem

if TYPE_CHECKING:
    from fingerpost.usecases.catalogue import UseCases

Kind = tuple[Mapping[str, ReadForm], Mapping[Tap, RunButton]]


def kinds() -> Iterator[Kind]:
    """The forms and buttons of each kind of use case, the most frequent first.

    A kind is imported when it is reached: a cold process that answers a question needs no other.
    """
    from fingerpost.surfaces.asking import submissions as asking

    yield asking.FORMS, asking.BUTTONS
    from fingerpost.surfaces.recording import submissions as recording

    yield recording.FORMS, recording.BUTTONS
    from fingerpost.surfaces.contact import submissions as contact

    yield contact.FORMS, contact.BUTTONS
    from fingerpost.surfaces.access import submissions as access

    yield {}, access.BUTTONS
    from fingerpost.surfaces.telling import submissions as telling

    yield telling.FORMS, telling.BUTTONS
    from fingerpost.surfaces.record_keeping import submissions as record_keeping

    yield record_keeping.FORMS, record_keeping.BUTTONS
    from fingerpost.surfaces.protecting import submissions as protecting

    yield protecting.FORMS, protecting.BUTTONS
    from fingerpost.surfaces.oversight import submissions as oversight

    yield oversight.FORMS, oversight.BUTTONS
    from fingerpost.surfaces.passages import submissions as passages

    yield passages.FORMS, passages.BUTTONS


def run_form(form: Submission, today: date, cases: Callable[[], UseCases], product: str) -> Screen:
    """The screen that answers a form; the form itself, with a banner, where it could not be answered.

    cases: the use cases, once they are built. Raises InvalidForm and InvalidField for what was typed, and
    RequestRejected for a request that was answered before.
    """
    if not _is_known(form):
        log(Line.OLD_FORM, door=product, act=form.name)
        return plain_screens.old_form()
    again = partial(forms_declared.drawn_again, form, today)
    try:
        act = _reader(form.name)(form, today, again)
    except (KeyError, ValueError) as fault:  # a choice that an older form offered
        log(Line.OLD_FORM, door=product, act=form.name, error=type(fault).__name__)
        return fresh_form(form, today, {})
    return _answered(form.name, act, again, cases, product)


def fresh_form(form: Submission, today: date, problems: Mapping[str, str]) -> Screen:
    """A form from before an update as it is now, with what was typed, and what is wrong in words."""
    wrong = (f"{say(f'field.{field}')}: {say_problem(field, code)}" for field, code in problems.items())
    return forms_declared.drawn_again(form, today, Banner("\n".join((say("form.old"), *wrong)), Tone.WARNING))


def run_button(tap: Tap, press: Pressed, cases: Callable[[], UseCases], product: str) -> Screen:
    """The screen a button leads to. Raises RequestRejected for a request that was answered before."""
    try:
        return _runner(tap)(press)(cases())
    except RequestRejected:
        raise
    except Exception as fault:
        log(Line.SURFACE_FAILED, door=product, act=str(tap), error=type(fault).__name__)
        return plain_screens.cannot_answer()


def problems_of(fault: InvalidForm | InvalidField) -> dict[str, str]:
    """What is wrong, by field, as codes."""
    problems = fault.problems if isinstance(fault, InvalidForm) else (fault,)
    return {one.field: one.problem for one in problems}


def _is_known(form: Submission) -> bool:
    """Whether this deployment knows the form, and the one more detail it was asked for."""
    wants = form.name in (ASK_MORE, RECORD_MORE)
    wanted = each_wanted(form.carried.wanted)
    return form.name in forms_declared.FORMS and set(wanted) <= set(Detail) and (bool(wanted) or not wants)


def _reader(name: str) -> ReadForm:
    """What reads a form. Raises KeyError for one that no kind has."""
    for forms, _ in kinds():
        if name in forms:
            return forms[name]
    raise KeyError(name)


def _runner(tap: Tap) -> RunButton:
    """What a button runs. Raises KeyError for one that no kind has."""
    for _, buttons in kinds():
        if tap in buttons:
            return buttons[tap]
    raise KeyError(tap)


def _answered(name: str, act: Act, again: Again, cases: Callable[[], UseCases], product: str) -> Screen:
    try:
        return act(cases())
    except (InvalidForm, InvalidField, RequestRejected):
        raise
    except Exception as fault:
        log(Line.SURFACE_FAILED, door=product, act=name, error=type(fault).__name__)
        words = "cannot.ask" if name in ASKS else "cannot.record"
        return again(Banner(say(words), Tone.WARNING))
