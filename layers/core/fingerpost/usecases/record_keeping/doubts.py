"""What an officer decides where others doubt: "not this child", two records of one child (B9, C15)."""

from __future__ import annotations

from collections.abc import Iterable

from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.record_keeping import RecordKeepingOutcome
from fingerpost.domain.outcomes.recording import Recorded
from fingerpost.domain.record_keeping import Dispute
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.facts import Facts
from fingerpost.usecases.ports.index import ChildFile
from fingerpost.usecases.record_keeping.records import Kept, RecordKeeping
from fingerpost.usecases.requests import Request


@dataclass(frozen=True)
class Doubts:
    """Decided by the officer of the record's area."""

    records: RecordKeeping

    def clear_disputes(self, request: Request, reference: str) -> RecordKeepingOutcome:
        """Every "not this child" goes: whoever said so is shown the record again."""

        def clear(admitted: Admitted) -> Facts[Kept]:
            file, child = self.records.live(admitted, reference)
            return self._removed(admitted, reference, child.id, file.not_this_child)

        return self.records.as_officer(request, Act.CLEAR_DISPUTES, clear)

    def two_children(self, request: Request, reference: str) -> RecordKeepingOutcome:
        """The record and those that might be of the same child are of two. It holds for everybody: the doubt
        goes from both sides. A merge says the opposite, and ends it as well."""

        def tell_apart(admitted: Admitted) -> Facts[Kept]:
            file, child = self.records.live(admitted, reference)
            others = (self._led_to(one.other_reference) for one in file.possibly)
            events = {one.event for one in file.possibly}
            doubts = (one for each in (file, *others) for one in each.possibly if one.event in events)
            return self._removed(admitted, reference, child.id, dict.fromkeys(doubts))

        return self.records.as_officer(request, Act.TWO_CHILDREN, tell_apart)

    def _led_to(self, reference: str) -> ChildFile:
        return self.records.index.child_file(self.records.references.child_of(reference))

    def _removed(
        self, admitted: Admitted, reference: str, child_id: str, disputes: Iterable[Dispute]
    ) -> Facts[Kept]:
        transaction = self.records.transactions.begin()
        for dispute in disputes:
            transaction.remove_dispute(dispute)
        done = Recorded(reference, admitted.at, admitted.act)
        return Facts(done, str(admitted.act), child_id=child_id, writes=transaction)
