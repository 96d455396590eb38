"""The button by which the worker of an involvement is asked to make contact (E1)."""

from __future__ import annotations

from fingerpost.domain.outcomes.asking import AnotherService, InvolvedService
from fingerpost.surfaces.contact.forms import THROUGH_OFFICER, about_involvement
from fingerpost.surfaces.views import Button, Buttons, Tap
from fingerpost.surfaces.words import say


def ask_contact(one: InvolvedService, answer: str = "") -> Buttons:
    """answer: the reference of the answer that shows the involvement, empty on one's own child's screen."""
    about = about_involvement(one.involvement_reference, answer)
    spoken = say("button.ask_contact.spoken", name=one.worker_name)
    return Buttons((Button(Tap.ASK_CONTACT, say("button.ask_contact"), about, spoken=spoken),))


def ask_officer(one: AnotherService, answer: str = "") -> Buttons:
    """The same of a service that may not be named."""
    about = f"{about_involvement(one.involvement_reference, answer)}{THROUGH_OFFICER}"
    spoken = say("button.ask_officer.spoken")
    return Buttons((Button(Tap.ASK_CONTACT, say("button.ask_officer"), about, spoken=spoken),))
