"""Somebody who sits at `fingerpost init`: reads what it asks and answers, or is called away in between."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tools.local.places import ROOT

ANSWERS: dict[str, str] = {
    "Name of the area": "Northbrook",
    "Where its officer is reached": "01632 960100",
    "Full name of the organisation": "Northbrook Council",
    "Name of the service": "Northbrook social care",
    "What sort of service": "1",
    "Duty telephone": "01632 960101",
    "When that is, in words": "Monday to Friday 8.30 to 17.30",
    "The same as": "mon-fri 08:30-17:30",
    "Whom to ring otherwise": "emergency team 01632 960199",
    "Whom to ask for": "the duty manager",
    "Given name and family name": "Nasra Duale",
    "Job title": "Social worker",
    "Last day": "2029-12-31",
    "Are you the officer yourself": "yes",
    "Web address of who runs it": "https://council.example",
    "Who runs it": "Northbrook Council",
}
_PROMPT = re.compile(r"^\? (?P<question>.+?)(?: \[[^\]]*\])?: $")
_TITLE = re.compile(r"^\d+ of \d+\. (?P<title>.+)$")


class CalledAway(Exception):
    """Whoever sat there left at a step."""


@dataclass
class Sitting:
    """One run. acts: what is done in chat when a line like that is read, by a part of the line.

    leaves_at: titles at which the command is killed, each once; secrets: what is typed unseen, by a part of
    what is asked.
    """

    folder: Path
    secrets: Mapping[str, Callable[[], str]]
    acts: Mapping[str, Callable[[str], None]]
    leaves_at: set[str] = field(default_factory=set)
    said: list[str] = field(default_factory=list)

    def run(self) -> int:
        """To its end; the exit code. Raises CalledAway."""
        environment = {**os.environ, "FINGERPOST_LOCAL": str(self.folder)}
        environment["PYTHONPATH"] = f"{ROOT / 'layers' / 'core'}:{ROOT}"
        with subprocess.Popen(
            [sys.executable, "-m", "tools.cli", "--local", "init", "--patience", "1"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as command:
            try:
                self._talk_with(command)
            except BaseException:
                command.kill()
                raise
            return command.wait()

    def _talk_with(self, command: subprocess.Popen[bytes]) -> None:
        line = b""
        while command.stdout and (byte := command.stdout.read(1)):
            line += byte
            text = line.decode(errors="replace")
            if byte == b"\n":
                self._heard(text.rstrip(), command)
                line = b""
            elif asked := _PROMPT.match(text):
                self.said.append(text)
                _type(command, self._answer_to(asked["question"]))
                line = b""

    def _heard(self, text: str, command: subprocess.Popen[bytes]) -> None:
        self.said.append(text)
        title = _TITLE.match(text)
        if title and title["title"] in self.leaves_at:
            self.leaves_at.discard(title["title"])
            raise CalledAway(title["title"])
        for part, secret in self.secrets.items():
            if part in text and "not shown" in text:
                _type(command, secret())
        for part, act in self.acts.items():
            if part in text:
                act(text)

    def _answer_to(self, question: str) -> str:
        [answer] = [given for part, given in ANSWERS.items() if part in question]
        return answer

    @property
    def words(self) -> str:
        """All that it said, in all its runs."""
        return "\n".join(self.said)


def _type(command: subprocess.Popen[bytes], words: str) -> None:
    if command.stdin:
        command.stdin.write(f"{words}\n".encode())
        command.stdin.flush()
