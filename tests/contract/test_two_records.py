"""On the tables themselves: whoever meets one of two records that may be of one child is told so (C15)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fingerpost.adapters.keyring import create_keyring, open_keyring
from fingerpost.domain.child import Details, Name
from fingerpost.domain.outcomes.asking import Confirmed, FamilyTold
from fingerpost.usecases.requests import Particulars, Question
from tests.builders import details_of
from tests.contract.walks import Walk
from tests.keys import KeyInMemory
from tests.local_dynamodb import LocalTables

ORLA = replace(details_of("Orla", "Quill").born(2013, 4, 4).living_at("NB8 8AA").build(), identifiers=())
FERN = replace(ORLA, names=(Name("Fern", "Quill"),))
WISH = Particulars("Social worker", date(2026, 2, 2), lead=False)


def question(details: Details) -> Question:
    return Question(details, "safeguarding", FamilyTold.YES)


def test_the_other_record_is_read_and_told_of_until_the_officer_decides(tables: LocalTables) -> None:
    key = KeyInMemory()
    walk = Walk(tables, open_keyring(create_keyring(key, "stack"), key, "stack"))
    cases = walk.cases()
    cases.record.afresh(walk.press("p-rowan"), question(ORLA), WISH)
    near = cases.ask(walk.press("p-olga"), question(FERN))
    new = cases.record.as_new_child(walk.press("p-olga"), near.reference, WISH)

    answer = cases.ask(walk.press("p-tess"), question(ORLA))
    assert isinstance(answer, Confirmed)
    assert answer.two_records
    assert len(answer.services) == 1

    cases.doubts.two_children(walk.press("p-olga"), new.reference)
    decided = cases.ask(walk.press("p-tess"), question(ORLA))
    assert isinstance(decided, Confirmed)
    assert not decided.two_records
