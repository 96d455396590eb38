"""Where a child went, as the stores keep it."""

from __future__ import annotations

from datetime import date

import pytest

from fingerpost.domain.child import Child
from fingerpost.domain.errors import Conflict
from fingerpost.domain.passage import Gone, Passage, PassageKind, PassageNote
from fingerpost.domain.record_keeping import Joining, Merge
from fingerpost.matching.tokens import index_keys
from tests.builders import NOW, a_child, an_area, details_of
from tests.contract.stores import Stores

NOTE = PassageNote("m-1", "FP-PASSA-GE000", "c-aoife", "northbrook", "northbrook", "p-sam", NOW, last=True)
DIED = Passage(NOTE, PassageKind.DIED, date(2026, 2, 20))


def known(stores: Stores, child: Child) -> Child:
    transaction = stores.transactions.begin()
    transaction.add_child(child, index_keys(child.details))
    transaction.commit()
    return child


@pytest.fixture
def aoife(stores: Stores) -> Child:
    child = known(stores, a_child().of(details_of().build()).build())
    transaction = stores.transactions.begin()
    transaction.add_passage(DIED)
    transaction.commit()
    return child


def taken_back(stores: Stores) -> None:
    transaction = stores.transactions.begin()
    transaction.take_back_passage(DIED.taken_back(NOW))
    transaction.commit()


def test_it_is_read_as_it_was_said_and_leads_to_the_child(stores: Stores, aoife: Child) -> None:
    file = stores.index.child_file(aoife.id)
    assert file.passages == (DIED,)
    assert file.departure == Gone(PassageKind.DIED, DIED.day)
    assert stores.references.child_of(NOTE.reference) == aoife.id


def test_without_a_key_it_is_known_that_no_more_word_goes_out(stores: Stores, aoife: Child) -> None:
    circle = stores.circles.around(aoife.id)
    assert circle.passages == (NOTE,)
    assert circle.is_quiet


def test_it_is_taken_back_once_and_stays_on_record(stores: Stores, aoife: Child) -> None:
    taken_back(stores)
    file = stores.index.child_file(aoife.id)
    assert file.departure is None
    assert [one.note.undone for one in file.passages] == [NOW]
    assert not stores.circles.around(aoife.id).is_quiet
    with pytest.raises(Conflict):
        taken_back(stores)


def test_it_goes_over_to_the_record_that_is_kept_and_back(stores: Stores, aoife: Child) -> None:
    kept = known(stores, a_child("c-kept").of(details_of().build()).build())
    joining = Joining("g", "FP-MERGE-AAAAA", kept.id, aoife.id, (NOTE.id,), "p-olga", NOW)
    merge = Merge(joining, kept, aoife)
    transaction = stores.records.begin()
    after = kept.under(None)
    transaction.merge(merge, after, index_keys(kept.details), stores.index.child_file(aoife.id))
    transaction.commit()
    file = stores.index.child_file(kept.id)
    assert file.passages == (DIED.moved_to(kept.id),)
    assert stores.circles.around(aoife.id).is_quiet
    transaction = stores.records.begin()
    keys = index_keys(kept.details), index_keys(aoife.details)
    transaction.unmerge(merge, after.under(None), *keys, file.part({NOTE.id}))
    transaction.commit()
    assert stores.index.child_file(kept.id).passages == ()
    assert stores.index.child_file(aoife.id).passages == (DIED,)


def test_all_areas_are_listed_by_id(stores: Stores) -> None:
    stores.register.enter_area(an_area("vale", "Ashvale"))
    stores.register.enter_area(an_area("eastmere", "Eastmere"))
    assert [one.id for one in stores.directory.areas()] == ["eastmere", "vale"]
