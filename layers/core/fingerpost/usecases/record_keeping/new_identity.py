"""A child lives under new details from now on, and one seal alone leads there from the old ones (C9)."""

from __future__ import annotations

from fingerpost.domain.child import Child, Details
from fingerpost.domain.errors import InvalidField, NotFound, Problem
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.record_keeping import RecordKeepingOutcome, RecordShown, SealToWriteDown
from fingerpost.domain.outcomes.recording import Recorded
from fingerpost.domain.reference import reference_from
from fingerpost.matching.tokens import index_keys
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.facts import Facts
from fingerpost.usecases.ports.acting import NewId
from fingerpost.usecases.ports.index import ChildFile
from fingerpost.usecases.record_keeping.merging import NoSuchRecordError, let_go, seal_between
from fingerpost.usecases.record_keeping.records import Kept, RecordKeeping
from fingerpost.usecases.record_keeping.shielded_records import renewed
from fingerpost.usecases.requests import NOTHING_SEEN, Request, Seen


@dataclass(frozen=True)
class NewIdentity:
    """Sealed by the officer of the record's area, in two steps: nothing is sealed whose reference nobody has
    written down."""

    records: RecordKeeping
    new_id: NewId

    def __call__(
        self, request: Request, reference: str, details: Details, seen: Seen = NOTHING_SEEN
    ) -> RecordKeepingOutcome:
        """seen: the record's version, and the reference to be written down, as shown before; without them
        nothing is written, and both are shown. Raises InvalidField for a number of the old record."""

        def seal(admitted: Admitted) -> Facts[Kept]:
            file, old = self.records.live(admitted, reference)
            if set(details.identifiers) & set(old.details.identifiers):
                raise InvalidField("numbers", Problem.LEADS_BACK)
            if seen.version != old.version or not seen.references:
                return self._to_write_down(admitted, file, old, seen)
            return self._seal(admitted, file, old, details, min(seen.references))

        return self.records.as_officer(request, Act.NEW_IDENTITY, seal)

    def open_seal(self, request: Request, reference: str) -> RecordKeepingOutcome:
        """The record of the new identity behind a seal."""
        opened = self._open
        return self.records.as_officer(request, Act.OPEN_SEAL, lambda admitted: opened(admitted, reference))

    def _to_write_down(
        self, admitted: Admitted, file: ChildFile, old: Child, seen: Seen
    ) -> Facts[SealToWriteDown]:
        """The reference is random: from the act it could be worked out by whoever reads the ledger."""
        seal = min(seen.references, default="") or reference_from(f"seal\n{self.new_id()}".encode())
        shown = self.records.answering.show_to_officer(admitted, file).services
        workers = tuple(sorted({one.worker_name for one in shown if one.ended is None}))
        outcome = SealToWriteDown(
            admitted.reference, admitted.at, seal, old.version, old.details.name, workers
        )
        return Facts(outcome, outcome.kind)

    def _seal(
        self, admitted: Admitted, file: ChildFile, old: Child, details: Details, seal_reference: str
    ) -> Facts[Recorded]:
        """The ledger's line names neither record: the seal alone knows both."""
        new = renewed(old, details, self.new_id(), self.new_id(), admitted.at.date())
        seal = seal_between(admitted, old, new, seal_reference)
        transaction = self.records.transactions.begin()
        transaction.retire(old)
        let_go(transaction, file, admitted.at.date())
        transaction.add_child(new, index_keys(details))
        transaction.add_identity_link(seal)
        return Facts(Recorded(seal.reference, admitted.at, admitted.act), "sealed", writes=transaction)

    def _open(self, admitted: Admitted, reference: str) -> Facts[RecordShown]:
        try:
            seal = self.records.references.identity_link(reference)
        except NotFound:
            raise NoSuchRecordError from None
        file, child = self.records.own(admitted, seal.new_child_id)
        return Facts(self.records.as_seen(admitted, reference, file, child), "seal_opened")
