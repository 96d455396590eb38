"""Offers to hand an involvement over, and lists of people, in whatever store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fingerpost.domain.errors import Conflict, NotFound
from fingerpost.domain.hand_over import HandOver, HandOverState
from tests.builders import NOW, a_practitioner, a_service, a_watch
from tests.contract.stores import Stores

OFFER = HandOver(
    reference="FP-7K3MX-2Q9DT",
    child_id="c-aoife",
    involvement_id="i-1",
    worker_id="p-rowan",
    offered_by="p-rowan",
    taker_id="p-dina",
    offered_at=NOW,
    moved_at=NOW,
).offered(NOW)


def put(stores: Stores, after: HandOver, before: HandOver | None = None) -> HandOver:
    transaction = stores.transactions.begin()
    transaction.put_hand_over(after, before)
    transaction.commit()
    return after


def due(stores: Stores, days: int) -> list[str]:
    return [line.name for line in stores.due_hand_overs.due(NOW + timedelta(days=days), 9)]


def test_an_offer_stands_in_its_takers_list_until_it_is_answered(stores: Stores) -> None:
    put(stores, OFFER)
    assert stores.hand_overs.find(OFFER.reference) == OFFER
    assert stores.hand_overs.offered_to("p-dina") == (OFFER,)
    assert stores.hand_overs.offered_to("p-rowan") == ()
    accepted = put(stores, OFFER.ended(HandOverState.ACCEPTED, NOW), OFFER)
    assert stores.hand_overs.find(OFFER.reference) == accepted
    assert stores.hand_overs.offered_to("p-dina") == ()
    assert due(stores, 9) == []


def test_offered_to_another_the_first_has_it_no_more(stores: Stores) -> None:
    put(stores, OFFER)
    other = put(stores, replace(OFFER, taker_id="p-vera", version=2), OFFER)
    assert stores.hand_overs.offered_to("p-dina") == ()
    assert stores.hand_overs.offered_to("p-vera") == (other,)


def test_it_is_due_once_at_each_step(stores: Stores) -> None:
    put(stores, OFFER)
    assert due(stores, 1) == []
    assert due(stores, 2) == [OFFER.reference]
    reminded = put(stores, OFFER.overdue(NOW + timedelta(days=2)), OFFER)
    assert due(stores, 4) == []
    assert due(stores, 5) == [OFFER.reference]
    put(stores, reminded.overdue(NOW + timedelta(days=5)), reminded)
    assert due(stores, 99) == []


def test_it_is_written_on_what_was_read(stores: Stores) -> None:
    put(stores, OFFER)
    put(stores, OFFER.ended(HandOverState.DECLINED, NOW), OFFER)
    for after, before in ((OFFER.ended(HandOverState.ACCEPTED, NOW), OFFER), (OFFER, None)):
        with pytest.raises(Conflict):
            put(stores, after, before)


def test_what_was_never_offered_is_not_found(stores: Stores) -> None:
    with pytest.raises(NotFound):
        stores.hand_overs.find("FP-00000-00000")


def test_a_watch_goes_to_somebody_else_on_the_version_that_was_read(stores: Stores) -> None:
    watch = a_watch().build()
    transaction = stores.transactions.begin()
    transaction.add_watch(watch)
    transaction.commit()
    handed = watch.handed_to("p-dina")
    for expected in (None, Conflict):
        transaction = stores.transactions.begin()
        transaction.change_watch(handed)
        if expected is None:
            transaction.commit()
        else:
            with pytest.raises(expected):
                transaction.commit()
    assert stores.index.held_by("p-dina").watches == (handed,)
    assert stores.index.held_by(watch.practitioner_id).watches == ()


def test_people_are_listed_by_service_and_by_who_supervises_them(stores: Stores) -> None:
    care, school = a_service().build(), a_service("northbrook-school").build()
    for service in (care, school):
        stores.register.enter_service(service)
    ann = replace(a_practitioner("p-ann").named("Ann Young").of(care).build(), supervisor_id="p-vera")
    ben = replace(a_practitioner("p-ben").named("Ben Adams").of(care).build(), supervisor_id="p-vera")
    for person in (ann, ben):
        stores.register.enter_practitioner(person)
    assert [one.id for one in stores.staff.of_service(care.id)] == ["p-ben", "p-ann"]
    assert [one.id for one in stores.staff.of_supervisor("p-vera")] == ["p-ben", "p-ann"]
    moved = replace(ann, service_id=school.id, supervisor_id="", name="Ann Zephyr")
    stores.register.enter_practitioner(moved)
    assert [one.id for one in stores.staff.of_service(care.id)] == ["p-ben"]
    assert [one.id for one in stores.staff.of_service(school.id)] == ["p-ann"]
    assert [one.id for one in stores.staff.of_supervisor("p-vera")] == ["p-ben"]
