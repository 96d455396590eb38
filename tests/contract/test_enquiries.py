"""Who asked about a child, and who is in contact, in whatever store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from fingerpost.domain.enquiry import Enquiry
from fingerpost.domain.mute import mute_of
from tests.builders import NOW, a_practitioner, an_involvement
from tests.contract.stores import Stores

ONE = Enquiry("FP-00000-00001", "c-aoife", "p-sam", "school", "northbrook", NOW)


def add(stores: Stores, *enquiries: Enquiry) -> None:
    for one in enquiries:
        transaction = stores.transactions.begin()
        transaction.add_enquiry(one)
        transaction.commit()


def test_the_latest_come_first_of_all_records_of_a_child_and_of_no_other(stores: Stores) -> None:
    later = replace(ONE, reference="FP-00000-00002", at=NOW + timedelta(hours=1), silent=True)
    absorbed = replace(ONE, reference="FP-00000-00003", child_id="c-old", at=NOW + timedelta(minutes=1))
    other = replace(ONE, reference="FP-00000-00004", child_id="c-other")
    add(stores, ONE, later, absorbed, other)
    found = stores.enquiries.of(["c-aoife", "c-old"], NOW)
    assert found == (later, absorbed, ONE)
    assert stores.enquiries.of(["c-aoife"], NOW + timedelta(minutes=1)) == (later,)
    assert stores.enquiries.of(["c-nobody"], NOW) == ()


def test_one_that_was_sent_twice_is_one(stores: Stores) -> None:
    add(stores, ONE, replace(ONE, at=NOW + timedelta(seconds=1)))
    assert len(stores.enquiries.of(["c-aoife"], NOW)) == 1


def test_a_pair_is_kept_once_whoever_says_so_and_taken_away(stores: Stores) -> None:
    stands = [an_involvement().of(a_practitioner("p-rowan").build()).build()]
    for one, other in (("p-sam", "p-rowan"), ("p-rowan", "p-sam")):
        transaction = stores.transactions.begin()
        transaction.put_mute(mute_of("c-aoife", one, other, stands, NOW))
        transaction.commit()
    [mute] = stores.enquiries.mutes("c-aoife")
    assert mute == mute_of("c-aoife", "p-rowan", "p-sam", stands, NOW)
    assert mute.holds(stands)
    assert not mute.holds([stands[0].changed(role="x", since=stands[0].since, lead=False)])

    for _ in range(2):
        transaction = stores.transactions.begin()
        transaction.remove_mute("c-aoife", "p-sam", "p-rowan")
        transaction.commit()
    assert stores.enquiries.mutes("c-aoife") == ()
