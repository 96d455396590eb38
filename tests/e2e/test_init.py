"""One command from an empty local AWS to the first answer, and the same with every step broken off once."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.from_zero import COVERAGE, ISSUED, ByInit


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ByInit]:
    """Broken off at each step, and taken up again by the same command."""
    one = ByInit(tmp_path_factory.mktemp("init") / "local", is_broken_off=True)
    try:
        one.play()
        yield one
    finally:
        one.end()


def test_it_was_broken_off_at_every_step_and_came_to_the_first_answer(tried: ByInit) -> None:
    assert tried.broken_off == 12
    assert set(tried.answered) == {"slack", "teams"}
    for words in tried.answered.values():
        assert "Nothing to show" in words
        assert COVERAGE in words


def test_it_shows_the_ledgers_line_of_the_first_question(tried: ByInit) -> None:
    shown = tried.sitting.words[tried.sitting.words.index("Waiting for the ledger's line") :]
    assert "outcome" in shown
    assert "nothing" in shown


def test_what_was_answered_is_offered_again_and_nothing_is_entered_twice(tried: ByInit) -> None:
    entered = [line for line in tried.sitting.said if "is entered. (Ledger:" in line]
    assert len(entered) == len(set(entered)) == 4
    assert "The keyring opens." in tried.sitting.words


def test_no_secret_is_shown_or_remembered(tried: ByInit) -> None:
    remembered = (tried.folder / "init-local.json").read_text(encoding="utf-8")
    assert json.loads(remembered)["area_id"] == "northbrook"
    for name in ISSUED.values():
        assert tried.issued(name) not in tried.sitting.words + remembered


def test_the_deployment_is_as_the_doctor_wants_it(tried: ByInit) -> None:
    end = tried.sitting.words[tried.sitting.words.index("Fingerpost answers.") :]
    assert "FAULT" not in end
    assert "person import" in end


def test_once_more_it_has_nothing_to_do(tried: ByInit) -> None:
    before = len(tried.sitting.said)
    assert tried.sitting.run() == 0
    again = "\n".join(tried.sitting.said[before:])
    assert "? " not in again
    assert "It was asked: FP-" in again
