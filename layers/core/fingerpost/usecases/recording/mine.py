"""One's own: the list by reference, and opening one child after a fresh authority check (C2, D1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fingerpost.domain.child import Child, Details
from fingerpost.domain.errors import NotFound
from fingerpost.domain.involvement import Involvement, Watch
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.notice import Capacity
from fingerpost.domain.outcomes.access import Refusal
from fingerpost.domain.outcomes.contact import ContactLine
from fingerpost.domain.outcomes.recording import (
    LINES_A_PAGE,
    ChildShown,
    MineOutcome,
    MyChildren,
    Slowed,
)
from fingerpost.domain.practitioner import Role
from fingerpost.policy.model import Circumstances
from fingerpost.usecases.access.authority import Admitted, Authority
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.asking.answering import Answering
from fingerpost.usecases.asking.other_records import OtherRecords
from fingerpost.usecases.contact.showing import ShowContacts
from fingerpost.usecases.facts import Denied, Facts
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.answers import RecentAsks
from fingerpost.usecases.ports.index import ChildFile, ChildIndex, Holdings
from fingerpost.usecases.ports.telling import Notices
from fingerpost.usecases.protecting.oversight import Oversee
from fingerpost.usecases.recording.listed import own_as_listed, watch_as_listed
from fingerpost.usecases.recording.own_children import OwnChildren
from fingerpost.usecases.recording.relation import relation_of
from fingerpost.usecases.requests import Request


@dataclass(frozen=True)
class Mine:
    """What a practitioner works with and watches, and what they were told of."""

    acting: Acting
    authority: Authority
    answering: Answering
    index: ChildIndex
    directory: Directory
    notices: Notices
    recent: RecentAsks
    own_children: OwnChildren
    other_records: OtherRecords
    contacts: ShowContacts
    oversee: Oversee

    def page(self, request: Request, number: int) -> MineOutcome:
        """The same for one's private window: initials and birth year on the lines of one page, from 1."""

        def listed(admitted: Admitted) -> Facts[MyChildren]:
            held = self.index.held_by(admitted.practitioner.id)
            shown = _shown(held, admitted)
            outcome = self._named(admitted, shown, self._listed(admitted, held), number)
            return Facts(outcome, outcome.kind)

        return self.acting.read(request, Act.LIST_MINE, listed)

    def find(self, request: Request, wanted: str) -> MineOutcome:
        """Of one's own children those of this number, name or reference."""

        def found(admitted: Admitted) -> Facts[MyChildren]:
            shown = _shown(self.index.held_by(admitted.practitioner.id), admitted)
            meant = self.own_children.found(admitted, shown, wanted)
            listed = self._listed(admitted, Holdings(meant))
            outcome = self._named(admitted, meant, replace(listed, found=True), 1)
            return Facts(outcome, outcome.kind)

        return self.acting.read(request, Act.LIST_MINE, found)

    def list(self, request: Request) -> MineOutcome:
        """One's own involvements and watches, by reference."""
        return self.acting.read(request, Act.LIST_MINE, self._list)

    def open(self, request: Request, reference: str) -> MineOutcome:
        """The child of one of one's own involvements or watches."""

        def opened(admitted: Admitted) -> Facts[ChildShown] | Denied:
            return self._open(admitted, reference)

        return self.acting.read(request, Act.OPEN_MINE, opened, baseline=Act.LIST_MINE)

    def open_notice(self, request: Request, notice_id: str) -> MineOutcome:
        """The child a notice of one's own is about, if one may still see it."""

        def opened(admitted: Admitted) -> Facts[ChildShown] | Denied:
            return self._open_notice(admitted, notice_id)

        return self.acting.read(request, Act.OPEN_NOTICE, opened, baseline=Act.LIST_MINE)

    def _list(self, admitted: Admitted) -> Facts[MyChildren]:
        outcome = self._listed(admitted, self.index.held_by(admitted.practitioner.id))
        return Facts(outcome, outcome.kind)

    def _listed(self, admitted: Admitted, held: Holdings) -> MyChildren:
        today, shown = admitted.at.date(), _shown(held, admitted)
        services = self.directory.services([one.service_id for one in shown])
        mine = (own_as_listed(one, services, today) for one in shown)
        watches = tuple(watch_as_listed(one) for one in held.watches if one.until >= today)
        return MyChildren(
            reference=admitted.reference,
            at=admitted.at,
            involvements=tuple(mine),
            watches=watches,
            role=admitted.practitioner.role,
            keeps_records=self._keeps_records(admitted),
            slowed=self._slowed(admitted),
            contacts=self._contacts(admitted),
            oversight=self.oversee.waiting(admitted) if self._oversees(admitted) else (),
        )

    def _oversees(self, admitted: Admitted) -> bool:
        return admitted.practitioner.role in (Role.SUPERVISOR, Role.OFFICER)

    def _contacts(self, admitted: Admitted) -> tuple[ContactLine, ...]:
        lines = self.contacts.lines(admitted.practitioner.id)
        return tuple(one for one in lines if one.request.is_open and not one.is_asker)

    def _named(
        self, admitted: Admitted, shown: Sequence[Involvement], listed: MyChildren, number: int
    ) -> MyChildren:
        """shown: the involvements of the lines, in their order. number: of the page whose lines are named."""
        page = slice((number - 1) * LINES_A_PAGE, number * LINES_A_PAGE)
        named = self.own_children.named(admitted, shown[page], listed.involvements[page])
        before, after = listed.involvements[: page.start], listed.involvements[page.stop :]
        return replace(listed, involvements=(*before, *named, *after))

    def _slowed(self, admitted: Admitted) -> tuple[Slowed, ...]:
        if admitted.practitioner.role is not Role.SUPERVISOR:
            return ()
        shown = self.recent.shown_to(admitted.practitioner.id)
        people = self.directory.practitioners([one.practitioner_id for one in shown])
        return tuple(
            Slowed(people[one.practitioner_id].name, one.at) for one in shown if one.practitioner_id in people
        )

    def _keeps_records(self, admitted: Admitted) -> bool:
        of_own_area = Circumstances(own_area=True)
        return self.authority.judge_on(admitted, Act.LOOK_UP_RECORD, of_own_area).permitted

    def _open(self, admitted: Admitted, reference: str) -> Facts[ChildShown] | Denied:
        held = _held(self.index.held_by(admitted.practitioner.id), reference)
        if held is None:
            return Denied(Refusal.NOT_YOURS)
        judged_as = Act.OPEN_MINE if isinstance(held, Involvement) else Act.OPEN_NOTICE
        return self._show(admitted, held.child_id, judged_as)

    def _open_notice(self, admitted: Admitted, notice_id: str) -> Facts[ChildShown] | Denied:
        try:
            notice = self.notices.find(notice_id)
        except NotFound:
            return Denied(Refusal.ANSWER_EXPIRED)
        if notice.recipient_id != admitted.practitioner.id:
            return Denied(Refusal.NOT_YOURS)
        stands_in_for = notice.on_behalf_of if notice.capacity is Capacity.DEPUTY else ""
        about = notice.involvement_id
        return self._show(admitted, notice.child_id, Act.OPEN_NOTICE, about, stands_in_for)

    def _show(
        self,
        admitted: Admitted,
        child_id: str,
        judged_as: Act,
        told_of: str = "",
        stands_in_for: str = "",
    ) -> Facts[ChildShown] | Denied:
        """A watch is opened as what one is told of is; an involvement also for a year after it ended.

        told_of: the id of the involvement that a notice was about. stands_in_for: the worker in whose place
        somebody was told.
        """
        file = self.index.child_file(child_id)
        if file.child is None:
            return Denied(Refusal.NO_LONGER_INVOLVED, child_id=child_id)
        relation = relation_of(self.directory, admitted, file, stands_in_for)
        if judged_as is Act.OPEN_MINE:
            relation = replace(relation, involvement=_own_of(file, admitted))
        judgement = self.authority.judge_on(admitted, judged_as, relation)
        if not judgement.permitted:
            because = judgement.because or Refusal.NO_LONGER_INVOLVED
            return Denied(because, judgement, child_id)
        outcome = self._child_shown(admitted, file, file.child, named=_may_be_named(relation))
        told = judged_as is Act.OPEN_NOTICE and bool(told_of)
        outcome = replace(outcome, news=_reference_of(file, told_of), told=told)
        return Facts(outcome, outcome.kind, child_id=child_id)

    def _child_shown(self, admitted: Admitted, file: ChildFile, child: Child, *, named: bool) -> ChildShown:
        own, shown = _own_of(file, admitted), self.answering.show(admitted, file)
        details = child.details if named or own else Details()
        services = self.directory.services([own.service_id]) if own else {}
        return ChildShown(
            reference=own.reference if own else admitted.reference,
            at=admitted.at,
            name=details.name,
            born=details.born,
            expected=details.expected,
            named=named or own is not None,
            own=own_as_listed(own, services, admitted.at.date()) if own else None,
            services=shown.services,
            unnamed=shown.others,
            coverage=self.directory.coverage(admitted.practitioner.area_id),
            gone=file.departure if named or own else None,
            two_records=self.other_records.may_be_of_this_child(admitted, file),
        )


