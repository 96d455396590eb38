"""All or none, and once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fingerpost.domain.errors import Conflict, LedgerUnavailable, NotFound, Unavailable
from fingerpost.matching.model import TokenKey
from fingerpost.usecases.ports.index import ChildFile
from tests.builders import a_child, a_watch, an_answer_handle, an_involvement, an_outcome_entry, details_of
from tests.contract.stores import Stores

BY_NUMBER = TokenKey("id", "nhs 9990000018")
OLD_NAME = TokenKey("nd", "b650 20160327")
NEW_NAME = TokenKey("nd", "o540 20160327")


def test_nothing_is_written_before_the_commit_and_everything_by_it(stores: Stores) -> None:
    child, involvement, handle = a_child().build(), an_involvement().build(), an_answer_handle()
    transaction = stores.transactions.begin()
    transaction.add_child(child, [BY_NUMBER])
    transaction.add_involvement(involvement)
    transaction.record(an_outcome_entry(), handle=handle)
    assert stores.index.child_file(child.id) == ChildFile(None)
    assert stores.lines() == ()
    transaction.commit()
    assert stores.index.child_file(child.id) == ChildFile(child, (involvement,))
    assert stores.lines() == (an_outcome_entry(),)
    assert stores.handles.find(handle.reference) == handle


def test_where_one_part_conflicts_nothing_is_written(stores: Stores) -> None:
    first = stores.transactions.begin()
    first.add_involvement(an_involvement().build())
    first.commit()
    second = stores.transactions.begin()
    second.add_child(a_child().build(), [BY_NUMBER])
    second.add_involvement(an_involvement().build())
    second.record(an_outcome_entry(), handle=an_answer_handle())
    with pytest.raises(Conflict):
        second.commit()
    assert stores.index.child_file("c-aoife").child is None
    assert stores.index.candidates([BY_NUMBER])[0].candidates == ()
    assert stores.lines() == ()
    with pytest.raises(NotFound):
        stores.handles.find(an_answer_handle().reference)


def test_changed_details_are_met_under_the_new_keys_only(stores: Stores) -> None:
    before = a_child().build()
    after = replace(before, details=details_of("Aoife", "O'Neill").build(), version=2)
    transaction = stores.transactions.begin()
    transaction.add_child(before, [BY_NUMBER, OLD_NAME])
    transaction.commit()
    change = stores.transactions.begin()
    change.change_child(before, after, [BY_NUMBER, NEW_NAME])
    change.commit()
    assert stores.index.candidates([OLD_NAME])[0].candidates == ()
    for key in (BY_NUMBER, NEW_NAME):
        assert [each.details for each in stores.index.candidates([key])[0].candidates] == [after.details]
    assert stores.index.child_file(after.id).child == after


def test_of_two_who_change_the_same_child_the_second_is_told(stores: Stores) -> None:
    before = a_child().build()
    mine = replace(before, details=details_of("Aoife", "O'Neill").build(), version=2)
    theirs = replace(before, details=details_of("Eva", "Byrne").build(), version=2)
    transaction = stores.transactions.begin()
    transaction.add_child(before, [BY_NUMBER])
    transaction.commit()
    one, other = stores.transactions.begin(), stores.transactions.begin()
    one.change_child(before, mine, [BY_NUMBER])
    other.change_child(before, theirs, [BY_NUMBER])
    one.commit()
    with pytest.raises(Conflict):
        other.commit()
    assert stores.index.child_file(before.id).child == mine


def test_of_two_who_change_the_same_involvement_the_second_is_told(stores: Stores) -> None:
    involvement = an_involvement().build()
    transaction = stores.transactions.begin()
    transaction.add_involvement(involvement)
    transaction.commit()
    ended = involvement.ended_on(date(2026, 3, 1))
    for attempt, expected in ((ended, None), (involvement.entered_in_error(), Conflict)):
        change = stores.transactions.begin()
        change.change_involvement(attempt)
        if expected is None:
            change.commit()
        else:
            with pytest.raises(expected):
                change.commit()
    assert stores.index.child_file("c-aoife").involvements == (ended,)


def test_a_change_of_what_was_never_there_conflicts(stores: Stores) -> None:
    change = stores.transactions.begin()
    change.change_involvement(an_involvement().build().entered_in_error())
    with pytest.raises(Conflict):
        change.commit()


def test_a_watch_is_kept_until_it_is_removed_and_removed_once(stores: Stores) -> None:
    watch = a_watch().build()
    transaction = stores.transactions.begin()
    transaction.add_watch(watch)
    transaction.commit()
    assert stores.index.child_file(watch.child_id).watches == (watch,)
    removal, again = stores.transactions.begin(), stores.transactions.begin()
    removal.remove_watch(watch)
    again.remove_watch(watch)
    removal.commit()
    assert stores.index.child_file(watch.child_id).watches == ()
    with pytest.raises(Conflict):
        again.commit()


def record_new(stores: Stores, child_id: str, keys: list[TokenKey], seen: tuple[str, ...] = ()) -> None:
    transaction = stores.transactions.begin()
    transaction.claim(child_id, keys, seen)
    transaction.add_child(a_child(child_id).build(), keys)
    transaction.commit()


def met(stores: Stores, key: TokenKey) -> set[str]:
    return {each.child_id for each in stores.index.candidates([key])[0].candidates}


def test_two_who_record_the_same_new_child_at_once_do_not_make_two(stores: Stores) -> None:
    record_new(stores, "c-mine", [BY_NUMBER, OLD_NAME])
    for keys in ([BY_NUMBER], [OLD_NAME, NEW_NAME], [BY_NUMBER, OLD_NAME]):
        with pytest.raises(Conflict):
            record_new(stores, "c-theirs", keys)
    assert met(stores, BY_NUMBER) == met(stores, OLD_NAME) == {"c-mine"}
    assert met(stores, NEW_NAME) == set()


def test_who_has_seen_the_child_a_claim_is_for_may_record_another(stores: Stores) -> None:
    """Twins, and whoever shares a name and a birth date, are recorded within minutes of one another."""
    record_new(stores, "c-mine", [OLD_NAME])
    with pytest.raises(Conflict):
        record_new(stores, "c-theirs", [OLD_NAME], seen=("c-somebody",))
    record_new(stores, "c-theirs", [OLD_NAME], seen=("c-somebody", "c-mine"))
    assert met(stores, OLD_NAME) == {"c-mine", "c-theirs"}
    with pytest.raises(Conflict):
        record_new(stores, "c-third", [OLD_NAME], seen=("c-mine",))


def test_a_claim_is_over_within_twenty_minutes(stores: Stores) -> None:
    record_new(stores, "c-mine", [BY_NUMBER])
    stores.pass_time(timedelta(minutes=9))
    with pytest.raises(Conflict):
        record_new(stores, "c-theirs", [BY_NUMBER])
    stores.pass_time(timedelta(minutes=12))
    record_new(stores, "c-theirs", [BY_NUMBER])
    assert met(stores, BY_NUMBER) == {"c-mine", "c-theirs"}


def test_writes_that_cannot_be_made_say_whether_the_ledger_was_among_them(stores: Stores) -> None:
    with_ledger, without = stores.transactions.begin(), stores.transactions.begin()
    with_ledger.add_involvement(an_involvement().build())
    with_ledger.record(an_outcome_entry())
    without.add_watch(a_watch().build())
    with stores.down():
        with pytest.raises(LedgerUnavailable):
            with_ledger.commit()
        with pytest.raises(Unavailable):
            without.commit()
    assert stores.index.child_file("c-aoife") == ChildFile(None)
    assert stores.lines() == ()
