"""How the command ends: the number says what kind of thing happened, the words say what to do."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes, for scripts. The page docs/how-to/the-command.md lists them."""

    DONE = 0
    NOT_DONE = 1
    USAGE = 2
    REFUSED = 3
    NOT_THERE = 4
    CONFLICT = 5
    NOT_VALID = 6
    ROWS_REFUSED = 7
    FAULT_FOUND = 8


class Trouble(Exception):
    """Why something was not done, and what to do next."""

    def __init__(self, why: str, next_step: str, code: Exit = Exit.NOT_DONE) -> None:
        super().__init__(why)
        self.why = why
        self.next_step = next_step
        self.code = code
