"""What forms share: their fields, titles and buttons, and how each is drawn again with what was typed."""

from __future__ import annotations

from collections.abc import Mapping

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
