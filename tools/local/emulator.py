"""The local AWS: ministack, with IAM enforced (ADR 1)."""

import shutil

from tools.local import servers
from tools.local.commands import quiet_environment
from tools.local.places import EMULATOR_HOME, MINISTACK
from tools.local.servers import Server

NAME = "ministack"
REGION = "eu-west-2"
ACCESS_KEY_ID = "test"
SECRET_ACCESS_KEY = "test"  # noqa: S105  (the emulator's root key, the same everywhere)

ADMINISTRATOR = "arn:aws:iam::000000000000:root"
"""Whom it takes for the caller who signs with the root key."""


def endpoint(port: int) -> str:
    """Where every AWS API listens."""
    return f"http://localhost:{port}"


def server(port: int) -> Server:
    """The emulator as a server."""
    return Server(NAME, f"{endpoint(port)}/_ministack/health")


def start(port: int) -> None:
    """Start it empty, on this machine's own address only. Raises LocalStackTrouble."""
    temporary = EMULATOR_HOME / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    environment = quiet_environment(
        AUTH="true",
        BIND_HOST="127.0.0.1",
        GATEWAY_PORT=str(port),
        IOT_MTLS_ENABLED="0",
        LAMBDA_WARM_TTL_SECONDS="86400",
        MINISTACK_REGION=REGION,
        STATE_DIR=str(EMULATOR_HOME / "state"),
        TMPDIR=str(temporary),
    )
    server(port).start([str(MINISTACK)], environment, EMULATOR_HOME)


def stop() -> bool:
    """End it with the functions it runs and forget its state; True when it was running."""
    was_running = servers.stop(NAME)
    shutil.rmtree(EMULATOR_HOME, ignore_errors=True)
    return was_running


def aws_environment(port: int) -> dict[str, str]:
    """What an AWS tool needs to talk to it and to nothing else."""
    return quiet_environment(
        AWS_ACCESS_KEY_ID=ACCESS_KEY_ID,
        AWS_SECRET_ACCESS_KEY=SECRET_ACCESS_KEY,
        AWS_DEFAULT_REGION=REGION,
        AWS_ENDPOINT_URL=endpoint(port),
        AWS_CONFIG_FILE="/dev/null",
        AWS_SHARED_CREDENTIALS_FILE="/dev/null",
        SAM_CLI_TELEMETRY="0",
    )
