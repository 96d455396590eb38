"""Who must know what happened to a record: of a dispute its officers, of a merge both sides (B9, C13).

Of a new identity nobody is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from fingerpost.domain.involvement import Involvement
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.notice import Capacity, Notice, NoticeKind
from fingerpost.domain.passage import PassageNote
from fingerpost.domain.practitioner import Status
from fingerpost.domain.record_keeping import Dispute, Joining
from fingerpost.domain.shield import Look
from fingerpost.usecases.ports.telling import Circle, Circles
from fingerpost.usecases.telling.notify import each_once
from fingerpost.usecases.telling.people_around import Event, PeopleAround, Recipient, Telling


@dataclass(frozen=True)
class ToldOfRecord:
    """What became of one event. about: the dispute's or the merge's id. unknown: how many could not be found;
    a dispute in an area without an officer counts as one."""

    about: str
    kind: NoticeKind
    notices: tuple[Notice, ...] = ()
    unknown: int = 0


@dataclass(frozen=True)
class NotifyOfRecords:
    """Told of each dispute and merge written, tells those who must know, however often it is told."""

    circles: Circles
    telling: Telling

    def of_dispute(self, dispute: Dispute) -> ToldOfRecord:
        """The officers of the record's area. A dispute that a merge moved is the same one as before."""
        officers = self.telling.directory.officers(dispute.area_id)
        recipients = [
            Recipient(one, Capacity.OFFICER)
            for one in officers
            if one.status is Status.ACTIVE and one.id != dispute.practitioner_id
        ]
        kind = NoticeKind.POSSIBLY_ONE if dispute.is_of_two_records else NoticeKind.RECORD_DISPUTED
        event = Event(f"dispute:{dispute.event}", kind, dispute.child_id, about=dispute.reference)
        told = self.telling.tell(event, recipients)
        return ToldOfRecord(dispute.id, kind, told, unknown=0 if officers else 1)

    def of_look(self, look: Look) -> ToldOfRecord:
        """The officers of a shielded child's area, and nobody else (G6)."""
        officers = self.telling.directory.officers(look.area_id)
        recipients = [
            Recipient(one, Capacity.OFFICER)
            for one in officers
            if one.status is Status.ACTIVE and one.id != look.practitioner_id
        ]
        kind = NoticeKind.SHIELDED_LOOKED_AT
        event = Event(f"look:{look.child_id}:{look.reference}", kind, look.child_id, about=look.about)
        told = self.telling.tell(event, recipients)
        return ToldOfRecord(look.reference, kind, told, unknown=0 if officers else 1)

    def of_passage(self, passage: PassageNote) -> ToldOfRecord:
        """Everybody around the child, and the officers of the old area and the new one (C8, C10)."""
        kind, circle = NoticeKind.PASSAGE_TOLD, self.circles.around(passage.child_id)
        if any(one.id == passage.id and not one.stands for one in circle.passages):
            return ToldOfRecord(passage.id, kind)
        around, aware = self.telling.people_around(circle), {passage.practitioner_id}
        told = {one.practitioner.id: one for one in each_once(circle, around, self._today(), aware)}
        officers = {one.practitioner.id: one for one in self._officers(passage)}
        recipients = [one for one in (told | officers).values() if one.practitioner.id not in aware]
        notices = self._tell_of_passage(_said(passage), kind, passage, recipients)
        return ToldOfRecord(passage.id, kind, notices, around.unknown + (0 if officers else 1))

    def of_passage_taken_back(self, passage: PassageNote) -> ToldOfRecord:
        """Those who were told of it."""
        kind = NoticeKind.PASSAGE_TAKEN_BACK
        around = self.telling.people_around(self.circles.around(passage.child_id))
        officers = {one.practitioner.id: one.practitioner for one in self._officers(passage)}
        everybody = replace(around, people={**around.people, **officers})
        recipients = list(self.telling.told_before(_said(passage), everybody))
        undone = f"{_said(passage)}:undone"
        notices = self._tell_of_passage(undone, kind, passage, recipients, replaces=_said(passage))
        return ToldOfRecord(passage.id, kind, notices, around.unknown)

    def _tell_of_passage(
        self,
        event_id: str,
        kind: NoticeKind,
        passage: PassageNote,
        recipients: Sequence[Recipient],
        *,
        replaces: str = "",
    ) -> tuple[Notice, ...]:
        """An officer opens the record, everybody else what they see of the child."""
        event = Event(event_id, kind, passage.child_id, replaces=replaces)
        officers = [one for one in recipients if one.capacity is Capacity.OFFICER]
        others = [one for one in recipients if one.capacity is not Capacity.OFFICER]
        of_record = replace(event, about=passage.reference)
        return (*self.telling.tell(event, others), *self.telling.tell(of_record, officers))

    def _officers(self, passage: PassageNote) -> Iterator[Recipient]:
        for area_id in passage.areas:
            for one in self.telling.directory.officers(area_id):
                if one.status is Status.ACTIVE:
                    yield Recipient(one, Capacity.OFFICER)

    def _today(self) -> date:
        return self.telling.clock().date()

    def of_merge(self, joining: Joining) -> ToldOfRecord:
        """Everybody who now has somebody new beside them; nobody where it was taken back meanwhile."""
        kind, circle = NoticeKind.RECORDS_JOINED, self.circles.around(joining.child_id)
        if circle.is_quiet or any(one.id == joining.id and one.undone for one in circle.joinings):
            return ToldOfRecord(joining.id, kind)
        around = self.telling.people_around(circle)
        recipients = list(_with_somebody_new(joining, circle, around, self._today()))
        event = Event(_joined(joining), kind, joining.child_id)
        return ToldOfRecord(joining.id, kind, self.telling.tell(event, recipients), around.unknown)

    def of_parting(self, joining: Joining) -> ToldOfRecord:
        """Those who were told of the merge, each with the record that they are around now."""
        told: list[Notice] = []
        unknown, kind = 0, NoticeKind.RECORDS_PARTED
        for child_id in (joining.absorbed_id, joining.child_id):
            around = self.telling.people_around(self.circles.around(child_id))
            again = {notice.recipient_id for notice in told}
            recipients = [
                one
                for one in self.telling.told_before(_joined(joining), around)
                if one.practitioner.id not in again
            ]
            event = Event(f"merge:{joining.id}:parted", kind, child_id, replaces=_joined(joining))
            told += self.telling.tell(event, recipients)
            unknown += around.unknown
        return ToldOfRecord(joining.id, kind, tuple(told), unknown)


