"""What an area's officer does to records: look up, correct, merge and part (C13)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fingerpost.domain.child import Child, Details, together
from fingerpost.domain.errors import InvalidField, NotFound, Problem
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import Refusal
from fingerpost.domain.outcomes.record_keeping import (
    AskShown,
    NoSuchRecord,
    RecordChanged,
    RecordKeepingOutcome,
    RecordsCompared,
    RecordShown,
    SealToWriteDown,
)
from fingerpost.domain.outcomes.recording import Recorded
from fingerpost.matching.tokens import index_keys
from fingerpost.policy.model import Circumstances
from fingerpost.usecases.access.authority import Admitted, Authority
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.asking.answering import Answering
from fingerpost.usecases.facts import Denied, Facts
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.answers import AnswerHandles
from fingerpost.usecases.ports.index import ChildFile, ChildIndex
from fingerpost.usecases.ports.record_keeping import RecordTransactions, References
from fingerpost.usecases.record_keeping.merging import (
    NoSuchRecordError,
    ask_shown,
    corrected,
    disputes_shown,
    given_by,
    lasting_reference,
    merge_of,
    parted,
    too_large,
    without_doubt,
)
from fingerpost.usecases.record_keeping.passages import passages_shown
from fingerpost.usecases.record_keeping.shielded_records import looks_shown, shield_of_both
from fingerpost.usecases.requests import NOTHING_SEEN, Request, Seen

Kept = RecordShown | RecordsCompared | AskShown | RecordChanged | SealToWriteDown | Recorded
"""What record keeping comes to where there is a record."""


@dataclass(frozen=True)
class RecordKeeping:
    """Records are named by references: of an involvement, a watch, a dispute or a merge."""

    acting: Acting
    authority: Authority
    answering: Answering
    directory: Directory
    index: ChildIndex
    references: References
    handles: AnswerHandles
    transactions: RecordTransactions

    def look_up(self, request: Request, reference: str) -> RecordKeepingOutcome:
        """One record of the officer's own area, whole; by the reference of an answer given there today, the
        record it confirmed, or what was asked where it confirmed none."""
        return self.as_officer(request, Act.LOOK_UP_RECORD, lambda admitted: self._show(admitted, reference))

    def compare(self, request: Request, kept: str, absorbed: str) -> RecordKeepingOutcome:
        """Two records side by side. Raises InvalidField where both references lead to one record."""
        return self.as_officer(
            request, Act.LOOK_UP_RECORD, lambda admitted: self._compare(admitted, kept, absorbed)
        )

    def correct(
        self, request: Request, reference: str, details: Details, *, keep_old: bool, seen: Seen = NOTHING_SEEN
    ) -> RecordKeepingOutcome:
        """The record's details become these; its token rows follow in the same write. They are the officer's
        word now, and no single service's.

        keep_old: names and postcodes that stood there were right until now, so the child stays to be found
        by them; otherwise they were mistakes and go. seen: the record's version when the form was drawn.
        """

        def correct(admitted: Admitted) -> Facts[Kept]:
            _, child = self.live(admitted, reference)
            if seen.version not in (None, child.version):
                changed = RecordChanged(admitted.reference, admitted.at, child.details, child.version)
                return Facts(changed, changed.kind, child_id=child.id)
            return self._correct(
                admitted, reference, child, details.keeping(child.details) if keep_old else details
            )

        return self.as_officer(request, Act.CORRECT_RECORD, correct)

    def merge(self, request: Request, kept: str, absorbed: str) -> RecordKeepingOutcome:
        """Two records are one child; also joins an unborn child's record to the born child's (A7).

        Raises InvalidField where both references lead to one record, or the unborn child's would be kept.
        """
        return self.as_officer(request, Act.MERGE, lambda admitted: self._merge(admitted, kept, absorbed))

    def unmerge(self, request: Request, merge_reference: str) -> RecordKeepingOutcome:
        """Takes a merge back: both records as they were, each with the involvements it came with.

        What was recorded since then stays with the record that was kept.
        """
        return self.as_officer(
            request, Act.UNMERGE, lambda admitted: self._unmerge(admitted, merge_reference)
        )

    def as_officer(
        self, request: Request, act: Act, do: Callable[[Admitted], Facts[Kept]]
    ) -> RecordKeepingOutcome:
        """An act of an officer. Whether the record is of their own area is known only once it is read."""

        def keep(admitted: Admitted) -> Facts[Kept | NoSuchRecord] | Denied:
            judgement = self.authority.judge_on(admitted, act, Circumstances(own_area=True))
            if not judgement.permitted:
                return Denied(judgement.because or Refusal.ROLE_MAY_NOT, judgement)
            try:
                return do(admitted)
            except NoSuchRecordError:
                return Facts(NoSuchRecord(admitted.reference, admitted.at), "no_such_record")

        return self.acting.write(request, act, keep, baseline=Act.LIST_MINE, too_much=too_large)

    def _file(self, admitted: Admitted, reference: str) -> tuple[ChildFile, Child]:
        try:
            child_id = self.references.child_of(reference)
        except NotFound:
            raise NoSuchRecordError from None
        return self.own(admitted, child_id)

    def own(self, admitted: Admitted, child_id: str) -> tuple[ChildFile, Child]:
        """A record of the officer's own area. Raises NoSuchRecordError."""
        file = self.index.child_file(child_id)
        if file.child is None or file.child.area_id != admitted.practitioner.area_id:
            raise NoSuchRecordError
        return file, file.child

    def live(self, admitted: Admitted, reference: str) -> tuple[ChildFile, Child]:
        """A record to write to. A retired one stays as it is, or its old details would be found again."""
        file, child = self._file(admitted, reference)
        if child.retired:
            raise NoSuchRecordError
        return file, child

    def _show(self, admitted: Admitted, reference: str) -> Facts[RecordShown | AskShown]:
        try:
            file, child = self._file(admitted, reference)
        except NoSuchRecordError:
            return self._show_ask(admitted, reference)
        return self._shown(admitted, reference, file, child)

    def _show_ask(self, admitted: Admitted, reference: str) -> Facts[RecordShown | AskShown]:
        """The reference of an answer: somebody rings whose details did not settle which child it is."""
        try:
            handle = self.handles.find(reference)
        except NotFound:
            raise NoSuchRecordError from None
        asker = self.directory.practitioner(handle.practitioner_id)
        if asker is None or asker.area_id != admitted.practitioner.area_id:
            raise NoSuchRecordError
        if handle.child_id:
            file, child = self.own(admitted, handle.child_id)
            return self._shown(admitted, lasting_reference(file, reference), file, child)
        shown = ask_shown(admitted, handle, asker.name)
        return Facts(shown, shown.kind)

    def _shown(self, admitted: Admitted, reference: str, file: ChildFile, child: Child) -> Facts[RecordShown]:
        shown = self.as_seen(admitted, reference, file, child)
        return Facts(shown, shown.kind, child_id=child.id)

    def as_seen(self, admitted: Admitted, reference: str, file: ChildFile, child: Child) -> RecordShown:
        """A record, whole."""
        return RecordShown(
            reference=admitted.reference,
            at=admitted.at,
            record_reference=reference,
            details=child.details,
            services=self.answering.show_to_officer(admitted, file).services,
            disputes=disputes_shown(self.directory, file),
            possibly=tuple(one.other_reference for one in file.possibly),
            merges=tuple(merge.reference for merge in file.merges if merge.stands),
            retired=child.retired,
            version=child.version,
            words=given_by(child, self.directory),
            shield=child.shield,
            looks=looks_shown(self.index, self.directory, child),
            gone=file.departure,
            passages=passages_shown(file, self.directory),
        )

    def _two(
        self, admitted: Admitted, kept: str, absorbed: str
    ) -> tuple[tuple[ChildFile, Child], tuple[ChildFile, Child]]:
        first, second = self.live(admitted, kept), self.live(admitted, absorbed)
        if first[1].id == second[1].id:
            raise InvalidField("absorbed", Problem.SAME_RECORD)
        if first[1].details.is_unborn and not second[1].details.is_unborn:
            raise InvalidField("kept", Problem.UNBORN_KEPT)
        return first, second

    def _compare(self, admitted: Admitted, kept: str, absorbed: str) -> Facts[RecordsCompared]:
        first, second = self._two(admitted, kept, absorbed)
        left = self.as_seen(admitted, kept, *first)
        right = self.as_seen(admitted, absorbed, *second)
        compared = RecordsCompared(admitted.reference, admitted.at, left, right)
        return Facts(compared, compared.kind, child_id=first[1].id, second_child_id=second[1].id)

    def _correct(self, admitted: Admitted, reference: str, child: Child, now: Details) -> Facts[Kept]:
        after = corrected(child, now, admitted.at.date())
        transaction = self.transactions.begin()
        transaction.change_child(child, after, index_keys(now))
        done = Recorded(reference, admitted.at, admitted.act)
        return Facts(done, "corrected", child_id=child.id, writes=transaction)

    def _merge(self, admitted: Admitted, kept: str, absorbed: str) -> Facts[Recorded]:
        (keeping, keeper), (going, gone) = self._two(admitted, kept, absorbed)
        details = together(keeper.details, gone.details)
        words = (*keeper.words, *gone.words)
        after = replace(keeper, details=details, words=words).under(shield_of_both(keeper, gone))
        transaction = self.transactions.begin()
        file = without_doubt(transaction, keeping, going)
        merge = merge_of(admitted, keeper, gone, file)
        transaction.merge(merge, after, index_keys(details), file)
        return Facts(
            Recorded(merge.reference, admitted.at, admitted.act),
            "merged",
            child_id=keeper.id,
            second_child_id=gone.id,
            rules=(f"merge:{merge.reference}",),
            writes=transaction,
        )

    def _unmerge(self, admitted: Admitted, reference: str) -> Facts[Recorded]:
        file, keeper = self.live(admitted, reference)
        merge = next((one for one in file.merges if one.reference == reference and one.stands), None)
        if merge is None:
            raise NoSuchRecordError
        after = parted(keeper, merge)
        undone = replace(merge, joining=replace(merge.joining, undone=admitted.at))
        transaction = self.transactions.begin()
        keys = index_keys(after.details), index_keys(merge.absorbed.details)
        transaction.unmerge(undone, after, *keys, file.part(merge.joining.moved))
        return Facts(
            Recorded(reference, admitted.at, admitted.act),
            "unmerged",
            child_id=keeper.id,
            second_child_id=merge.absorbed.id,
            rules=(f"merge:{reference}",),
            writes=transaction,
        )
