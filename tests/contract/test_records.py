"""Merges, partings, disputes, retirements and seals, and where references lead."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from fingerpost.adapters.dynamodb.keys import Key, bucket, token_row
from fingerpost.adapters.dynamodb.store import TooManyWrites
from fingerpost.adapters.keyring import Keyring
from fingerpost.domain.child import Child, Details, together
from fingerpost.domain.errors import Conflict, NotFound
from fingerpost.domain.outcomes.record_keeping import RecordShown
from fingerpost.domain.outcomes.recording import Recorded
from fingerpost.domain.practitioner import Product, Role
from fingerpost.domain.record_keeping import Dispute, IdentityLink, Joining, Merge
from fingerpost.domain.reference import reference_from
from fingerpost.matching.model import TokenKey
from fingerpost.matching.tokens import index_keys, read_first
from fingerpost.policy.model import AccessRules
from fingerpost.usecases.asking.finding import Finder
from fingerpost.usecases.catalogue import UseCases
from fingerpost.usecases.in_common import Ports
from fingerpost.usecases.ports.index import ChildFile
from fingerpost.usecases.ports.telling import Circle
from fingerpost.usecases.record_keeping.new_identity import NewIdentity
from fingerpost.usecases.requests import Request
from tests.builders import (
    NOW,
    WORKSPACE,
    a_child,
    a_practitioner,
    a_service,
    a_watch,
    an_area,
    an_involvement,
    an_outcome_entry,
    details_of,
    nhs_number,
    slack_identity,
)
from tests.contract.stores import Stores, in_dynamodb, show_all
from tests.fakes import (
    FakeChatAccounts,
    FakeContacts,
    FakeLinkCodes,
    FakeOversights,
    FakeRecentAsks,
    FakeTimer,
    Shelves,
)
from tests.local_dynamodb import LocalTables
from tests.new_identities import sealed

BY_NUMBER = TokenKey("id", "nhs 9990000018")
BY_NAME = TokenKey("nd", "m663 20160327")

KEPT = a_child("c-kept").build()
GONE = a_child("c-gone").of(details_of("Aoife", "Moriarty").living_at("LS9 7QQ").build()).build()
HERS = an_involvement("i-kept").with_child(KEPT).build()
THEIRS = an_involvement("i-gone").of(a_practitioner("p-sam").build()).with_child(GONE).build()
WATCHED = a_watch("w-gone").of(a_practitioner("p-nell").build()).on(GONE).build()
DISPUTED = Dispute("x-1", reference_from(b"x-1"), GONE.id, "northbrook", "p-kim", NOW)
MERGE = Merge(
    Joining("g-1", reference_from(b"g-1"), KEPT.id, GONE.id, ("i-gone", "w-gone", "x-1"), "p-olga", NOW),
    kept_before=KEPT,
    absorbed=GONE,
)
BOTH = replace(KEPT, details=together(KEPT.details, GONE.details), version=2)


@pytest.fixture
def two(stores: Stores) -> Stores:
    """One child under two records, one of them watched and disputed as well."""
    transaction = stores.records.begin()
    transaction.add_child(KEPT, [BY_NUMBER])
    transaction.add_child(GONE, [BY_NAME])
    transaction.add_involvement(HERS)
    transaction.add_involvement(THEIRS)
    transaction.add_watch(WATCHED)
    transaction.add_dispute(DISPUTED)
    transaction.commit()
    return stores


def merge(stores: Stores) -> None:
    transaction = stores.records.begin()
    transaction.merge(MERGE, BOTH, [BY_NUMBER, BY_NAME], stores.index.child_file(GONE.id))
    transaction.record(an_outcome_entry())
    transaction.commit()


def unmerge(stores: Stores) -> None:
    undone = replace(MERGE, joining=replace(MERGE.joining, undone=NOW + timedelta(hours=1)))
    file = stores.index.child_file(KEPT.id).part(MERGE.joining.moved)
    transaction = stores.records.begin()
    transaction.unmerge(undone, replace(KEPT, version=3), [BY_NUMBER], [BY_NAME], file)
    transaction.commit()


def met(stores: Stores, key: TokenKey) -> list[str]:
    return [each.child_id for each in stores.index.candidates([key])[0].candidates]


def test_a_merge_brings_everything_under_the_record_that_is_kept(two: Stores) -> None:
    merge(two)
    file = two.index.child_file(KEPT.id)
    assert file == ChildFile(
        BOTH,
        (THEIRS.moved_to(KEPT.id, MERGE.reference), HERS),
        (WATCHED.moved_to(KEPT.id),),
        (DISPUTED.moved_to(KEPT.id),),
        (MERGE,),
    )
    assert met(two, BY_NAME) == met(two, BY_NUMBER) == [KEPT.id]
    assert [each.details for each in two.index.candidates([BY_NAME])[0].candidates] == [BOTH.details]


def test_the_record_that_went_leads_to_the_one_that_was_kept(two: Stores) -> None:
    merge(two)
    assert two.index.child_file(GONE.id) == two.index.child_file(KEPT.id)
    assert two.circles.around(GONE.id) == two.circles.around(KEPT.id)
    assert two.references.child_of(THEIRS.reference) == GONE.id
    assert two.references.child_of(MERGE.reference) == KEPT.id


def test_who_is_around_a_merged_child_is_known_without_a_key(two: Stores) -> None:
    merge(two)
    file = two.index.child_file(KEPT.id)
    assert two.circles.around(KEPT.id) == Circle(
        file.involvements, file.watches, file.disputes, (MERGE.joining,)
    )


def test_a_merge_taken_back_leaves_both_records_as_they_were(two: Stores) -> None:
    merge(two)
    unmerge(two)
    kept, back = two.index.child_file(KEPT.id), two.index.child_file(GONE.id)
    assert (kept.child, kept.involvements) == (replace(KEPT, version=3), (HERS,))
    assert back.child == replace(GONE, version=2)
    assert [(one.id, one.version, one.cause) for one in back.involvements] == [("i-gone", 3, MERGE.reference)]
    assert (back.watches, back.disputes) == ((WATCHED,), (DISPUTED,))
    assert (met(two, BY_NUMBER), met(two, BY_NAME)) == ([KEPT.id], [GONE.id])
    assert [one.stands for one in kept.merges] == [False]


def test_a_merge_is_taken_back_once(two: Stores) -> None:
    merge(two)
    unmerge(two)
    with pytest.raises(Conflict):
        unmerge(two)


def test_records_merged_twice_at_once_are_merged_once(two: Stores) -> None:
    file = two.index.child_file(GONE.id)
    late = two.records.begin()
    late.merge(MERGE, BOTH, [BY_NUMBER, BY_NAME], file)
    merge(two)
    with pytest.raises(Conflict):
        late.commit()


def test_whoever_adds_to_a_record_that_is_merged_at_this_moment_is_told(two: Stores) -> None:
    late = two.records.begin()
    late.hold(GONE)
    late.add_involvement(an_involvement("i-late").with_child(GONE).build())
    merge(two)
    with pytest.raises(Conflict):
        late.commit()


def test_a_merge_at_the_moment_in_which_something_is_added_is_told(two: Stores) -> None:
    late = two.records.begin()
    late.merge(MERGE, BOTH, [BY_NUMBER, BY_NAME], two.index.child_file(GONE.id))
    first = two.records.begin()
    first.hold(GONE)
    first.add_involvement(an_involvement("i-early").with_child(GONE).build())
    first.commit()
    with pytest.raises(Conflict):
        late.commit()
    assert [one.id for one in two.index.child_file(GONE.id).involvements] == ["i-early", "i-gone"]


def test_what_is_held_stays_as_it_is_but_for_its_version(two: Stores) -> None:
    transaction = two.records.begin()
    transaction.hold(KEPT)
    transaction.commit()
    assert two.index.child_file(KEPT.id).child == replace(KEPT, version=2)
    assert met(two, BY_NUMBER) == [KEPT.id]


def test_a_retired_record_is_found_by_no_question_and_keeps_its_trail(two: Stores) -> None:
    transaction = two.records.begin()
    transaction.retire(GONE)
    transaction.commit()
    file = two.index.child_file(GONE.id)
    assert file.child == replace(GONE, retired=True, version=2)
    assert file.involvements == (THEIRS,)
    assert met(two, BY_NAME) == []


def test_references_lead_to_records(two: Stores) -> None:
    for reference in (THEIRS.reference, WATCHED.reference, DISPUTED.reference):
        assert two.references.child_of(reference) == GONE.id
    with pytest.raises(NotFound):
        two.references.child_of("FP-00000-00000")


def test_a_reference_leads_to_one_record_only(two: Stores) -> None:
    again = replace(an_involvement("i-other").with_child(KEPT).build(), reference=THEIRS.reference)
    transaction = two.records.begin()
    transaction.add_involvement(again)
    with pytest.raises(Conflict):
        transaction.commit()


def test_a_seal_is_found_by_its_own_reference_alone(stores: Stores) -> None:
    seal = IdentityLink(reference_from(b"seal"), "northbrook", "c-old", "c-new", "p-olga", NOW)
    transaction = stores.records.begin()
    transaction.add_identity_link(seal)
    transaction.commit()
    assert stores.references.identity_link(seal.reference) == seal
    with pytest.raises(NotFound):
        stores.references.child_of(seal.reference)
    with pytest.raises(NotFound):
        stores.references.identity_link("FP-00000-00000")


# ------------------------------------------------------------------ only in DynamoDB


@pytest.fixture
def real(tables: LocalTables, keyring: Keyring) -> Stores:
    return in_dynamodb(tables.store, keyring)


def test_a_merge_of_more_than_100_items_says_so_and_changes_nothing(real: Stores) -> None:
    enter(real, KEPT, [BY_NUMBER])
    enter(real, GONE, [BY_NAME])
    for number in range(50):
        transaction = real.records.begin()
        transaction.add_involvement(an_involvement(f"i-{number}").with_child(GONE).build())
        transaction.commit()
    with pytest.raises(TooManyWrites):
        merge(real)
    assert real.index.child_file(GONE.id).child == GONE


def test_a_merge_and_a_seal_show_nothing_of_a_child(real: Stores, tables: LocalTables) -> None:
    planted = details_of("Zebedee", "Quillfeather").living_at("ZQ9 9QZ").with_nhs_number(nhs_number(2))
    unborn = replace(planted.born(1994, 11, 23).build(), expected=date(2026, 8, 17))
    first, second = a_child("c-1").of(planted.build()).build(), a_child("c-2").of(unborn).build()
    enter(real, first, index_keys(first.details))
    enter(real, second, index_keys(second.details))
    joining = Joining("g", reference_from(b"g"), "c-1", "c-2", (), "p-olga", NOW)
    transaction = real.records.begin()
    after = replace(first, version=2)
    transaction.merge(
        Merge(joining, first, second), after, index_keys(after.details), real.index.child_file("c-2")
    )
    transaction.commit()
    readable = shown(tables.items())
    for secret in (
        "zebedee",
        "quillfeather",
        "zq9 9qz",
        "2016-03-27",
        "1994-11-23",
        "2026-08-17",
        nhs_number(2),
    ):
        assert secret not in readable
    assert real.index.child_file("c-1").merges[0].absorbed == second


def test_old_and_new_identity_share_no_row_key_or_trail(
    real: Stores, tables: LocalTables, keyring: Keyring
) -> None:
    """Every item of all tables is opened with the keyring: the seal alone knows both."""
    office = records_of(real)
    old = a_child("0ld0" * 8).build()
    enter(real, old, index_keys(old.details))
    transaction = real.records.begin()
    transaction.add_involvement(an_involvement().with_child(old).build())
    transaction.add_watch(a_watch().on(old).build())
    transaction.commit()
    life = details_of("Clara", "Whitcombe").born(2016, 4, 2).living_at("SM3 9ZZ")
    presses = iter(("V1", "V2"))
    reference, new_life = an_involvement().build().reference, life.with_nhs_number(nhs_number(5)).build()
    done = sealed(office, lambda: press(next(presses)), reference, new_life)
    assert isinstance(done, Recorded)
    assert isinstance(office.open_seal(press("V3"), done.reference), RecordShown)
    seal = real.references.identity_link(done.reference)
    new = real.index.child_file(seal.new_child_id).child
    assert new is not None
    marks_of_old = {old.id, "byrne", nhs_number(0), *keys_of(keyring, old.id, old.details)}
    marks_of_new = {new.id, "whitcombe", nhs_number(5), *keys_of(keyring, new.id, new.details)}
    assert not marks_of_old & marks_of_new
    texts = [opened(keyring, item) for item in tables.items() if not item["pk"]["S"].startswith("SEAL#")]
    of_old, of_new = holders(texts, marks_of_old), holders(texts, marks_of_new)
    assert len(of_old) > 3
    assert len(of_new) > 3
    assert not of_old & of_new
    finder = Finder(real.index)
    assert finder.find(old.details, "p-rowan", show_all).file.child is None
    assert finder.find(new.details, "p-rowan", show_all).file.child is not None


def keys_of(keyring: Keyring, child_id: str, details: Details) -> set[str]:
    """Both parts of the keys of a child's token rows."""
    buckets = [bucket(keyring, key) for key in index_keys(details)]
    return {part for pk in buckets for part in (pk, token_row(keyring, child_id, pk).sk)}


