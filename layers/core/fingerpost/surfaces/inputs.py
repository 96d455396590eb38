"""What forms share: their fields, titles and buttons, and how each is drawn again with what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from fingerpost.domain.reasons import REASONS
from fingerpost.surfaces import views
from fingerpost.surfaces.words import say

Values = Mapping[str, str]

_LONGEST_SHORT = 40


def filled_form(name: str, words: str, parts: tuple[views.Part, ...], about: str = "") -> views.Screen:
    """A form with its title and buttons. words: what its keys in the table of words begin with."""
    return views.Screen(name, say(f"{words}.title"), parts, say(f"{words}.submit"), say("cancel"), about)


def banner_on_top(banner: views.Banner | None) -> tuple[views.Part, ...]:
    """The banner of a form that comes back, if it has one."""
    return (banner,) if banner else ()


def reason_input(values: Values) -> views.ChoiceInput:
    """The choice of a reason."""
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


def fields_of(screen: views.Screen) -> frozenset[str]:
    """The names of the fields of a form."""
    inputs = (part for part in screen.parts if isinstance(part, views.TextInput | views.ChoiceInput))
    return frozenset(part.field for part in inputs)


def filled(screen: views.Screen, typed: Values) -> views.Screen:
    """A form with what was typed in the fields that it has."""
    return replace(screen, parts=tuple(_filled(part, typed) for part in screen.parts))


def put_in(screen: views.Screen, known: Values) -> views.Screen:
    """A form that stands open, with what became known meanwhile in the fields that nobody has filled."""
    return replace(screen, parts=tuple(_put_in(part, known) for part in screen.parts))


def _put_in(part: views.Part, known: Values) -> views.Part:
    if not isinstance(part, views.TextInput) or part.value or not known.get(part.field):
        return part
    return replace(part, value=known[part.field][: part.max_length], put_in=True)


def _filled(part: views.Part, typed: Values) -> views.Part:
    if isinstance(part, views.TextInput) and typed.get(part.field):
        return replace(part, value=typed[part.field][: part.max_length])
    if isinstance(part, views.ChoiceInput) and typed.get(part.field):
        return replace(part, value=typed[part.field])
    return part


def for_other_form(typed: Values) -> dict[str, str]:
    """What was typed for a born child, under the names of an unborn child's form as well, and the other way:
    the names that somebody typed first may well be the mother's, and going back has to bring all back."""
    mothers = {f"mothers_{name}": value for name, value in typed.items()}
    born = {name.removeprefix("mothers_"): value for name, value in typed.items()}
    return mothers | born | dict(typed)
