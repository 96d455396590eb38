"""Waits until the reader of a demo has seen enough: Ctrl-C, or the end of the session (SIGTERM, SIGHUP)."""

from __future__ import annotations

import signal
import threading
from types import FrameType


def _interrupted(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def end_as_by_hand() -> None:
    """From now on a signal to end is as Ctrl-C: what was opened is closed on the way out."""
    for signal_to_end in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(signal_to_end, _interrupted)


def wait() -> None:
    """Return once somebody ends it."""
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        print(flush=True)
