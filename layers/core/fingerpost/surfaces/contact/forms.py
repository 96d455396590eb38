"""The forms by which contact is asked for, declined, and said to have happened."""

from __future__ import annotations

from fingerpost.domain.contact import Declining, Leading, Urgency
from fingerpost.surfaces import views
from fingerpost.surfaces.declared import Declared
from fingerpost.surfaces.drawn_again import Draw, about_reference
from fingerpost.surfaces.inputs import Values, banner_on_top, filled_form
from fingerpost.surfaces.words import say

ASK_CONTACT = "ask_contact"
DECLINE_CONTACT = "decline_contact"
SPOKEN_CONTACT = "spoken_contact"

BY_NOTICE = "notice:"
"""Begins what the form is about where a notice told of the worker; else it is `answer/involvement`."""


THROUGH_OFFICER = "/officer"
"""Ends what the form is about where the worker is not named, and the officer stands between."""


def about_involvement(involvement: str, answer: str = "") -> str:
    """What the form is about. answer: the reference of the answer that shows it, empty for an own child."""
    return f"{answer}/{involvement}"


def ask_contact_form(about: str, values: Values, banner: views.Banner | None = None) -> views.Screen:
    """Ask to be contacted."""
    urgent = tuple((one.value, say(f"field.urgency.{one.value}")) for one in Urgency if one.value)
    options = (("no", say("field.urgency.no")), *urgent)
    through = about.endswith(THROUGH_OFFICER)
    parts = (
        *banner_on_top(banner),
        views.Paragraph(say("ask_contact.through_officer" if through else "ask_contact.what")),
        _choice("urgency", options, values),
        views.SmallPrint(say("ask_contact.urgent")),
    )
    return filled_form(ASK_CONTACT, "ask_contact", parts, about)


def decline_contact_form(reference: str, values: Values, banner: views.Banner | None = None) -> views.Screen:
    """Decline, with a reason of a list."""
    options = tuple((one.value, say(f"field.declining.{one.value}")) for one in Declining)
    parts = (
        *banner_on_top(banner),
        views.Paragraph(say("decline_contact.what")),
        _choice("declining", options, values),
    )
    return filled_form(DECLINE_CONTACT, "decline_contact", parts, reference)


def spoken_contact_form(reference: str, values: Values, banner: views.Banner | None = None) -> views.Screen:
    """Say that the two have spoken, who leads, and whether they have co-ordinated."""
    leading = tuple((one.value, say(f"field.leading.{one.value}")) for one in Leading)
    yes_or_no = (("yes", say("field.lead.yes")), ("no", say("field.lead.no")))
    parts = (
        *banner_on_top(banner),
        views.Paragraph(say("spoken_contact.what")),
        _choice("leading", leading, values),
        _choice("coordinated", yes_or_no, values),
    )
    return filled_form(SPOKEN_CONTACT, "spoken_contact", parts, reference)


def _choice(name: str, options: tuple[tuple[str, str], ...], values: Values) -> views.ChoiceInput:
    return views.ChoiceInput(name, say(f"field.{name}"), options, value=values.get(name, ""), few=True)


FORMS: dict[str, Draw] = {
    ASK_CONTACT: about_reference(ask_contact_form),
    DECLINE_CONTACT: about_reference(decline_contact_form),
    SPOKEN_CONTACT: about_reference(spoken_contact_form),
}
BUTTONS: dict[views.Tap, Declared] = {
    views.Tap.ASK_CONTACT: Declared(lambda value, now: ask_contact_form(value, {})),
    views.Tap.CONTACTS: Declared(in_place=True),
    views.Tap.OPEN_CONTACT: Declared(),
    views.Tap.ACKNOWLEDGE_CONTACT: Declared(in_place=True),
    views.Tap.HAND_ON_CONTACT: Declared(in_place=True),
    views.Tap.DECLINE_CONTACT: Declared(lambda value, now: decline_contact_form(value, {})),
    views.Tap.SPOKEN_CONTACT: Declared(lambda value, now: spoken_contact_form(value, {})),
    views.Tap.RATE_CONTACT: Declared(in_place=True),
}
