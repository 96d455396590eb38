"""What a copy of the tables says without the keys: docs/stolen-table.md has all of it, no child is in it."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from fingerpost.adapters.dynamodb import keys
from fingerpost.adapters.dynamodb.answer_handles import handle_item
from fingerpost.adapters.dynamodb.attributes import Item
from fingerpost.adapters.dynamodb.claims import claimed
from fingerpost.adapters.dynamodb.index_items import child_item, involvement_item, token_row_item, watch_item
from fingerpost.adapters.dynamodb.ledger import entry_item
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.keyring import Keyring, create_keyring, open_keyring
from fingerpost.bootstrap.rekey import rekey_over
from fingerpost.domain.child import Child, Details, Name, Sex
from fingerpost.domain.identifiers import Identifier, IdentifierKind
from fingerpost.domain.rekeying import Part, Segment, Stage
from fingerpost.domain.retention import retained_until, years_after
from fingerpost.matching.tokens import index_keys
from tests.builders import NOW, a_ledger_entry, a_watch, an_answer_handle, an_involvement
from tests.contract.walks import Walk, walk_everywhere
from tests.keys import KeyInMemory
from tests.local_dynamodb import LocalTables

PAGE = Path(__file__).resolve().parents[2] / "docs" / "stolen-table.md"
CHILDREN = 500


# ------------------------------------------------------------------ the list


def kind_of(item: Item) -> str:
    """An item's kind, as the page calls it."""
    pk, sk = item["pk"]["S"], item["sk"]["S"]
    beginning = f"{pk.split('#')[0]}#"
    if beginning in ("C#", "AREA#"):
        return f"{beginning} {sk.split('#')[0]}{'#' if '#' in sk else ''}"
    return beginning


def listed() -> dict[tuple[str, str], set[str]]:
    """By table and kind, what the page says stands in clear."""
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in PAGE.read_text("utf-8").splitlines()
        if "`" in line
    ]
    found: dict[tuple[str, str], set[str]] = {}
    for table, items, clear, *_ in (row for row in rows if row[0] in ("index", "casework", "ledger")):
        for kind in re.findall(r"`([^`]+)`", items):
            found[table, kind] = {name.strip() for name in clear.split(",") if name.strip()}
    return found


def in_clear(items: Iterator[tuple[str, Item]]) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for table, item in items:
        boxed_or_key = {"pk", "sk"} | {name for name, value in item.items() if "B" in value}
        found[table, kind_of(item)] |= set(item) - boxed_or_key
    return found


def every_item(tables: LocalTables) -> Iterator[tuple[str, Any]]:
    for name in ("index", "casework", "ledger"):
        pages = tables.client.get_paginator("scan").paginate(TableName=getattr(tables.store, name))
        yield from ((name, dict(item)) for page in pages for item in page["Items"])


def test_the_page_names_all_that_stands_in_clear_and_nothing_else(
    tables: LocalTables, keyring: Keyring
) -> None:
    walk = Walk(tables, keyring)
    walk_everywhere(walk)
    rekey_over(walk.store, keyring)(Segment("1", Stage.CHECK, Part.LEDGER, 0, 1), 0.0)
    found, page = in_clear(every_item(tables)), listed()
    assert set(found) - set(page) == set()
    assert {kind: clear - page[kind] for kind, clear in found.items() if clear - page[kind]} == {}
    never = {kind: page[kind] - found[kind] - OPTIONAL for kind in found}
    assert {kind: names for kind, names in never.items() if names} == {}
    assert set(page) - set(found) == set()


OPTIONAL = {"cause", "wanted", "used_by", "supervisor_id", "undone", "retired", "ended", "last_fed"}
OPTIONAL |= {"columns", "household_names", "home_district"}
OPTIONAL |= {"deputy_id", "declined", "due", "leading", "inside", "parts", "replaces", "unreached"}
OPTIONAL |= {"broker_area", "last_day", "after_pk", "after_sk"}
OPTIONAL |= {"decided_by", "finding", "reason", "hours", "day"}
OPTIONAL |= {
    "shields",
    "outcome",
    "about",
    "delivered_at",
    "failure",
    "identity",
    "message_id",
    "on_behalf_of",
}
"""Attributes that an item has only where there is something to say."""


# ------------------------------------------------------------------ the thief


def a_child(number: int) -> Child:
    chance = Random(number)  # noqa: S311 - synthetic people
    letters = "abcdefghijklmnoprstuvwyz"
    name = Name(*("".join(chance.choices(letters, k=8)).title() for _ in range(2)))
    born = date(2008, 1, 1) + timedelta(days=chance.randrange(6_500))
    digits = "".join(chance.choices("123456789", k=7))
    details = Details(
        names=(name,),
        birth_date=born,
        postcodes=(f"{''.join(chance.choices('ABDEFGHLN', k=2))}{chance.randrange(10, 80)} 7AB",),
        sex=chance.choice(tuple(Sex)),
        identifiers=(Identifier(IdentifierKind.NHS_NUMBER, f"999{digits}"),),
    )
    child_id = f"{chance.getrandbits(128):032x}"
    return Child(child_id, details, "northbrook", retained_until(details, NOW.date()))


