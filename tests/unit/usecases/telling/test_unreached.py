"""Whom the chat product refuses for good: the other account, the deputy, whoever supervises (D8)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fingerpost.domain.errors import Undeliverable
from fingerpost.domain.notice import Capacity, Notice, NoticeKind, NoticeState, Pace
from fingerpost.domain.practitioner import Product
from fingerpost.domain.preferences import TestNotice
from fingerpost.usecases.telling.unreached import NotifyOfUnreached
from tests.builders import NOW, a_practitioner, slack_identity
from tests.fakes import FakeMessenger
from tests.telling import deliver_on
from tests.unit.usecases.telling.scene import Scene


@pytest.fixture
def scene() -> Scene:
    scene = Scene()
    for one in ("p-dep", "p-sup"):
        scene.person(a_practitioner(one).build())
    rowan = a_practitioner("p-rowan").build()
    scene.person(replace(rowan, deputy_id="p-dep", supervisor_id="p-sup"))
    return scene


def refused(scene: Scene, who: str = "p-rowan", **changes: object) -> Notice:
    """A notice that was refused for good, as the stream brings it."""
    notice = scene.pending(a_practitioner(who).build())
    changed = replace(notice, event="event-1", **changes)  # type: ignore[arg-type]  # names of fields
    scene.shelves.notices[notice.id] = changed
    scene.messenger.faults = [Undeliverable("user_not_found")]
    return scene.deliver(notice.id)


def passed_on(scene: Scene, notice: Notice) -> list[Notice]:
    return list(NotifyOfUnreached(scene.telling)(notice))


def test_the_deputy_is_told_instead_and_says_in_whose_place(scene: Scene) -> None:
    [notice] = passed_on(scene, refused(scene))
    assert (notice.recipient_id, notice.capacity, notice.on_behalf_of) == (
        "p-dep",
        Capacity.DEPUTY,
        "p-rowan",
    )
    assert (notice.kind, notice.unreached, notice.told_at) == (
        NoticeKind.NEW_INVOLVEMENT,
        "p-rowan",
        Pace.AT_ONCE,
    )


def test_a_deputy_who_is_refused_too_leaves_it_to_the_supervisor(scene: Scene) -> None:
    [to_deputy] = passed_on(scene, refused(scene))
    scene.messenger.faults = [Undeliverable("user_not_found")]
    [notice] = passed_on(scene, scene.deliver(to_deputy.id))
    assert (notice.recipient_id, notice.capacity) == ("p-sup", Capacity.SUPERVISOR)
    scene.messenger.faults = [Undeliverable("user_not_found")]
    assert passed_on(scene, scene.deliver(notice.id)) == []


def test_read_twice_it_tells_once(scene: Scene) -> None:
    one = refused(scene)
    first, second = passed_on(scene, one), passed_on(scene, one)
    assert first == second
    for notice in (*first, *second):
        scene.deliver(notice.id)
    assert len(scene.messenger.posted) == 1


def test_a_supervisor_who_was_told_of_it_anyway_is_not_told_twice(scene: Scene) -> None:
    [first] = passed_on(scene, refused(scene))
    scene.deliver(first.id)
    assert [one.id for one in passed_on(scene, scene.kept(refused(scene)))] == [first.id]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"pace": Pace.DIGEST}, id="what can wait"),
        pytest.param({"capacity": Capacity.WATCHER}, id="a wish of one's own"),
        pytest.param({"capacity": Capacity.ASKER}, id="who asked"),
        pytest.param({"kind": NoticeKind.TEST}, id="a test"),
    ],
)
def test_what_is_ones_own_or_can_wait_is_passed_on_to_nobody(
    scene: Scene, changes: dict[str, object]
) -> None:
    settled = replace(refused(scene), **changes)  # type: ignore[arg-type]  # names of fields
    assert passed_on(scene, settled) == []


def test_a_request_goes_to_who_supervises_since_a_deputy_could_not_open_it(scene: Scene) -> None:
    one = refused(scene, kind=NoticeKind.CONTACT_ASKED, about="FP-1")
    [notice] = passed_on(scene, one)
    assert (notice.recipient_id, notice.about) == ("p-sup", "FP-1")


def test_a_refusal_is_remembered_until_something_is_delivered(scene: Scene) -> None:
    refused(scene)
    assert scene.shelves.refused == {"p-rowan": "user_not_found"}
    later = replace(scene.pending(a_practitioner("p-rowan").build()), id="later")
    scene.shelves.notices["later"] = later
    scene.deliver("later")
    assert scene.shelves.refused == {}


def test_a_test_comes_by_the_road_of_every_notice(scene: Scene) -> None:
    notify = NotifyOfUnreached(scene.telling)
    [notice] = notify.test(TestNotice("p-rowan", "FP-1", NOW))
    assert notify.test(TestNotice("p-rowan", "FP-1", NOW)) == (notice,)
    assert scene.deliver(notice.id).state is NoticeState.DELIVERED
    assert notify.test(TestNotice("p-nobody", "FP-2", NOW)) == ()


def test_blocked_in_one_product_they_are_told_in_the_other(scene: Scene) -> None:
    teams = FakeMessenger(scene.shelves)
    in_teams = replace(slack_identity("p-rowan"), product=Product.TEAMS, workspace="tenant-1")
    rowan = scene.shelves.practitioners["p-rowan"]
    scene.person(replace(rowan, identities=(*rowan.identities, in_teams)))
    notice = scene.pending(rowan)
    scene.messenger.faults = [Undeliverable("user_not_found")]

    both = {Product.SLACK: scene.messenger, Product.TEAMS: teams}
    settled = deliver_on(scene.shelves, both)(notice.id)

    assert (settled.state, settled.identity) == (NoticeState.DELIVERED, in_teams)
