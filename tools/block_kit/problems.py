"""What the checker reports."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

# Whatever a JSON document may hold: the checker must stand every value, so it may assume nothing.
Json: TypeAlias = Any


@dataclass(frozen=True)
class Problem:
    """One broken rule. `where` is a JSON pointer into the payload, `rule` a stable code, `detail` a sentence.

    The detail states limits and counts, never the offending text: that may be about a child.
    """

    where: str
    rule: str
    detail: str

    def __str__(self) -> str:
        """Slack's own style of error message."""
        return f"[ERROR] {self.detail} [json-pointer:{self.where or '/'}]"


Problems = Iterator[Problem]
