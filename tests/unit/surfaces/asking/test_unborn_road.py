"""Unborn children and a service's own numbers in the forms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fingerpost.domain.errors import InvalidForm
from fingerpost.domain.identifiers import IdentifierKind
from fingerpost.domain.outcomes.asking import Detail
from fingerpost.surfaces.asking import forms as asking_forms
from fingerpost.surfaces.asking import reading as asking_reading
from fingerpost.surfaces.asking import screens as answer_screens
from fingerpost.surfaces.recording import forms as recording_forms
from fingerpost.surfaces.recording import screens as own_screens
from fingerpost.surfaces.slack import blocks
from tests.builders import nhs_number
from tests.unit.surfaces import outcomes
from tests.unit.surfaces.slack.slack_scene import Json, Scene, answered_view, errors_in, words_in
from tools.block_kit import check

TODAY = date(2026, 3, 2)
WHY = {"reason": "planning", "family_told": "yes"}
MOTHER = {
    "expected": "1 8 2026",
    "mothers_given_name": "Roisin",
    "mothers_family_name": "Byrne",
    "mothers_birth_date": "1 4 1996",
    "mothers_postcode": "NB1 4QT",
}
WORK = {"role": "Midwife", "since": "2 2 2026"}


@pytest.fixture
def scene() -> Scene:
    return Scene()


def form_behind(scene: Scene, act: str, view: Json) -> Json:
    scene.press(scene.world.rowan, act, view=view)
    return scene.slack.last_view()


def test_an_unborn_child_is_recorded_and_asked_for_from_the_forms(scene: Scene) -> None:
    record = form_behind(scene, "record_unborn", blocks.modal(recording_forms.record_form({})))
    done = answered_view(scene.submit(scene.world.rowan, record, {**MOTHER, **WORK, **WHY}), record)
    assert done["callback_id"] == "recorded"
    ask = form_behind(scene, "ask_unborn", blocks.modal(asking_forms.ask_form({})))
    answer = answered_view(scene.submit(scene.world.sam, ask, {**MOTHER, **WHY}, view_hash="h2"), ask)
    assert answer["callback_id"] == "confirmed"
    assert "Midwife" in words_in(answer)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("expected", "", "This is needed."),
        ("expected", "1 8 2028", "This is too far ahead."),
        ("expected", "1 8 2025", "the child is born"),
        ("mothers_birth_date", "1 4 2020", "less than 10 years ago"),
        ("mothers_birth_date", "1 4 1950", "more than 65 years ago"),
        ("mothers_family_name", "", "This is needed."),
        ("mothers_identifier", nhs_number(0)[:-1] + "9", "does not add up"),
    ],
)
def test_what_cannot_be_used_is_said_on_its_field(scene: Scene, field: str, typed: str, said: str) -> None:
    ask = blocks.modal(asking_forms.ask_unborn_form({}))
    errors = errors_in(scene.submit(scene.world.rowan, ask, {**MOTHER, **WHY, field: typed}), ask)
    assert set(errors) == {field}
    assert said in errors[field]


def test_the_one_more_detail_of_an_unborn_child_is_its_mothers() -> None:
    outcome = outcomes.possible(Detail.BIRTH_DATE)
    view = blocks.modal(answer_screens.one_more(replace(outcome, unborn=True)))
    assert check(view, "modal") == []
    assert "the mother’s" in words_in(view)
    assert view["private_metadata"].endswith(" birth_date unborn")
    read = asking_reading.read_added([Detail.BIRTH_DATE], {"birth_date": "1 4 1990"}, TODAY, unborn=True)
    assert read.birth_date == date(1990, 4, 1)
    with pytest.raises(InvalidForm):
        asking_reading.read_added([Detail.BIRTH_DATE], {"birth_date": "1 4 1990"}, TODAY)


def test_one_more_detail_of_a_mother_comes_back_as_hers(scene: Scene) -> None:
    form = answer_screens.one_more(replace(outcomes.possible(Detail.BIRTH_DATE), unborn=True))
    reply = scene.submit(scene.world.rowan, blocks.modal(form), {"birth_date": "1 4 1990"})
    assert answered_view(reply, blocks.modal(form))["callback_id"] == "refused"  # not somebody's answer


def test_ones_own_unborn_child_is_headed_as_that() -> None:
    shown = outcomes.child_shown(outcomes.my_involvement())
    view = blocks.modal(own_screens.child_shown(replace(shown, expected=date(2026, 8, 1))))
    assert check(view, "modal") == []
    assert "Unborn child, expected 1 August 2026" in words_in(view)
    assert "Mother: Amina Okafor" in words_in(view)


@pytest.mark.parametrize("typed", [{}, {**MOTHER, **WORK, **WHY}])
def test_the_forms_are_modals_that_slack_accepts(typed: dict[str, str]) -> None:
    for form in (asking_forms.ask_unborn_form, recording_forms.record_unborn_form):
        assert check(blocks.modal(form(typed)), "modal") == []


# ------------------------------------------------------------------ a service's own numbers

NAMES = {"given_name": "Aoife", "family_name": "Byrne", "birth_date": "27 3 2016"}


def test_a_services_own_number_is_read_beside_the_national_one() -> None:
    typed = {**NAMES, **WHY, "identifier": nhs_number(0), "own_number": "sch / 0042"}
    numbers = asking_reading.read_question(typed, TODAY).details.identifiers
    assert [(one.kind, one.value, one.issuer) for one in numbers] == [
        (IdentifierKind.NHS_NUMBER, nhs_number(0), ""),
        (IdentifierKind.LOCAL, "SCH/0042", ""),
    ]


def test_a_services_own_number_does_not_stand_alone() -> None:
    with pytest.raises(InvalidForm) as found:
        asking_reading.read_question({**WHY, "own_number": "SCH-0042"}, TODAY)
    assert {one.field for one in found.value.problems} == {"given_name", "family_name", "birth_date"}


@pytest.mark.parametrize("typed", ["ab", "no digits", "x" * 31, "Ω 42"])
def test_what_is_no_number_is_said(typed: str) -> None:
    with pytest.raises(InvalidForm) as found:
        asking_reading.read_question({**NAMES, **WHY, "own_number": typed}, TODAY)
    assert [one.field for one in found.value.problems] == ["own_number"]