def _said(passage: PassageNote) -> str:
    return f"passage:{passage.id}"


def _joined(joining: Joining) -> str:
    return f"merge:{joining.id}:joined"


def _with_somebody_new(
    joining: Joining, circle: Circle, people: PeopleAround, day: date
) -> Iterator[Recipient]:
    """Whoever stood on one side only, where a worker of the other side is not themselves."""
    went = _side(circle, joining, moved=True)
    stayed = _side(circle, joining, moved=False)
    told: set[str] = set()
    for here, there in ((went, stayed), (stayed, went)):
        for recipient in each_once(here, people, day, aware={joining.officer_id}):
            who = recipient.practitioner.id
            if who not in told and _has_new(who, recipient.on_behalf_of, here, there):
                told.add(who)
                yield recipient


def _side(circle: Circle, joining: Joining, *, moved: bool) -> Circle:
    return replace(
        circle,
        involvements=tuple(one for one in circle.involvements if (one.id in joining.moved) is moved),
        watches=tuple(one for one in circle.watches if (one.id in joining.moved) is moved),
    )


def _has_new(who: str, on_behalf_of: str, here: Circle, there: Circle) -> bool:
    """Whether the other side has a worker whom this person, or the worker they supervise, did not have."""
    known = {who, on_behalf_of, *(one.practitioner_id for one in _current(here))}
    return any(one.practitioner_id not in known and not one.sensitive for one in _current(there))


def _current(circle: Circle) -> Iterator[Involvement]:
    return (one for one in circle.involvements if one.is_current)
