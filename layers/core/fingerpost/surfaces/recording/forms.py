"""The forms that record, change and end one's involvement."""

from __future__ import annotations

from datetime import date

from fingerpost.surfaces import views
from fingerpost.surfaces.asking.forms import MORE, child_inputs, more_form, unborn_child_inputs, why_inputs
from fingerpost.surfaces.carried import Carried
from fingerpost.surfaces.dates import in_words, today
from fingerpost.surfaces.declared import Declared, since_today
from fingerpost.surfaces.drawn_again import Draw, about_reference, for_one_more, from_values
from fingerpost.surfaces.inputs import Values, banner_on_top, filled_form, text_input
from fingerpost.surfaces.limits import LONGEST_ROLE
from fingerpost.surfaces.words import say

RECORD = "record"
RECORD_UNBORN = "record_unborn"
RECORD_FROM_ANSWER = "record_from_answer"
RECORD_MORE = "record_more"
RECORD_NEW_CHILD = "record_new_child"
FIND_MINE = "find_mine"
CHANGE = "change"
END = "end"


def record_form(values: Values, banner: views.Banner | None = None) -> views.Screen:
    """Record one's involvement with a child given by details."""
    child = child_inputs(values, views.Tap.RECORD_UNBORN, views.Tap.RECORD_DETAILS)
    return filled_form(RECORD, "record", (*banner_on_top(banner), *child, *_work_and_why(values)))


def record_unborn_form(values: Values, banner: views.Banner | None = None) -> views.Screen:
    """Record one's involvement with an unborn child."""
    mother = unborn_child_inputs(values, views.Tap.RECORD)
    work = _work_and_why({**values, MORE: "yes"})
    return filled_form(RECORD_UNBORN, "record", (*banner_on_top(banner), *mother, *work))


def record_from_answer_form(
    reference: str, values: Values, banner: views.Banner | None = None
) -> views.Screen:
    """Record one's involvement with the child of an answer."""
    parts = (*banner_on_top(banner), *involvement_inputs(values), *_told())
    return filled_form(RECORD_FROM_ANSWER, "record", parts, reference)


def record_new_child_form(reference: str, values: Values, banner: views.Banner | None = None) -> views.Screen:
    """Record one's involvement with another child than those the details might fit."""
    sure = views.Banner(say("record.new.sure"), views.Tone.WARNING)
    parts = (*banner_on_top(banner or sure), *involvement_inputs(values), *_told())
    return views.Screen(
        RECORD_NEW_CHILD, say("record.new.title"), parts, say("record.submit"), say("cancel"), reference
    )


def find_form(values: Values, banner: views.Banner | None = None) -> views.Screen:
    """Find one of one's own children."""
    return filled_form(FIND_MINE, "find", (*banner_on_top(banner), text_input("find", values)))


def change_form(reference: str, values: Values, banner: views.Banner | None = None) -> views.Screen:
    """Change one's involvement."""
    return filled_form(CHANGE, "change", (*banner_on_top(banner), *involvement_inputs(values)), reference)


def end_form(reference: str, values: Values, banner: views.Banner | None = None) -> views.Screen:
    """End one's involvement."""
    parts = (*banner_on_top(banner), views.Paragraph(say("end.what")), text_input("ended", values))
    return filled_form(END, "end", parts, reference)


def record_more_form(carried: Carried, values: Values, banner: views.Banner | None = None) -> views.Screen:
    """Record again with one more detail."""
    return more_form(
        RECORD_MORE, carried, values, banner, say("possible.record.submit"), involvement_inputs(values)
    )


def brought_back_form(values: Values, banner: views.Banner | None = None) -> views.Screen:
    """The form by which a child is recorded, with what was typed elsewhere."""
    unborn = "expected" in values
    return record_unborn_form(values, banner) if unborn else record_form(values, banner)


def values_of_involvement(role: str, since: date, lead: bool) -> dict[str, str]:
    """An involvement as its form shows it."""
    return {"role": role, "since": in_words(since), "lead": "yes" if lead else "no"}


def involvement_inputs(values: Values) -> tuple[views.Part, ...]:
    """The fields of an involvement."""
    lead = (("no", say("field.lead.no")), ("yes", say("field.lead.yes")))
    return (
        views.Heading(say("record.yours")),
        text_input("role", values, longest=LONGEST_ROLE),
        text_input("since", values),
        views.ChoiceInput("lead", say("field.lead"), lead, value=values.get("lead", "no"), few=True),
    )


def _work_and_why(values: Values) -> tuple[views.Part, ...]:
    """The child comes first: the role is put in once it is known who records."""
    return (*involvement_inputs(values), *why_inputs(values, "record"), *_told())


def _told() -> tuple[views.Part, ...]:
    return (views.SmallPrint(say("record.told")), views.SmallPrint(say("record.never_why")))


FORMS: dict[str, Draw] = {
    RECORD: from_values(record_form),
    RECORD_UNBORN: from_values(record_unborn_form),
    RECORD_MORE: for_one_more(record_more_form),
    RECORD_FROM_ANSWER: about_reference(record_from_answer_form),
    RECORD_NEW_CHILD: about_reference(record_new_child_form),
    FIND_MINE: from_values(find_form),
    CHANGE: about_reference(change_form),
    END: about_reference(end_form),
}
BUTTONS: dict[views.Tap, Declared] = {
    views.Tap.RECORD: Declared(
        lambda value, now: record_form(since_today(now)),
        in_place=True,
        admits=True,
        longer=lambda value, now: record_form({**since_today(now), MORE: "yes"}),
    ),
    views.Tap.RECORD_DETAILS: Declared(
        lambda value, now: record_form({**since_today(now), MORE: "yes"}), in_place=True
    ),
    views.Tap.RECORD_UNBORN: Declared(lambda value, now: record_unborn_form(since_today(now)), in_place=True),
    views.Tap.RECORD_FROM_ANSWER: Declared(),
    views.Tap.RECORD_AS_NEW_CHILD: Declared(),
    views.Tap.RECORD_AGAIN: Declared(in_place=True),
    views.Tap.MY_CHILDREN: Declared(in_place=True),
    views.Tap.FIND_MINE: Declared(lambda value, now: find_form({}), in_place=True),
    views.Tap.OPEN_MINE: Declared(),
    views.Tap.WHO_ASKED: Declared(in_place=True),
    views.Tap.IN_CONTACT: Declared(in_place=True),
    views.Tap.CHANGE: Declared(),
    views.Tap.REOPEN: Declared(in_place=True),
    views.Tap.END: Declared(lambda value, now: end_form(value, {"ended": in_words(today(now))})),
    views.Tap.ENTERED_IN_ERROR: Declared(in_place=True),
    views.Tap.STILL_INVOLVED: Declared(in_place=True),
}
