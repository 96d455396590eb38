"""From an empty local AWS to the first answer, by the documented commands alone: a test and a benchmark."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tools.local.places import ROOT
from tools.teams.driver import LocalTeams
from tools.workbench.driver import LocalSlack

IN_SLACK, IN_TEAMS = "nasra-duale", "gareth-penry"
DAYS = (
    *("--vetted-until", "2029-12-31"),
    *("--trained-until", "2029-12-31"),
    *("--agreed-until", "2029-12-31"),
)
DIRECTORY: tuple[tuple[str, ...], ...] = (
    ("area", "add", "northbrook", "--name", "Northbrook", "--officer-telephone", "01632 960100"),
    ("organisation", "add", "council", "--name", "Northbrook Council"),
    (
        *("service", "add", "social-care", "--name", "Northbrook social care"),
        *("--kind", "children's social care", "--area", "northbrook", "--organisation", "council"),
        *("--duty-telephone", "01632 960101", "--hours", "Monday to Friday 8.30 to 17.30"),
        *("--out-of-hours", "emergency team 01632 960199", "--deputy", "the duty manager"),
    ),
    (
        *("person", "add", "nasra", "--name", "Nasra Duale", "--service", "social-care"),
        *("--job-title", "Social worker", *DAYS),
    ),
    (
        *("person", "add", "gareth", "--name", "Gareth Penry", "--service", "social-care"),
        *("--job-title", "Social worker", "--role", "officer", *DAYS),
    ),
)
QUESTION = {
    "Given name": "Orla",
    "Family name": "Sandiford",
    "Birth date": "12 3 2017",
    "Reason": "Worried about a child's safety",
    "Does the family know?": "No",
}


class WentWrong(AssertionError):
    """A command or a step did not go as documented."""


@dataclass
class FromZero:
    """One try, in a folder of its own. commands: how many were typed; seconds: how long the machine took."""

    folder: Path
    commands: int = 0
    seconds: float = 0.0
    answered: dict[str, str] = field(default_factory=dict)

    def play(self) -> None:
        """All of it. Raises WentWrong."""
        self.type(sys.executable, "-m", "tools.local", "up", "--empty")  # make up EMPTY=1
        self.fingerpost("keys", "create")
        for line in DIRECTORY:
            self.fingerpost(*line)
        self._in_slack()
        self._in_teams()

    def fingerpost(self, *line: str) -> str:
        """Type the command; what it prints. Raises WentWrong."""
        return self.type(sys.executable, "-m", "tools.cli", "--local", *line)

    def type(self, *words: str) -> str:
        """Type anything. Raises WentWrong."""
        self.commands += 1
        started = time.monotonic()
        code, out = self.run(words)
        self.seconds += time.monotonic() - started
        if code:
            raise WentWrong(f"{' '.join(words[1:])} ended with {code}:\n{out}")
        return out

    def run(self, words: Sequence[str]) -> tuple[int, str]:
        """Run something beside what is typed: its exit code and what it prints."""
        environment = {**os.environ, "FINGERPOST_LOCAL": str(self.folder)}
        environment["PYTHONPATH"] = f"{ROOT / 'layers' / 'core'}:{ROOT}"
        ended = subprocess.run(  # noqa: S603 - our own commands
            words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        return ended.returncode, ended.stdout + ended.stderr

    def end(self) -> None:
        """Take everything down again."""
        self.run((sys.executable, "-m", "tools.local", "down"))

    @cached_property
    def stack(self) -> dict[str, Any]:
        """The document of the stack that was brought up."""
        document: dict[str, Any] = json.loads((self.folder / "stack.json").read_text(encoding="utf-8"))
        return document

    def _code_for(self, person: str) -> str:
        return str(json.loads(self.fingerpost("person", "link", person, "--json"))["code"])

    def _in_slack(self) -> None:
        [account] = [one for one in self.stack["people"] if one["id"] == IN_SLACK]
        slack = LocalSlack(self.stack["slack"]["workbench_url"])
        slack.set(seconds_to_answer=10.0)  # a busy machine that has just deployed is no Lambda
        nasra = slack.person(account["slack_user_id"])
        nasra.write(self._code_for("nasra"))
        nasra.wait_for_message("is now yours")
        answer = nasra.open_form().submit(dict(QUESTION))
        self.answered["slack"] = answer.words if answer else ""

    def _in_teams(self) -> None:
        gareth = LocalTeams(self.stack["teams"]["bridge_url"]).person(IN_TEAMS)
        gareth.write(self._code_for("gareth"))
        gareth.wait_for_message("is now yours")
        self.answered["teams"] = gareth.open("ask").submit(dict(QUESTION)).words
