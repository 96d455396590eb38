"""Consent in chat: recorded on one's own child, seen by others as another service, withdrawn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fingerpost.surfaces.protecting import forms
from fingerpost.surfaces.slack import blocks
from tests.unit.surfaces.record_keeping.test_record_keeping_road import ASK, BY_NUMBER, TODAY, Office
from tests.unit.surfaces.slack.slack_scene import Json, answered_view, buttons_in, errors_in, words_in

TYPED = {
    "consent_by": "child",
    "consent_how": "written",
    "consent_given": "2 3 2026",
    "consent_until": "2026-06-02",
}


class Clinic(Office):
    """Rowan's service is a sensitive one."""

    def __post_init__(self) -> None:
        super().__post_init__()
        world = self.world
        world.shelves.services[world.care.id] = replace(world.care, sensitive=True)
        for one in list(world.shelves.involvements.values()):
            world.shelves.involvements[one.id] = replace(one, sensitive=True)


@pytest.fixture
def clinic() -> Clinic:
    return Clinic()


def mine(clinic: Clinic) -> Json:
    return clinic.pressed(clinic.world.rowan, "open_mine", clinic.first)


def record(clinic: Clinic, typed: dict[str, str]) -> Json:
    view = blocks.modal(forms.consent_form(clinic.first, {}, TODAY))
    return clinic.submit(clinic.world.rowan, view, typed)


def asked_by_sam(clinic: Clinic) -> Json:
    return answered_view(clinic.submit(clinic.world.sam, ASK, BY_NUMBER), ASK)


def test_the_worker_sees_what_others_are_told_and_the_form_says_what_consent_does(clinic: Clinic) -> None:
    assert "Nothing: no consent is recorded" in words_in(mine(clinic))
    view = clinic.pressed(clinic.world.rowan, "consent", clinic.first)
    assert "Yours is a sensitive service" in words_in(view)


def test_recorded_others_see_another_service_and_ask_through_the_officer(clinic: Clinic) -> None:
    assert "Nothing to show" in words_in(asked_by_sam(clinic))
    view = blocks.modal(forms.consent_form(clinic.first, {}, TODAY))
    done = words_in(answered_view(record(clinic, TYPED), view))
    assert "“Another service”, until 2 June 2026" in done

    seen = asked_by_sam(clinic)
    assert "Another service" in words_in(seen)
    assert "Ask through the officer" in words_in(seen)
    assert "Rowan" not in words_in(seen)
    assert "ask_contact" in buttons_in(seen)


def test_withdrawn_it_is_gone(clinic: Clinic) -> None:
    record(clinic, TYPED)
    assert "withdraw_consent" in buttons_in(mine(clinic))
    done = clinic.pressed(clinic.world.rowan, "withdraw_consent", clinic.first)
    assert "Withdrawn" in words_in(done)
    assert "Nothing to show" in words_in(asked_by_sam(clinic))


def test_a_form_that_leaves_something_out_says_so(clinic: Clinic) -> None:
    view = blocks.modal(forms.consent_form(clinic.first, {}, TODAY))
    assert "consent_how" in errors_in(record(clinic, {**TYPED, "consent_how": ""}), view)
