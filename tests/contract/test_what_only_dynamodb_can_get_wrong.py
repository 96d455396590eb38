"""Secrecy of what is stored, rotation, pages, and answers that are late, lost or refused."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from fingerpost.adapters.dynamodb import boxes
from fingerpost.adapters.dynamodb.child_index import DynamoChildIndex
from fingerpost.adapters.dynamodb.queries import Query
from fingerpost.adapters.dynamodb.store import MOST_WRITES, TRIES, TooManyWrites
from fingerpost.adapters.dynamodb.transactions import DynamoTransactions
from fingerpost.adapters.keyring import (
    BoxDoesNotOpen,
    Keyring,
    Purpose,
    add_key,
    create_keyring,
    open_keyring,
    promote_newest_key,
)
from fingerpost.domain.child import Child, Details
from fingerpost.domain.errors import (
    Conflict,
    LedgerUnavailable,
    StandingChanged,
    TooManyRows,
    Unavailable,
)
from fingerpost.domain.practitioner import Status
from fingerpost.matching.model import TokenKey
from fingerpost.matching.tokens import index_keys
from tests.builders import (
    NOW,
    a_child,
    a_ledger_entry,
    a_notice,
    a_practitioner,
    a_question,
    a_service,
    a_watch,
    an_answer_handle,
    an_involvement,
    an_outcome_entry,
    details_of,
)
from tests.contract.stores import Stores, in_dynamodb
from tests.contract.wire import Busy, LostAnswer, Throttle, on_the_wire, operation
from tests.keys import KeyInMemory
from tests.local_dynamodb import LocalTables

BY_NUMBER = TokenKey("id", "nhs 9990000018")
BY_NAME = TokenKey("nd", "b650 20160327")


@pytest.fixture
def real(tables: LocalTables, keyring: Keyring) -> Stores:
    return in_dynamodb(tables.store, keyring)


def enter(stores: Stores, child: Child, *keys: TokenKey) -> None:
    transaction = stores.transactions.begin()
    transaction.add_child(child, keys)
    transaction.commit()


def rows_of(tables: LocalTables, prefix: str) -> list[Mapping[str, Any]]:
    return [item for item in tables.items() if item["pk"]["S"].startswith(prefix)]


def everything_readable(tables: LocalTables) -> str:
    """All items as text, bytes both as they are and as base64 shows them."""

    def shown(value: object) -> str:
        return f"{value!r} {base64.b64encode(value).decode()}" if isinstance(value, bytes) else str(value)

    return json.dumps([dict(item) for item in tables.items()], default=shown, ensure_ascii=False).lower()


# ------------------------------------------------------------------ secrecy


def test_nothing_of_a_child_stands_in_clear_in_any_item(real: Stores, tables: LocalTables) -> None:
    planted = details_of("Zebedee", "Quillfeather").living_at("ZQ9 9QZ").with_nhs_number("9990000026").build()
    asked = a_question(details=planted, note="whispered beside the wishing well")
    child = a_child().of(planted).build()
    transaction = real.transactions.begin()
    transaction.claim(child.id, index_keys(planted), ["c-seen"])
    transaction.add_child(child, index_keys(planted))
    why = replace(an_involvement().with_child(child).build(), role="Nurse for the unmentionable fall")
    transaction.add_involvement(why)
    transaction.add_watch(a_watch().on(child).build())
    transaction.record(an_outcome_entry(), handle=an_answer_handle(question=asked))
    transaction.commit()
    real.ledger.attempt(a_ledger_entry("FP-EEEEE-EEEEE", details=planted, note=asked.note), None, once="V1")
    real.notices.add(a_notice().build())
    stored = everything_readable(tables)
    # Nothing short: three letters turn up in the base64 of a box by chance.
    clear = (
        "zebedee",
        "quillfeather",
        "unmentionable",
        "zq9 9qz",
        "zq99qz",
        "9990000026",
        "2016-03-27",
        "20160327",
        "wishing",
    )
    assert len(tables.items()) > 10
    assert [word for word in clear if word in stored] == []


def test_boxes_of_token_rows_have_one_length(real: Stores, tables: LocalTables) -> None:
    short = Details(names=details_of("Bo", "Li").build().names)
    long = (
        details_of("Maximiliana-Josephine", "Featherstonehaugh-Cholmondeley")
        .known_as("Maxi", "Featherstonehaugh")
        .living_at("NB1 4QT", "NB2 1AA")
        .build()
    )
    enter(real, a_child("c-short").of(short).build(), BY_NAME)
    enter(real, a_child(f"c-{'long' * 8}").of(long).build(), BY_NUMBER)
    assert len({len(row["box"]["B"]) for row in rows_of(tables, "T#")}) == 1


def test_rows_of_one_child_have_nothing_in_common(real: Stores, tables: LocalTables) -> None:
    child = a_child().build()
    enter(real, child, *index_keys(child.details))
    rows = rows_of(tables, "T#")
    assert len(rows) > 4
    for attribute in ("pk", "sk"):
        assert len({row[attribute]["S"] for row in rows}) == len(rows)
    assert len({row["box"]["B"] for row in rows}) == len(rows)


def test_a_box_moved_to_another_row_is_refused_and_not_left_out(real: Stores, tables: LocalTables) -> None:
    enter(real, a_child("c-1").build(), BY_NUMBER)
    enter(real, a_child("c-2").build(), BY_NAME)
    one, other = rows_of(tables, "T#id")[0], rows_of(tables, "T#nd")[0]
    tables.client.put_item(TableName=tables.store.index, Item={**other, "box": one["box"]})
    with pytest.raises(BoxDoesNotOpen):
        real.index.candidates([BY_NAME])


def test_a_row_moved_to_another_bucket_is_refused(real: Stores, tables: LocalTables) -> None:
    enter(real, a_child("c-1").build(), BY_NUMBER)
    enter(real, a_child("c-2").build(), BY_NAME)
    one, other = rows_of(tables, "T#id")[0], rows_of(tables, "T#nd")[0]
    tables.client.put_item(TableName=tables.store.index, Item={**one, "pk": other["pk"]})
    with pytest.raises(BoxDoesNotOpen):
        real.index.candidates([BY_NAME])


@pytest.mark.parametrize("damage", [lambda box: box[:-1] + bytes([box[-1] ^ 1]), lambda box: b"", None])
def test_a_damaged_box_is_refused(real: Stores, tables: LocalTables, damage: Any) -> None:  # noqa: ANN401
    enter(real, a_child().build(), BY_NUMBER)
    for item in rows_of(tables, "T#") + rows_of(tables, "C#"):
        changed = {name: value for name, value in item.items() if name != "box"}
        if damage:
            changed["box"] = {"B": damage(item["box"]["B"])}
        tables.client.put_item(TableName=tables.store.index, Item=changed)
    with pytest.raises(BoxDoesNotOpen):
        real.index.candidates([BY_NUMBER])
    with pytest.raises(BoxDoesNotOpen):
        real.index.child_file("c-aoife")


# ------------------------------------------------------------------ rotation


def test_while_a_token_key_is_replaced_every_child_is_met_once_and_none_is_lost(tables: LocalTables) -> None:
    key = KeyInMemory()
    first = create_keyring(key, "stack")
    added = add_key(add_key(first, Purpose.TOKENS, key, "stack"), Purpose.BOXES, key, "stack")
    promoted = promote_newest_key(
        promote_newest_key(added, Purpose.TOKENS, key, "stack"), Purpose.BOXES, key, "stack"
    )
    old, new = (in_dynamodb(tables.store, open_keyring(each, key, "stack")) for each in (added, promoted))
    enter(old, a_child("c-old").build(), BY_NAME)
    enter(new, a_child("c-new").build(), BY_NAME)
    for stores in (old, new):
        assert {each.child_id for each in stores.index.candidates([BY_NAME])[0].candidates} == {
            "c-old",
            "c-new",
        }
        assert stores.index.child_file("c-old").child == a_child("c-old").build()


def test_a_child_changed_during_rotation_stands_under_both_keys_by_what_it_is_now(
    tables: LocalTables,
) -> None:
    """Who reads one key's rows before and the other's after must meet it; what leads to it no more goes."""
    key = KeyInMemory()
    secret = add_key(create_keyring(key, "stack"), Purpose.TOKENS, key, "stack")
    old = in_dynamodb(tables.store, open_keyring(secret, key, "stack"))
    secret = promote_newest_key(secret, Purpose.TOKENS, key, "stack")
    keyring_of_both = open_keyring(secret, key, "stack")
    new = in_dynamodb(tables.store, keyring_of_both)
    child = a_child().build()
    enter(old, child, BY_NAME, BY_NUMBER)
    change = new.transactions.begin()
    change.change_child(child, replace(child, version=2), [BY_NAME])
    change.commit()
    assert len(rows_of(tables, "T#")) == 2
    assert len(old.index.candidates([BY_NAME])[0].candidates) == 1
    assert len(new.index.candidates([BY_NAME])[0].candidates) == 1
    assert new.index.candidates([BY_NUMBER])[0].candidates == ()
    versions = {boxes.decrypt(keyring_of_both, dict(row), 3, 4)[1] for row in rows_of(tables, "T#")}
    assert versions == {2}


def test_of_two_rows_of_one_child_the_newer_details_count(real: Stores, tables: LocalTables) -> None:
    before = a_child().build()
    after = replace(before, details=details_of("Aoife", "O'Neill").build(), version=2)
    enter(real, before, BY_NAME, BY_NUMBER)
    stale = rows_of(tables, "T#nd")[0]
    change = real.transactions.begin()
    change.change_child(before, after, [BY_NAME, BY_NUMBER])
    change.commit()
    tables.client.put_item(TableName=tables.store.index, Item=dict(stale))
    for order in ([BY_NAME, BY_NUMBER], [BY_NUMBER, BY_NAME]):
        assert [each.details for each in real.index.candidates(order)[0].candidates] == [after.details]


# ------------------------------------------------------------------ pages and parts


def test_a_partition_of_several_pages_is_read_whole(real: Stores, tables: LocalTables) -> None:
    involvements = [an_involvement(f"i-{number:03}").build() for number in range(300)]
    for start in range(0, len(involvements), 25):
        transaction = real.transactions.begin()
        for involvement in involvements[start : start + 25]:
            transaction.add_involvement(replace(involvement, role="worker " * 700))
        transaction.commit()
    partition = "C#c-aoife"
    first_page = tables.client.query(
        TableName=tables.store.index,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": partition}},
    )
    assert "LastEvaluatedKey" in first_page
    assert [each.id for each in real.index.child_file("c-aoife").involvements] == [
        each.id for each in involvements
    ]
    with pytest.raises(TooManyRows):
        tables.store.rows(Query(tables.store.index, partition, most=299))
    assert len(tables.store.rows(Query(tables.store.index, partition, most=300))) == 300


def test_what_a_batch_leaves_undone_is_asked_for_again(real: Stores, tables: LocalTables) -> None:
    people = [a_practitioner(f"p-{number}").build() for number in range(150)]
    for person in people:
        real.register.enter_practitioner(person)
    connection, cut = tables.store.connection, {"done": 0}
    whole = connection.batch_get_item

    def in_parts(table: str, wanted: Any, **more: Any) -> dict[str, Any]:  # noqa: ANN401
        cut["done"] += 1
        answer = whole(table, wanted[:40], **more)
        answer["UnprocessedKeys"] = {table: {"Keys": wanted[40:]}} if wanted[40:] else {}
        return dict(answer)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "batch_get_item", in_parts)
        assert len(real.directory.practitioners([person.id for person in people])) == 150
    assert cut["done"] == 5


def test_more_writes_than_one_transaction_takes_are_refused_before_any_is_made(
    real: Stores, tables: LocalTables
) -> None:
    transaction = real.transactions.begin()
    for number in range(MOST_WRITES + 1):
        transaction.add_involvement(an_involvement(f"i-{number}").build())
    with pytest.raises(TooManyWrites):
        transaction.commit()
    assert tables.items() == []


# ------------------------------------------------------------------ late, lost and refused answers


def test_an_attempt_whose_answer_was_lost_is_neither_written_twice_nor_called_a_double_click(
    real: Stores, tables: LocalTables
) -> None:
    with on_the_wire(tables.store, LostAnswer(tables.store)):
        real.ledger.attempt(a_ledger_entry(), None, once="press-1")
    assert real.lines() == (a_ledger_entry(),)


def test_a_notice_whose_keeping_was_not_answered_still_counts_as_new(
    real: Stores, tables: LocalTables
) -> None:
    with on_the_wire(tables.store, LostAnswer(tables.store)):
        assert real.notices.add(a_notice().build()) is True


def test_a_commit_whose_answer_was_lost_may_be_made_again(real: Stores) -> None:
    transaction = real.transactions.begin()
    transaction.add_involvement(an_involvement().build())
    transaction.record(an_outcome_entry())
    for _ in range(3):
        transaction.commit()
    assert real.lines() == (an_outcome_entry(),)


def test_one_refusal_for_load_is_not_noticed(real: Stores, tables: LocalTables) -> None:
    enter(real, a_child().build(), BY_NUMBER)
    with on_the_wire(tables.store, Throttle(times=1)):
        assert len(real.index.candidates([BY_NUMBER])) == 1


def test_lasting_load_is_unavailable_and_the_ledger_says_it_is_the_ledger(
    real: Stores, tables: LocalTables
) -> None:
    with on_the_wire(tables.store, Throttle()):
        with pytest.raises(Unavailable, match="ProvisionedThroughputExceeded"):
            real.index.candidates([BY_NUMBER])
        with pytest.raises(LedgerUnavailable):
            real.ledger.outcome(an_outcome_entry())


def test_two_at_once_on_one_item_take_turns(real: Stores, tables: LocalTables) -> None:
    with on_the_wire(tables.store, Busy(times=2)):
        real.ledger.attempt(a_ledger_entry(), None, once="press-1")
    assert len(real.lines()) == 1


def test_who_never_gets_a_turn_is_told(real: Stores, tables: LocalTables) -> None:
    transaction = real.transactions.begin()
    transaction.add_involvement(an_involvement().build())
    with on_the_wire(tables.store, Busy(times=100)):
        with pytest.raises(Conflict):
            transaction.commit()
        with pytest.raises(LedgerUnavailable):
            real.ledger.attempt(a_ledger_entry(), None, once="press-1")
    assert tables.items() == []


def test_an_error_names_the_operation_and_nothing_of_the_request(real: Stores, tables: LocalTables) -> None:
    with on_the_wire(tables.store, Throttle()), pytest.raises(Unavailable) as refused:
        real.directory.practitioner_by_identity(a_practitioner("p-hidden").build().identities[0])
    assert str(refused.value) == "GetItem: ProvisionedThroughputExceededException"


# ------------------------------------------------------------------ what is read


def test_a_stand_in_reads_exactly_as_a_child_does(real: Stores, tables: LocalTables) -> None:
    enter(real, a_child().build(), BY_NUMBER)
    sent: list[tuple[str, tuple[str, ...], int]] = []

    def note(request: Any) -> None:  # noqa: ANN401
        body = json.loads(request.body)
        sent.append((operation(request), tuple(sorted(body)), len(request.body)))

    child_id = "c" * 32
    with on_the_wire(tables.store, note):
        real.index.files([child_id, "d" * 32], 3)
        real.index.files([], 3)
    assert len(sent) == 6
    assert sorted(sent[:3]) == sorted(sent[3:])


def test_who_is_around_a_child_is_read_without_its_box(real: Stores, tables: LocalTables) -> None:
    enter(real, a_child().build(), BY_NUMBER)
    transaction = real.transactions.begin()
    transaction.add_involvement(an_involvement().build())
    transaction.commit()
    read = tables.store.rows(Query(tables.store.index, "C#c-aoife", most=10, from_sk="I#"))
    assert [row["sk"]["S"] for row in read] == ["I#i-1"]


def test_another_deployments_keyring_opens_nothing(real: Stores, tables: LocalTables) -> None:
    enter(real, a_child().build(), BY_NUMBER)
    key = KeyInMemory()
    stranger = open_keyring(create_keyring(key, "other"), key, "other")
    index = DynamoChildIndex(tables.store, stranger)
    assert index.candidates([BY_NUMBER])[0].candidates == ()
    with pytest.raises(BoxDoesNotOpen):
        index.child_file("c-aoife")
    with pytest.raises(BoxDoesNotOpen):
        DynamoTransactions(tables.store, stranger, lambda: NOW).begin().change_child(
            a_child().build(), replace(a_child().build(), version=2), [BY_NUMBER]
        )


# ------------------------------------------------------------------ standing


def typed_into_the_table(tables: LocalTables, name: str, value: str) -> None:
    tables.client.update_item(
        TableName=tables.store.casework,
        Key={"pk": {"S": "P#p-rowan"}, "sk": {"S": "PRACTITIONER"}},
        UpdateExpression="SET #name = :value",
        ExpressionAttributeNames={"#name": name},
        ExpressionAttributeValues={":value": {"S": value}},
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("vetted_until", "2026-03-01"),
        ("trained_until", "2026-03-01"),
        ("agreed_until", "2026-03-01"),
        ("role", "admin"),
        ("service_id", "another"),
        ("area_id", "another"),
    ],
)
def test_what_ends_a_standing_is_noticed_though_it_was_typed_into_the_table(
    real: Stores, tables: LocalTables, name: str, value: str
) -> None:
    rowan = a_practitioner().build()
    real.register.enter_practitioner(rowan)
    typed_into_the_table(tables, name, value)
    with pytest.raises(StandingChanged):
        real.ledger.attempt(a_ledger_entry(), rowan)
    assert real.lines() == ()


def test_a_suspension_while_somebody_enters_the_same_person_is_not_undone(
    real: Stores, tables: LocalTables
) -> None:
    rowan = a_practitioner().build()
    real.register.enter_practitioner(rowan)
    suspended: list[bool] = []

    def suspend(request: Any) -> None:  # noqa: ANN401
        if operation(request) == "TransactWriteItems" and not suspended:
            suspended.append(True)
            real.directory.suspend(rowan)

    with on_the_wire(tables.store, suspend), pytest.raises(Conflict):
        real.register.enter_practitioner(replace(rowan, job_title="Team manager"))
    found = real.directory.practitioner(rowan.id)
    assert found is not None
    assert found.status is Status.SUSPENDED


def test_attempts_of_one_service_that_get_in_each_others_way_are_all_written(
    real: Stores, tables: LocalTables
) -> None:
    """Each checks the item of the asker's service, and DynamoDB lets one transaction at a time at an item."""
    care, rowan = a_service().build(), a_practitioner().build()
    real.register.enter_service(care)
    real.register.enter_practitioner(rowan)
    with on_the_wire(tables.store, Busy(times=TRIES - 1)):
        real.ledger.attempt(a_ledger_entry(), rowan, service=care)
    assert real.lines() == (a_ledger_entry(),)
