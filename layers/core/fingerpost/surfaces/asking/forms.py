"""The forms that ask, empty or with what was typed before, so that no form is ever lost."""

from __future__ import annotations

from fingerpost.surfaces import views
from fingerpost.surfaces.carried import Carried
from fingerpost.surfaces.declared import Declared
from fingerpost.surfaces.drawn_again import Draw, for_one_more, from_values
from fingerpost.surfaces.inputs import Values, banner_on_top, filled_form, reason_input, sex_input, text_input
from fingerpost.surfaces.limits import (
    LONGEST_LIST,
    LONGEST_MEETING,
    LONGEST_NAME,
    LONGEST_NOTE,
    MOST_IN_A_LIST,
)
from fingerpost.surfaces.words import say

ASK = "ask"
ASK_MORE = "ask_more"
ASK_UNBORN = "ask_unborn"
ASK_LIST = "ask_list"
MORE = "more"
"""Among the values of a form: the fields that few need are drawn."""

_FOLDED = frozenset(
    {
        "sex",
        "former_name",
        "known_as",
        "earlier_postcode",
        "carer",
        "own_number",
        "also_lived_in",
        "note",
    }
)
ASKS = frozenset({ASK, ASK_UNBORN, ASK_MORE, ASK_LIST})


def ask_form(values: Values, banner: views.Banner | None = None) -> views.Screen:
    """Ask who is involved with a child."""
    kept = views.SmallPrint(say("ask.kept"))
    child = child_inputs(values, views.Tap.ASK_UNBORN, views.Tap.ASK_DETAILS)
    several = views.Buttons((views.Button(views.Tap.ASK_LIST, say("button.ask_list")),))
    return filled_form(ASK, "ask", (*banner_on_top(banner), *child, *why_inputs(values), several, kept))


def ask_unborn_form(values: Values, banner: views.Banner | None = None) -> views.Screen:
    """Ask who is involved with an unborn child (A7)."""
    kept = views.SmallPrint(say("ask.kept"))
    mother = unborn_child_inputs(values, views.Tap.ASK)
    parts = (*banner_on_top(banner), *mother, *why_inputs({**values, MORE: "yes"}), kept)
    return filled_form(ASK_UNBORN, "ask", parts)


def ask_list_form(values: Values, banner: views.Banner | None = None) -> views.Screen:
    """Ask for several children in one go, for a named meeting (A10)."""
    parts = (
        *banner_on_top(banner),
        views.Paragraph(say("list.how", most=MOST_IN_A_LIST)),
        text_input("meeting", values, longest=LONGEST_MEETING),
        text_input("children", values, longest=LONGEST_LIST, long=True),
        reason_input(values),
        _family_told(values),
        views.SmallPrint(say("ask.kept")),
    )
    return filled_form(ASK_LIST, "list", parts)


def brought_back_form(values: Values, banner: views.Banner | None = None) -> views.Screen:
    """The form by which it was asked, with what was typed in it."""
    unborn = "expected" in values
    return ask_unborn_form(values, banner) if unborn else ask_form(values, banner)


def ask_more_form(carried: Carried, values: Values, banner: views.Banner | None = None) -> views.Screen:
    """Ask again with one more detail."""
    return more_form(ASK_MORE, carried, values, banner, say("possible.submit"))


def more_form(
    name: str,
    carried: Carried,
    values: Values,
    banner: views.Banner | None,
    submit: str,
    inputs: tuple[views.Part, ...] = (),
) -> views.Screen:
    """A form for one more detail. inputs: what else it asks for."""
    said = banner or views.Banner(say("possible.strong"))
    parts = (said, *whose_detail(carried.unborn), *detail_inputs(carried.wanted, values), *inputs)
    return views.Screen(name, say("possible.title"), parts, submit, about=carried.encoded())


def whose_detail(unborn: bool) -> tuple[views.Part, ...]:
    """That one more detail is of the mother, where the child is unborn."""
    return (views.Paragraph(say("unborn.mothers"), strong=True),) if unborn else ()


def each_wanted(wanted: str) -> list[str]:
    """The details that a form asks for, by what it carries."""
    return [detail for detail in wanted.split("+") if detail]


def detail_inputs(wanted: str, values: Values) -> tuple[views.Part, ...]:
    """The fields of the details that are asked for; where there are several, any one of them will do."""
    several = len(each_wanted(wanted)) > 1
    fields = (
        sex_input(values, optional=several)
        if detail == "sex"
        else text_input(detail, values, optional=several)
        for detail in each_wanted(wanted)
    )
    return (*((views.SmallPrint(say("possible.any_one")),) if several else ()), *fields)


