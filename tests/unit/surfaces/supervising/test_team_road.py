"""The team view in both products: what waits, each with its one button, and nothing of a child."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fingerpost.domain.involvement import Involvement
from fingerpost.domain.leaver import leaver_of
from fingerpost.domain.outcomes.handing_over import Colleague
from fingerpost.domain.outcomes.supervising import LeaverLine, LeaverShown, StaleLine, TeamShown
from fingerpost.domain.practitioner import Practitioner, Role, Status
from fingerpost.surfaces import views
from fingerpost.surfaces.access import menu
from fingerpost.surfaces.slack import blocks
from fingerpost.surfaces.supervising import screens
from fingerpost.surfaces.teams import cards
from fingerpost.surfaces.teams.cards import CardContext, CardPlace
from fingerpost.surfaces.views import Button, Buttons, Tap
from tests.builders import a_child, a_practitioner, an_involvement, details_of
from tests.unit.surfaces import outcomes
from tests.unit.surfaces.outcomes import AT, REFERENCE
from tests.unit.surfaces.teams.activity_scene import teams_identity
from tests.unit.surfaces.test_roads import PRODUCTS, Product
from tools.block_kit import check
from tools.teams.card_check import problems_of


@pytest.fixture(params=PRODUCTS)
def product(request: pytest.FixtureRequest) -> Product:
    return PRODUCTS[request.param]()


def person(product: Product, name: str, role: Role = Role.PRACTITIONER) -> Practitioner:
    """Of the care team that Vera supervises, with accounts in both products."""
    one = a_practitioner(name).named(f"{name[2:].title()} Osei").of(product.world.care).as_role(role).build()
    identities = (*one.identities, teams_identity(name))
    return product.world.enter(replace(one, identities=identities, supervisor_id="p-vera"))


def works(product: Product, who: Practitioner, review_due: date) -> Involvement:
    """With a child that has a name."""
    details = replace(details_of("Aoife", "Byrne").build(), identifiers=())
    child = product.world.knows(a_child(f"c-{who.id}").of(details).build())
    one = an_involvement(f"i-{who.id}").of(who).with_child(child).review_due(review_due).build()
    product.world.shelves.involvements[one.id] = one
    product.world.shelves.pointers[one.reference] = child.id
    return one


def leaves(product: Product, who: Practitioner) -> None:
    gone = replace(who, status=Status.SUSPENDED, version=who.version + 1)
    leaver = leaver_of(who, gone, product.world.shelves.now)
    assert leaver is not None
    product.world.enter(gone)
    product.world.shelves.leavers[leaver.id] = leaver


def opens_team(product: Product, who: Practitioner) -> str:
    button = Buttons((Button(Tap.TEAM, "My team"),))
    product.open(views.Screen("menu", "Menu", (button,)))
    return product.press(who, Tap.TEAM)


def test_with_nothing_that_waits_it_says_so(product: Product) -> None:
    vera = person(product, "p-vera", Role.SUPERVISOR)
    assert "Nothing waits in your team." in opens_team(product, vera)


def test_stale_work_is_answered_with_one_tap_and_the_team_stands_there_again(product: Product) -> None:
    vera, dina = person(product, "p-vera", Role.SUPERVISOR), person(product, "p-dina")
    today = product.world.shelves.now.date()
    works(product, dina, today + timedelta(days=2))
    words = opens_team(product, vera)
    assert "Does the work go on?" in words
    assert "Dina Osei" in words
    assert "Byrne" not in words

    words = product.press(vera, Tap.TEAM_STILL_INVOLVED)

    assert "the work goes on" in words
    assert "Nothing waits in your team." in words


def test_what_somebody_left_goes_to_a_colleague(product: Product) -> None:
    vera, dina = person(product, "p-vera", Role.SUPERVISOR), person(product, "p-dina")
    tess = person(product, "p-tess")
    one = works(product, dina, date(2027, 1, 1))
    leaves(product, dina)
    assert "Dina Osei: 1 involvement" in opens_team(product, vera)
    words = product.press(vera, Tap.OPEN_LEAVER)
    assert "Tess Osei" in words
    assert "Byrne" not in words

    press_first_and_yes(product, vera)

    owner = product.world.shelves.involvements[one.id].practitioner_id
    assert owner in (tess.id, vera.id, product.rowan.id)


def press_first_and_yes(product: Product, who: Practitioner) -> None:
    words = product.press(who, Tap.HAND_OVER_ALL)
    if "Are you sure?" in words:
        product.press(who, Tap.HAND_OVER_ALL)


def test_a_practitioner_is_told_that_their_role_does_not_allow_it(product: Product) -> None:
    assert "Your role does not allow this" in opens_team(product, product.sam)


# ---- what is drawn


def a_full_team(count: int = 40) -> TeamShown:
    return TeamShown(
        REFERENCE,
        AT,
        people=12,
        stale=tuple(StaleLine(f"FP-AAAAA-{each:05}", "Ann Lee", date(2026, 3, 9)) for each in range(count)),
        leavers=tuple(
            LeaverLine(f"p-{each}:care", "Ben Fox", date(2026, 3, 1), 20, 1, 2) for each in range(count)
        ),
    )


SCREENS = {
    "full": screens.team_shown(a_full_team()),
    "done": screens.team_shown(replace(a_full_team(1), done="still_involved")),
    "empty": screens.team_shown(a_full_team(0)),
    "home": menu.home(replace(outcomes.my_children(), role=Role.SUPERVISOR), AT.date(), a_full_team()),
    **{
        f"leaver {count}": screens.leaver_shown(
            LeaverShown(
                REFERENCE,
                AT,
                LeaverLine("p-1:care", "Ben Fox", date(2026, 3, 1), 20, 1, 0),
                tuple(Colleague(f"p-{each}", f"Ann {each}", "nurse") for each in range(count)),
            ),
            page,
        )
        for count, page in ((0, 1), (1, 1), (75, 2))
    },
}


@pytest.mark.parametrize("name", SCREENS)
def test_each_is_taken_by_both_products(name: str) -> None:
    screen = SCREENS[name]
    problems = check(blocks.home(screen), "home") if name == "home" else check(blocks.modal(screen), "modal")
    assert problems == []
    card = cards.screen_card(screen, CardContext(CardPlace.DIALOG, "p0"))
    assert all(found == [] for found in problems_of([card]))


def test_the_menu_offers_the_team_to_who_has_one() -> None:
    offered = {role: _taps(menu.menu_message(personal=False, role=role).parts) for role in (None, *Role)}
    assert {role for role, taps in offered.items() if Tap.TEAM in taps} == {Role.SUPERVISOR, Role.OFFICER}
    assert {role for role, taps in offered.items() if Tap.RECORDS in taps} == {Role.OFFICER}


def _taps(parts: tuple[views.Part, ...]) -> set[str]:
    return {each.act for part in parts if isinstance(part, Buttons) for each in part.buttons}