def enter(stores: Stores, child: Child, keys: Sequence[TokenKey]) -> None:
    transaction = stores.records.begin()
    transaction.add_child(child, keys)
    transaction.commit()


def press(submission: str) -> Request:
    return Request(slack_identity("p-olga"), submission)


def records_of(stores: Stores) -> NewIdentity:
    """The officer's use case over these stores."""
    stores.register.enter_area(an_area())
    stores.register.enter_service(a_service().build())
    stores.register.enter_practitioner(a_practitioner("p-olga").as_role(Role.OFFICER).build())
    rules = AccessRules(frozenset({(Product.SLACK, WORKSPACE)}), frozenset({"northbrook.example"}))
    accounts = FakeChatAccounts(Shelves())
    ports = Ports(
        directory=stores.directory,
        chat_accounts=accounts,
        ledger=stores.ledger,
        index=stores.index,
        handles=stores.handles,
        recent=FakeRecentAsks(Shelves()),
        contacts=FakeContacts(Shelves()),
        oversights=FakeOversights(Shelves()),
        transactions=stores.transactions,
        record_transactions=stores.records,
        references=stores.references,
        notices=stores.notices,
        preferences=stores.preferences,
        enquiries=stores.enquiries,
        codes=FakeLinkCodes(Shelves()),
        rules=rules,
        account_age=timedelta(minutes=15),
        clock=lambda: NOW,
        new_id=lambda: "1dea" * 8,
        wait=lambda seconds: None,
        timer=FakeTimer(),
    )
    return UseCases(ports).new_identity


