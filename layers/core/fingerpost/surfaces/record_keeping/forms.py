"""The forms of an area's officer: which record, what is right, which life from now on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from fingerpost.surfaces import views
from fingerpost.surfaces.declared import Declared
from fingerpost.surfaces.drawn_again import Draw, about_reference, from_values
from fingerpost.surfaces.inputs import banner_on_top, filled_form, sex_input, text_input
from fingerpost.surfaces.limits import LONGEST_NAME
from fingerpost.surfaces.sent import Submission
from fingerpost.surfaces.words import say

Values = Mapping[str, str]

RECORDS = "records"
COMPARE = "records_compare"
OPEN_SEAL = "records_seal"
CORRECT = "records_correct"
CORRECT_UNBORN = "records_correct_unborn"
NEW_IDENTITY = "records_new_identity"

_LONGEST_LIST = 600
_OF_THE_OLD_LIFE = ("other_names", "earlier_postcodes")


def records_form(values: Values, banner: views.Banner | None = None) -> views.Screen:
    """Look up one record by a reference."""
    parts = (
        *banner_on_top(banner),
        views.Paragraph(say("records.how")),
        text_input("record", values),
        views.Buttons(
            (
                views.Button(views.Tap.COMPARE_RECORDS, say("button.compare_records")),
                views.Button(views.Tap.OPEN_SEAL, say("button.open_seal")),
            )
        ),
    )
    return filled_form(RECORDS, "records", parts)


def compare_form(values: Values, banner: views.Banner | None = None) -> views.Screen:
    """Put two records side by side."""
    parts = (
        *banner_on_top(banner),
        views.Paragraph(say("compare.how")),
        text_input("kept", values),
        text_input("absorbed", values),
    )
    return filled_form(COMPARE, "compare", parts)


def _compare(value: str) -> views.Screen:
    """value: the reference of one record, or of two with a blank between."""
    kept, _, absorbed = value.partition(" ")
    return compare_form({"kept": kept, "absorbed": absorbed})


def seal_form(values: Values, banner: views.Banner | None = None) -> views.Screen:
    """Open the seal of a new identity."""
    parts = (*banner_on_top(banner), views.Paragraph(say("seal.how")), text_input("seal", values))
    return filled_form(OPEN_SEAL, "seal", parts)


def correct_form(reference: str, values: Values, banner: views.Banner | None = None) -> views.Screen:
    """The details of a record, to be put right."""
    parts = (*banner_on_top(banner), *_details(values), *_history(values))
    return filled_form(CORRECT, "correct", parts, reference)


def correct_unborn_form(reference: str, values: Values, banner: views.Banner | None = None) -> views.Screen:
    """The same of an unborn child: the mother's details and the day it is expected."""
    mothers = views.SmallPrint(say("unborn.mothers"))
    parts = (*banner_on_top(banner), mothers, text_input("expected", values), *_details(values))
    return filled_form(CORRECT_UNBORN, "correct", (*parts, *_history(values)), reference)


def new_identity_form(reference: str, values: Values, banner: views.Banner | None = None) -> views.Screen:
    """The details of the life from now on; nothing of the old one is filled in, and no field asks for it: a
    former name or an earlier postcode would lead from one to the other."""
    warned = (
        views.Banner(say("new_identity.what"), views.Tone.WARNING),
        views.Paragraph(say("new_identity.workers")),
    )
    parts = (*banner_on_top(banner), *warned, *_of_the_new_life(values))
    return filled_form(NEW_IDENTITY, "new_identity", parts, reference)


def _new_identity_again(form: Submission, today: date, banner: views.Banner | None) -> views.Screen:
    """Once it is to be written down: the reference, where to type it, and what would be sealed."""
    seal = next((one for one in form.carried.seen if not one.startswith("v")), "")
    if not seal:
        return new_identity_form(form.about, form.values, banner)
    parts = (
        *banner_on_top(banner),
        views.Paragraph(say("new_identity.write_down"), strong=True),
        views.CopyText(seal),
        text_input("written", form.values),
        views.Heading(say("new_identity.details")),
        *_of_the_new_life(form.values),
    )
    title, submit = say("new_identity.title"), say("new_identity.written.submit")
    return views.Screen(NEW_IDENTITY, title, parts, submit, say("cancel"), form.about)


def _of_the_new_life(values: Values) -> tuple[views.Part, ...]:
    parts = (part for part in _details(values) if getattr(part, "field", "") not in _OF_THE_OLD_LIFE)
    return tuple(_without_old_numbers(part) for part in parts)


def _without_old_numbers(part: views.Part) -> views.Part:
    if isinstance(part, views.TextInput) and part.field == "numbers":
        return replace(part, hint=say("new_identity.numbers.hint"))
    return part


def _details(values: Values) -> tuple[views.Part, ...]:
    twins = (("no", say("field.multiple_birth.no")), ("yes", say("field.multiple_birth.yes")))
    return (
        text_input("given_name", values, optional=True, longest=LONGEST_NAME),
        text_input("family_name", values, optional=True, longest=LONGEST_NAME),
        text_input("other_names", values, optional=True, longest=_LONGEST_LIST, long=True),
        text_input("birth_date", values, optional=True),
        sex_input(values, optional=True),
        text_input("postcode", values, optional=True),
        text_input("earlier_postcodes", values, optional=True, longest=_LONGEST_LIST, long=True),
        text_input("carers", values, optional=True, longest=_LONGEST_LIST, long=True),
        text_input("numbers", values, optional=True, longest=_LONGEST_LIST, long=True),
        views.ChoiceInput(
            "multiple_birth",
            say("field.multiple_birth"),
            twins,
            say("field.multiple_birth.hint"),
            values.get("multiple_birth", "no"),
            few=True,
        ),
    )


def _history(values: Values) -> tuple[views.Part, ...]:
    both = (("yes", say("field.keep_old.yes")), ("no", say("field.keep_old.no")))
    hint = say("field.keep_old.hint")
    keep = values.get("keep_old", "")
    return (views.ChoiceInput("keep_old", say("field.keep_old"), both, hint, keep, few=True),)


FORMS: dict[str, Draw] = {
    RECORDS: from_values(records_form),
    COMPARE: from_values(compare_form),
    OPEN_SEAL: from_values(seal_form),
    CORRECT: about_reference(correct_form),
    CORRECT_UNBORN: about_reference(correct_unborn_form),
    NEW_IDENTITY: _new_identity_again,
}
BUTTONS: dict[views.Tap, Declared] = {
    views.Tap.RECORDS: Declared(lambda value, now: records_form({})),
    views.Tap.COMPARE_RECORDS: Declared(lambda value, now: _compare(value), in_place=True),
    views.Tap.OPEN_SEAL: Declared(lambda value, now: seal_form({}), in_place=True),
    views.Tap.OPEN_RECORD: Declared(),
    views.Tap.CORRECT_RECORD: Declared(),
    views.Tap.MERGE: Declared(in_place=True),
    views.Tap.UNMERGE: Declared(in_place=True),
    views.Tap.NEW_IDENTITY: Declared(lambda value, now: new_identity_form(value, {})),
    views.Tap.CLEAR_DISPUTES: Declared(in_place=True),
    views.Tap.TWO_CHILDREN: Declared(in_place=True),
    views.Tap.NOT_THIS_CHILD: Declared(in_place=True),
    views.Tap.THIS_CHILD_AFTER_ALL: Declared(in_place=True),
}
