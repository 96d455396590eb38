"""Domain values to attributes and boxes, and back."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.adapters.dynamodb import keys
from fingerpost.adapters.dynamodb.attributes import (
    Item,
    UnreadableItem,
    from_attributes,
    moment,
    to_attributes,
)
from fingerpost.adapters.dynamodb.boxes import CHILD_UNIT, ROW_UNIT, VERSION, decrypt, encrypt, pack, unpack
from fingerpost.adapters.dynamodb.index_items import child_item, read_child, read_token_rows
from fingerpost.adapters.dynamodb.keys import Key
from fingerpost.adapters.keyring import BoxDoesNotOpen, create_keyring, open_keyring
from fingerpost.domain.birth import PartDate
from fingerpost.domain.child import Child, Details, Name, Sex
from fingerpost.domain.identifiers import Identifier, IdentifierKind
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.practitioner import Practitioner
from fingerpost.domain.retention import retained_until, years_after
from fingerpost.domain.service import Service
from tests.builders import a_ledger_entry, a_practitioner, a_service, an_involvement
from tests.keys import KeyInMemory

KEY = KeyInMemory()
KEYRING = open_keyring(create_keyring(KEY, "stack"), KEY, "stack")
NAMES = st.builds(Name, st.text(max_size=30), st.text(max_size=30))
DETAILS = st.builds(
    Details,
    names=st.lists(NAMES, max_size=4).map(tuple),
    birth_date=st.none() | st.dates(),
    postcodes=st.lists(st.text(max_size=8), max_size=3).map(tuple),
    sex=st.none() | st.sampled_from(Sex),
    identifiers=st.lists(
        st.builds(Identifier, st.sampled_from(IdentifierKind), st.text(max_size=15), st.text(max_size=15)),
        max_size=3,
    ).map(tuple),
    multiple_birth=st.booleans(),
    expected=st.none() | st.dates(),
    carers=st.lists(st.text(max_size=20), max_size=3).map(tuple),
    birth_in_part=st.none() | st.builds(PartDate, st.dates(), st.from_regex(r"[AEU]{2}[AE]", fullmatch=True)),
)


@given(DETAILS)
def test_details_come_out_of_a_box_as_they_went_in(details: Details) -> None:
    key = Key("T#nd#x", "y")
    item = {**key.attributes(), "box": encrypt(KEYRING, [pack(details)], key)}
    assert unpack(decrypt(KEYRING, item, 1)[0]) == details


@given(DETAILS)
def test_a_box_is_padded_to_whole_units(details: Details) -> None:
    around = len(KEYRING.encrypt(b"", "p"))
    box = encrypt(KEYRING, [pack(details)], Key("T#nd#x", "y"))["B"]
    assert (len(box) - around) % ROW_UNIT == 0


@pytest.mark.parametrize("content", [[], [1, 2], "text", {"names": []}, None])
def test_a_box_with_something_else_in_it_is_not_taken_for_details(content: object) -> None:
    key = Key("T#nd#x", "y")
    item = {**key.attributes(), "box": encrypt(KEYRING, content, key)}
    with pytest.raises(BoxDoesNotOpen):
        unpack(decrypt(KEYRING, item, 1)[0])


@pytest.mark.parametrize("packed", [[], [[["Aoife"]], "", [], "", [], 0], [[], "soon", [], "", [], 0], 7])
def test_details_of_another_shape_are_not_taken(packed: object) -> None:
    with pytest.raises(BoxDoesNotOpen):
        unpack(packed)


AOIFE = Details(
    names=(Name("Aoife", "Byrne"),),
    birth_date=date(2016, 3, 27),
    postcodes=("NB1 4QT",),
    sex=Sex.FEMALE,
    identifiers=(Identifier(IdentifierKind.LOCAL, "A-1", "northbrook-care"),),
)
BEFORE_VERSIONS = [
    [["Aoife", "Byrne"]],
    "2016-03-27",
    ["NB1 4QT"],
    "F",
    [["local", "A-1", "northbrook-care"]],
    0,
]


def test_what_was_boxed_before_there_were_versions_is_still_read() -> None:
    assert unpack(BEFORE_VERSIONS) == AOIFE
    assert unpack([*BEFORE_VERSIONS, "2027-05-01"]) == replace(AOIFE, expected=date(2027, 5, 1))


def test_what_was_boxed_before_there_were_carers_is_still_read() -> None:
    _, *fields = pack(AOIFE)
    assert unpack([2, *fields[:-2]]) == AOIFE


def test_what_was_boxed_before_a_birth_date_could_be_known_in_part_is_still_read() -> None:
    _, *fields = pack(replace(AOIFE, carers=("Donna",)))
    assert unpack([3, *fields[:-1]]) == replace(AOIFE, carers=("Donna",))


def test_a_box_of_more_or_fewer_fields_than_its_version_has_is_refused() -> None:
    for wrong in ([2, *pack(AOIFE)[1:]], pack(AOIFE)[:-1]):
        with pytest.raises(BoxDoesNotOpen):
            unpack(wrong)


@pytest.mark.parametrize("version", [0, 1, VERSION + 1, "2", None, True])
def test_a_box_of_a_version_nobody_knows_is_refused(version: object) -> None:
    _, *fields = pack(AOIFE)
    with pytest.raises(BoxDoesNotOpen):
        unpack([version, *fields])


def test_a_child_stored_with_its_last_day_in_clear_is_still_read() -> None:
    key = keys.child("c-1")
    item = {
        **key.attributes(),
        "box": encrypt(KEYRING, [BEFORE_VERSIONS, [["T#nd#x", "y"]]], key, CHILD_UNIT),
        "area_id": {"S": "northbrook"},
        "retain_until": {"S": "2034-03-27"},
        "version": {"N": "3"},
    }
    assert read_child(KEYRING, item) == Child("c-1", AOIFE, "northbrook", date(2034, 3, 27), 3)
    assert read_token_rows(KEYRING, item) == (Key("T#nd#x", "y"),)


def test_no_birth_date_can_be_told_from_what_stands_in_clear() -> None:
    """The last day of a record is the child's birth date and eighteen years."""
    chance = Random(8)  # noqa: S311 - made-up children
    children = [
        born_on(number, date(2009, 1, 1) + timedelta(chance.randrange(6000))) for number in range(500)
    ]
    stored = [(child, child_item(KEYRING, child, ())) for child in children]
    assert all(read_child(KEYRING, {**keys.child(c.id).attributes(), **item}) == c for c, item in stored)
    alike = Counter(in_clear(item) for _, item in stored)
    told = [child for child, item in stored if days_told_by(in_clear(item)) & {child.details.birth_date}]
    assert told == []
    assert min(alike.values()) >= 20