def holders(texts: Sequence[str], marks: set[str]) -> set[int]:
    """Which of the texts hold any of the marks."""
    return {place for place, text in enumerate(texts) if any(mark.lower() in text for mark in marks)}


def shown(items: Sequence[Mapping[str, Any]]) -> str:
    return " ".join(readable(item) for item in items)


def readable(item: Mapping[str, Any]) -> str:
    parts = [
        base64.b64encode(part).decode() if isinstance(part, bytes) else str(part) for part in leaves(item)
    ]
    return " ".join(parts).lower()


def opened(keyring: Keyring, item: Mapping[str, Any]) -> str:
    box = item.get("box", {}).get("B")
    inside = keyring.decrypt(box, Key.of(dict(item)).place).decode() if box else ""
    return f"{readable(item)} {inside}".lower()


def leaves(value: Any) -> list[Any]:  # noqa: ANN401 - DynamoDB's JSON
    if isinstance(value, Mapping):
        return [leaf for each in value.values() for leaf in leaves(each)]
    return [leaf for each in value for leaf in leaves(each)] if isinstance(value, list) else [value]


def test_what_a_retired_record_claimed_is_free_again(stores: Stores) -> None:
    """Nobody meets it any more, so it must keep nobody from recording the child anew."""
    old = a_child("c-old").build()
    asked = read_first(old.details)
    first = stores.records.begin()
    first.claim(old.id, asked, ())
    first.add_child(old, asked)
    first.commit()
    retiring = stores.records.begin()
    retiring.retire(old)
    retiring.commit()
    anew = stores.records.begin()
    anew.claim("c-new", asked, ())
    anew.add_child(a_child("c-new").build(), asked)
    anew.commit()
    assert met(stores, asked[0]) == ["c-new"]
