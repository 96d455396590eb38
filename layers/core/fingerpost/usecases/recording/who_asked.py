"""The last who asked about a child of one's own (B6), and "we are already in contact" (D12)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from fingerpost.domain.enquiry import SHOWN, Enquiry
from fingerpost.domain.errors import NotFound
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.mute import Mute, mute_of
from fingerpost.domain.outcomes.access import Refusal
from fingerpost.domain.outcomes.recording import Enquirer, WhoAskedAnswer, WhoAskedShown
from fingerpost.usecases.access.authority import Admitted, Authority
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.facts import Denied, Facts
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.acting import Transactions
from fingerpost.usecases.ports.enquiries import Enquiries
from fingerpost.usecases.ports.index import ChildFile, ChildIndex
from fingerpost.usecases.recording.relation import relation_of
from fingerpost.usecases.requests import Request

_KEPT = timedelta(days=365)


@dataclass(frozen=True)
class WhoAsked:
    """For those who work with the child, while they do."""

    acting: Acting
    authority: Authority
    index: ChildIndex
    directory: Directory
    enquiries: Enquiries
    transactions: Transactions

    def open(self, request: Request, reference: str) -> WhoAskedAnswer:
        """reference: of one's own involvement."""

        def opened(admitted: Admitted) -> Facts[WhoAskedShown] | Denied:
            file = self._file(admitted, reference)
            return file if isinstance(file, Denied) else self._shown(admitted, file, reference)

        return self.acting.read(request, Act.OPEN_MINE, opened, baseline=Act.LIST_MINE)

    def in_contact(self, request: Request, reference: str, enquiry: str) -> WhoAskedAnswer:
        """One and the asker of an enquiry are in contact: neither is told what the other asks, as long as
        nothing changes in what they work."""

        def muted(admitted: Admitted) -> Facts[WhoAskedShown] | Denied:
            file = self._file(admitted, reference)
            if isinstance(file, Denied):
                return file
            asked = next((one for one in self._visible(admitted, file) if one.reference == enquiry), None)
            if asked is None or file.child is None:
                return Denied(Refusal.NOT_YOURS)
            me, other = admitted.practitioner.id, asked.practitioner_id
            mute = mute_of(file.child.id, me, other, file.involvements, admitted.at)
            transaction = self.transactions.begin()
            transaction.put_mute(mute)
            shown = self._shown(admitted, file, reference, (mute,))
            return replace(shown, outcome="in_contact", writes=transaction)

        return self.acting.write(request, Act.OPEN_MINE, muted, baseline=Act.LIST_MINE)

    def _file(self, admitted: Admitted, reference: str) -> ChildFile | Denied:
        held = self.index.held_by(admitted.practitioner.id).involvements
        own = next((one for one in held if one.reference == reference and one.is_current), None)
        if own is None:
            return Denied(Refusal.NOT_YOURS)
        try:
            file = self.index.child_file(own.child_id)
        except NotFound:
            return Denied(Refusal.NO_LONGER_INVOLVED)
        relation = relation_of(self.directory, admitted, file)
        judgement = self.authority.judge_on(admitted, Act.OPEN_MINE, replace(relation, involvement=own))
        if not judgement.permitted:
            because = judgement.because or Refusal.NO_LONGER_INVOLVED
            return Denied(because, judgement, own.child_id)
        return file

    def _visible(self, admitted: Admitted, file: ChildFile) -> Sequence[Enquiry]:
        """Of the record and of those that went into it; never what was asked in silence."""
        child_id = file.child.id if file.child else ""
        ids = [child_id, *(merge.joining.absorbed_id for merge in file.merges)]
        found = self.enquiries.of(ids, admitted.at - _KEPT)
        shown = [one for one in found if not one.silent and one.practitioner_id != admitted.practitioner.id]
        return shown[:SHOWN]

    def _shown(
        self, admitted: Admitted, file: ChildFile, reference: str, new: Sequence[Mute] = ()
    ) -> Facts[WhoAskedShown]:
        child_id = file.child.id if file.child else ""
        visible = self._visible(admitted, file)
        held = [one for one in (*self.enquiries.mutes(child_id), *new) if one.holds(file.involvements)]
        lines = tuple(self._lines(admitted, visible, held))
        outcome = WhoAskedShown(admitted.reference, admitted.at, reference, lines)
        return Facts(outcome, outcome.kind, child_id=child_id, involvement_id=_own_id(admitted, file))

    def _lines(
        self, admitted: Admitted, visible: Sequence[Enquiry], held: Sequence[Mute]
    ) -> Iterator[Enquirer]:
        people = self.directory.practitioners(sorted({one.practitioner_id for one in visible}))
        services = self.directory.services(sorted({one.service_id for one in visible}))
        for one in visible:
            who, service = people.get(one.practitioner_id), services.get(one.service_id)
            if who is None or service is None or service.sensitive:
                continue
            muted = any(mute.is_of(admitted.practitioner.id, who.id) for mute in held)
            yield Enquirer(who.name, who.job_title, service.name, one.at, muted, one.reference)


def _own_id(admitted: Admitted, file: ChildFile) -> str:
    me = admitted.practitioner.id
    mine: Iterator[Involvement] = (one for one in file.involvements if one.practitioner_id == me)
    return next((one.id for one in mine if one.is_current), "")
