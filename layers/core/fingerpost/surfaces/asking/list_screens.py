"""The answers to a list, a row for each child, as the asker typed it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refused
from fingerpost.domain.outcomes.asking import Confirmed, Held, Many, NothingToShow, Outcome, Possible
from fingerpost.surfaces import views
from fingerpost.surfaces.asking.lists import Row
from fingerpost.surfaces.asking.screens import Form
from fingerpost.surfaces.plain_screens import refused
from fingerpost.surfaces.views import Tap
from fingerpost.surfaces.words import say, say_count


def list_answered(rows: Sequence[Row], outcomes: Sequence[Outcome], meeting: str, form: Form) -> views.Screen:
    """A line and a button for each row. Who may ask nobody is told so once; where no row was answered, the
    list comes back as it was pasted."""
    if all(isinstance(one, CannotAnswer | AlreadyAsked) for one in outcomes):
        return form(views.Banner(say("cannot.ask"), views.Tone.WARNING))
    if all(isinstance(one, Refused) for one in outcomes):
        return refused(next(one for one in outcomes if isinstance(one, Refused)))
    parts = (
        views.Heading(say("list.answered", meeting=meeting)),
        *(part for pair in zip(rows, outcomes, strict=True) for part in _row(*pair)),
        views.Heading(say("note.title")),
        views.CopyText(_note(rows, outcomes, meeting)),
        views.Buttons((views.Button(Tap.NEXT_LIST, say("button.next_list"), outcomes[0].reference),)),
        views.SmallPrint(say("list.kept")),
    )
    return views.Screen("list_answered", say("list.title"), parts)


def _row(row: Row, outcome: Outcome) -> Iterator[views.Part]:
    said = f"{row.number}. {row.text}\n{_said(outcome)}"
    button = _button(row, outcome)
    yield views.Row(said, button) if button else views.Paragraph(said)
    if isinstance(outcome, Confirmed):
        for one in outcome.services:
            telephone = one.contact.duty_telephone
            yield views.Call(say("list.service", service=one.service_name, telephone=telephone))


def _said(outcome: Outcome) -> str:
    match outcome:
        case Confirmed():
            return say_count("list.confirmed", len(outcome.services) + len(outcome.others))
        case NothingToShow():
            return say("list.nothing")
        case Possible() | Many():
            return say("list.possible")
        case Held():
            return say("list.held")
        case Refused():
            return say("list.refused")
        case CannotAnswer() | AlreadyAsked():
            return say("list.cannot")


def _button(row: Row, outcome: Outcome) -> views.Button | None:
    spoken = say("button.open.spoken", reference=outcome.reference)
    match outcome:
        case Confirmed() | NothingToShow():
            return views.Button(Tap.BACK_TO_ANSWER, say("button.open"), outcome.reference, spoken=spoken)
        case Possible() | Many():
            return views.Button(Tap.ASK_AGAIN, say("button.add_detail"), outcome.reference, spoken=spoken)
        case Held():
            return views.Button(Tap.OPEN_HELD, say("button.open"), outcome.reference, spoken=spoken)
        case _:
            return None


def _note(rows: Sequence[Row], outcomes: Sequence[Outcome], meeting: str) -> str:
    """By number and reference: the list itself stands where it came from."""
    lines = (
        say("list.note.line", number=row.number, said=_said(one), reference=one.reference)
        for row, one in zip(rows, outcomes, strict=True)
    )
    return "\n".join((say("list.answered", meeting=meeting), *lines))
