"""`make try-slack` as somebody types it, with a Slack of our own at the other end of the socket."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from tests.socket_mode import SlackOverASocket, slack_over_a_socket
from tools.local.places import ROOT

BOT_TOKEN = "xoxb-1-abcdefabcdef"
PATIENCE_SECONDS = 300


class Typed:
    """The command, running. said: all that it printed."""

    def __init__(self, folder: Path, slack: SlackOverASocket) -> None:
        environment = {**os.environ, "FINGERPOST_LOCAL": str(folder), "FINGERPOST_SLACK_API": slack.web_api}
        environment |= {"PYTHONPATH": f"{ROOT / 'layers' / 'core'}:{ROOT}", "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tools.try_slack"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = ""
        assert self.process.stdin
        self.process.stdin.write(f"{slack.app_token}\n{BOT_TOKEN}\n")
        self.process.stdin.flush()
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said += line

    def wait_for(self, words: str) -> None:
        wait_until(lambda: words in self.said or self.process.poll() is not None)
        assert words in self.said, self.said[-3_000:]

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=60)


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not is_so() and time.monotonic() < until:
        time.sleep(0.2)


@pytest.fixture
def slack() -> Iterator[SlackOverASocket]:
    with slack_over_a_socket() as one:
        yield one


def test_from_two_tokens_to_the_form_in_ones_own_slack(tmp_path: Path, slack: SlackOverASocket) -> None:
    typed = Typed(tmp_path / "local", slack)
    try:
        typed.wait_for("Connected.")
        assert '"socket_mode_enabled": true' in typed.said
        found = re.search(r"Write this to the Fingerpost app in Slack: (\S+)", typed.said)
        assert found
        message = {"type": "message", "channel_type": "im", "channel": "D1", "user": "U1", "ts": "1.1"}
        event = {"type": "event_callback", "team_id": "T0OWN", "event_id": "Ev1"}
        slack.send("events_api", {**event, "event": {**message, "text": found[1]}})
        wait_until(lambda: any("is now yours" in sent.replace("+", " ") for _, sent in slack.calls))

        command = {"command": "/involved", "text": "", "trigger_id": "1.2.3", "channel_id": "D1"}
        slack.send("slash_commands", {**command, "user_id": "U1", "team_id": "T0OWN"})
        assert "views.open" in [method for method, _ in slack.calls]
    finally:
        code = typed.end()
    assert (code, "Stopped." in typed.said) == (0, True)
    assert BOT_TOKEN not in typed.said
    assert slack.app_token not in typed.said
    kept = "".join(one.read_text(errors="replace") for one in tmp_path.rglob("*") if one.is_file())
    assert BOT_TOKEN not in kept
