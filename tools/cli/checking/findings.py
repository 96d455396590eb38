"""What a check finds, of what, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from tools.cli.api import Api
from tools.cli.deployment import Deployment


class Verdict(StrEnum):
    """How a check came out."""

    GOOD = "good"
    LOOK = "look"
    FAULT = "fault"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Finding:
    """What one check found, and the remedy; `look` is worth a look, `fault` must be mended."""

    check: str
    verdict: Verdict
    says: str
    remedy: str = ""


@dataclass(frozen=True)
class Examined:
    """The deployment that is examined. now: the clock here."""

    deployment: Deployment
    api: Api
    now: datetime

    @property
    def outputs(self) -> Any:  # noqa: ANN401 - a mapping
        """The stack's outputs."""
        return self.deployment.outputs

    @property
    def parameters(self) -> Any:  # noqa: ANN401 - a mapping
        """What the stack was deployed with."""
        return self.deployment.parameters


Check = Callable[[Examined], Iterator[Finding]]


def fault(check: str, says: str, remedy: str) -> Finding:
    """It must be mended."""
    return Finding(check, Verdict.FAULT, says, remedy)


def look(check: str, says: str, remedy: str) -> Finding:
    """It is worth a look."""
    return Finding(check, Verdict.LOOK, says, remedy)
