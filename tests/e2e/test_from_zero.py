"""An empty local AWS, only the documented commands, and at the end an answer in Slack and one in Teams."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.from_zero import DIRECTORY, FromZero


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FromZero]:
    one = FromZero(tmp_path_factory.mktemp("from-zero") / "local")
    try:
        one.play()
        yield one
    finally:
        one.end()


def test_both_products_answer_and_say_what_a_nil_answer_rests_on(tried: FromZero) -> None:
    assert set(tried.answered) == {"slack", "teams"}
    for words in tried.answered.values():
        assert "Nothing to show" in words
        assert "Northbrook social care" in words


def test_it_takes_few_commands_and_little_time(tried: FromZero) -> None:
    assert tried.commands <= 12
    assert tried.seconds <= 240


@pytest.mark.parametrize("line", DIRECTORY, ids=lambda line: " ".join(line[:3]))
def test_a_command_that_was_broken_off_is_typed_again(tried: FromZero, line: tuple[str, ...]) -> None:
    code, out = tried.run((sys.executable, "-m", "tools.cli", "--local", *line))
    assert (code, "stands as it was" in out) == (0, True)


def test_the_keyring_is_never_made_twice(tried: FromZero) -> None:
    code, out = tried.run((sys.executable, "-m", "tools.cli", "--local", "keys", "create"))
    assert (code, "holds a keyring already" in out) == (5, True)
    code, _ = tried.run((sys.executable, "-m", "tools.cli", "--local", "keys", "check"))
    assert code == 0


def test_the_stack_that_is_up_is_not_begun_again(tried: FromZero) -> None:
    code, out = tried.run((sys.executable, "-m", "tools.local", "up", "--empty"))
    assert (code, "The local stack is up" in out) == (0, True)
    assert "Starting" not in out
