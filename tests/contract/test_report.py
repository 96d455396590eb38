"""What `fingerpost report` counts in a ledger that stands in DynamoDB, and what it never shows."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from fingerpost.adapters.dynamodb.ledger import DynamoLedger
from fingerpost.adapters.keyring import Keyring
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.reference import reference_from
from tests.builders import details_of
from tests.local_dynamodb import LocalTables
from tools.cli.reporting.counting import LedgerLines, Tally
from tools.cli.reporting.page import AreaCover, Report, Times

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
CHILD, OTHER = "c" * 32, "d" * 32


class Book:
    """A ledger that is written day by day."""

    def __init__(self, tables: LocalTables, keyring: Keyring) -> None:
        self.tables = tables
        self.ledger = DynamoLedger(tables.store, keyring, lambda: NOON)
        self.lines = 0

    def write(
        self, act: Act, outcome: str, at: datetime = NOON, who: str = "p-rowan", child: str = ""
    ) -> None:
        """Attempt and outcome."""
        self.lines += 1
        reference = reference_from(self.lines.to_bytes(16, "big"))
        attempt = LedgerEntry(
            reference, act, Phase.ATTEMPT, at, who, area_id="northbrook", details=details_of().build()
        )
        self.ledger.attempt(attempt, None)
        told = LedgerEntry(reference, act, Phase.OUTCOME, at, who, area_id="northbrook", outcome=outcome)
        self.ledger.outcome(LedgerEntry(**{**vars(told), "child_id": child}))

    def counted(self, days: int = 1) -> Tally:
        """As the command counts."""
        tally, lines = Tally(), LedgerLines(self.tables.client, self.tables.store.ledger)
        for number in range(days):
            day = datetime.combine(NOON.date() + timedelta(days=number), time(), UTC)
            tally.count(lines.of(day))
            tally.forget(day.date())
        return tally


@pytest.fixture
def book(tables: LocalTables, keyring: Keyring) -> Book:
    return Book(tables, keyring)


def test_each_question_counts_once_by_day_area_and_outcome(book: Book) -> None:
    book.write(Act.ASK, "confirmed", child=CHILD)
    book.write(Act.ASK, "nothing", NOON + timedelta(days=1))
    book.write(Act.ASK, "refused:not_vetted", NOON + timedelta(days=1))
    book.write(Act.OPEN_FORM, "opened")
    book.write(Act.DELIVER, "undeliverable:no_chat_identity")
    tally = book.counted(days=2)
    assert [tally.by_day[NOON.date() + timedelta(days=number)] for number in (0, 1)] == [1, 2]
    assert tally.by_area == {"northbrook": 3}
    assert tally.outcomes == {"confirmed": 1, "nothing": 1, "refused": 1}
    assert tally.refusals == {"not_vetted": 1}
    assert tally.notices == {"undeliverable": 1}


@pytest.mark.parametrize(
    ("act", "outcome", "days", "who", "child", "acted"),
    [
        (Act.RECORD, "recorded", 1, "p-rowan", CHILD, 1),
        (Act.WATCH, "watching", 7, "p-rowan", CHILD, 1),
        (Act.RECORD, "recorded", 8, "p-rowan", CHILD, 0),
        (Act.RECORD, "recorded", 1, "p-sam", CHILD, 0),
        (Act.RECORD, "recorded", 1, "p-rowan", OTHER, 0),
        (Act.RECORD, "refused:suspended", 1, "p-rowan", CHILD, 0),
    ],
)
def test_an_answer_was_acted_on_where_who_asked_does_something_for_that_child_within_a_week(
    book: Book, act: Act, outcome: str, days: int, who: str, child: str, acted: int
) -> None:
    book.write(Act.ASK, "confirmed", child=CHILD)
    book.write(act, outcome, NOON + timedelta(days=days), who, child)
    tally = book.counted(days=10)
    assert (tally.confirmed, tally.acted) == (1, acted)


def test_the_page_has_no_child_and_nobodys_name_and_fetches_nothing(book: Book) -> None:
    for number in range(12):
        book.write(Act.ASK, "confirmed", who=f"p-{number}", child=CHILD)
    held = details_of().build()
    tally = book.counted()
    days = [NOON.date()]
    cover = [AreaCover("Northbrook", 2, 1, 0)]
    page = Report("s", NOON, days, tally, Times(), cover, {"northbrook": "Northbrook"}).html()
    for secret in (CHILD, "p-1", held.names[0].family, held.postcodes[0], held.identifiers[0].value):
        assert secret not in page
    assert "10 questions in one day" in page
    assert page.count("<script") == page.count("<img") == page.count("@import") == 0
    assert "url(http" not in page
