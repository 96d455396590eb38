"""What the last `up` brought up, so that the next one can tell what is left to do."""

import json
from dataclasses import asdict, dataclass

from tools.local import emulator, servers, workbench
from tools.local.places import STACK_FILE, STATE_FILE


@dataclass(frozen=True)
class State:
    """Ports of the running servers, the fingerprint of what is deployed, and Slack's synthetic secrets."""

    aws_port: int
    slack_port: int
    deployed: str
    signing_secret: str
    bot_token: str

    def write(self) -> None:
        """Remember it."""
        STATE_FILE.write_text(json.dumps(asdict(self)), encoding="utf-8")

    def is_alive(self) -> bool:
        """Whether both servers are the ones that were started, and answer, and the stack file is there."""
        running = servers.is_running(emulator.NAME) and servers.is_running(workbench.NAME)
        return running and self._answers() and STACK_FILE.exists()

    def _answers(self) -> bool:
        return emulator.server(self.aws_port).answers() and workbench.server(self.slack_port).answers()


def remembered() -> State | None:
    """The state of the last `up`, if there is one."""
    if not STATE_FILE.exists():
        return None
    return State(**json.loads(STATE_FILE.read_text(encoding="utf-8")))


def forget() -> None:
    """Forget what was brought up."""
    for path in (STATE_FILE, STACK_FILE):
        path.unlink(missing_ok=True)
