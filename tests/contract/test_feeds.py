"""Where a feed's rows went: found again by source reference, on what was read, and told by no key."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fingerpost.adapters.dynamodb.feeds import DynamoFeedTransaction, DynamoSourceRecords
from fingerpost.adapters.keyless import no_keyring
from fingerpost.adapters.keyring import Keyring, Purpose, add_key, create_keyring, open_keyring
from fingerpost.adapters.keyring import promote_newest_key as promote
from fingerpost.domain.errors import Conflict
from fingerpost.domain.feed import RegisteredFeed
from fingerpost.domain.feed_rows import RowKind, RowOutcome, RowResult, SourceRecord
from tests.builders import NOW, an_outcome_entry
from tests.contract.stores import Stores
from tests.contract.test_directory_keeping import CARE, FEED, place
from tests.keys import KeyInMemory
from tests.local_dynamodb import LocalTables
from tests.unit.usecases.feeds.scene import a_row

ROW = a_row("9990000018/1")


def record_of(stores: Stores, feed: RegisteredFeed = FEED) -> SourceRecord:
    of_child, of_work = stores.sources.hashes_of(ROW)
    name = stores.sources.name_of(feed.id, ROW.source_ref)
    return SourceRecord(name, feed.id, "c-1", "i-1", of_child, of_work, sent_as="api:1")


def put(stores: Stores, before: SourceRecord | None, after: SourceRecord) -> None:
    writes = stores.feeding.begin()
    writes.put_source(before, after)
    writes.record(an_outcome_entry(f"FP-{after.version:05d}-AAAAA"))
    writes.commit()


def test_a_row_is_found_again_by_its_source_reference(stores: Stores) -> None:
    record = record_of(stores)
    put(stores, None, record)
    assert stores.sources.find("nightly", ["other", ROW.source_ref]) == {ROW.source_ref: record}
    assert stores.sources.find("weekly", [ROW.source_ref]) == {}
    assert stores.sources.find("nightly", []) == {}


def test_what_a_row_says_is_compared_part_by_part(stores: Stores) -> None:
    record = record_of(stores)
    assert stores.sources.says_the_same(record, ROW) == (True, True)
    assert stores.sources.says_the_same(record, replace(ROW, role="Manager")) == (True, False)
    elsewhere = replace(ROW, details=replace(ROW.details, postcodes=("NB9 9ZZ",)))
    assert stores.sources.says_the_same(record, elsewhere) == (False, True)


def test_a_row_is_put_on_what_was_read(stores: Stores) -> None:
    record = record_of(stores)
    put(stores, None, record)
    with pytest.raises(Conflict):
        put(stores, None, replace(record, child_id="c-2"))
    put(stores, record, replace(record, child_id="c-2", version=2))
    with pytest.raises(Conflict):
        put(stores, record, replace(record, child_id="c-3", version=2))
    assert stores.sources.find("nightly", [ROW.source_ref])[ROW.source_ref].child_id == "c-2"


def test_what_became_of_rows_is_counted_and_the_service_is_fresh(stores: Stores) -> None:
    place(stores)
    assert stores.tallies.of("nightly").last_success is None
    results = [
        RowResult("a", RowOutcome.ACCEPTED, kind=RowKind.NEW_CHILD),
        RowResult("b", RowOutcome.ACCEPTED, kind=RowKind.CHANGED),
        RowResult("c", RowOutcome.REJECTED),
    ]
    for number in range(2):
        writes = stores.feeding.begin()
        writes.count_rows(FEED, CARE, results, NOW + timedelta(hours=number))
        writes.commit()
    tally = stores.tallies.of("nightly")
    assert (tally.accepted, tally.unchanged, tally.rejected, tally.new_child) == (4, 0, 2, 2)
    assert tally.last_success == NOW + timedelta(hours=1)
    service = stores.entries.service("care")
    assert service is not None
    assert service.last_fed == NOW + timedelta(hours=1)
    assert stores.directory.coverage("northbrook").feeds[0].last_fed == NOW + timedelta(hours=1)


def test_a_row_is_still_known_after_the_keys_were_replaced(tables: LocalTables) -> None:
    key = KeyInMemory()
    secret = create_keyring(key, "stack")
    before = DynamoSourceRecords(tables.store, open_keyring(secret, key, "stack"))
    after = DynamoSourceRecords(tables.store, _with_new_keys(secret, key))
    of_child, of_work = before.hashes_of(ROW)
    name = before.name_of("nightly", ROW.source_ref)
    record = SourceRecord(name, "nightly", "c-1", "i-1", of_child, of_work, sent_as="api:1")
    _put(tables, record)
    found = after.find("nightly", [ROW.source_ref])
    assert found == {ROW.source_ref: record}
    assert after.says_the_same(record, ROW) == (True, True)
    assert after.name_of("nightly", ROW.source_ref) != name


def _with_new_keys(secret: str, key: KeyInMemory) -> Keyring:
    added = add_key(secret, Purpose.TOKENS, key, "stack")
    return open_keyring(promote(added, Purpose.TOKENS, key, "stack"), key, "stack")


def _put(tables: LocalTables, record: SourceRecord) -> None:
    writes = DynamoFeedTransaction(tables.store, no_keyring(), lambda: NOW)
    writes.put_source(None, record)
    writes.commit()
