"""What has had its time goes, with all that leads to it: proven by a dump of the tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fingerpost.adapters.dynamodb import keys
from fingerpost.adapters.dynamodb.child_index import DynamoChildIndex
from fingerpost.adapters.dynamodb.ledger import DynamoLedgerReading
from fingerpost.adapters.keyring import Keyring
from fingerpost.domain.errors import Unavailable
from fingerpost.domain.ledger import Act
from fingerpost.domain.outcomes.asking import FamilyTold
from fingerpost.domain.retention import Due, years_after
from fingerpost.domain.shield import ShieldFlag
from fingerpost.usecases.requests import Particulars, Question
from tests.builders import details_of
from tests.contract.walks import Walk, notices_told, now, walk_everywhere
from tests.local_dynamodb import LocalTables
from tools.cli.retention import Retention, in_words

IN_20_YEARS = timedelta(days=20 * 366)
MOLLY = replace(details_of("Molly", "Carver").born(2023, 5, 9).build(), identifiers=())


@pytest.fixture
def walk(tables: LocalTables, keyring: Keyring) -> Walk:
    return Walk(tables, keyring)


def retention(walk: Walk, at: datetime | None = None) -> Retention:
    clock: Callable[[], datetime] = lambda: at or datetime.now(UTC)  # noqa: E731
    return Retention(
        walk.tables.store, walk.keyring, walk.tables.client, "arn:aws:iam::1:user/officer", clock
    )


def record(walk: Walk, who: str, details: object = MOLLY) -> str:
    wish = Particulars("Social worker", now().date(), lead=False)
    question = Question(details, "safeguarding", FamilyTold.YES)  # type: ignore[arg-type]
    return walk.cases().record.afresh(walk.press(who), question, wish).reference


def child_id_of(walk: Walk, reference: str) -> str:
    item = walk.tables.store.get(walk.tables.store.casework, keys.pointer(reference))
    assert item
    return str(item["child_id"]["S"])


def dump(walk: Walk, *, ledger: bool = False) -> list[str]:
    """Every item as text, whatever it is called by."""
    items = walk.tables.items()
    of_ledger = ("L#", "M#")
    return [repr(one) for one in items if ledger or not str(one["pk"]["S"]).startswith(of_ledger)]


def test_of_everything_that_a_walk_leaves_nothing_is_left_but_the_ledger(walk: Walk) -> None:
    walk_everywhere(walk)
    children = [one for one in walk.tables.items() if one["pk"]["S"].startswith("C#")]
    ids = {str(one["pk"]["S"]).removeprefix("C#") for one in children}
    rows = [one for one in walk.tables.items() if one["pk"]["S"].startswith("T#")]
    assert len(ids) > 3
    assert rows
    lines = len(dump(walk, ledger=True)) - len(dump(walk))

    later = retention(walk, now() + IN_20_YEARS)
    due = later.report()
    assert {one.why for one in due} == {Due.OF_AGE}
    later.erase(due)

    left = dump(walk)
    assert [text for text in left for one in ids if one in text] == []
    of_nobody = [one for one in walk.tables.items() if "child_id" not in one and one["sk"]["S"] == "NOTICE"]
    kinds = {str(one["pk"]["S"]).partition("#")[0] for one in walk.tables.items() if one not in of_nobody}
    assert kinds & {"C", "T", "V", "R", "N", "SEAL"} == set()  # a nil answer is of nobody, and ends today
    assert len(dump(walk, ledger=True)) - len(left) == lines + 2 * len(due)


def test_another_child_is_left_as_it_was(walk: Walk) -> None:
    gone, stays = record(walk, "p-rowan"), record(walk, "p-rowan", details_of().build())
    notices_told(walk)
    kept = child_id_of(walk, stays)
    before = [text for text in dump(walk) if kept in text]
    rows = sum(1 for one in walk.tables.items() if one["pk"]["S"].startswith("T#"))
    one = next(
        each
        for each in retention(walk, now() + IN_20_YEARS).report()
        if each.child.id == child_id_of(walk, gone)
    )
    own = len(one.file.involvements)
    retention(walk).erase([one])
    assert own == 1
    assert [text for text in dump(walk) if kept in text] == before
    assert 0 < sum(1 for each in walk.tables.items() if each["pk"]["S"].startswith("T#")) < rows
    assert DynamoChildIndex(walk.tables.store, walk.keyring).child_file(kept).child is not None


def test_a_report_changes_nothing_and_names_nobody(walk: Walk) -> None:
    record(walk, "p-rowan")
    before = dump(walk, ledger=True)
    told = in_words(retention(walk, now() + IN_20_YEARS).report())
    assert told == "1 records\n  northbrook: 1 of_age"
    assert dump(walk, ledger=True) == before


def test_a_record_is_due_twelve_months_after_the_last_work_with_the_child_ended(walk: Walk) -> None:
    reference = record(walk, "p-rowan")
    today = now()
    assert retention(walk).report() == ()
    walk.cases().record.end(walk.press("p-rowan"), reference, today.date())
    last = years_after(today.date(), 1)
    assert retention(walk, datetime.combine(last, today.timetz()) - timedelta(days=1)).report() == ()
    (one,) = retention(walk, datetime.combine(last, today.timetz())).report()
    assert one.why is Due.NOBODY_LEFT


def test_a_shielded_child_is_not_let_go_because_nobody_is_left(walk: Walk) -> None:
    reference = record(walk, "p-rowan")
    walk.cases().record.end(walk.press("p-rowan"), reference, now().date())
    review = now().date() + timedelta(days=90)
    walk.cases().shields.shield(walk.press("p-olga"), reference, ShieldFlag.REFUGE, review)
    assert retention(walk, now() + timedelta(days=500)).report() == ()


def test_each_erasing_is_on_the_ledger_with_its_reason(walk: Walk) -> None:
    record(walk, "p-rowan")
    later = retention(walk, now() + IN_20_YEARS)
    (due,) = later.report()
    later.erase([due])
    written = DynamoLedgerReading(walk.tables.store, walk.keyring).on(now() + IN_20_YEARS)
    assert [(one.act, one.outcome, one.child_id) for one in written] == [
        (Act.ERASE, "", ""),
        (Act.ERASE, "erased:of_age", due.child.id),
    ]


@pytest.mark.parametrize("cut_off_after", [1, 2, 3])
def test_what_was_cut_off_is_finished_by_the_next_run(
    walk: Walk, cut_off_after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    child_id = child_id_of(walk, record(walk, "p-rowan"))
    later = retention(walk, now() + IN_20_YEARS)
    write, calls = type(later.store).write, iter(range(1_000))

    def cut_off(*given: object) -> None:
        if next(calls) > cut_off_after:
            raise Unavailable("cut off")
        write(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(type(later.store), "write", cut_off)
        with pytest.raises(Unavailable):
            later.erase(later.report())
    later.erase(later.report())
    assert [text for text in dump(walk) if child_id in text] == []
    assert [one for one in walk.tables.items() if one["pk"]["S"].startswith("T#")] == []
