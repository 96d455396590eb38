"""The road of an involvement that is handed over, in both products: chosen, offered, accepted or declined."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fingerpost.domain.involvement import Involvement
from fingerpost.domain.notice import NoticeKind
from fingerpost.domain.outcomes.handing_over import Along, ChooseTaker, Colleague
from fingerpost.domain.practitioner import Practitioner, Status
from fingerpost.surfaces import views
from fingerpost.surfaces.handing_over.screens import COLLEAGUES_A_PAGE, choose_taker
from fingerpost.surfaces.slack import blocks
from fingerpost.surfaces.teams import cards
from fingerpost.surfaces.teams.cards import CardContext, CardPlace
from fingerpost.surfaces.telling.notices import message_of
from fingerpost.surfaces.views import Buttons, Row, Tap
from tests.builders import a_notice, a_practitioner, an_involvement
from tests.unit.surfaces.outcomes import AT, REFERENCE, my_involvement
from tests.unit.surfaces.teams.activity_scene import teams_identity
from tests.unit.surfaces.test_roads import PRODUCTS, Product
from tools.block_kit import check
from tools.teams.card_check import problems_of


@pytest.fixture(params=PRODUCTS)
def product(request: pytest.FixtureRequest) -> Product:
    return PRODUCTS[request.param]()


def dina_of(product: Product) -> Practitioner:
    """With accounts in both products."""
    dina = a_practitioner("p-dina").named("Dina Osei").of(product.world.care).build()
    return product.world.enter(replace(dina, identities=(*dina.identities, teams_identity("p-dina"))))


def rowans(product: Product) -> Involvement:
    world = product.world
    child = next(iter(world.shelves.children.values()), None) or world.aoife()
    one = an_involvement("i-rowan").of(product.rowan).with_child(child).build()
    world.shelves.involvements[one.id] = one
    world.shelves.pointers[one.reference] = child.id
    return one


def told(product: Product, who: Practitioner, kind: NoticeKind, about: str) -> None:
    """The message of a notice, as a card or modal whose buttons can be pressed."""
    message = message_of(replace(a_notice().to(who).build(), kind=kind, about=about))
    product.open(views.Screen("notice", "Notice", message.parts))


def test_asked_whether_still_involved_one_hands_over_and_the_colleague_accepts(product: Product) -> None:
    dina, one = dina_of(product), rowans(product)
    told(product, product.rowan, NoticeKind.REVIEW_ASKED, one.reference)

    words = product.press(product.rowan, Tap.HAND_OVER)
    assert "Dina Osei" in words
    assert "Byrne" not in words
    assert "Until they accept, it stays with" in product.press(product.rowan, Tap.HAND_OVER_TO)

    told(product, dina, NoticeKind.HAND_OVER_OFFERED, one.reference)
    words = product.press(dina, Tap.OPEN_HAND_OVER)
    assert "asks you to take over this involvement" in words
    assert "Say so by" in words
    assert "Byrne" not in words
    assert "It is yours now" in product.press(dina, Tap.TAKE_OVER)
    assert "Byrne" in product.press(dina, Tap.OPEN_MINE)
    assert product.world.shelves.involvements[one.id].practitioner_id == "p-dina"


def test_declined_whose_it_is_reads_it_and_can_ask_another(product: Product) -> None:
    dina, one = dina_of(product), rowans(product)
    told(product, product.rowan, NoticeKind.REVIEW_ASKED, one.reference)
    product.press(product.rowan, Tap.HAND_OVER)
    product.press(product.rowan, Tap.HAND_OVER_TO)
    told(product, dina, NoticeKind.HAND_OVER_OFFERED, one.reference)
    product.press(dina, Tap.OPEN_HAND_OVER)
    assert "You declined" in product.press(dina, Tap.DECLINE_HAND_OVER)

    told(product, product.rowan, NoticeKind.HAND_OVER_DECLINED, one.reference)
    assert "Dina Osei" in product.press(product.rowan, Tap.HAND_OVER)


def test_taken_back_the_colleague_need_do_nothing(product: Product) -> None:
    dina, one = dina_of(product), rowans(product)
    told(product, product.rowan, NoticeKind.REVIEW_ASKED, one.reference)
    product.press(product.rowan, Tap.HAND_OVER)
    product.press(product.rowan, Tap.HAND_OVER_TO)
    told(product, product.rowan, NoticeKind.REVIEW_ASKED, one.reference)
    assert "offered to Dina Osei" in product.press(product.rowan, Tap.HAND_OVER)
    assert "taken back" in product.press(product.rowan, Tap.WITHDRAW_HAND_OVER)

    told(product, dina, NoticeKind.HAND_OVER_OFFERED, one.reference)
    assert "You need do nothing" in product.press(dina, Tap.OPEN_HAND_OVER)


def test_where_nobody_can_take_it_the_way_forward_is_said(product: Product) -> None:
    one = rowans(product)
    dina = dina_of(product)
    product.world.enter(replace(dina, status=Status.SUSPENDED, version=2))
    told(product, product.rowan, NoticeKind.REVIEW_ASKED, one.reference)
    assert "No colleague of this service can take it over" in product.press(product.rowan, Tap.HAND_OVER)


def a_choice(count: int) -> ChooseTaker:
    people = tuple(Colleague(f"p-{each}", f"Colleague {each:03}", "social worker") for each in range(count))
    return ChooseTaker(REFERENCE, AT, my_involvement(), "Rowan Ashdown", True, Along(2, 1), people)


@pytest.mark.parametrize("page", [1, 2, 3, 9])
def test_a_large_service_is_listed_in_pages_that_both_products_take(page: int) -> None:
    screen = choose_taker(a_choice(75), page)
    assert check(blocks.modal(screen), "modal") == []
    assert all(found == [] for found in problems_of([_dialog(screen)]))
    rows = [part for part in screen.parts if isinstance(part, Row)]
    assert len(rows) == {1: COLLEAGUES_A_PAGE, 2: COLLEAGUES_A_PAGE}.get(page, 15)
    pager = [each for part in screen.parts if isinstance(part, Buttons) for each in part.buttons]
    assert all(each.act is Tap.HAND_OVER for each in pager)


def _dialog(screen: views.Screen) -> dict[str, object]:
    return cards.screen_card(screen, CardContext(CardPlace.DIALOG, "p0"))