def items_of(keyring: Keyring, child: Child, number: int) -> list[tuple[str, Item]]:
    """Everything the tables hold of one child after it was asked for, recorded, watched and told of."""
    rows = [keys.token_row(keyring, child.id, keys.bucket(keyring, key)) for key in index_keys(child.details)]
    involvement = replace(an_involvement(f"i-{number}").with_child(child).build(), role="for the fall")
    handle = replace(an_answer_handle(), child_id=child.id)
    handle = replace(handle, question=replace(handle.question, details=child.details))
    entry = replace(a_ledger_entry(details=child.details), child_id=child.id)
    store = Store("index", "casework", "ledger")
    claims = [
        {**place.attributes(), **claimed(store, keyring, place, child.id, (), NOW).attributes}
        for key in index_keys(child.details)[:5]
        for place in keys.claims(keyring, key)
    ]
    return [
        *(("rows", {**row.attributes(), **token_row_item(keyring, child, row)}) for row in rows),
        ("child", child_item(keyring, child, rows)),
        ("involvement", involvement_item(keyring, involvement)),
        ("watch", watch_item(a_watch().on(child).build())),
        ("handle", handle_item(keyring, handle)),
        ("ledger", entry_item(keyring, entry)),
        *(("claim", one) for one in claims),
    ]


def leaves(value: Any) -> Iterator[str]:  # noqa: ANN401 - a stored value
    if isinstance(value, dict):
        for part in value.values():
            yield from leaves(part)
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part)
    elif not isinstance(value, bytes):
        yield str(value).lower()


def _text(of: Callable[[Details], str]) -> Callable[[Details], list[str]]:
    """A detail, plain, hashed and cut, as something might carry it."""

    def told(details: Details) -> list[str]:
        plain = of(details).lower()
        digests = [hashlib.new(name, plain.encode()).hexdigest() for name in ("md5", "sha1", "sha256")]
        return [plain, plain.replace(" ", ""), plain.replace("-", ""), *(one[:10] for one in digests)]

    return told


def _days(details: Details) -> list[str]:
    born = details.birth_date or date.min
    later = [born, *(years_after(born, years) for years in (16, 18, 19, 21, 25)), born + timedelta(days=1)]
    return [form for day in later for form in (day.isoformat(), day.strftime("%Y%m%d"), str(day.toordinal()))]


GUESSES: dict[str, Callable[[Details], list[str]]] = {
    "birth date": _days,
    "given name": _text(lambda details: details.names[0].given),
    "family name": _text(lambda details: details.names[0].family),
    "number": _text(lambda details: details.identifiers[0].value),
    "postcode": _text(lambda details: details.postcodes[0]),
}


@pytest.fixture(scope="module")
def stolen() -> dict[str, Any]:
    key = KeyInMemory()
    keyring = open_keyring(create_keyring(key, "stack"), key, "stack")
    children = [a_child(number) for number in range(CHILDREN)]
    return {"children": children, "items": [items_of(keyring, one, n) for n, one in enumerate(children)]}


@pytest.mark.parametrize("what", GUESSES)
def test_no_clear_attribute_tells_a_detail_of_a_child(stolen: dict[str, Any], what: str) -> None:
    """Each guess is tried on the child's own items and, for chance, on those of the next child."""
    told = by_chance = 0
    for number, child in enumerate(stolen["children"]):
        guesses = GUESSES[what](child.details)
        own, next_ones = (stolen["items"][place % CHILDREN] for place in (number, number + 1))
        told += _is_told(guesses, own)
        by_chance += _is_told(guesses, next_ones)
    assert told <= by_chance
    assert by_chance <= CHILDREN // 100


def _is_told(guesses: list[str], items: list[tuple[str, Item]]) -> bool:
    texts = [leaf for _, item in items for leaf in leaves(item)]
    return any(guess in text for guess in guesses if len(guess) > 4 for text in texts)


def test_the_length_of_a_box_tells_no_child_from_another(stolen: dict[str, Any]) -> None:
    lengths: dict[str, set[int]] = defaultdict(set)
    for items in stolen["items"]:
        for kind, item in items:
            if "box" in item:
                lengths[kind].add(len(item["box"]["B"]))
    assert {kind: len(sizes) for kind, sizes in lengths.items() if len(sizes) > 3} == {}


def test_no_two_rows_of_one_child_share_a_value(stolen: dict[str, Any]) -> None:
    for items in stolen["items"][:50]:
        sort_keys = [item["sk"]["S"] for kind, item in items if kind == "rows"]
        assert len(set(sort_keys)) == len(sort_keys) > 5


def test_the_five_years_are_shared_by_many(stolen: dict[str, Any]) -> None:
    buckets: dict[str, int] = defaultdict(int)
    for items in stolen["items"]:
        for kind, item in items:
            if kind == "child":
                buckets[item["retain_by"]["N"]] += 1
    assert min(buckets.values()) > CHILDREN // 20
