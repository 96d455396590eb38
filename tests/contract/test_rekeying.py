"""Keys are replaced while people ask: nobody misses a child, and nothing is left under the old keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from threading import Event, Thread

import pytest

from benchmarks.ask import by_details, by_number, cases_over, child, enter_practitioners, involve
from fingerpost.adapters.dynamodb.attributes import Item
from fingerpost.adapters.dynamodb.child_index import DynamoChildIndex
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.dynamodb.transactions import DynamoTransactions
from fingerpost.adapters.keyring import (
    Keyring,
    Purpose,
    add_key,
    create_keyring,
    key_of_box,
    open_keyring,
    promote_newest_key,
    retire_old_keys,
)
from fingerpost.bootstrap.rekey import rekey_over
from fingerpost.domain.child import Child
from fingerpost.domain.outcomes.asking import Confirmed, FamilyTold
from fingerpost.domain.practitioner import Practitioner
from fingerpost.domain.rekeying import TABLES, Part, Progress, Segment, Stage
from fingerpost.matching.tokens import index_keys
from fingerpost.usecases.requests import Question, Request
from tests.contract.walks import Walk, two_people_record, walk_chat
from tests.keys import KeyInMemory
from tests.local_dynamodb import LocalTables

STACK = "town"
CHILDREN = 24
SEGMENTS = 3


def now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Secret:
    """A keyring in its secret, replaced as the command does it."""

    key: KeyInMemory = field(default_factory=KeyInMemory)

    def __post_init__(self) -> None:
        self.text = create_keyring(self.key, STACK)

    def open(self) -> Keyring:
        return open_keyring(self.text, self.key, STACK)

    def replace(self, *purposes: Purpose) -> None:
        """New keys, written with from now on."""
        for purpose in purposes:
            self.text = add_key(self.text, purpose, self.key, STACK)
            self.text = promote_newest_key(self.text, purpose, self.key, STACK)

    def retire(self, *purposes: Purpose) -> None:
        for purpose in purposes:
            self.text = retire_old_keys(self.text, purpose, self.key, STACK)


@dataclass
class Town:
    """Children whom people work with. secret: what the tables are under."""

    tables: LocalTables
    secret: Secret
    people: Sequence[Practitioner]
    children: Sequence[Child]
    presses: Iterator[int] = field(default_factory=count)

    @property
    def store(self) -> Store:
        """A connection of one's own, as each function has."""
        mine = self.tables.store
        return Store(mine.index, mine.casework, mine.ledger)

    def asked(self, keyring: Keyring) -> list[str]:
        """Ask for every child both ways; what was not confirmed."""
        cases, missed = cases_over(self.store, keyring), []
        for number, one in enumerate(self.children):
            for wanted in (by_number(one.details), by_details(one.details)):
                press = next(self.presses)
                who = self.people[press % len(self.people)].identities[0]
                outcome = cases.ask(
                    Request(who, f"ask:{press}"), Question(wanted, "safeguarding", FamilyTold.YES)
                )
                if not isinstance(outcome, Confirmed):
                    missed.append(f"{number}: {type(outcome).__name__}")
        return missed

    def change(self, number: int) -> None:
        """Somebody corrects a record: another postcode, so that some of its rows go and others come."""
        keyring, store = self.secret.open(), self.store
        before = DynamoChildIndex(store, keyring).child_file(self.children[number].id).child
        assert before
        details = replace(before.details, postcodes=("NB9 9ZZ",))
        after = replace(before, details=details, version=before.version + 1)
        transaction = DynamoTransactions(store, keyring, now).begin()
        transaction.change_child(before, after, index_keys(after.details))
        transaction.commit()

    def items(self) -> list[Item]:
        """All that stands in the tables."""
        return [dict(one) for one in self.tables.items()]


@pytest.fixture
def town(tables: LocalTables) -> Town:
    secret = Secret()
    keyring, children = secret.open(), [child(number) for number in range(CHILDREN)]
    people = enter_practitioners(tables.store)
    for one in children:
        transaction = DynamoTransactions(tables.store, keyring, now).begin()
        transaction.add_child(one, index_keys(one.details))
        transaction.commit()
    involve(tables.store, keyring, children, people)
    return Town(tables, secret, people, children)