def born_on(number: int, day: date) -> Child:
    details = replace(AOIFE, birth_date=day)
    return Child(f"c-{number}", details, "northbrook", retained_until(details, date(2026, 3, 2)))


def in_clear(item: Item) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, value in sorted(item.items()) if "B" not in value)


def days_told_by(clear: tuple[tuple[str, str], ...]) -> set[date | None]:
    """Every date in a clear attribute, and the same day eighteen years before."""
    written = {day for _, value in clear for day in re.findall(r"\d{4}-\d{2}-\d{2}", value)}
    days = {date.fromisoformat(day) for day in written}
    return {*days, *(years_after(day, -18) for day in days)}


def test_a_practitioner_is_stored_by_field_and_read_back() -> None:
    practitioner = a_practitioner().suspended().build()
    item = to_attributes(practitioner)
    assert item["vetted_until"] == {"S": "2027-03-31"}
    assert item["version"] == {"N": "1"}
    assert from_attributes(Practitioner, item) == practitioner


def test_what_is_empty_is_left_out_so_that_an_index_skips_it() -> None:
    plain = to_attributes(an_involvement().build())
    assert {"source_ref", "ended"} & set(plain) == set()
    assert from_attributes(Involvement, plain) == an_involvement().build()
    assert "source_ref" in to_attributes(an_involvement().from_source("case-7").build())


def test_a_service_with_its_contact_is_read_back() -> None:
    service = a_service().sensitive().fed(None).build()
    assert from_attributes(Service, to_attributes(service)) == service


@dataclass(frozen=True)
class Early:
    """Something as it was stored before a field was added."""

    id: str


@dataclass(frozen=True)
class Late:
    """The same with what was added since."""

    id: str
    weight: int = 7
    heavy: bool = True
    until: date | None = None
    tags: tuple[str, ...] = ()


def test_a_field_added_later_reads_as_its_default() -> None:
    assert from_attributes(Late, to_attributes(Early("1"))) == Late("1")


def test_an_item_that_lacks_what_it_must_hold_is_unreadable() -> None:
    item = to_attributes(a_practitioner().build())
    del item["version"], item["trained_until"]
    with pytest.raises(UnreadableItem, match="Practitioner"):
        from_attributes(Practitioner, item)


def test_an_item_with_a_value_nobody_knows_is_unreadable() -> None:
    item = to_attributes(a_practitioner().build()) | {"status": {"S": "on leave"}}
    with pytest.raises(UnreadableItem):
        from_attributes(Practitioner, item)


LONDON_IN_SUMMER = timezone(timedelta(hours=1))
SOME_TIME = st.datetimes(min_value=datetime(1999, 12, 30), max_value=datetime(2100, 1, 1))
IN_UTC = SOME_TIME.map(lambda time: time.replace(tzinfo=UTC))
IN_SUMMER = SOME_TIME.map(lambda time: time.replace(tzinfo=LONDON_IN_SUMMER))


@given(IN_UTC, IN_SUMMER)
def test_stored_times_sort_as_times_do(one: datetime, other: datetime) -> None:
    assert (moment(one) < moment(other)) == (one < other)


def test_attempt_and_outcome_of_one_act_stand_together_in_the_ledger() -> None:
    attempt = a_ledger_entry()
    outcome = replace(attempt, at=attempt.at + timedelta(seconds=2), outcome="nothing")
    assert keys.ledger_entry(attempt).pk == keys.ledger_entry(outcome).pk
    assert keys.ledger_entry(attempt).sk < keys.ledger_entry(outcome).sk


def test_a_day_of_the_ledger_is_spread_over_sixteen_partitions() -> None:
    places = {keys.ledger_entry(a_ledger_entry(f"FP-{number}")).pk for number in range(400)}
    assert len(places) == 16


def test_a_key_to_be_used_once_does_not_say_what_it_was() -> None:
    key = keys.once("request", "slack:V123:aoife")
    assert "aoife" not in key.place
    assert key != keys.once("attempt", "slack:V123:aoife")
