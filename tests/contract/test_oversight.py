"""What waits for a second pair of eyes, in whatever store: found by all who may decide, decided once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fingerpost.domain.errors import Conflict, NotFound
from fingerpost.domain.oversight import EmergencyReason, Finding, Oversight, OversightKind
from tests.builders import NOW, an_answer_handle, an_outcome_entry
from tests.contract.stores import Stores

HELD = Oversight(
    reference="FP-00000-00001",
    kind=OversightKind.HELD,
    asker_id="p-sam",
    service_id="school",
    area_id="northbrook",
    overseers=("p-nora",),
    asked_at=NOW,
    moved_at=NOW,
    until=NOW + timedelta(hours=10),
)
EMERGENCY = replace(
    HELD,
    reference="FP-00000-00002",
    kind=OversightKind.EMERGENCY,
    overseers=("p-nora", "p-olga"),
    asked_at=NOW + timedelta(minutes=1),
    child_id="c-aoife",
    reason=EmergencyReason.DANGER_NOW,
)


def put(stores: Stores, after: Oversight, before: Oversight | None = None) -> Oversight:
    transaction = stores.transactions.begin()
    transaction.put_oversight(after, before)
    transaction.commit()
    return after


def test_it_is_read_as_it_was_put_by_all_who_may_decide_the_oldest_first(stores: Stores) -> None:
    put(stores, EMERGENCY)
    put(stores, HELD)
    assert stores.oversights.find(HELD.reference) == HELD
    assert stores.oversights.of("p-nora") == (HELD, EMERGENCY)
    assert stores.oversights.of("p-olga") == (EMERGENCY,)
    assert stores.oversights.of("p-sam") == ()


def test_hastened_it_stands_in_the_lists_of_more(stores: Stores) -> None:
    put(stores, HELD)
    after = put(stores, HELD.hastened(("p-olga",), NOW + timedelta(minutes=5)), HELD)
    assert stores.oversights.of("p-olga") == (after,)
    assert stores.oversights.of("p-nora") == (after,)


def test_two_who_decide_at_once_decide_once(stores: Stores) -> None:
    put(stores, HELD)
    put(stores, HELD.agreed("p-nora", NOW), HELD)
    with pytest.raises(Conflict):
        put(stores, HELD.declined("p-nora", NOW), HELD)


def test_a_finding_is_kept(stores: Stores) -> None:
    put(stores, EMERGENCY)
    closed = put(stores, EMERGENCY.closed("p-olga", NOW, Finding.MISUSE), EMERGENCY)
    assert stores.oversights.find(EMERGENCY.reference) == closed


def test_what_never_was_is_not_found(stores: Stores) -> None:
    with pytest.raises(NotFound):
        stores.oversights.find("FP-00000-00009")


def test_what_a_question_is_held_for_is_kept_with_it(stores: Stores) -> None:
    handle = an_answer_handle("FP-00000-00001", outcome="held", held_for=("own_name", "hour"))
    transaction = stores.transactions.begin()
    transaction.record(an_outcome_entry("FP-00000-00001"), handle=handle)
    transaction.commit()
    assert stores.handles.find("FP-00000-00001") == handle