def _reference_of(file: ChildFile, involvement_id: str) -> str:
    """What one was told of, while it goes on."""
    news = (one for one in file.involvements if one.id == involvement_id and one.is_current)
    return next((one.reference for one in news), "")


def _may_be_named(relation: Circumstances) -> bool:
    """Who is involved, or supervises or stands in for somebody who is, may see whom it is about; a watcher
    may not."""
    return relation.involved or relation.supervises_worker or relation.stands_in


def _own_of(file: ChildFile, admitted: Admitted) -> Involvement | None:
    mine = [
        one
        for one in file.involvements
        if one.practitioner_id == admitted.practitioner.id and one.is_shown_on(admitted.at.date())
    ]
    return min(mine, key=lambda one: one.ended is not None, default=None)


def _shown(held: Holdings, admitted: Admitted) -> tuple[Involvement, ...]:
    """Current ones first, in each part the newest first."""
    shown = (one for one in held.involvements if one.is_shown_on(admitted.at.date()))
    return tuple(sorted(shown, key=_newest))


def _newest(one: Involvement) -> tuple[bool, int]:
    return one.ended is not None, -(one.ended or one.since).toordinal()


def _held(held: Holdings, reference: str) -> Involvement | Watch | None:
    both: tuple[Involvement | Watch, ...] = (*held.involvements, *held.watches)
    return next((one for one in both if one.reference == reference), None)
