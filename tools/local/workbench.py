"""The local Slack as a server of the stack."""

import sys

from tools.local import servers
from tools.local.commands import quiet_environment
from tools.local.places import ROOT, STACK_FILE
from tools.local.servers import Server

NAME = "workbench"


def address(port: int) -> str:
    """Where its page is."""
    return f"http://127.0.0.1:{port}"


def server(port: int) -> Server:
    """The local Slack as a server."""
    return Server(NAME, log_url(port))


def log_url(port: int) -> str:
    """Where every Web API call that the bot made can be read, as JSON."""
    return f"{address(port)}/_local/web-api-log"


def start(port: int) -> None:
    """Start it; it reads the stack file once that is there. Raises LocalStackTrouble."""
    command = [
        sys.executable,
        "-m",
        "tools.workbench",
        "serve",
        "--port",
        str(port),
        "--stack",
        str(STACK_FILE),
    ]
    server(port).start(command, quiet_environment(), ROOT)


def stop() -> bool:
    """End it; True when it was running."""
    return servers.stop(NAME)
