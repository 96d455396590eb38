"""What does a cold start cost in Teams, against Slack's in the same run?

Each figure is the CPU of a fresh process, threads included, above a bare interpreter that has imported what
Lambda's runtime imports; the median of several, taken in turns; see `benchmarks.cold_start`.

menu_ms: the Teams function, from a message to the menu standing in the chat.
modal_ms: the Slack function, from a command to the form standing open.
answer_ms, slack_answer_ms: a cold process gets an ask by number and answers it.
first_reply_ratio: menu_ms to modal_ms; first_answer_ratio: answer_ms to slack_answer_ms.

`--runs 9` changes how many fresh processes each figure is the median of.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import boto3

from benchmarks.cold_start.__main__ import LAYERS, Start, _starts
from benchmarks.cold_start.surroundings import ASKER, Surroundings, surroundings
from benchmarks.cold_teams.microsoft import Microsoft, microsoft
from fingerpost.adapters.dynamodb.directory import DynamoRegister
from fingerpost.domain.practitioner import ChatIdentity, Product
from tests.builders import a_practitioner, a_service, nhs_number
from tests.local_dynamodb import LocalTables
from tools.local import build
from tools.local.places import BUILT, MINISTACK_PYTHON
from tools.teams.people import APP_ID, TENANT, activity_from, member
from tools.teams.signing import connector_claims

HERE = Path(__file__).parent

Json = dict[str, Any]
PERSON: Json = {
    "name": "Rowan Ashdown",
    "email": "rowan@northbrook.example",
    "deleted": False,
    "is_stranger": False,
    "is_restricted": False,
    "is_bot": False,
    "teams_user_id": "f1a90000-0000-4000-8000-000000000001",
    "teams_tenant_id": TENANT,
}


@contextmanager
def everything(folder: Path) -> Iterator[tuple[Surroundings, Microsoft, dict[str, str]]]:
    """Slack and AWS as for the other benchmark, and a Microsoft; with the Teams function's environment."""
    with surroundings(folder) as around, microsoft(folder, member(PERSON) or {}) as there:
        aws = {name: value for name, value in around.environment.items() if name.startswith("AWS_")}
        with patch.dict(os.environ, aws):
            _enter_in_teams()
        yield around, there, around.environment | _settings(there)


def _settings(there: Microsoft) -> dict[str, str]:
    return {
        "TEAMS_APP_ID": APP_ID,
        "TEAMS_APP_TENANT": TENANT,
        "TEAMS_TENANTS": TENANT,
        "TEAMS_EMAIL_DOMAINS": "northbrook.example",
        "TEAMS_SECRET_NAME": "teams",
        "TEAMS_KEYS_URL": f"{there.url}/keys",
        "TEAMS_LOGIN_URL": there.url,
    }


def _enter_in_teams() -> None:
    """The asker has an account there too."""
    held = json.dumps({"app_password": "opens nothing"})
    boto3.client("secretsmanager").create_secret(Name="teams", SecretString=held)
    next_year = date.today() + timedelta(days=365)
    asker = a_practitioner(ASKER).of(a_service().build()).vetted_until(next_year).trained_until(next_year)
    entered = asker.agreed_until(next_year).build()
    in_teams = ChatIdentity(Product.TEAMS, TENANT, PERSON["teams_user_id"])
    both = replace(entered, identities=(*entered.identities, in_teams))
    DynamoRegister(LocalTables().store).enter_practitioner(both)


class TeamsStart:
    """A kind of cold start of the Teams function, and what its runs took."""

    def __init__(self, there: Microsoft, environment: dict[str, str], activity: Json) -> None:
        self.there, self.environment, self.activity = there, environment, activity
        self.marks: list[Json] = []

    def run(self) -> None:
        """Once more, in a fresh process."""
        task = {"paths": [str(BUILT / "TeamsFunction"), *LAYERS], "events": [self._event()]}
        done = subprocess.run(  # noqa: S603 - the interpreter of the local stack
            [str(MINISTACK_PYTHON.resolve()), "-I", "-B", str(HERE / "once.py")],
            input=json.dumps(task),
            env={"PATH": os.environ["PATH"], **self.environment},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(done.stderr[-3000:])
        marks = json.loads(done.stdout.splitlines()[-1])
        (answer,) = marks["answers"]
        if answer["statusCode"] != 200 or not (marks["posted"] or "Services involved" in answer["body"]):
            raise SystemExit(f"not answered as it should be: {answer['body'][:500]} {done.stdout[:800]}")
        self.marks.append(marks)

    def _event(self) -> Json:
        now = time.time()
        service_url = f"{self.there.url}/"
        claims = connector_claims(APP_ID, service_url, now)
        sent = {**activity_from(PERSON, service_url, time.time_ns()), **self.activity}
        headers = {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {self.there.key.sign(claims)}",
        }
        return {"headers": headers, "body": json.dumps(sent), "isBase64Encoded": False}

    def median(self, mark: str) -> float:
        """The median of a mark, in milliseconds."""
        taken = [marks[mark][-1] if isinstance(marks[mark], list) else marks[mark] for marks in self.marks]
        return round(float(statistics.median(taken)), 1)


def _ask() -> Json:
    """The form as Teams sends it back, with a number in it."""
    typed = {
        "identifier": nhs_number(0),
        "birth_date": "27/3/2016",
        "reason": "safeguarding",
        "family_told": "no",
    }
    data = {"fingerpost": {"screen": "ask", "about": ""}, **typed}
    action = {"type": "Action.Execute", "verb": "fingerpost", "data": data}
    return {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": action}}


def _measured(folder: Path, runs: int) -> Json:
    with everything(folder) as (around, there, environment):
        teams = {"menu": {"text": "hello"}, "answer": _ask()}
        starts = {name: TeamsStart(there, environment, activity) for name, activity in teams.items()}
        slack: dict[str, Start] = {}
        for turn in range(runs + 1):
            for name, fresh in _starts(around).items():
                if name in ("modal", "answer"):
                    slack.setdefault(name, fresh).events = fresh.events
                    slack[name].run()
            for start in starts.values():
                start.run()
            if turn == 0:  # the first of each finds files that are not in memory yet
                for marks in (each.marks for them in (slack, starts) for each in them.values()):
                    marks.clear()
            print(f"run {turn} of {runs}", file=sys.stderr)
    return _result(slack, starts, runs)


def _result(slack: dict[str, Start], teams: dict[str, TeamsStart], runs: int) -> Json:
    menu, modal = teams["menu"].median("posted"), slack["modal"].median("opened")
    answer, slack_answer = teams["answer"].median("answered"), slack["answer"].median("answered", -1)
    return {
        "menu_ms": menu,
        "modal_ms": modal,
        "answer_ms": answer,
        "slack_answer_ms": slack_answer,
        "menu_import_ms": teams["menu"].median("imported"),
        "menu_whole_ms": teams["menu"].median("answered"),
        "first_reply_ratio": round(menu / modal, 3),
        "first_answer_ratio": round(answer / slack_answer, 3),
        "runs": runs,
    }


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=9)
    runs: int = options.parse_args().runs
    build.build(build.fingerprint())
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(_measured(Path(folder), runs)))


if __name__ == "__main__":
    main()
