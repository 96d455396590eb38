"""The signing bridge to Teams as a server of the stack."""

import sys

from tools.local import servers
from tools.local.commands import quiet_environment
from tools.local.places import ROOT, STACK_FILE
from tools.local.servers import Server
from tools.teams.people import APP_ID, TENANT

NAME = "teams-bridge"
MESSAGES_PATH = "/teams/messages"


def address(port: int) -> str:
    """Where it is."""
    return f"http://127.0.0.1:{port}"


def server(port: int) -> Server:
    """The bridge as a server."""
    return Server(NAME, f"{address(port)}/_local/health")


def start(port: int, password: str) -> None:
    """Start it; it reads the stack file once that is there. Raises LocalStackTrouble."""
    command = [sys.executable, "-m", "tools.teams.bridge", "--port", str(port), "--stack", str(STACK_FILE)]
    server(port).start([*command, f"--password={password}"], quiet_environment(), ROOT)


def stop() -> bool:
    """End it; True when it was running."""
    return servers.stop(NAME)


def parameters(port: int, email_domain: str) -> dict[str, str]:
    """What the template is told of this Teams. Microsoft's own client has no dialogs in the Playground."""
    return {
        "TeamsAppId": APP_ID,
        "TeamsAppTenant": TENANT,
        "TeamsTenants": TENANT,
        "TeamsEmailDomains": email_domain,
        "TeamsDialogs": "false",
        "TeamsKeysUrl": f"{address(port)}/keys",
        "TeamsLoginUrl": address(port),
    }


def described(port: int) -> dict[str, str]:
    """Its part of the stack file."""
    return {
        "messages_path": MESSAGES_PATH,
        "bridge_url": address(port),
        "app_id": APP_ID,
        "tenant_id": TENANT,
    }