def unborn_child_inputs(values: Values, born: views.Tap) -> tuple[views.Part, ...]:
    """What an unborn child is known by: its mother's details and the day it is expected. born: the button
    that leads back to the form for a born child."""
    return (
        views.Heading(say("unborn.identity")),
        views.SmallPrint(say("unborn.mothers")),
        views.Buttons((views.Button(born, say("button.born"), takes_typed=True),)),
        text_input("expected", values),
        text_input("mothers_identifier", values, optional=True),
        text_input("mothers_given_name", values, optional=True, longest=LONGEST_NAME),
        text_input("mothers_family_name", values, optional=True, longest=LONGEST_NAME),
        text_input("mothers_birth_date", values, optional=True),
        text_input("mothers_postcode", values, optional=True),
        text_input("mothers_former_name", values, optional=True, longest=LONGEST_NAME),
        also_lived_in_input(values),
    )


def also_lived_in_input(values: Values) -> views.TextInput:
    """Areas asked about besides one's own."""
    return text_input("also_lived_in", values, optional=True, longest=LONGEST_NAME)


def shows_more(values: Values) -> bool:
    """Whether the fields that few need are drawn: they were asked for, or something stands in one of them."""
    return bool(values.get(MORE)) or any(values.get(field) for field in _FOLDED)


def child_inputs(values: Values, unborn: views.Tap, more: views.Tap) -> tuple[views.Part, ...]:
    """What a child is known by. unborn: the button that leads to the form for an unborn child; more: the one
    that brings the fields that few need."""
    shown = shows_more(values)
    folded = () if shown else (views.Button(more, say("button.more_details"), takes_typed=True),)
    return (
        views.Heading(say("ask.identity")),
        views.SmallPrint(say("ask.identity.how")),
        views.Buttons((views.Button(unborn, say("button.unborn"), takes_typed=True), *folded)),
        text_input("identifier", values, optional=True),
        text_input("given_name", values, optional=True, longest=LONGEST_NAME),
        text_input("family_name", values, optional=True, longest=LONGEST_NAME),
        text_input("birth_date", values, optional=True),
        text_input("postcode", values, optional=True),
        *(_folded_inputs(values) if shown else ()),
    )


def _folded_inputs(values: Values) -> tuple[views.Part, ...]:
    return (
        views.Heading(say("ask.more_details")),
        views.SmallPrint(say("ask.more_details.how")),
        sex_input(values, optional=True),
        text_input("former_name", values, optional=True, longest=LONGEST_NAME),
        text_input("known_as", values, optional=True, longest=LONGEST_NAME),
        text_input("earlier_postcode", values, optional=True),
        text_input("carer", values, optional=True, longest=LONGEST_NAME),
        text_input("own_number", values, optional=True),
        also_lived_in_input(values),
    )


def why_inputs(values: Values, form: str = "ask") -> tuple[views.Part, ...]:
    """Why somebody asks or records, and whether the family knows. form: what its keys in the table of words
    begin with."""
    note = text_input("note", values, optional=True, longest=LONGEST_NOTE, long=True)
    return (
        views.Heading(say(f"{form}.why")),
        reason_input(values),
        _family_told(values, form),
        *((note,) if shows_more(values) else ()),
    )


def _family_told(values: Values, form: str = "ask") -> views.ChoiceInput:
    told = tuple((choice, say(f"field.family_told.{choice}")) for choice in ("yes", "no", "unsafe"))
    label, hint = say("field.family_told"), say(f"{form}.family_told.hint")
    return views.ChoiceInput("family_told", label, told, hint, values.get("family_told", ""), few=True)


FORMS: dict[str, Draw] = {
    ASK: from_values(ask_form),
    ASK_UNBORN: from_values(ask_unborn_form),
    ASK_MORE: for_one_more(ask_more_form),
    ASK_LIST: from_values(ask_list_form),
}
BUTTONS: dict[views.Tap, Declared] = {
    views.Tap.ASK: Declared(
        lambda value, now: ask_form({"reason": value}),
        in_place=True,
        admits=True,
        longer=lambda value, now: ask_form({"reason": value, MORE: "yes"}),
    ),
    views.Tap.ASK_DETAILS: Declared(lambda value, now: ask_form({MORE: "yes"}), in_place=True),
    views.Tap.ASK_UNBORN: Declared(lambda value, now: ask_unborn_form({}), in_place=True),
    views.Tap.ASK_LIST: Declared(lambda value, now: ask_list_form({}), in_place=True),
    views.Tap.NEXT_LIST: Declared(in_place=True),
    views.Tap.ASK_AGAIN: Declared(in_place=True),
    views.Tap.BACK_TO_ANSWER: Declared(in_place=True),
}
