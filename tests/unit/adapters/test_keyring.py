"""Keysets: made, wrapped, opened, replaced."""

from __future__ import annotations

import json

import pytest

from fingerpost.adapters.keyring import (
    BoxDoesNotOpen,
    Purpose,
    add_key,
    create_keyring,
    open_keyring,
    promote_newest_key,
)
from fingerpost.domain.errors import Unavailable
from tests.keys import KeyInMemory

KEY = KeyInMemory()


def test_a_box_opens_in_its_place_and_nowhere_else() -> None:
    keyring = open_keyring(create_keyring(KEY, "stack"), KEY, "stack")
    box = keyring.encrypt(b"content", "C#1|CHILD")
    assert keyring.decrypt(box, "C#1|CHILD") == b"content"
    with pytest.raises(BoxDoesNotOpen):
        keyring.decrypt(box, "C#2|CHILD")


def test_the_same_content_never_makes_the_same_box() -> None:
    keyring = open_keyring(create_keyring(KEY, "stack"), KEY, "stack")
    assert keyring.encrypt(b"content", "place") != keyring.encrypt(b"content", "place")


def test_a_token_is_the_same_every_time_and_under_no_other_keyring() -> None:
    secret = create_keyring(KEY, "stack")
    token = open_keyring(secret, KEY, "stack").token("nd b650 20160327")
    assert token == open_keyring(secret, KEY, "stack").token("nd b650 20160327")
    assert len(token) == 22
    assert token != open_keyring(create_keyring(KEY, "stack"), KEY, "stack").token("nd b650 20160327")


def test_the_secret_holds_no_key_in_clear() -> None:
    held = json.loads(create_keyring(KEY, "stack"))
    assert sorted(held) == ["boxes", "tokens"]
    with pytest.raises(Unavailable):
        open_keyring(json.dumps(held), KeyInMemory(), "stack")


def test_a_keyset_of_another_stack_or_purpose_does_not_open() -> None:
    secret = create_keyring(KEY, "stack")
    with pytest.raises(Unavailable):
        open_keyring(secret, KEY, "another")
    held = json.loads(secret)
    with pytest.raises(Unavailable):
        open_keyring(json.dumps({"tokens": held["boxes"], "boxes": held["tokens"]}), KEY, "stack")


@pytest.mark.parametrize("secret", ["", "{}", "[]", '{"tokens": "", "boxes": ""}', '{"tokens": "%"}'])
def test_a_secret_nobody_has_filled_yet_is_unavailable(secret: str) -> None:
    with pytest.raises(Unavailable):
        open_keyring(secret, KEY, "stack")


def test_an_added_key_is_read_with_but_not_written_with() -> None:
    first = create_keyring(KEY, "stack")
    before = open_keyring(first, KEY, "stack")
    after = open_keyring(add_key(first, Purpose.TOKENS, KEY, "stack"), KEY, "stack")
    assert after.token("text") == before.token("text")
    assert len(set(after.tokens("text"))) == 2
    assert after.tokens("text")[0] == before.token("text")


def test_a_promoted_key_is_written_with_and_the_old_one_still_read_with() -> None:
    added = add_key(create_keyring(KEY, "stack"), Purpose.TOKENS, KEY, "stack")
    before = open_keyring(added, KEY, "stack")
    after = open_keyring(promote_newest_key(added, Purpose.TOKENS, KEY, "stack"), KEY, "stack")
    assert after.token("text") == before.tokens("text")[1]
    assert set(after.tokens("text")) == set(before.tokens("text"))


def test_boxes_of_either_key_open_before_and_after_promotion() -> None:
    added = add_key(create_keyring(KEY, "stack"), Purpose.BOXES, KEY, "stack")
    old = open_keyring(added, KEY, "stack")
    new = open_keyring(promote_newest_key(added, Purpose.BOXES, KEY, "stack"), KEY, "stack")
    assert old.decrypt(new.encrypt(b"new", "p"), "p") == b"new"
    assert new.decrypt(old.encrypt(b"old", "p"), "p") == b"old"


def test_replacing_one_keyset_leaves_the_other_as_it_is() -> None:
    first = create_keyring(KEY, "stack")
    added = json.loads(add_key(first, Purpose.BOXES, KEY, "stack"))
    assert added["tokens"] == json.loads(first)["tokens"]


def test_a_keyring_does_not_print_itself() -> None:
    assert repr(open_keyring(create_keyring(KEY, "stack"), KEY, "stack")) == "<Keyring>"
