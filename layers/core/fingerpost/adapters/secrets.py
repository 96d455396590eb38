"""Secrets, remembered for a few minutes, so that a rotation in Secrets Manager needs no restart."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import field

from fingerpost.domain.errors import Unavailable
from fingerpost.domain.made_when_used import dataclass


@dataclass
class Secrets:
    """Secrets that hold a JSON object of texts. fetch: gives a secret's text by its name."""

    fetch: Callable[[str], str]
    seconds: float = 300
    monotonic: Callable[[], float] = time.monotonic
    _remembered: dict[str, tuple[float, Mapping[str, str]]] = field(default_factory=dict, repr=False)

    def read(self, name: str) -> Mapping[str, str]:
        """The secret's fields. Raises Unavailable."""
        read_at, fields = self._remembered.get(name, (0.0, None))
        if fields is None or self.monotonic() - read_at > self.seconds:
            fields = _fields(self.fetch(name))
            self._remembered[name] = (self.monotonic(), fields)
        return fields


def _fields(text: str) -> Mapping[str, str]:
    try:
        return {name: str(value) for name, value in json.loads(text).items()}
    except (ValueError, AttributeError):
        raise Unavailable("the secret holds no JSON object") from None
