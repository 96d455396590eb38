"""The form by which somebody says where a child went."""

from __future__ import annotations

from fingerpost.surfaces import views
from fingerpost.surfaces.declared import Declared
from fingerpost.surfaces.drawn_again import Draw, about_reference
from fingerpost.surfaces.inputs import Values, banner_on_top, filled_form, text_input
from fingerpost.surfaces.words import say

PASSAGE = "passage"

_KINDS = ("area", "left", "died")
_LONGEST_AREA = 60


def passage_form(reference: str, values: Values, banner: views.Banner | None = None) -> views.Screen:
    """What became of the child, and on which day; where it moved, which area it is in now."""
    kinds = tuple((kind, say(f"field.passage.{kind}")) for kind in _KINDS)
    parts = (
        *banner_on_top(banner),
        views.Paragraph(say("passage.what")),
        views.ChoiceInput("passage", say("field.passage"), kinds, value=values.get("passage", ""), few=True),
        text_input("passage_day", values),
        text_input("area", values, optional=True, longest=_LONGEST_AREA),
        text_input("new_postcode", values, optional=True),
        views.SmallPrint(say("passage.told")),
    )
    return filled_form(PASSAGE, "passage", parts, reference)


FORMS: dict[str, Draw] = {PASSAGE: about_reference(passage_form)}
BUTTONS: dict[views.Tap, Declared] = {
    views.Tap.TELL_PASSAGE: Declared(lambda value, now: passage_form(value, {})),
    views.Tap.TAKE_BACK_PASSAGE: Declared(in_place=True),
}