def segments(stage: Stage, run: str = "1") -> list[Segment]:
    return [
        Segment(run, stage, table, number, SEGMENTS) for table in TABLES[stage] for number in range(SEGMENTS)
    ]


def done(town: Town, stage: Stage, run: str = "1") -> list[Progress]:
    rekey = rekey_over(town.store, town.secret.open())
    return [rekey(one, 60.0) for one in segments(stage, run)]


def left(town: Town, run: str = "1") -> dict[Part, Counter[str]]:
    """What CHECK finds, by table."""
    found: dict[Part, Counter[str]] = {part: Counter() for part in Part}
    rekey = rekey_over(town.store, town.secret.open())
    for one in segments(Stage.CHECK, run):
        found[one.table] += Counter(rekey(one, 60.0).left)
    return found


@contextmanager
def meanwhile(do: Callable[[], list[str]]) -> Iterator[list[str]]:
    """Done again and again in another thread; what went wrong there."""
    stop, wrong = Event(), []

    def go_on() -> None:
        while not stop.is_set():
            wrong.extend(do())

    thread = Thread(target=go_on)
    thread.start()
    try:
        yield wrong
    finally:
        stop.set()
        thread.join()


# ------------------------------------------------------------------ rehearsed


def test_keys_are_replaced_while_people_ask_and_nobody_misses_a_child(town: Town) -> None:
    town.secret.replace(*Purpose)
    keyring = town.secret.open()
    with meanwhile(lambda: town.asked(keyring)) as missed:
        for stage in (Stage.COPY, Stage.SWEEP):
            done(town, stage)
        found = left(town)
    assert missed == []
    assert found[Part.INDEX] == found[Part.CASEWORK] == Counter()
    assert town.asked(keyring) == []

    town.secret.retire(Purpose.TOKENS)
    assert len(town.secret.open().prfs) == 1
    assert town.asked(town.secret.open()) == []


def test_before_anything_is_rekeyed_everything_is_counted_as_left(town: Town) -> None:
    old = town.secret.open()
    town.secret.replace(*Purpose)
    found = left(town)[Part.INDEX]
    rows = sum(1 for one in town.items() if one["pk"]["S"].startswith("T#"))
    assert found["rows"] == rows
    assert found[f"box:{old.box_key}"] == rows + 2 * CHILDREN


def test_no_line_of_the_ledger_is_changed_and_its_boxes_are_counted(town: Town) -> None:
    town.asked(old := town.secret.open())
    before = {one["sk"]["S"]: one for one in town.items() if one["pk"]["S"].startswith("L#")}
    town.secret.replace(*Purpose)
    for stage in (Stage.COPY, Stage.SWEEP):
        done(town, stage)
    after = {one["sk"]["S"]: one for one in town.items() if one["pk"]["S"].startswith("L#")}
    assert {sk: after[sk] for sk in before} == before
    boxed = sum(1 for one in before.values() if "box" in one)
    assert left(town)[Part.LEDGER] == {f"box:{old.box_key}": boxed}


def test_a_second_run_finds_nothing_to_do(town: Town) -> None:
    town.secret.replace(*Purpose)
    first = done(town, Stage.COPY) + done(town, Stage.SWEEP)
    again = done(town, Stage.COPY, "2") + done(town, Stage.SWEEP, "2")
    assert sum(one.changed for one in first) == 2 * CHILDREN
    assert sum(one.changed for one in again) == 0


def test_rows_are_not_swept_before_they_are_copied(town: Town) -> None:
    town.secret.replace(Purpose.TOKENS)
    swept = done(town, Stage.SWEEP)
    assert sum(one.busy for one in swept) == CHILDREN
    assert town.asked(town.secret.open()) == []


