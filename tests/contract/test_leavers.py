"""Those who left work behind, in whatever store: written as they leave, and due until nothing is left."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fingerpost.domain.errors import Conflict, NotFound
from fingerpost.domain.leaver import Leaver, LeaverStep, area_owner, leaver_id
from fingerpost.domain.practitioner import Practitioner, Role, Status
from tests.builders import NOW, a_practitioner, a_service, an_involvement
from tests.contract.stores import Stores

CARE = a_service().build()
LEFT = leaver_id("p-rowan", CARE.id)


def entered(stores: Stores) -> Practitioner:
    stores.register.enter_service(CARE)
    rowan = replace(a_practitioner("p-rowan").of(CARE).build(), supervisor_id="p-vera")
    stores.register.enter_practitioner(rowan)
    return rowan


def changed(stores: Stores, before: Practitioner, after: Practitioner) -> Practitioner:
    after = replace(after, version=before.version + 1)
    keeping = stores.keeping.begin()
    keeping.put_practitioner(before, after)
    keeping.commit()
    return after


def move(stores: Stores, after: Leaver, before: Leaver) -> None:
    transaction = stores.transactions.begin()
    transaction.put_leaver(after, before)
    transaction.commit()


def due(stores: Stores, later: timedelta = timedelta(0)) -> list[str]:
    return [line.name for line in stores.due_leavers.due(NOW + later, 9)]


def test_suspended_by_the_chat_product_their_work_waits_at_once(stores: Stores) -> None:
    stores.directory.suspend(entered(stores))
    leaver = stores.leavers.find(LEFT)
    assert (leaver.step, leaver.moved, leaver.supervisor_id) == (LeaverStep.NOTICED, False, "p-vera")
    assert stores.leavers.of("p-vera") == (leaver,)
    assert due(stores) == [LEFT]


def test_suspended_or_moved_by_an_administrator_too(stores: Stores) -> None:
    rowan = entered(stores)
    stores.register.enter_service(a_service("northbrook-school").build())
    moved = changed(stores, rowan, replace(rowan, service_id="northbrook-school", supervisor_id="p-boss"))
    assert stores.leavers.find(LEFT).moved
    changed(stores, moved, replace(moved, status=Status.SUSPENDED))
    assert [one.id for one in stores.leavers.of("p-boss")] == ["p-rowan:northbrook-school"]
    assert [one.id for one in stores.leavers.of("p-vera")] == [LEFT]


@pytest.mark.parametrize("change", [{"name": "Rowan Brown"}, {"role": Role.SUPERVISOR}, {"version": 1}])
def test_who_stays_leaves_nothing(stores: Stores, change: dict[str, object]) -> None:
    rowan = entered(stores)
    changed(stores, rowan, replace(rowan, **change))  # type: ignore[arg-type]  # names of fields
    with pytest.raises(NotFound):
        stores.leavers.find(LEFT)


def test_who_may_not_work_with_children_any_more_leaves_it_too(stores: Stores) -> None:
    rowan = entered(stores)
    changed(stores, rowan, replace(rowan, role=Role.ADMIN))
    assert due(stores) == [LEFT]


def test_each_step_is_taken_once_and_the_officers_come_on(stores: Stores) -> None:
    stores.directory.suspend(entered(stores))
    noticed = stores.leavers.find(LEFT)
    told = noticed.looked_at(NOW, left=True, supervised=True)
    move(stores, told, noticed)
    with pytest.raises(Conflict):
        move(stores, told, noticed)
    assert due(stores, timedelta(hours=19)) == []
    assert due(stores, timedelta(hours=20)) == [LEFT]
    escalated = told.looked_at(NOW + timedelta(hours=20), left=True, supervised=True)
    move(stores, escalated, told)
    assert stores.leavers.of(area_owner("northbrook")) == stores.leavers.of("p-vera") == (escalated,)
    move(stores, escalated.done(NOW), escalated)
    assert stores.leavers.of(area_owner("northbrook")) == stores.leavers.of("p-vera") == ()
    assert due(stores, timedelta(days=60)) == []


def test_what_somebody_holds_is_found_without_a_key(stores: Stores) -> None:
    one = replace(an_involvement().of(entered(stores)).build(), role="for the fall")
    transaction = stores.transactions.begin()
    transaction.add_involvement(one)
    transaction.commit()
    [held] = stores.held_work.held_by("p-rowan").involvements
    assert (held.reference, held.version) == (one.reference, one.version)
