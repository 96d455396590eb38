"""What an administrator does beside /v1 stands on the ledger too: the attempt before, the outcome after."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from fingerpost.domain.errors import Unavailable
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.practitioner import Principal
from fingerpost.domain.reference import reference_from
from fingerpost.usecases.access.authority import actor_name
from tools.cli.exits import Trouble
from tools.cli.session import Session


@dataclass
class Recorded:
    """What becomes of an act. outcome: in a word, and a number where there is one."""

    reference: str
    outcome: str = "failed"


@contextmanager
def recorded(session: Session, act: Act, about: str) -> Iterator[Recorded]:
    """Do something on record, or not at all. Raises Trouble where the ledger does not answer."""
    caller = session.deployment.client("sts").get_caller_identity()
    actor = actor_name(Principal(str(caller["Arn"])))
    reference = reference_from(secrets.token_bytes(16))
    attempt = LedgerEntry(reference, act, Phase.ATTEMPT, datetime.now(UTC), actor, about=about)
    _written(lambda: session.ledger.attempt(attempt, None))
    came = Recorded(reference)
    try:
        yield came
    finally:
        line = replace(attempt, phase=Phase.OUTCOME, outcome=came.outcome, at=datetime.now(UTC))
        _written(lambda: session.ledger.outcome(line))


def _written(write: Callable[[], None]) -> None:
    try:
        write()
    except Unavailable as fault:
        raise Trouble(
            f"The ledger does not answer: {fault}", "Nothing is done without it. Your rights need its table."
        ) from fault
