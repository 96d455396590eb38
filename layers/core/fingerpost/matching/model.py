"""The matcher's interface: what goes in and what comes out. Storage and surfaces depend on this alone."""

from __future__ import annotations

from enum import StrEnum

from fingerpost.domain.child import Details
from fingerpost.domain.confidential import Confidential
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.asking import Agreement, Detail


@dataclass(frozen=True, repr=False)
class TokenKey(Confidential):
    """One thing a child can be looked up by, before the keyed PRF makes a token of it.

    kind: a short name of the combination, such as `nd` (any name + birth date); stands in the store's key.
    text: the normalised values; never stored, logged or shown.
    """

    kind: str
    text: str


@dataclass(frozen=True, repr=False)
class Candidate(Confidential):
    """A child met under one of the tokens, decrypted in memory.

    words: of the details, what rests on one service's word each.
    """

    child_id: str
    details: Details
    words: tuple[Details, ...] = ()


class MatchOutcome(StrEnum):
    """How sure the matcher is."""

    CONFIRMED = "confirmed"
    POSSIBLE = "possible"
    MANY = "many"
    NONE = "none"


NUMBER_ALONE = "number_alone"
"""The rule by which a number with nothing beside it asks for one more detail."""


CONTRADICTED = "identifier_contradicted"
"""The rule by which a number that is not of the child named beside it asks for one more detail."""


WEAK_QUESTION = "weak_question"
"""The rule by which a question that would tell nobody apart asks for one more detail."""


@dataclass(frozen=True)
class Decision:
    """What the matcher makes of a question and its candidates.

    child_id: of the right child where confirmed, else None.
    agreed: the details that agree with the confirmed child's; empty unless confirmed.
    offered: details of which any one may settle it, the best first; empty when confirmed.
    rules: names of the rules that decided, for the ledger; they say nothing of a child.
    version: of the weights.
    """

    outcome: MatchOutcome
    version: str
    child_id: str | None = None
    agreed: tuple[Agreement, ...] = ()
    offered: tuple[Detail, ...] = ()
    rules: tuple[str, ...] = ()

    @property
    def wanted(self) -> Detail | None:
        """The one of those offered that would best settle it."""
        return self.offered[0] if self.offered else None
