"""What the forms and buttons of requests to be contacted run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from fingerpost.domain.contact import ContactOutcome
from fingerpost.domain.outcomes.contact import ContactAnswer
from fingerpost.surfaces import plain_screens
from fingerpost.surfaces.contact import forms, reading, screens
from fingerpost.surfaces.sent import Act, Again, Pressed, ReadForm, RunButton, Submission
from fingerpost.surfaces.views import Banner, Screen, Tap

if TYPE_CHECKING:  # the use cases bring the data layer with them
    from fingerpost.usecases.catalogue import UseCases

Run = Callable[["UseCases", Pressed], ContactAnswer]


def _ask(form: Submission, today: date, again: Again) -> Act:
    whom, urgency = reading.read_whom(form.about), reading.read_urgency(form.values, today)
    return lambda cases: screens.contact(cases.ask_contact(form.request, whom, urgency), again)


def _decline(form: Submission, today: date, again: Again) -> Act:
    why = reading.read_declining(form.values, today)
    return lambda cases: screens.contact(cases.answer_contact.decline(form.request, form.about, why), again)


def _spoken(form: Submission, today: date, again: Again) -> Act:
    leading, coordinated = reading.read_spoken(form.values, today)

    def act(cases: UseCases) -> Screen:
        spoken = cases.answer_contact.spoken
        outcome = spoken(form.request, form.about, leading, coordinated=coordinated)
        return screens.contact(outcome, again)

    return act


def _pressed(run: Run) -> RunButton:
    def button(press: Pressed) -> Act:
        return lambda cases: screens.contact(run(cases, press), _cannot, screens.page_of(press.value))

    return button


def _rate(cases: UseCases, press: Pressed) -> ContactAnswer:
    reference, _, outcome = press.value.partition("/")
    return cases.answer_contact.rate(press.writing, reference, ContactOutcome(outcome))


def _cannot(banner: Banner) -> Screen:
    return plain_screens.cannot_answer()


FORMS: dict[str, ReadForm] = {
    forms.ASK_CONTACT: _ask,
    forms.DECLINE_CONTACT: _decline,
    forms.SPOKEN_CONTACT: _spoken,
}
BUTTONS: dict[Tap, RunButton] = {
    Tap.CONTACTS: _pressed(lambda cases, press: cases.contacts.list(press.reading)),
    Tap.OPEN_CONTACT: _pressed(lambda cases, press: cases.contacts.open(press.reading, press.value)),
    Tap.ACKNOWLEDGE_CONTACT: _pressed(
        lambda cases, press: cases.answer_contact.acknowledge(press.writing, press.value)
    ),
    Tap.HAND_ON_CONTACT: _pressed(
        lambda cases, press: cases.answer_contact.pass_on(press.writing, press.value)
    ),
    Tap.RATE_CONTACT: _pressed(_rate),
}
