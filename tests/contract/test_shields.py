"""A shield and the looks at a shielded child, as the stores keep them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fingerpost.domain.child import Child
from fingerpost.domain.errors import Conflict
from fingerpost.domain.record_keeping import Joining, Merge
from fingerpost.domain.shield import Look, Shield, ShieldFlag
from fingerpost.matching.tokens import index_keys
from fingerpost.usecases.ports.index import ChildFile
from fingerpost.usecases.record_keeping.merging import parted
from tests.builders import NOW, a_child, details_of
from tests.contract.stores import Stores

SHIELD = Shield("FP-SHIEL-DAAAA", ShieldFlag.WITNESS, date(2026, 9, 1), "p-olga")


def known(stores: Stores, child: Child) -> Child:
    transaction = stores.transactions.begin()
    transaction.add_child(child, index_keys(child.details))
    transaction.commit()
    return child


def shielded(stores: Stores, before: Child, shield: Shield | None) -> Child:
    after = before.under(shield)
    transaction = stores.transactions.begin()
    transaction.change_shield(before, after)
    transaction.commit()
    return after


@pytest.fixture
def aoife(stores: Stores) -> Child:
    return known(stores, a_child().of(details_of().build()).build())


def test_a_shield_is_read_as_it_was_set_and_leads_to_the_child(stores: Stores, aoife: Child) -> None:
    after = shielded(stores, aoife, SHIELD.with_double("c-other"))
    assert stores.index.child_file(aoife.id).child == after
    assert stores.references.child_of(SHIELD.reference) == aoife.id


def test_a_lifted_shield_is_gone_and_a_shield_changes_none_of_the_childs_tokens(
    stores: Stores, aoife: Child
) -> None:
    [before] = stores.index.candidates(index_keys(aoife.details))
    after = shielded(stores, shielded(stores, aoife, SHIELD), None)
    assert stores.index.child_file(aoife.id).child == after
    [met] = stores.index.candidates(index_keys(aoife.details))
    assert met == before


def test_a_shield_set_on_what_somebody_else_changed_meanwhile_is_not_written(
    stores: Stores, aoife: Child
) -> None:
    shielded(stores, aoife, SHIELD)
    with pytest.raises(Conflict):
        shielded(stores, aoife, None)
    held = stores.index.child_file(aoife.id).child
    assert held
    assert held.shield == SHIELD


def test_a_child_recorded_under_a_shield_is_found_by_its_officer(stores: Stores) -> None:
    child = known(stores, replace(a_child("c-new").of(details_of().build()).build(), shield=SHIELD))
    assert stores.index.child_file("c-new").child == child
    assert stores.references.child_of(SHIELD.reference) == "c-new"


def test_a_shield_that_comes_with_new_details_is_found_by_its_officer(stores: Stores, aoife: Child) -> None:
    after = replace(aoife, shield=SHIELD, version=aoife.version + 1)
    transaction = stores.transactions.begin()
    transaction.change_child(aoife, after, index_keys(after.details))
    transaction.commit()
    assert stores.index.child_file(aoife.id).child == after
    assert stores.references.child_of(SHIELD.reference) == aoife.id


def test_looks_are_kept_in_their_order_and_the_same_one_once(stores: Stores, aoife: Child) -> None:
    one = Look("FP-2", aoife.id, "northbrook", "p-sam", "ask", SHIELD.reference, NOW)
    later = replace(one, reference="FP-1", at=NOW + timedelta(minutes=1))
    for look in (later, one, one):
        transaction = stores.transactions.begin()
        transaction.add_look(look)
        transaction.commit()
    assert stores.index.looks_at(aoife.id) == (one, later)
    assert stores.index.looks_at("c-nobody") == ()
    assert stores.index.child_file(aoife.id).involvements == ()


def test_a_shield_goes_over_with_the_record_it_is_of_and_stands_in_the_merge(
    stores: Stores, aoife: Child
) -> None:
    gone = shielded(stores, aoife, SHIELD)
    kept = known(stores, a_child("c-kept").of(details_of().build()).build())
    joining = Joining("g", "FP-MERGE-AAAAA", kept.id, gone.id, (), "p-olga", NOW)
    transaction = stores.records.begin()
    after = kept.under(SHIELD)
    file = stores.index.child_file(gone.id)
    transaction.merge(Merge(joining, kept, gone), after, index_keys(kept.details), file)
    transaction.commit()
    found = stores.index.child_file(stores.references.child_of(SHIELD.reference))
    assert found.child == after
    assert [one.absorbed.shield for one in found.merges] == [SHIELD]


def test_parted_again_the_shields_reference_leads_back_and_the_other_stays_shielded_under_its_own(
    stores: Stores, aoife: Child
) -> None:
    gone = shielded(stores, aoife, SHIELD)
    kept = known(stores, a_child("c-kept").of(details_of().build()).build())
    merge = Merge(Joining("g", "FP-MERGE-AAAAA", kept.id, gone.id, (), "p-olga", NOW), kept, gone)
    transaction = stores.records.begin()
    joined = kept.under(SHIELD)
    transaction.merge(merge, joined, index_keys(kept.details), stores.index.child_file(gone.id))
    transaction.commit()

    parting = stores.records.begin()
    after, keys = parted(joined, merge), index_keys(kept.details)
    undone = replace(merge, joining=replace(merge.joining, undone=NOW))
    parting.unmerge(undone, after, keys, index_keys(gone.details), ChildFile(None))
    parting.commit()

    back = stores.index.child_file(stores.references.child_of(SHIELD.reference)).child
    assert back is not None
    assert (back.id, back.shield) == (gone.id, SHIELD)
    assert after.shield is not None
    other = stores.index.child_file(stores.references.child_of(after.shield.reference)).child
    assert other == after
    assert after.shield.reference != SHIELD.reference
