"""Reads the forms that record, change and end one's involvement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TypeVar

from fingerpost.domain.child import Details
from fingerpost.domain.errors import InvalidField, InvalidForm, Problem
from fingerpost.domain.outcomes.asking import Detail
from fingerpost.surfaces import typed
from fingerpost.surfaces.asking.reading import read_added, read_question, read_unborn_question
from fingerpost.surfaces.cleaning import clean
from fingerpost.surfaces.limits import LONGEST_NAME, LONGEST_ROLE, SHORTEST_FIND
from fingerpost.surfaces.reading import Read, Reading, Values, sure
from fingerpost.usecases.requests import NOTHING_SEEN, Particulars, Question, Seen

Also = TypeVar("Also")


def read_particulars(values: Values, today: date, seen: Seen = NOTHING_SEEN) -> Particulars:
    """What is recorded of an involvement. seen: what was shown before. Raises InvalidForm."""
    reading = Reading(values, today)
    role = reading.needed("role", _role)
    since = reading.needed("since", reading.past_day)
    lead = reading.optional("lead", typed.read_yes_or_no)
    reading.check()
    return Particulars(sure(role), sure(since), bool(lead), seen)


def read_recording(values: Values, today: date, seen: Seen = NOTHING_SEEN) -> tuple[Question, Particulars]:
    """A recording of its own: the child's details, the reason, and the involvement. Raises InvalidForm."""
    return _both(lambda: read_question(values, today), lambda: read_particulars(values, today, seen))


def read_unborn_recording(
    values: Values, today: date, seen: Seen = NOTHING_SEEN
) -> tuple[Question, Particulars]:
    """The same for an unborn child. Raises InvalidForm."""
    return _both(lambda: read_unborn_question(values, today), lambda: read_particulars(values, today, seen))


def read_added_recording(
    wanted: Sequence[Detail], values: Values, today: date, seen: Seen = NOTHING_SEEN, *, unborn: bool = False
) -> tuple[Details, Particulars]:
    """One more detail, and the involvement to record with it. Raises InvalidForm."""
    added = partial(read_added, wanted, values, today, unborn=unborn)
    return _both(added, lambda: read_particulars(values, today, seen))


def read_find(values: Values, today: date) -> str:
    """A number, a name or a reference to find one of one's own by. Raises InvalidForm."""
    reading = Reading(values, today)
    wanted = reading.needed("find", lambda name, text: typed.read_text(name, text, LONGEST_NAME))
    if wanted is not None and len(wanted) < SHORTEST_FIND:
        reading.miss("find", Problem.ONE_LETTER)
    reading.check()
    return sure(wanted)


def read_last_day(values: Values, today: date) -> date:
    """The last day of an involvement, which may be still to come. Raises InvalidForm."""
    reading = Reading(values, today)
    day = reading.needed("ended", lambda name, text: typed.read_last_day(name, text, today))
    reading.check()
    return sure(day)


def _both(one: Callable[[], Read], other: Callable[[], Also]) -> tuple[Read, Also]:
    """Both parts of a form; the problems of both at once where either has any."""
    first, second = _attempt(one), _attempt(other)
    if isinstance(first, InvalidForm) or isinstance(second, InvalidForm):
        raise InvalidForm(problems_in(first) + problems_in(second))
    return first, second


def _attempt(read: Callable[[], Read]) -> Read | InvalidForm:
    try:
        return read()
    except InvalidForm as problem:
        return problem


def problems_in(read: object) -> tuple[InvalidField, ...]:
    return read.problems if isinstance(read, InvalidForm) else ()


def _role(name: str, text: str) -> str:
    role = clean(typed.read_text(name, text, LONGEST_ROLE))
    if not any(character.isalpha() for character in role):
        raise InvalidField(name, Problem.MISSING)
    return role
