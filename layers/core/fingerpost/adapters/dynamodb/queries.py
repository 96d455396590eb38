"""What is read of one partition."""

from __future__ import annotations

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from fingerpost.domain.made_when_used import dataclass


@dataclass(frozen=True, repr=False)
class Query:
    """All of a partition, or nothing.

    by: the index that is asked instead of the table. from_sk: leaves out what sorts before it; sk_begins,
    instead: what begins otherwise.
    """

    table: str
    pk: str
    most: int
    consistent: bool = False
    by: str | None = None
    from_sk: str = ""
    sk_begins: str = ""

    @property
    def of_sk(self) -> Condition | None:
        """Which of the partition's sort keys are wanted, None for all."""
        if self.sk_begins:
            return Path("sk").startswith(self.sk_begins)
        return Path("sk") >= self.from_sk if self.from_sk else None
