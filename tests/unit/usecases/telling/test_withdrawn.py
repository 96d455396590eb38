"""A notice whose cause was taken back is changed where it stands, or never told (D7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fingerpost.domain.errors import DeliveryInDoubt, RateLimited
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.notice import Notice, NoticeKind, NoticeState
from tests.builders import a_practitioner, an_involvement
from tests.unit.usecases.telling.scene import Scene


@pytest.fixture
def scene() -> Scene:
    scene = Scene()
    scene.worker("p-1")
    return scene


def joins(scene: Scene, service: str = "school") -> tuple[Involvement, Notice]:
    """A worker becomes involved; the notice is queued. Of the same service it waits for the digest."""
    of = scene.service(service) if service else next(iter(scene.shelves.services.values()))
    number = len(scene.shelves.involvements)
    teacher = scene.person(a_practitioner(f"p-new-{number}").of(of).build())
    one = scene.hold(an_involvement(f"i-{number}").of(teacher).build())
    told = scene.tell_of(one).notices
    return one, next(notice for notice in told if notice.recipient_id == "p-1")


def takes_back(scene: Scene, one: Involvement) -> Notice:
    told = scene.take_back(one).notices
    return scene.deliver(next(notice.id for notice in told if notice.recipient_id == "p-1"))


def test_a_message_that_stands_is_changed_in_place_and_no_second_one_follows(scene: Scene) -> None:
    one, told = joins(scene)
    delivered = scene.deliver(told.id)

    taken_back = takes_back(scene, one)

    [(earlier, notice, parts)] = scene.messenger.replaced
    assert (earlier.id, notice.kind, parts) == (told.id, NoticeKind.INVOLVEMENT_WITHDRAWN, ())
    assert len(scene.messenger.posted) == 1
    assert (taken_back.state, taken_back.message_id) == (NoticeState.DELIVERED, delivered.message_id)


def test_where_the_product_no_longer_takes_it_a_second_message_says_so(scene: Scene) -> None:
    one, told = joins(scene)
    scene.deliver(told.id)
    scene.messenger.takes_changes = False

    taken_back = takes_back(scene, one)

    assert [posted.id for posted, _ in scene.messenger.posted] == [told.id, taken_back.id]


@pytest.mark.parametrize("fault", [RateLimited(30), DeliveryInDoubt("x")])
def test_a_change_that_fails_is_tried_again(scene: Scene, fault: Exception) -> None:
    one, told = joins(scene)
    scene.deliver(told.id)
    [notice] = scene.take_back(one).notices
    scene.messenger.faults = [fault]
    with pytest.raises(type(fault)):
        scene.deliver(notice.id)

    scene.deliver(notice.id)

    assert (len(scene.messenger.replaced), len(scene.messenger.posted)) == (1, 1)


@pytest.mark.parametrize("service", ["", "school"], ids=["held for the digest", "still in the queue"])
def test_what_nobody_was_told_yet_is_told_to_nobody(scene: Scene, service: str) -> None:
    one, told = joins(scene, service)
    if not service:
        assert scene.deliver(told.id).state is NoticeState.HELD

    taken_back = takes_back(scene, one)
    scene.deliver(told.id)

    assert {taken_back.state, scene.kept(told).state} == {NoticeState.DROPPED}
    assert (scene.messenger.posted, scene.messenger.replaced) == ([], [])


def test_in_doubt_whether_the_first_stands_a_second_one_says_so(scene: Scene) -> None:
    one, told = joins(scene)
    scene.interrupt(told, posted=False)
    assert takes_back(scene, one).state is NoticeState.DELIVERED
    assert len(scene.messenger.posted) == 1


def test_told_in_a_digest_its_line_alone_is_changed(scene: Scene) -> None:
    first, second = joins(scene, ""), joins(scene, "")
    for _, notice in (first, second):
        scene.deliver(notice.id)
    scene.shelves.now += timedelta(days=1)
    scene.digests()
    digest = scene.deliver(scene.queue.sent[-1].id)

    gone = takes_back(scene, first[0])
    also_gone = takes_back(scene, second[0])

    *_, (earlier, _, parts) = scene.messenger.replaced
    assert earlier.id == digest.id
    assert {one.id for one in parts} == {gone.id, also_gone.id}
    assert len(scene.messenger.posted) == 1


def test_one_account_that_refuses_for_good_leaves_the_other(scene: Scene) -> None:
    """The change goes to the account in which it was told."""
    one, told = joins(scene)
    delivered = scene.deliver(told.id)
    scene.person(replace(scene.shelves.practitioners["p-1"], identities=()))
    takes_back(scene, one)
    assert [earlier.identity for earlier, _, _ in scene.messenger.replaced] == [delivered.identity]
