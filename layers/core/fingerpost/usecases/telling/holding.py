"""Whether a notice is told now, or kept for its recipient's digest (D4). What is kept is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.notice import Notice, NoticeState
from fingerpost.domain.practitioner import Practitioner
from fingerpost.domain.working_time import WorkingTime
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.acting import Clock, Metrics
from fingerpost.usecases.ports.telling import Notices, PreferencesKept


@dataclass(frozen=True)
class Holding:
    """Knows when people want to be told."""

    notices: Notices
    preferences: PreferencesKept
    directory: Directory
    metrics: Metrics
    clock: Clock

    def held(self, notice: Notice, recipient: Practitioner | None) -> Notice | None:
        """The notice as it is held; None where it is to be told now, or to nobody whom we know."""
        if recipient is None or notice.state is not NoticeState.PENDING:
            return None
        until = self._until(notice, recipient)
        if until <= self.clock():
            return None
        held = replace(notice, state=NoticeState.HELD)
        self.notices.hold(held, until)
        self.metrics.count("notices_held", kind=notice.kind)
        return held

    def _until(self, notice: Notice, recipient: Practitioner) -> datetime:
        chosen = self.preferences.of([recipient.id])[recipient.id]
        service = self.directory.services([recipient.service_id]).get(recipient.service_id)
        work = WorkingTime.of(service.contact) if service else WorkingTime()
        return chosen.tells_at(notice.told_at, self.clock(), work)
