"""What the last `up` brought up, so that the next one can tell what is left to do."""

import json
from dataclasses import asdict, dataclass

from tools.local import emulator, issuer, servers, teams, workbench
from tools.local.places import STACK_FILE, STATE_FILE


@dataclass(frozen=True)
class State:
    """Ports of the running servers, the fingerprint of what is deployed, and synthetic secrets."""

    aws_port: int
    slack_port: int
    teams_port: int
    issuer_port: int
    deployed: str
    signing_secret: str
    bot_token: str
    teams_password: str

    def write(self) -> None:
        """Remember it."""
        STATE_FILE.write_text(json.dumps(asdict(self)), encoding="utf-8")

    def is_alive(self) -> bool:
        """Whether the servers are the ones that were started, and answer, and the stack file is there."""
        names = (emulator.NAME, workbench.NAME, teams.NAME, issuer.NAME)
        return all(map(servers.is_running, names)) and self._answers() and STACK_FILE.exists()

    def _answers(self) -> bool:
        started = (
            emulator.server(self.aws_port),
            workbench.server(self.slack_port),
            teams.server(self.teams_port),
            issuer.server(self.issuer_port),
        )
        return all(server.answers() for server in started)


def remembered() -> State | None:
    """The state of the last `up`, if there is one."""
    if not STATE_FILE.exists():
        return None
    try:
        return State(**json.loads(STATE_FILE.read_text(encoding="utf-8")))
    except TypeError:  # written by another version of this program: start anew
        return None


def forget() -> None:
    """Forget what was brought up."""
    for path in (STATE_FILE, STACK_FILE):
        path.unlink(missing_ok=True)
