"""The road of a request in both products: asked on an answer, answered from a notice, rated with one tap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from fingerpost.domain.contact import ContactOutcome, ContactState, Urgency
from fingerpost.domain.notice import NoticeKind
from fingerpost.domain.practitioner import Practitioner
from fingerpost.surfaces import views
from fingerpost.surfaces.contact import screens
from fingerpost.surfaces.slack import blocks
from fingerpost.surfaces.teams import cards
from fingerpost.surfaces.teams.cards import CardContext, CardPlace
from fingerpost.surfaces.telling.notices import message_of
from fingerpost.surfaces.views import Tap
from tests.builders import a_notice, an_involvement
from tests.unit.surfaces.test_roads import AOIFE, PRODUCTS, Product, answered, known
from tests.unit.usecases.contact.scene import Scene
from tools.block_kit import check
from tools.teams.card_check import problems_of

NO_HURRY = {"urgency": "no"}


@pytest.fixture(params=PRODUCTS)
def product(request: pytest.FixtureRequest) -> Product:
    return PRODUCTS[request.param]()


def asked(product: Product, typed: dict[str, str] | None = None) -> str:
    """Sam asks who works with Aoife, and asks Rowan to make contact."""
    known(product)
    answered(product, product.sam)
    product.press(product.sam, Tap.ASK_CONTACT)
    return product.send(product.sam, typed or NO_HURRY)


def notice_to(product: Product, who: Practitioner, kind: NoticeKind) -> None:
    """The message of a notice, as a card or modal whose buttons can be pressed."""
    (request,) = product.world.shelves.contacts.values()
    notice = replace(a_notice().to(who).build(), kind=kind, about=request.reference)
    message = message_of(notice)
    product.open(views.Screen("notice", "Notice", message.parts))


def opened(product: Product, who: Practitioner, kind: NoticeKind) -> str:
    notice_to(product, who, kind)
    return product.press(who, Tap.OPEN_CONTACT)


def test_who_is_asked_is_told_who_asks_and_how_to_reach_them(product: Product) -> None:
    assert "Rowan Ashdown was asked to contact Sam Okafor" in asked(product)

    words = opened(product, product.rowan, NoticeKind.CONTACT_ASKED)

    assert "Sam Okafor asks to be contacted" in words
    assert product.world.school.contact.duty_telephone in words
    assert "Byrne" not in words


def test_acknowledged_then_spoken_the_asker_says_with_one_tap_that_it_was_useful(product: Product) -> None:
    asked(product)
    opened(product, product.rowan, NoticeKind.CONTACT_ASKED)
    assert "will contact Sam Okafor" in product.press(product.rowan, Tap.ACKNOWLEDGE_CONTACT)

    product.press(product.rowan, Tap.SPOKEN_CONTACT)
    product.send(product.rowan, {"leading": "asker", "coordinated": "yes"})
    assert "Was it useful?" in opened(product, product.sam, NoticeKind.CONTACT_OUTCOME)
    words = product.press(product.sam, Tap.RATE_CONTACT)

    assert "Useful" in words.partition("Was it useful?")[2]
    assert "You have spoken. Was it useful?" not in words
    (request,) = product.world.shelves.contacts.values()
    assert (request.state, request.outcome) == (ContactState.SPOKEN, ContactOutcome.USEFUL)


def test_declined_the_asker_reads_the_reason(product: Product) -> None:
    asked(product)
    opened(product, product.rowan, NoticeKind.CONTACT_ASKED)
    product.press(product.rowan, Tap.DECLINE_CONTACT)
    product.send(product.rowan, {"declining": "other_service"})

    words = opened(product, product.sam, NoticeKind.CONTACT_DECLINED)

    assert "Another worker or service is the right one to ask" in words


def test_urgent_says_why_and_whom_to_ring_now(product: Product) -> None:
    words = asked(product, {"urgency": "unsafe_today"})
    care = product.world.care.contact

    assert "Urgent: a child may be unsafe today." in words
    after = words.partition("Ring as well:")[2]
    assert care.duty_telephone in after
    assert care.out_of_hours.rpartition("team ")[2] in after


def test_a_weeks_old_notice_opens_the_request_as_it_stands(product: Product) -> None:
    asked(product)
    opened(product, product.rowan, NoticeKind.CONTACT_ASKED)
    product.press(product.rowan, Tap.ACKNOWLEDGE_CONTACT)
    product.world.shelves.now = product.world.shelves.now.replace(day=9)

    words = opened(product, product.rowan, NoticeKind.CONTACT_ASKED)

    assert "Rowan Ashdown has said that they will contact Sam Okafor" in words


def test_a_reminder_opens_the_list_and_the_list_opens_each(product: Product) -> None:
    asked(product)
    notice_to(product, product.rowan, NoticeKind.CONTACT_REMINDER)

    words = product.press(product.rowan, Tap.CONTACTS)

    assert "Waits for you" in words
    assert "Sam Okafor" in words


def test_from_ones_own_child_a_colleague_is_asked(product: Product) -> None:
    child, _ = known(product)
    own = an_involvement("i-sam").of(product.sam).with_child(child).build()
    product.world.shelves.involvements[own.id] = own
    answered(product, product.sam, AOIFE)
    product.world.shelves.handles.clear()
    button = views.Button(Tap.OPEN_MINE, "Open", own.reference)
    product.open(views.Screen("mine", "Mine", (views.Buttons((button,)),)))

    product.press(product.sam, Tap.OPEN_MINE)
    product.press(product.sam, Tap.ASK_CONTACT)

    assert "was asked to contact" in product.send(product.sam, NO_HURRY)


# ---- every screen, in whatever state


def every_screen() -> Iterator[views.Screen]:
    for urgency in Urgency:
        for steps in range(9):
            scene = Scene()
            one = scene.asks(urgency)
            for _ in range(steps):
                if scene.as_kept(one).due:
                    scene.clock_comes()
            yield from shown_to_all(scene, one.reference)


def shown_to_all(scene: Scene, reference: str) -> Iterator[views.Screen]:
    contacts = scene.world.use_cases.contacts
    for who in (scene.sam, scene.rowan, scene.vera):
        for outcome in (
            contacts.open(scene.world.press(who), reference),
            contacts.list(scene.world.press(who)),
        ):
            yield screens.contact(outcome, lambda banner: pytest.fail(banner.text))


def test_every_screen_is_one_that_both_products_accept_and_names_no_child() -> None:
    found = list(every_screen())
    assert {str(check(blocks.modal(one), "modal")) for one in found} == {"[]"}
    drawn = [cards.screen_card(one, CardContext(place, "p1")) for one in found for place in PLACES]
    assert [problem for problem in problems_of(drawn) if problem] == []
    assert not [one for one in drawn if "Byrne" in str(one) or "Aoife" in str(one) or "c-aoife" in str(one)]


PLACES = (CardPlace.CHAT, CardPlace.DIALOG)


def test_a_long_list_has_pages() -> None:
    scene = Scene()
    one = scene.asks()
    many = {f"FP-00000-{n:05d}": replace(one, reference=f"FP-00000-{n:05d}") for n in range(80)}
    scene.world.shelves.contacts.update(many)
    listed = scene.world.use_cases.contacts.list(scene.world.press(scene.sam))
    pages = [screens.contact(listed, lambda banner: pytest.fail(banner.text), page) for page in (1, 2, 3)]
    rows = [sum(isinstance(part, views.Row) for part in page.parts) for page in pages]
    assert rows == [35, 35, 11]
    assert {str(check(blocks.modal(page), "modal")) for page in pages} == {"[]"}
