"""Chooses ports: the usual one, so that addresses stay the same, or a free one if that is taken."""

import os
import socket

from tools.local.trouble import LocalStackTrouble


def choose(variable: str, usual: int) -> int:
    """The port that the environment variable names, else the usual one, else any free one.

    Raises LocalStackTrouble when the variable names a port that is taken, or no port.
    """
    wanted = os.environ.get(variable)
    if wanted is None:
        return usual if _is_free(usual) else _any_free()
    if not wanted.isascii() or not wanted.isdigit() or not 0 < int(wanted) < 65536:
        raise LocalStackTrouble(
            f"{variable} is {wanted!r}, which is no port.",
            "Set it to a number from 1 to 65535, or leave it out.",
        )
    if not _is_free(int(wanted)):
        raise LocalStackTrouble(
            f"Port {wanted} is in use.", f"Set {variable} to a free port, or leave it out."
        )
    return int(wanted)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _any_free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
