"""The road of a second pair of eyes in every product: held, hastened, agreed to; broken glass, closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fingerpost.domain.notice import NoticeKind
from fingerpost.domain.oversight import EmergencyReason, Finding, OversightState
from fingerpost.domain.practitioner import ChatIdentity, Practitioner, Role
from fingerpost.domain.practitioner import Product as ChatProduct
from fingerpost.surfaces import views
from fingerpost.surfaces.telling.notices import message_of
from fingerpost.surfaces.views import Tap
from tests.builders import a_notice, a_practitioner
from tests.unit.surfaces.test_roads import AOIFE, PRODUCTS, Product, answered, known

OWN = {**AOIFE, "given_name": "Ada", "family_name": "Okafor", "birth_date": "9 11 2014"}
EMERGENCY = {"emergency": EmergencyReason.DANGER_NOW.value, "emergency_sure": "yes"}


@pytest.fixture(params=PRODUCTS)
def product(request: pytest.FixtureRequest) -> Product:
    product = PRODUCTS[request.param]()
    product.world.enter(replace(product.sam, supervisor_id="p-nora"))
    for name, role in (("p-nora", Role.SUPERVISOR), ("p-olga", Role.OFFICER)):
        person = a_practitioner(name).named(name).of(product.world.school).as_role(role).build()
        product.world.enter(replace(person, identities=as_of(product.sam, name)))
    return product


def as_of(one: Practitioner, name: str) -> tuple[ChatIdentity, ...]:
    """The chat accounts of somebody else in the same places."""
    beginnings = {ChatProduct.SLACK: "U-", ChatProduct.TEAMS: "aad-"}
    return tuple(replace(each, user=f"{beginnings[each.product]}{name}") for each in one.identities)


def person(product: Product, name: str) -> Practitioner:
    return product.world.shelves.practitioners[name]


def notice_to(product: Product, name: str, kind: NoticeKind) -> None:
    """The message of a notice, whose button can be pressed."""
    (one,) = product.world.shelves.oversights.values()
    notice = replace(a_notice().to(person(product, name)).build(), kind=kind, about=one.reference)
    product.open(views.Screen("notice", "Notice", message_of(notice).parts))


def held(product: Product) -> str:
    return answered(product, product.sam, OWN)


def test_held_in_neutral_words_with_whom_to_ring_and_without_the_reason(product: Product) -> None:
    words = held(product)
    assert "Somebody else looks at this question before it is answered" in words
    assert "p-nora" in words
    assert "01632 960100" in words
    assert "name" not in words.partition("happens now and then")[0].casefold()


def test_agreed_to_by_the_supervisor_the_asker_opens_the_answer_from_the_notice(product: Product) -> None:
    held(product)
    notice_to(product, "p-nora", NoticeKind.OVERSIGHT_ASKED)
    seen = product.press(person(product, "p-nora"), Tap.OPEN_OVERSIGHT)
    for shown in ("Sam Okafor", "Ada", "9 November 2014", "The family name is their own"):
        assert shown in seen
    assert "agreed to" in product.press(person(product, "p-nora"), Tap.AGREE_OVERSIGHT)

    notice_to(product, "p-sam", NoticeKind.HELD_AGREED)
    assert "Nothing to show" in product.press(product.sam, Tap.OPEN_HELD)


def test_not_agreed_to_it_is_said_with_whom_to_ring(product: Product) -> None:
    held(product)
    notice_to(product, "p-nora", NoticeKind.OVERSIGHT_ASKED)
    product.press(person(product, "p-nora"), Tap.OPEN_OVERSIGHT)
    product.press(person(product, "p-nora"), Tap.DECLINE_OVERSIGHT)
    notice_to(product, "p-sam", NoticeKind.HELD_DECLINED)
    words = product.press(product.sam, Tap.OPEN_HELD)
    assert "is not answered here" in words
    assert "01632 960100" in words


def test_urgent_is_one_tap_and_said_again_on_the_screen(product: Product) -> None:
    held(product)
    words = product.press(product.sam, Tap.HASTEN_HELD)
    assert "You have said that it is urgent" in words
    (one,) = product.world.shelves.oversights.values()
    assert (one.urgent, one.overseers) == (True, ("p-nora", "p-olga"))


def test_who_has_to_look_finds_it_among_their_own_and_nobody_else_does(product: Product) -> None:
    held(product)
    for name, listed in (("p-nora", True), ("p-olga", False)):
        product.open(views.Screen("menu", "Menu", (views.Buttons((views.Button(Tap.MY_CHILDREN, "Mine"),)),)))
        words = product.press(person(product, name), Tap.MY_CHILDREN)
        assert ("A question of Sam Okafor" in words) is listed


def test_the_glass_is_broken_after_a_warning_and_closed_with_a_finding(product: Product) -> None:
    known(product, who=product.rowan)
    answered(product, product.sam)
    warned = product.press(product.sam, Tap.BREAK_GLASS)
    assert "ring 999 first" in warned
    opened = product.send(product.sam, EMERGENCY)
    assert "Open until 10:30" in opened
    assert "Rowan Ashdown" in opened
    assert "Rowan Ashdown" in product.press(product.sam, Tap.SEE_EMERGENCY)

    notice_to(product, "p-olga", NoticeKind.OVERSIGHT_EMERGENCY)
    seen = product.press(person(product, "p-olga"), Tap.OPEN_OVERSIGHT)
    assert "A child is in danger now" in seen
    assert "Byrne" not in seen
    closed = product.press(person(product, "p-olga"), Tap.CLOSE_EMERGENCY)
    assert "It was justified" in closed
    (one,) = product.world.shelves.oversights.values()
    assert (one.state, one.finding) == (OversightState.CLOSED, Finding.JUSTIFIED)


def test_who_is_not_sure_opens_nothing(product: Product) -> None:
    answered(product, product.sam, {**AOIFE, "postcode": "NB1 4QT"})
    product.press(product.sam, Tap.BREAK_GLASS)
    words = product.send(product.sam, {**EMERGENCY, "emergency_sure": "no"})
    assert "no other way in time" in words
    assert product.world.shelves.oversights == {}


def test_after_half_an_hour_it_is_opened_no_more(product: Product) -> None:
    known(product, who=product.rowan)
    answered(product, product.sam)
    product.press(product.sam, Tap.BREAK_GLASS)
    product.send(product.sam, EMERGENCY)
    product.world.shelves.pass_time(timedelta(minutes=31))
    assert "Rowan" not in product.press(product.sam, Tap.SEE_EMERGENCY)
