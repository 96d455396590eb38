"""From an empty local AWS to the first answer, by the documented commands alone: a test and a benchmark."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import boto3

from tests.sitting import CalledAway, Sitting
from tools.cli.init import STEPS
from tools.local.places import ROOT
from tools.teams.driver import LocalTeams
from tools.teams.driver import Person as TeamsPerson
from tools.workbench.driver import LocalSlack
from tools.workbench.driver import Person as SlackPerson

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


ISSUED = {
    "Bot User OAuth Token": "bot_token",
    "Signing Secret": "signing_secret",
    "client secret": "teams_password",
}
COVERAGE = "Northbrook social care"


class WentWrong(AssertionError):
    """A command or a step did not go as documented."""


@dataclass
class FromZero:
    """One try, in a folder of its own. commands: how many were typed; seconds: how long the machine took."""

    folder: Path
    commands: int = 0
    seconds: float = 0.0
    answered: dict[str, str] = field(default_factory=dict)
    in_teams: str = IN_TEAMS

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
        self.link_in_slack(self._code_for("nasra"))
        self.ask_in_slack()

    def link_in_slack(self, code: str) -> None:
        """Write a code to the bot, in the first person's account."""
        self._at_slack.write(code)
        self._at_slack.wait_for_message("is now yours")

    def ask_in_slack(self) -> None:
        """Ask, and keep what is answered."""
        answer = self._at_slack.open_form().submit(dict(QUESTION))
        self.answered["slack"] = answer.words if answer else ""

    @cached_property
    def _at_slack(self) -> SlackPerson:
        [account] = [one for one in self.stack["people"] if one["id"] == IN_SLACK]
        slack = LocalSlack(self.stack["slack"]["workbench_url"])
        slack.set(seconds_to_answer=10.0)  # a busy machine that has just deployed is no Lambda
        return slack.person(account["slack_user_id"])

    def _in_teams(self) -> None:
        self.link_in_teams(self._code_for("gareth"))
        self.ask_in_teams()

    def link_in_teams(self, code: str) -> None:
        """Write a code to the bot, in the second person's account."""
        self._at_teams.write(code)
        self._at_teams.wait_for_message("is now yours")

    def ask_in_teams(self) -> None:
        """Ask, and keep what is answered."""
        self.answered["teams"] = self._at_teams.open("ask").submit(dict(QUESTION)).words

    @cached_property
    def _at_teams(self) -> TeamsPerson:
        return LocalTeams(self.stack["teams"]["bridge_url"]).person(self.in_teams)


@dataclass
class ByInit(FromZero):
    """The same by one command. is_broken_off: whether whoever types leaves at each step, once."""

    is_broken_off: bool = False
    broken_off: int = 0
    in_teams: str = IN_SLACK
    _has_no_secrets: bool = False

    @cached_property
    def sitting(self) -> Sitting:
        """Whoever sits there."""
        acts = {
            "In Slack, write to Fingerpost": lambda line: self.link_in_slack(line.split()[-1]),
            "In Teams, write to Fingerpost": lambda line: self.link_in_teams(line.split()[-1]),
            "Waiting for the ledger's line": lambda line: self.ask_in_slack(),
            "The keyring": lambda line: self._take_the_secrets_away(),
        }
        leaves_at = {step.title for step in STEPS} if self.is_broken_off else set()
        asked = {part: partial(self.issued, name) for part, name in ISSUED.items()}
        return Sitting(self.folder, asked, acts, leaves_at)

    def _take_the_secrets_away(self) -> None:
        """The local stack brings them; here they are to be asked for, as on AWS."""
        if self._has_no_secrets:
            return
        self._has_no_secrets = True
        aws, outputs = self.stack["aws"], self.stack["outputs"]
        client = boto3.Session(aws["access_key_id"], aws["secret_access_key"], region_name=aws["region"])
        held = client.client("secretsmanager", endpoint_url=aws["endpoint_url"])
        for name in ("SlackSecretName", "TeamsSecretName"):
            held.put_secret_value(SecretId=outputs[name], SecretString="{}")

    def issued(self, name: str) -> str:
        """A secret that Slack or Microsoft issued for this stack."""
        state: dict[str, str] = json.loads((self.folder / "state.json").read_text(encoding="utf-8"))
        return state[name]

    def play(self) -> None:
        """All of it. Raises WentWrong."""
        self.commands += 1
        started = time.monotonic()
        self._sit()
        self.seconds += time.monotonic() - started
        self.ask_in_teams()

    def _sit(self) -> None:
        """Until it comes to its end. Raises WentWrong."""
        while True:
            try:
                code = self.sitting.run()
            except CalledAway:
                self.broken_off += 1
                continue
            if code:
                raise WentWrong(f"init ended with {code}:\n{self.sitting.words}")
            return
