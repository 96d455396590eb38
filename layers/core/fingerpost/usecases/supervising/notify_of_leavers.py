"""Who is told that somebody left work behind."""

from __future__ import annotations

from collections.abc import Iterator

from fingerpost.domain.leaver import Leaver, LeaverStep
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.notice import Capacity, Notice, NoticeKind
from fingerpost.domain.practitioner import Status
from fingerpost.usecases.telling.people_around import Event, Recipient, Telling


@dataclass(frozen=True)
class NotifyOfLeavers:
    """Told of each step written, tells whoever has to decide, however often it is told."""

    telling: Telling

    def __call__(self, leaver: Leaver) -> tuple[Notice, ...]:
        """Keep and queue the notices. Raises Unavailable: call again with the same."""
        told: list[Notice] = []
        for recipient, kind in self._recipients(leaver):
            if recipient.practitioner.status is Status.ACTIVE:
                told += self.telling.tell(Event(_event_id(leaver, kind), kind, child_id=""), [recipient])
        return tuple(told)

    def _recipients(self, leaver: Leaver) -> Iterator[tuple[Recipient, NoticeKind]]:
        """Whoever supervised hears of it again, as the officers do, while it stands still."""
        if leaver.step not in (LeaverStep.TOLD, LeaverStep.ESCALATED):
            return
        ids = [leaver.supervisor_id] if leaver.supervisor_id else []
        for supervisor in self.telling.directory.practitioners(ids).values():
            on_behalf_of = leaver.practitioner_id
            yield Recipient(supervisor, Capacity.SUPERVISOR, on_behalf_of), NoticeKind.TEAM_LEAVER
        if leaver.step is LeaverStep.ESCALATED:
            for officer in self.telling.directory.officers(leaver.area_id):
                yield Recipient(officer, Capacity.OFFICER), NoticeKind.TEAM_LEAVER_ESCALATED


def _event_id(leaver: Leaver, kind: NoticeKind) -> str:
    return f"leaver:{leaver.id}:{leaver.since.isoformat()}:{leaver.version}:{kind}"
