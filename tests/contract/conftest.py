"""The emulator runs once for the suite; every test finds its tables empty."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fingerpost.adapters.keyring import Keyring, create_keyring, open_keyring
from tests.contract.stores import Stores, in_dynamodb, in_memory
from tests.keys import KeyInMemory
from tests.local_dynamodb import LocalTables, emulator, environment


@pytest.fixture(scope="session")
def emulated_tables() -> Iterator[LocalTables]:
    with emulator() as endpoint, pytest.MonkeyPatch.context() as patch:
        for name, value in environment(endpoint).items():
            patch.setenv(name, value)
        tables = LocalTables()
        tables.create()
        yield tables


@pytest.fixture
def tables(emulated_tables: LocalTables) -> LocalTables:
    emulated_tables.recreate()
    return emulated_tables


@pytest.fixture(scope="session")
def keyring() -> Keyring:
    key = KeyInMemory()
    return open_keyring(create_keyring(key, "contract"), key, "contract")


@pytest.fixture(params=["in memory", "in DynamoDB"])
def stores(request: pytest.FixtureRequest) -> Stores:
    if request.param == "in memory":
        return in_memory()
    tables: LocalTables = request.getfixturevalue("tables")
    return in_dynamodb(tables.store, request.getfixturevalue("keyring"))
