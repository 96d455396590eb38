"""An officer shields a child in chat, is told of who meant it, and lifts the shield."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fingerpost.domain.notice import Capacity, NoticeKind
from fingerpost.domain.shield import ShieldFlag
from fingerpost.surfaces.asking import forms as asking_forms
from fingerpost.surfaces.protecting import forms
from fingerpost.surfaces.slack import blocks
from fingerpost.surfaces.telling.notices import message_of
from tests.builders import a_notice, a_practitioner, an_area, details_of
from tests.new_identities import sealed
from tests.unit.surfaces.record_keeping.test_record_keeping_road import ASK, BY_NUMBER, RECORDS, TODAY, Office
from tests.unit.surfaces.slack.slack_scene import Json, answered_view, buttons_in, errors_in, words_in

TYPED = {"flag": "refuge", "review": "2026-06-02"}


@pytest.fixture
def office() -> Office:
    return Office()


def shield(office: Office, typed: dict[str, str]) -> Json:
    view = blocks.modal(forms.shield_form(office.first, {}, TODAY))
    return office.submit(office.olga, view, typed)


def shielded(office: Office) -> Json:
    view = blocks.modal(forms.shield_form(office.first, {}, TODAY))
    return answered_view(shield(office, TYPED), view)


def looked_up(office: Office) -> Json:
    return answered_view(office.submit(office.olga, RECORDS, {"record": office.first}), RECORDS)


def asked_by_sam(office: Office) -> str:
    return words_in(answered_view(office.submit(office.world.sam, ASK, BY_NUMBER), ASK))


def test_the_form_opens_from_the_record_and_says_what_it_does(office: Office) -> None:
    view = office.pressed(office.olga, "shield", office.first)
    assert "as if this child were not in the index" in words_in(view)
    assert office.world.shelves.children["c-aoife"].shield is None


def test_from_then_on_the_child_is_not_found_and_the_officer_sees_who_meant_it(office: Office) -> None:
    assert "Rowan" in asked_by_sam(office)
    done = words_in(shielded(office))
    held = office.world.shelves.children["c-aoife"].shield
    assert held
    assert (held.flag, held.review_due, held.officer_id) == (ShieldFlag.REFUGE, date(2026, 6, 2), "p-olga")
    assert held.reference in done

    told = asked_by_sam(office)
    assert "Rowan" not in told
    assert "Nothing to show" in told

    view = looked_up(office)
    for shown in ("Shielded: Refuge", "2 June 2026", "Who meant this child", "Sam Okafor", "Rowan Ashdown"):
        assert shown in words_in(view)
    assert "unshield" in buttons_in(view)
    assert "shield" not in buttons_in(view)


def test_the_record_is_found_by_the_shields_own_reference(office: Office) -> None:
    shielded(office)
    held = office.world.shelves.children["c-aoife"].shield
    assert held
    view = answered_view(office.submit(office.olga, RECORDS, {"record": held.reference}), RECORDS)
    assert "Aoife Byrne" in words_in(view)


def test_a_lifted_shield_lets_the_child_be_found_again(office: Office) -> None:
    shielded(office)
    office.pressed(office.olga, "unshield", office.first)
    assert office.world.shelves.children["c-aoife"].shield is None
    assert "Rowan" in asked_by_sam(office)


def test_a_shield_set_again_keeps_its_reference_and_what_stands_in(office: Office) -> None:
    shielded(office)
    first = office.world.shelves.children["c-aoife"].shield
    assert first
    standing = replace(office.world.shelves.children["c-aoife"], shield=first.with_double("c-other"))
    office.world.shelves.children["c-aoife"] = standing
    shield(office, {"flag": "witness", "review": "2026-09-02"})
    again = office.world.shelves.children["c-aoife"].shield
    assert again
    assert (again.reference, again.doubles) == (first.reference, ("c-other",))
    assert (again.flag, again.review_due) == (ShieldFlag.WITNESS, date(2026, 9, 2))


@pytest.mark.parametrize(
    ("field", "typed"), [("flag", ""), ("review", ""), ("review", "2019-01-01"), ("review", "2029-01-01")]
)
def test_a_shield_needs_a_reason_of_the_list_and_a_day_within_the_year(
    office: Office, field: str, typed: str
) -> None:
    form = blocks.modal(forms.shield_form(office.first, {}, TODAY))
    assert field in errors_in(office.submit(office.olga, form, {**TYPED, field: typed}), form)
    assert office.world.shelves.children["c-aoife"].shield is None


@pytest.mark.parametrize("who", ["rowan", "sam"])
def test_nobody_but_the_officer_shields_or_lifts(office: Office, who: str) -> None:
    person = getattr(office.world, who)
    view = blocks.modal(forms.shield_form(office.first, {}, TODAY))
    office.submit(person, view, TYPED)
    assert office.world.shelves.children["c-aoife"].shield is None
    shielded(office)
    office.pressed(person, "unshield", office.first)
    assert office.world.shelves.children["c-aoife"].shield is not None


def test_another_areas_officer_neither_shields_nor_lifts(office: Office) -> None:
    office.world.shelves.areas["elsewhere"] = an_area("elsewhere", "Elsewhere")
    office.world.shelves.practitioners["p-olga"] = replace(office.olga, area_id="elsewhere")
    assert "no record of your area" in words_in(shielded(office))
    assert office.world.shelves.children["c-aoife"].shield is None


def test_a_merge_keeps_the_shield_of_either_record(office: Office) -> None:
    shielded(office)
    office.pressed(office.olga, "merge", f"{office.second} {office.first}")
    assert list(office.world.shelves.children) == ["c-second"]
    assert office.world.shelves.children["c-second"].shield


def test_a_new_identity_is_shielded_as_the_old_one_and_leads_nowhere_else(office: Office) -> None:
    shielded(office)
    before = office.world.shelves.children["c-aoife"].shield
    life = replace(details_of("Clara", "Whitcombe").build(), identifiers=())
    new_identity, press = office.world.use_cases.new_identity, office.world.press
    sealed(new_identity, lambda: press(office.olga), office.first, life)
    (new,) = (one for key, one in office.world.shelves.children.items() if key not in ("c-aoife", "c-second"))
    assert new.shield
    assert before
    assert new.shield.reference != before.reference
    assert office.world.shelves.pointers[new.shield.reference] == new.id


def test_the_notice_says_nothing_of_the_child_and_opens_the_record_by_the_shields_reference() -> None:
    plain = a_notice().to(a_practitioner("p-olga").build()).build()
    notice = replace(
        plain, kind=NoticeKind.SHIELDED_LOOKED_AT, capacity=Capacity.OFFICER, about="FP-SHIEL-DAAAA"
    )
    message = message_of(notice)
    assert "FP-SHIEL-DAAAA" in message.summary
    assert "shielded" in message.summary


def test_the_ask_form_knows_nothing_of_shields() -> None:
    assert "hield" not in words_in(blocks.modal(asking_forms.ask_form({})))
