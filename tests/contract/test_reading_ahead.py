"""What the directory reads while nobody waits for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import current_thread, main_thread

import pytest
from botocore.awsrequest import AWSPreparedRequest
from botocore.exceptions import EndpointConnectionError

from fingerpost.adapters.dynamodb import directory
from fingerpost.adapters.dynamodb.directory import DynamoDirectory, Memory
from fingerpost.adapters.keyring import Keyring
from fingerpost.domain.errors import Unavailable
from tests.builders import a_practitioner, a_service, an_account, an_area, slack_identity
from tests.contract.stores import Hands, Stores, in_dynamodb
from tests.contract.wire import on_the_wire
from tests.local_dynamodb import LocalTables

HALF_A_MINUTE = timedelta(seconds=31)


class Waits:
    """Counts the requests that the caller waited for, and those that went on meanwhile."""

    def __init__(self) -> None:
        self.for_caller = 0
        self.meanwhile = 0

    def __call__(self, request: AWSPreparedRequest) -> None:
        if current_thread() is main_thread():
            self.for_caller += 1
        else:
            self.meanwhile += 1


def soon(holds: Callable[[], bool]) -> bool:
    """Whether it holds within two seconds."""
    deadline = time.monotonic() + 2
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.01)
    return holds()


@pytest.fixture
def stores(tables: LocalTables, keyring: Keyring) -> Stores:
    made = in_dynamodb(tables.store, keyring)
    made.register.enter_area(an_area())
    made.register.enter_service(a_service().build())
    made.register.enter_practitioner(a_practitioner().build())
    made.directory.remember_account(an_account())
    return made


def use_all(stores: Stores) -> None:
    """What an ask needs of the directory."""
    stores.directory.practitioner_by_identity(slack_identity())
    stores.directory.account(slack_identity())
    stores.directory.services(["northbrook-social-care"])
    stores.directory.coverage("northbrook")
    stores.directory.area("northbrook")


def test_the_first_act_of_somebody_waits_for_three_reads_and_the_next_for_none(
    stores: Stores, tables: LocalTables
) -> None:
    waits = Waits()
    with on_the_wire(tables.store, waits):
        use_all(stores)
        assert waits.for_caller == 3
        use_all(stores)
    assert waits.for_caller == 3


def test_what_ages_is_read_again_while_nobody_waits(stores: Stores, tables: LocalTables) -> None:
    use_all(stores)
    entered = replace(a_practitioner().build(), job_title="Team manager")
    stores.register.enter_practitioner(entered)
    changed = replace(entered, version=2)
    stores.register.enter_service(a_service().named("Northbrook front door").build())
    stores.pass_time(HALF_A_MINUTE)
    waits = Waits()
    with on_the_wire(tables.store, waits):
        use_all(stores)
        assert waits.for_caller == 0
        assert soon(lambda: stores.directory.practitioner_by_identity(slack_identity()) == changed)
        assert soon(
            lambda: stores.directory.coverage("northbrook").feeds[0].service_name == "Northbrook front door"
        )
        stores.pass_time(HALF_A_MINUTE)
        use_all(stores)
    assert waits.for_caller == 0
    assert waits.meanwhile >= 3


def test_where_reading_ahead_fails_whoever_needs_it_reads_and_is_told(
    stores: Stores, tables: LocalTables
) -> None:
    use_all(stores)
    stores.pass_time(HALF_A_MINUTE)
    with stores.down():
        use_all(stores)
        stores.pass_time(HALF_A_MINUTE)
        with pytest.raises(Unavailable):
            use_all(stores)
    use_all(stores)


def test_what_is_not_remembered_is_not_guessed_when_the_store_is_down(tables: LocalTables) -> None:
    def refuse(request: AWSPreparedRequest) -> None:
        raise EndpointConnectionError(endpoint_url="gone")

    with on_the_wire(tables.store, refuse), pytest.raises(Unavailable):
        DynamoDirectory(tables.store, Hands().clock).practitioner_by_identity(slack_identity())


def test_a_memory_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directory, "MOST_REMEMBERED", 10)
    hands = Hands()
    memory: Memory[int, str] = Memory(hands.clock)
    for number in range(95):
        memory.recall(number)
        memory.keep(number, "thing", hands.now)
    assert len(memory.held) <= 10
    assert memory.recall(94) == "thing"


def test_what_slept_in_a_socket_is_as_old_as_the_question(
    stores: Stores, tables: LocalTables, keyring: Keyring
) -> None:
    """A process is frozen between a question and its answer, and thawed two minutes later."""
    fresh = in_dynamodb(tables.store, keyring)

    def sleep(_: AWSPreparedRequest) -> None:
        fresh.pass_time(timedelta(minutes=2))

    with on_the_wire(tables.store, sleep):
        assert fresh.directory.practitioner("p-rowan") is not None
    waits = Waits()
    with on_the_wire(tables.store, waits):
        fresh.directory.practitioners(["p-rowan"])
    assert waits.for_caller == 1
