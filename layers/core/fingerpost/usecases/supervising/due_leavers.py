"""What the clock does with those who left: who supervised is told, then officers, until nothing is left."""

from __future__ import annotations

from fingerpost.domain.errors import NotFound
from fingerpost.domain.leaver import Leaver
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import Status
from fingerpost.domain.reference import reference_from
from fingerpost.usecases.due_work import EachByItself, Ticked
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.acting import Clock, Metrics, Transactions
from fingerpost.usecases.ports.due import DueLine, DueLines
from fingerpost.usecases.ports.supervising import Leavers
from fingerpost.usecases.supervising.left_behind import WhatIsLeft
from fingerpost.usecases.unattended import Unattended


@dataclass(frozen=True)
class MoveDueLeavers:
    """Looks at what is due. It may run twice, at once or days late: a step is written on what was read."""

    leavers: Leavers
    due: DueLines
    what_is_left: WhatIsLeft
    directory: Directory
    transactions: Transactions
    unattended: Unattended
    metrics: Metrics
    clock: Clock

    def __call__(self) -> Ticked:
        """One run. Raises Unavailable: what was not moved is found again."""
        return EachByItself("leavers", self.due, self.metrics, self.clock)(self._moved)

    def _moved(self, line: DueLine) -> bool:
        try:
            one = self.leavers.find(line.name)
        except NotFound:
            one = None
        if one is None or one.due != line.at:
            self.due.forget(line)
            return False
        self._move(one)
        return True

    def _move(self, one: Leaver) -> None:
        now = self.clock()
        left = bool(self.what_is_left(one, now.date()))
        after = one.looked_at(now, left=left, supervised=self._is_supervised(one))
        transaction = self.transactions.begin()
        transaction.put_leaver(after, one)
        once = f"leaver:{one.id}:{one.since.isoformat()}:{after.version}"
        self.unattended.write(_attempt(after, once), once, transaction, after.step)
        self.metrics.count("leavers_moved", step=after.step)

    def _is_supervised(self, one: Leaver) -> bool:
        above = self.directory.practitioners([one.supervisor_id] if one.supervisor_id else [])
        supervisor = above.get(one.supervisor_id)
        return supervisor is not None and supervisor.status is Status.ACTIVE


def _attempt(after: Leaver, once: str) -> LedgerEntry:
    return LedgerEntry(
        reference=reference_from(once.encode()),
        act=Act.LEAVER_DUE,
        phase=Phase.ATTEMPT,
        at=after.moved_at,
        actor_id=after.practitioner_id,
        service_id=after.service_id,
        area_id=after.area_id,
    )
