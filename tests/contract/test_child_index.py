"""Tokens lead to children, children to everybody around them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fingerpost.domain.child import Child
from fingerpost.domain.errors import Unavailable
from fingerpost.matching.model import Candidate, TokenKey
from fingerpost.matching.tokens import MOST_IN_A_BUCKET
from fingerpost.usecases.ports.index import ChildFile, Holdings, Met
from fingerpost.usecases.ports.telling import Circle
from tests.builders import a_child, a_practitioner, a_watch, an_involvement, details_of
from tests.contract.stores import Stores

BY_NUMBER = TokenKey("id", "nhs 9990000018")
BY_NAME = TokenKey("nd", "b650 20160327")
OTHERS = TokenKey("nd", "c100 20160327")


def enter(stores: Stores, child: Child, *keys: TokenKey) -> Child:
    transaction = stores.transactions.begin()
    transaction.add_child(child, keys)
    transaction.commit()
    return child


def test_a_child_is_met_under_each_of_its_keys_with_the_details_that_scoring_needs(stores: Stores) -> None:
    details = details_of().known_as("Aoife", "O'Neill").living_at("NB1 4QT", "NB2 1AA").a_twin().build()
    child = enter(stores, a_child().of(details).build(), BY_NUMBER, BY_NAME)
    expected = (Candidate(child.id, details),)
    assert stores.index.candidates([BY_NUMBER])[0].candidates == expected
    assert stores.index.candidates([BY_NAME])[0].candidates == expected


def test_whose_word_a_detail_is_is_kept_and_met(stores: Stores) -> None:
    told = a_child().build().told_by("northbrook-school", "p-sam", details_of().living_at("NB9 9ZZ").build())
    child = enter(stores, told, BY_NUMBER)
    assert child.words
    assert stores.index.child_file(child.id).child == child
    [met] = stores.index.candidates([BY_NUMBER])
    assert [one.words for one in met.candidates] == [tuple(word.added for word in child.words)]


def test_a_child_met_under_several_keys_is_one_candidate(stores: Stores) -> None:
    child = enter(stores, a_child().build(), BY_NUMBER, BY_NAME)
    assert [
        each.child_id for each in stores.index.candidates([BY_NAME, BY_NUMBER, BY_NAME])[0].candidates
    ] == [child.id]


def test_nobody_is_met_under_a_key_of_nobody(stores: Stores) -> None:
    enter(stores, a_child().build(), BY_NUMBER)
    assert stores.index.candidates([OTHERS])[0].candidates == ()
    assert stores.index.candidates([])[0].candidates == ()
    assert stores.index.candidates([TokenKey("nd", BY_NUMBER.text)])[0].candidates == ()


def test_children_who_share_a_key_are_all_met(stores: Stores) -> None:
    enter(stores, a_child("c-1").build(), BY_NAME)
    enter(stores, a_child("c-2").of(details_of("Niamh").build()).build(), BY_NAME, OTHERS)
    assert {each.child_id for each in stores.index.candidates([BY_NAME, OTHERS])[0].candidates} == {
        "c-1",
        "c-2",
    }


def test_a_full_bucket_is_read_whole_and_an_overfull_one_not_at_all(stores: Stores) -> None:
    for number in range(MOST_IN_A_BUCKET):
        enter(stores, a_child(f"c-{number}").build(), BY_NAME)
    assert len(stores.index.candidates([BY_NAME])[0].candidates) == MOST_IN_A_BUCKET
    enter(stores, a_child("c-one-more").build(), BY_NAME)
    of_others, too_full = stores.index.candidates([OTHERS], [BY_NAME])
    assert (of_others.too_full, too_full) == (False, Met((), too_full=True))


def test_each_stage_has_those_it_met_with_the_newest_of_their_details(stores: Stores) -> None:
    child = enter(stores, a_child().build(), BY_NUMBER, BY_NAME)
    enter(stores, a_child("c-2").of(details_of("Niamh").build()).build(), OTHERS)
    by_number, by_name, none = stores.index.candidates([BY_NUMBER], [BY_NAME, OTHERS], [])
    assert [each.child_id for each in by_number.candidates] == [child.id]
    assert {each.child_id for each in by_name.candidates} == {child.id, "c-2"}
    assert none == Met(())


def test_a_file_holds_the_child_and_everybody_around_it(stores: Stores) -> None:
    child = enter(stores, a_child().build(), BY_NUMBER)
    rowan, sam = a_practitioner().build(), a_practitioner("p-sam").build()
    first = an_involvement("i-1").of(rowan).with_child(child).leading().from_source("case-7").build()
    second = an_involvement("i-2").of(sam).with_child(child).ended(date(2026, 2, 1)).build()
    watch = a_watch().of(sam).on(child).build()
    of_another = an_involvement("i-3").with_child(a_child("c-2").build()).build()
    transaction = stores.transactions.begin()
    for involvement in (first, second, of_another):
        transaction.add_involvement(involvement)
    transaction.add_watch(watch)
    transaction.commit()
    assert stores.index.child_file(child.id) == ChildFile(child, (first, second), (watch,))
    assert stores.circles.around(child.id) == Circle((first, second), (watch,))


def test_a_child_that_is_not_there_has_an_empty_file(stores: Stores) -> None:
    assert stores.index.child_file("c-nobody") == ChildFile(None)
    assert stores.circles.around("c-nobody") == Circle()


def test_files_come_in_the_order_asked_for_and_nobody_fills_the_rest(stores: Stores) -> None:
    first, second = enter(stores, a_child("c-1").build()), enter(stores, a_child("c-2").build())
    assert stores.index.files([second.id, first.id], 3) == (ChildFile(second), ChildFile(first))
    assert stores.index.files([], 3) == ()


def test_a_practitioner_holds_what_is_theirs_soonest_review_first(stores: Stores) -> None:
    rowan, sam = a_practitioner().build(), a_practitioner("p-sam").build()
    later = an_involvement("i-1").of(rowan).review_due(date(2026, 9, 1)).build()
    sooner = an_involvement("i-2").of(rowan).review_due(date(2026, 4, 1)).build()
    someone_elses = an_involvement("i-3").of(sam).build()
    first, last = (
        a_watch("w-1").until(date(2026, 5, 1)).build(),
        a_watch("w-2").until(date(2026, 6, 1)).build(),
    )
    transaction = stores.transactions.begin()
    for involvement in (later, sooner, someone_elses):
        transaction.add_involvement(involvement)
    for watch in (last, first):
        transaction.add_watch(watch)
    transaction.commit()
    assert stores.index.held_by(rowan.id) == Holdings((sooner, later), (first, last))
    assert stores.index.held_by("p-nobody") == Holdings()


def test_an_index_that_does_not_answer_is_unavailable(stores: Stores) -> None:
    with stores.down():
        with pytest.raises(Unavailable):
            stores.index.candidates([BY_NAME])
        with pytest.raises(Unavailable):
            stores.index.child_file("c-aoife")
        with pytest.raises(Unavailable):
            stores.index.files([], 3)
        with pytest.raises(Unavailable):
            stores.index.held_by("p-rowan")
        with pytest.raises(Unavailable):
            stores.circles.around("c-aoife")


def test_a_role_in_words_of_ones_own_is_read_back_by_whoever_has_the_keyring(stores: Stores) -> None:
    child = enter(stores, a_child().build())
    own_words = replace(an_involvement().with_child(child).build(), role="Nurse for the burns of June")
    transaction = stores.transactions.begin()
    transaction.add_involvement(own_words)
    transaction.commit()
    assert stores.index.child_file(child.id).involvements == (own_words,)
    assert stores.index.held_by(own_words.practitioner_id).involvements == (own_words,)
    [seen] = stores.circles.around(child.id).involvements
    assert (seen.id, seen.practitioner_id) == (own_words.id, own_words.practitioner_id)
