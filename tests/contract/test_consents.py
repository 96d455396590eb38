"""A consent as the stores keep it: read as it was given, boxed, and unknown to whoever holds no key."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fingerpost.adapters.dynamodb.index_items import involvement_item, read_involvement
from fingerpost.adapters.keyring import Keyring
from fingerpost.domain.consent import Consent, ConsentBy, ConsentHow
from fingerpost.domain.involvement import Involvement
from fingerpost.matching.tokens import index_keys
from tests.builders import a_child, an_involvement, details_of
from tests.contract.stores import Stores

GIVEN = Consent(ConsentBy.PARENT, date(2026, 3, 2), date(2026, 6, 2), "p-nadia", ConsentHow.SPOKEN)
OVERRIDE = Consent(ConsentBy.HARM, date(2026, 3, 2), date(2026, 6, 2), "p-nadia", approved_by="p-vera")


@pytest.fixture
def held(stores: Stores) -> Involvement:
    child = a_child().of(details_of().build()).build()
    one = an_involvement("i-1").with_child(child).sensitive().build()
    transaction = stores.transactions.begin()
    transaction.add_child(child, index_keys(child.details))
    transaction.add_involvement(one)
    transaction.commit()
    return one


@pytest.mark.parametrize("consent", [GIVEN, OVERRIDE], ids=["consent", "override"])
@pytest.mark.parametrize("role", ["Social worker", "for the fall"], ids=["listed role", "own words"])
def test_it_is_read_as_it_was_given_and_gone_once_withdrawn(
    stores: Stores, held: Involvement, consent: Consent, role: str
) -> None:
    given = replace(held.with_consent(consent), role=role)
    change(stores, given)
    assert stores.index.child_file(held.child_id).involvements == (given,)
    assert stores.index.held_by(held.practitioner_id).involvements == (given,)
    withdrawn = given.with_consent(None)
    change(stores, withdrawn)
    assert stores.index.child_file(held.child_id).involvements == (withdrawn,)


def change(stores: Stores, one: Involvement) -> None:
    transaction = stores.transactions.begin()
    transaction.change_involvement(one)
    transaction.commit()


def test_nothing_of_it_stands_in_clear_and_a_stream_without_keys_knows_of_none(keyring: Keyring) -> None:
    one = an_involvement("i-1").with_child(a_child().build()).sensitive().build()
    item = {
        "pk": {"S": f"C#{one.child_id}"},
        "sk": {"S": f"I#{one.id}"},
        **involvement_item(keyring, one.with_consent(GIVEN)),
    }
    clear = repr({name: value for name, value in item.items() if "B" not in value})
    assert "consent" not in clear
    assert "p-nadia" not in clear
    assert read_involvement(item).consent is None
    assert read_involvement(item, keyring).consent == GIVEN
