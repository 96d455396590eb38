"""The button by which the worker of an involvement is asked to make contact (E1)."""

from __future__ import annotations

from fingerpost.domain.outcomes.asking import InvolvedService
from fingerpost.surfaces.contact.forms import about_involvement
from fingerpost.surfaces.views import Button, Buttons, Tap
from fingerpost.surfaces.words import say


def ask_contact(one: InvolvedService, answer: str = "") -> Buttons:
    """answer: the reference of the answer that shows the involvement, empty on one's own child's screen."""
    about = about_involvement(one.involvement_reference, answer)
    spoken = say("button.ask_contact.spoken", name=one.worker_name)
    return Buttons((Button(Tap.ASK_CONTACT, say("button.ask_contact"), about, spoken=spoken),))
