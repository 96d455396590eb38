"""The start page shows what waits, the oldest first, and names no child."""

from __future__ import annotations

from dataclasses import replace

from fingerpost.domain.outcomes.recording import MyChildren
from fingerpost.domain.practitioner import Practitioner
from fingerpost.surfaces import views
from fingerpost.surfaces.access.menu import home
from fingerpost.surfaces.slack import blocks
from fingerpost.surfaces.views import Screen
from tests.unit.usecases.contact.scene import Scene
from tools.block_kit import check


def start_page(scene: Scene, who: Practitioner) -> Screen:
    own = scene.world.use_cases.mine.list(scene.world.press(who))
    assert isinstance(own, MyChildren)
    return home(own, scene.world.shelves.now.date())


def waits(screen: Screen) -> list[tuple[str, str]]:
    """Each request with the heading it stands under."""
    found, heading = [], ""
    for part in screen.parts:
        if isinstance(part, views.Heading):
            heading = part.text
        if isinstance(part, views.Row):
            found.append((heading, part.button.value))
    return found


def test_who_has_to_answer_sees_it_and_so_does_their_supervisor_but_not_who_asked() -> None:
    scene = Scene()
    one = scene.asks()
    shown = {
        who.id: waits(start_page(scene, who)) for who in (scene.rowan, scene.vera, scene.sam, scene.olga)
    }
    assert shown == {
        "p-rowan": [("Waits for you", one.reference)],
        "p-vera": [("With others", one.reference)],
        "p-sam": [],
        "p-olga": [],
    }


def test_what_has_ended_waits_no_more() -> None:
    scene = Scene()
    one = scene.asks()
    while scene.as_kept(one).is_open:
        scene.clock_comes()
    assert waits(start_page(scene, scene.rowan)) == []


def test_of_many_the_oldest_are_shown_with_the_way_to_all() -> None:
    scene = Scene()
    one = scene.asks()
    many = {f"FP-{n:05d}-00000": replace(one, reference=f"FP-{n:05d}-00000") for n in range(40)}
    scene.world.shelves.contacts.update(many)
    screen = start_page(scene, scene.rowan)
    assert len(waits(screen)) == 10
    assert "See all 41" in str(blocks.home(screen))
    assert check(blocks.home(screen), "home") == []
