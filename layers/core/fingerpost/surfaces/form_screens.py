"""The forms, empty or with what was typed before, so that no form is ever lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fingerpost.domain.reasons import REASONS
from fingerpost.surfaces import views
from fingerpost.surfaces.carried import Carried
from fingerpost.surfaces.dates import in_words, months_after
from fingerpost.surfaces.limits import LONGEST_NAME, LONGEST_NOTE, LONGEST_ROLE, LONGEST_WATCH
from fingerpost.surfaces.words import say

Values = Mapping[str, str]

ASK = "ask"
ASK_MORE = "ask_more"
ASK_UNBORN = "ask_unborn"
RECORD = "record"
RECORD_UNBORN = "record_unborn"
RECORD_FROM_ANSWER = "record_from_answer"
RECORD_MORE = "record_more"
RECORD_NEW_CHILD = "record_new_child"
CHANGE = "change"
END = "end"
WATCH = "watch"
ASKS = frozenset({ASK, ASK_UNBORN, ASK_MORE})

_LONGEST_SHORT = 40
_WATCH_MONTHS = (1, 3, 6, 12)


def ask_form(values: Values, banner: views.Banner | None = None) -> views.Screen:
    """Ask who is involved with a child."""
    kept = views.SmallPrint(say("ask.kept"))
    child = _child(values, views.Tap.ASK_UNBORN)
    return filled_form(ASK, "ask", (*banner_on_top(banner), *child, *_why(values), kept))


def ask_unborn_form(values: Values, banner: views.Banner | None = None) -> views.Screen:
    """Ask who is involved with an unborn child (A7)."""
    kept = views.SmallPrint(say("ask.kept"))
    parts = (*banner_on_top(banner), *_unborn_child(values), *_why(values), kept)
    return filled_form(ASK_UNBORN, "ask", parts)


def record_form(values: Values, banner: views.Banner | None = None) -> views.Screen:
    """Record one's involvement with a child given by details."""
    child = (*_child(values, views.Tap.RECORD_UNBORN), *_why(values), *_told())
    return filled_form(RECORD, "record", (*banner_on_top(banner), *_involvement(values), *child))


def record_unborn_form(values: Values, banner: views.Banner | None = None) -> views.Screen:
    """Record one's involvement with an unborn child."""
    child = (*_unborn_child(values), *_why(values), *_told())
    parts = (*banner_on_top(banner), *_involvement(values), *child)
    return filled_form(RECORD_UNBORN, "record", parts)


def record_from_answer_form(
    reference: str, values: Values, banner: views.Banner | None = None
) -> views.Screen:
    """Record one's involvement with the child of an answer."""
    parts = (*banner_on_top(banner), *_involvement(values), *_told())
    return filled_form(RECORD_FROM_ANSWER, "record", parts, reference)


def record_new_child_form(reference: str, values: Values, banner: views.Banner | None = None) -> views.Screen:
    """Record one's involvement with another child than those the details might fit."""
    sure = views.Banner(say("record.new.sure"), views.Tone.WARNING)
    parts = (*banner_on_top(banner or sure), *_involvement(values), *_told())
    return views.Screen(
        RECORD_NEW_CHILD, say("record.new.title"), parts, say("record.submit"), say("cancel"), reference
    )


def change_form(reference: str, values: Values, banner: views.Banner | None = None) -> views.Screen:
    """Change one's involvement."""
    return filled_form(CHANGE, "change", (*banner_on_top(banner), *_involvement(values)), reference)


def end_form(reference: str, values: Values, banner: views.Banner | None = None) -> views.Screen:
    """End one's involvement."""
    parts = (*banner_on_top(banner), views.Paragraph(say("end.what")), text_input("ended", values))
    return filled_form(END, "end", parts, reference)


def watch_form(
    reference: str, values: Values, today: date, banner: views.Banner | None = None
) -> views.Screen:
    """Be told if someone becomes involved."""
    until = views.ChoiceInput(
        "until", say("field.until"), _until_options(today), value=values.get("until", "")
    )
    parts = (*banner_on_top(banner), views.Paragraph(say("watch.what")), _reason(values), until)
    return filled_form(WATCH, "watch", parts, reference)


def ask_more_form(carried: Carried, values: Values, banner: views.Banner | None = None) -> views.Screen:
    """Ask again with one more detail."""
    return _more(ASK_MORE, carried, values, banner, say("possible.submit"))


def record_more_form(carried: Carried, values: Values, banner: views.Banner | None = None) -> views.Screen:
    """Record again with one more detail."""
    return _more(
        RECORD_MORE, carried, values, banner, say("possible.record.submit"), involvement_inputs(values)
    )


def _more(
    name: str,
    carried: Carried,
    values: Values,
    banner: views.Banner | None,
    submit: str,
    inputs: tuple[views.Part, ...] = (),
) -> views.Screen:
    said = banner or views.Banner(say("possible.strong"))
    parts = (said, *whose_detail(carried.unborn), detail_input(carried.wanted, values), *inputs)
    return views.Screen(name, say("possible.title"), parts, submit, about=carried.encoded())