def test_it_is_taken_up_where_it_was_left(town: Town) -> None:
    town.secret.replace(*Purpose)
    rekey, segment = rekey_over(town.store, town.secret.open()), Segment("1", Stage.COPY, Part.INDEX, 0, 1)
    reached = [rekey(segment, 0.0)]
    while not reached[-1].done:
        reached.append(rekey_over(town.store, town.secret.open())(segment, 0.0))
    assert len(reached) > 2
    assert [one.seen for one in reached] == sorted({one.seen for one in reached})
    assert reached[-1].changed == CHILDREN
    assert rekey(segment, 0.0) == reached[-1]


def test_keys_replaced_once_more_in_mid_run_begin_it_anew(town: Town) -> None:
    town.secret.replace(*Purpose)
    segment = Segment("1", Stage.COPY, Part.INDEX, 0, 1)
    rekey_over(town.store, town.secret.open())(segment, 0.0)
    town.secret.replace(*Purpose)
    assert rekey_over(town.store, town.secret.open())(segment, 60.0).changed == CHILDREN


def test_a_record_that_is_corrected_between_the_stages_is_found_by_what_it_is_now(town: Town) -> None:
    town.secret.replace(*Purpose)
    town.change(0)
    done(town, Stage.COPY)
    town.change(1)
    done(town, Stage.SWEEP)
    town.change(2)
    found = left(town)
    assert found[Part.INDEX] == Counter()
    town.secret.retire(Purpose.TOKENS)
    numbers = [by_number(one.details) for one in town.children]
    cases = cases_over(town.store, town.secret.open())
    outcomes = [
        cases.ask(
            Request(town.people[0].identities[0], f"late:{place}"),
            Question(one, "safeguarding", FamilyTold.YES),
        )
        for place, one in enumerate(numbers[:4])
    ]
    assert all(isinstance(one, Confirmed) for one in outcomes)


def test_a_change_while_two_keys_are_read_keeps_the_rows_of_both_until_they_are_swept(town: Town) -> None:
    rows = {one["pk"]["S"] for one in town.items() if one["pk"]["S"].startswith("T#")}
    town.secret.replace(Purpose.TOKENS)
    town.change(0)
    after = {one["pk"]["S"] for one in town.items() if one["pk"]["S"].startswith("T#")}
    assert 0 < len(rows - after) < 9  # those of the postcode alone
    done(town, Stage.COPY)
    done(town, Stage.SWEEP)
    assert left(town)[Part.INDEX] == Counter()


def test_every_kind_of_box_that_people_leave_is_rekeyed(tables: LocalTables) -> None:
    secret = Secret()
    walk = Walk(tables, secret.open())
    walk_chat(walk)
    two_people_record(walk)
    town = Town(tables, secret, (), ())
    kinds = {one["sk"]["S"][:2] for one in town.items() if "box" in one and one["pk"]["S"][:2] != "L#"}
    assert {"CH", "G#", "AN", "SE"} <= kinds
    secret.replace(*Purpose)
    for stage in (Stage.COPY, Stage.SWEEP):
        done(town, stage)
    found = left(town)
    assert found[Part.INDEX] == found[Part.CASEWORK] == Counter()
    newest = secret.open().box_key
    assert {
        key_of_box(one["box"]["B"]) for one in town.items() if "box" in one and one["pk"]["S"][:2] != "L#"
    } == {newest}


def test_each_task_is_on_the_ledger_with_what_it_changed(town: Town) -> None:
    town.secret.replace(*Purpose)
    done(town, Stage.COPY)
    lines = [one for one in town.items() if one.get("act", {}).get("S") == "rekey"]
    outcomes = sorted(one["outcome"]["S"] for one in lines if one["phase"]["S"] == "outcome")
    assert len(lines) == 4 * SEGMENTS
    assert sum(int(one.partition(":")[2]) for one in outcomes) == CHILDREN


def test_rows_of_feeds_are_counted_since_only_the_feed_knows_what_names_them(town: Town) -> None:
    town.tables.client.put_item(
        TableName=town.store.index, Item={"pk": {"S": "F#name"}, "sk": {"S": "SOURCE"}, "version": {"N": "1"}}
    )
    town.secret.replace(*Purpose)
    for stage in (Stage.COPY, Stage.SWEEP):
        done(town, stage)
    assert left(town)[Part.INDEX] == {"feeds": 1}
