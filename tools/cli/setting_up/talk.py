"""Questions and answers: on a terminal, or by lines of standard input in a script."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from tools.cli.exits import Trouble
from tools.cli.product_secrets import Asked, typed
from tools.cli.setting_up.memory import Memory
from tools.cli.showing import Screen

Check = Callable[[str], str]
"""What is wrong with an answer, in a sentence; empty where nothing is."""


@dataclass(frozen=True)
class Talk:
    """Asks, and remembers what is no secret. Raises Trouble where nobody answers any more."""

    screen: Screen
    memory: Memory

    def say(self, words: str) -> None:
        """A sentence, at once."""
        self.screen.say(words)
        sys.stdout.flush()

    def ask(self, name: str, question: str, *, otherwise: str = "", check: Check | None = None) -> str:
        """An answer, offered again when this is taken up again. An empty line takes what is offered."""
        while True:
            offered = self.memory.get(name, otherwise)
            answer = self._line(f"? {question} [{offered}]: " if offered else f"? {question}: ") or offered
            wrong = check(answer) if check else ("" if answer else "This is needed.")
            if not wrong:
                self.memory.remember(name, answer)
                return answer
            self.say(wrong)

    def choose(self, name: str, question: str, among: Sequence[str]) -> str:
        """One of a list, by its number."""
        for number, each in enumerate(among, 1):
            self.say(f"  {number} {each}")

        def check(answer: str) -> str:
            is_one = answer in among or (answer.isdigit() and 1 <= int(answer) <= len(among))
            return "" if is_one else f"Write a number from 1 to {len(among)}."

        answer = self.ask(name, question, check=check)
        return answer if answer in among else among[int(answer) - 1]

    def agreed(self, name: str, question: str, *, otherwise: bool = False) -> bool:
        """Yes or no."""

        def check(answer: str) -> str:
            return "" if answer.lower() in ("y", "yes", "n", "no") else "Write yes or no."

        return self.ask(name, question, otherwise="yes" if otherwise else "no", check=check).lower()[0] == "y"

    def secret(self, asked: Asked) -> str:
        """What is typed unseen; it is not remembered here."""
        while True:
            self.say(f"{asked.what}, which is not shown:")
            try:
                return typed(asked)
            except EOFError:
                raise _left() from None
            except Trouble as trouble:
                self.say(f"{trouble.why} {trouble.next_step}")

    def _line(self, prompt: str) -> str:
        sys.stdout.write(prompt)
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            raise _left()
        return line.strip()


def _left() -> Trouble:
    return Trouble("You left before the end.", "The same command goes on from here; nothing is done twice.")


def a_day(answer: str) -> str:
    """Check: a day that is still to come."""
    try:
        day = date.fromisoformat(answer)
    except ValueError:
        return "Write the day as 2027-03-31."
    return "" if day >= date.today() else "That day is over."


def looks_like(pattern: str, how: str, *, may_be_empty: bool = False) -> Check:
    """Check: one or several of a shape, separated by commas."""

    def check(answer: str) -> str:
        parts = [each.strip() for each in answer.split(",") if each.strip()]
        if not parts:
            return "" if may_be_empty else how
        return "" if all(re.fullmatch(pattern, each) for each in parts) else how

    return check


def id_from(name: str) -> str:
    """An id made of a name: lower-case letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:48].strip("-")
