"""What does a cold start cost: to an opened form, and to a first answer, against Bolt's own hello world?

Each figure is the CPU of a fresh process, threads included, above a bare interpreter that has imported what
Lambda's runtime imports; the median of several, taken in turns. All run on the interpreter and from the
layers of the local stack, with their `unchecked-hash` bytecode. Slack answers at once, over TLS; AWS over
plain HTTP, so the handshakes with its services that come on top on AWS are not in our figures.

hello_ms: the stock App with the stock adapter acknowledges a command. Its `auth.test` is spared TLS;
hello_tls_ms: the same with it.
modal_ms: our function, until the answer to `views.open` is there, whatever the warming thread took till then.
modal_whole_ms: the same invocation to its end: data layer built, request remembered, authority on record.
first_answer_ms: a cold process gets an ask by number and answers it.
both_ms: a cold process opens the form and then answers an ask.

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
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

from benchmarks.cold_start.surroundings import (
    ASKER,
    BOT_TOKEN,
    SIGNING_SECRET,
    Surroundings,
    surroundings,
)
from fingerpost.surfaces.asking.forms import ask_form
from fingerpost.surfaces.slack.blocks import modal
from tests.builders import WORKSPACE, nhs_number, slack_identity
from tools.local import build
from tools.local.places import BUILT, MINISTACK_PYTHON

HERE = Path(__file__).parent
LAYERS = [str(BUILT / layer / "python") for layer in ("DependenciesLayer", "CoreLayer")]
FORM = "application/x-www-form-urlencoded"

Json = dict[str, Any]


@dataclass
class Start:
    """A kind of cold start, and what its runs took."""

    name: str
    folder: Path
    module: str
    events: tuple[str, ...]
    environment: dict[str, str]
    marks: list[Json] = field(default_factory=list)

    def run(self) -> None:
        """Once more, in a fresh process."""
        task = {
            "paths": [str(self.folder), *LAYERS],
            "module": self.module,
            "events": [_signed(body) for body in self.events],
        }
        done = subprocess.run(  # noqa: S603 - the interpreter of the local stack
            [str(MINISTACK_PYTHON.resolve()), "-I", "-B", str(HERE / "once.py")],
            input=json.dumps(task),
            env={"PATH": os.environ["PATH"], **self.environment},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{self.name}: {done.stderr[-3000:]}")
        self.marks.append(_sound(self.name, json.loads(done.stdout.splitlines()[-1])))

    def median(self, mark: str, nth: int | None = None) -> float:
        """The median of a mark, in milliseconds."""
        taken = (marks[mark] if nth is None else marks[mark][nth] for marks in self.marks)
        return round(float(statistics.median(taken)), 1)


def _sound(name: str, marks: Json) -> Json:
    """A cold start that did not do its work is not measured."""
    wrong = [answer for answer in marks["answers"] if answer["statusCode"] != 200]
    last = marks["answers"][-1]["body"]
    if wrong or ("answer" in name and json.loads(last)["view"]["callback_id"] != "confirmed"):
        raise SystemExit(f"{name}: not answered as it should be")
    return marks


def _signed(body: str) -> Json:
    moment = str(int(time.time()))
    signature = SignatureVerifier(SIGNING_SECRET).generate_signature(timestamp=moment, body=body)
    headers = {"Content-Type": FORM, "X-Slack-Request-Timestamp": moment, "X-Slack-Signature": signature}
    return {
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "body": body,
        "isBase64Encoded": False,
        "requestContext": {"httpMethod": "POST"},
    }


def _command(name: str) -> str:
    who = {"team_id": WORKSPACE, "user_id": slack_identity(ASKER).user}
    return urlencode({"command": name, "text": "", "trigger_id": os.urandom(8).hex(), **who})


def _ask() -> str:
    """The form as Slack sends it back, with a number and the birth date in it."""
    values: dict[str, Json] = {
        "identifier": {"value": nhs_number(0)},
        "birth_date": {"value": "27/3/2016"},
        "reason": {"selected_option": {"value": "safeguarding"}},
        "family_told": {"selected_option": {"value": "no"}},
    }
    state = {"values": {f"ask/{name}": {name: held} for name, held in values.items()}}
    view = {**modal(ask_form({})), "id": "V1", "hash": os.urandom(8).hex(), "state": state}
    who = {"id": slack_identity(ASKER).user, "team_id": WORKSPACE}
    payload = {"type": "view_submission", "view": view, "user": who, "team": {"id": WORKSPACE}}
    return urlencode({"payload": json.dumps(payload)})


def _starts(around: Surroundings) -> dict[str, Start]:
    """Each event is made anew for each run, so `run` signs what these were given."""
    ours = BUILT / "SlackFunction"
    stock = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_SIGNING_SECRET": SIGNING_SECRET, **around.environment}
    plain = stock | {"SLACK_API_URL": around.plain_slack}
    return {
        "hello": Start("hello", HERE, "hello", (_command("/hello"),), plain),
        "hello_tls": Start("hello_tls", HERE, "hello", (_command("/hello"),), stock),
        "modal": Start("modal", ours, "app", (_command("/involved"),), around.environment),
        "answer": Start("answer", ours, "app", (_ask(),), around.environment),
        "both_answer": Start("both_answer", ours, "app", (_command("/involved"), _ask()), around.environment),
    }


def warm_ms(around: Surroundings, asks: int = 10) -> float:
    """CPU of an ask in a process that has answered some before: the form opened, and the answer to it."""
    events = tuple(event for _ in range(asks) for event in (_command("/involved"), _ask()))
    start = Start("answer again", BUILT / "SlackFunction", "app", events, around.environment)
    start.run()
    taken: list[float] = start.marks[0]["answered"]
    return round((taken[-1] - taken[2 * (asks // 2) - 1]) / (asks - asks // 2), 1)


def _result(starts: dict[str, Start], runs: int) -> Json:
    hello, opened = starts["hello"].median("answered", -1), starts["modal"].median("opened")
    answered = starts["answer"].median("answered", -1)
    return {
        "hello_ms": hello,
        "hello_tls_ms": starts["hello_tls"].median("answered", -1),
        "modal_ms": opened,
        "modal_whole_ms": starts["modal"].median("answered", -1),
        "first_answer_ms": answered,
        "both_ms": starts["both_answer"].median("answered", -1),
        "import_ms": starts["modal"].median("imported"),
        "modal_ratio": round(opened / hello, 3),
        "first_answer_ratio": round(answered / hello, 3),
        "runs": runs,
        "python": _version(),
    }


def _version() -> str:
    asked = [str(MINISTACK_PYTHON.resolve()), "-c", "import platform; print(platform.python_version())"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=9)
    runs: int = options.parse_args().runs
    build.build(build.fingerprint())
    with tempfile.TemporaryDirectory() as folder, surroundings(Path(folder)) as around:
        result = _measured(around, runs)
    print(json.dumps(result))


def _measured(around: Surroundings, runs: int) -> Json:
    taken: dict[str, Start] = {}
    for turn in range(runs + 1):
        for name, fresh in _starts(around).items():
            start = taken.setdefault(name, fresh)
            start.events = fresh.events
            start.run()
            if turn == 0:
                start.marks.clear()  # the first of each finds files that are not in memory yet
        print(f"run {turn} of {runs}", file=sys.stderr)
    return _result(taken, runs)


if __name__ == "__main__":
    main()
