"""Tells the person who waits what is being done and how long it took."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(words: str) -> None:
    """Print one line at once, also into a pipe."""
    print(words, flush=True)


@contextmanager
def step(words: str) -> Iterator[None]:
    """Announce a step that takes a while, then its seconds."""
    say(f"… {words}")
    started = time.monotonic()
    yield
    say(f"  done in {time.monotonic() - started:.0f} s")
