"""Starting and stopping the local Slack."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from tools.workbench.server import application
from tools.workbench.stack import Stack, StackFile
from tools.workbench.views import TRIGGER_SECONDS
from tools.workbench.workspace import Settings, Workspace

HOST = "127.0.0.1"


def serve(port: int, stack_file: Path, seconds_to_answer: float = TRIGGER_SECONDS) -> None:
    """Serve until told to stop."""
    settings = Settings(f"http://{HOST}:{port}", seconds_to_answer)
    workspace = Workspace(StackFile(stack_file).read, settings)
    print(f"The workbench is at {settings.public_url}", flush=True)
    _server(application(workspace), port).run()


def _server(app: ASGIApp, port: int) -> uvicorn.Server:
    # Open pages hold a stream of changes; without a limit the server would wait for them to go.
    return uvicorn.Server(
        uvicorn.Config(app, host=HOST, port=port, log_level="warning", timeout_graceful_shutdown=1)
    )


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def local_slack(
    read_stack: Callable[[], Stack], seconds_to_answer: float = TRIGGER_SECONDS
) -> Iterator[Workspace]:
    """A local Slack in this process, for a test; its address is `workspace.settings.public_url`."""
    port = free_port()
    workspace = Workspace(read_stack, Settings(f"http://{HOST}:{port}", seconds_to_answer))
    with in_background(application(workspace), port):
        yield workspace


@contextmanager
def in_background(app: ASGIApp, port: int) -> Iterator[None]:
    """Serve an application from a thread of this process."""
    server = _server(app, port)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    _wait_until_listening(port)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(timeout=10)


def _wait_until_listening(port: int, attempts: int = 100) -> None:
    for _ in range(attempts):
        with socket.socket() as probe:
            probe.settimeout(0.1)
            if probe.connect_ex((HOST, port)) == 0:
                return
        threading.Event().wait(0.05)
    raise TimeoutError(f"nothing listens on port {port}")