def whose_detail(unborn: bool) -> tuple[views.Part, ...]:
    """That one more detail is of the mother, where the child is unborn."""
    return (views.Paragraph(say("unborn.mothers"), strong=True),) if unborn else ()


def detail_input(wanted: str, values: Values) -> views.Part:
    """The field of one detail."""
    return sex_input(values) if wanted == "sex" else text_input(wanted, values)


def involvement_inputs(values: Values) -> tuple[views.Part, ...]:
    """The fields of an involvement."""
    return _involvement(values)


def values_of_involvement(role: str, since: date, lead: bool) -> dict[str, str]:
    """An involvement as its form shows it."""
    return {"role": role, "since": in_words(since), "lead": "yes" if lead else "no"}


def filled_form(name: str, words: str, parts: tuple[views.Part, ...], about: str = "") -> views.Screen:
    """A form with its title and buttons. words: what its keys in the table of words begin with."""
    return views.Screen(name, say(f"{words}.title"), parts, say(f"{words}.submit"), say("cancel"), about)


def banner_on_top(banner: views.Banner | None) -> tuple[views.Part, ...]:
    """The banner of a form that comes back, if it has one."""
    return (banner,) if banner else ()


def _unborn_child(values: Values) -> tuple[views.Part, ...]:
    return (
        views.Heading(say("unborn.identity")),
        views.SmallPrint(say("unborn.mothers")),
        text_input("expected", values),
        text_input("mothers_identifier", values, optional=True),
        text_input("mothers_given_name", values, optional=True, longest=LONGEST_NAME),
        text_input("mothers_family_name", values, optional=True, longest=LONGEST_NAME),
        text_input("mothers_birth_date", values, optional=True),
        text_input("mothers_postcode", values, optional=True),
        text_input("mothers_former_name", values, optional=True, longest=LONGEST_NAME),
    )


def _child(values: Values, unborn: views.Tap) -> tuple[views.Part, ...]:
    """unborn: what the way to the form for an unborn child is called."""
    return (
        views.Heading(say("ask.identity")),
        views.SmallPrint(say("ask.identity.how")),
        views.Buttons((views.Button(unborn, say("button.unborn")),)),
        text_input("identifier", values, optional=True),
        text_input("given_name", values, optional=True, longest=LONGEST_NAME),
        text_input("family_name", values, optional=True, longest=LONGEST_NAME),
        text_input("birth_date", values, optional=True),
        text_input("postcode", values, optional=True),
        sex_input(values, optional=True),
        text_input("former_name", values, optional=True, longest=LONGEST_NAME),
        text_input("own_number", values, optional=True),
    )


def _why(values: Values) -> tuple[views.Part, ...]:
    told = tuple((choice, say(f"field.family_told.{choice}")) for choice in ("yes", "no", "unsafe"))
    return (
        views.Heading(say("ask.why")),
        _reason(values),
        views.ChoiceInput(
            "family_told",
            say("field.family_told"),
            told,
            say("field.family_told.hint"),
            values.get("family_told", ""),
            few=True,
        ),
        text_input("note", values, optional=True, longest=LONGEST_NOTE, long=True),
    )


def _involvement(values: Values) -> tuple[views.Part, ...]:
    lead = (("no", say("field.lead.no")), ("yes", say("field.lead.yes")))
    return (
        views.Heading(say("record.yours")),
        text_input("role", values, longest=LONGEST_ROLE),
        text_input("since", values),
        views.ChoiceInput("lead", say("field.lead"), lead, value=values.get("lead", "no"), few=True),
    )


def _told() -> tuple[views.Part, ...]:
    return (views.SmallPrint(say("record.told")), views.SmallPrint(say("record.never_why")))


def _reason(values: Values) -> views.ChoiceInput:
    return views.ChoiceInput(
        "reason", say("field.reason"), tuple(REASONS.items()), value=values.get("reason", "")
    )


def sex_input(values: Values, *, optional: bool = False) -> views.ChoiceInput:
    """The choice of a sex."""
    known = tuple((value, say(f"field.sex.{value}")) for value in ("F", "M"))
    options = (*known, ("unknown", say("field.sex.unknown"))) if optional else known
    return views.ChoiceInput("sex", say("field.sex"), options, value=values.get("sex", ""), optional=optional)


def text_input(
    name: str,
    values: Values,
    *,
    optional: bool = False,
    longest: int = _LONGEST_SHORT,
    long: bool = False,
) -> views.TextInput:
    """A typed field; its label and hint stand in the table of words under its name."""
    return views.TextInput(
        name,
        say(f"field.{name}"),
        hint=say(f"field.{name}.hint"),
        value=values.get(name, "")[:longest],
        optional=optional,
        long=long,
        max_length=longest,
    )


def _until_options(today: date) -> tuple[tuple[str, str], ...]:
    last = today + LONGEST_WATCH
    days = ((months, min(months_after(today, months), last)) for months in _WATCH_MONTHS)
    return tuple((day.isoformat(), _until_words(months, day)) for months, day in days)


def _until_words(months: int, day: date) -> str:
    if months == 1:
        return say("field.until.month", day=in_words(day))
    return say("field.until.months", count=months, day=in_words(day))
