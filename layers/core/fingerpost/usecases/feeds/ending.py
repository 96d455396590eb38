"""Ending what a row was taken to, by the row's source reference alone."""

from __future__ import annotations

from dataclasses import replace

from fingerpost.domain.errors import InvalidField, Problem
from fingerpost.domain.feed_rows import EndRow, MissingRow, RowKind, RowOutcome, RowResult, SourceRecord
from fingerpost.domain.involvement import Involvement, InvolvementStatus
from fingerpost.domain.made_when_used import dataclass
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.facts import Facts
from fingerpost.usecases.ports.feeds import FeedTransaction, FeedTransactions, SourceRecords
from fingerpost.usecases.ports.index import ChildFile, ChildIndex


@dataclass(frozen=True)
class Ending:
    """Puts the end of an involvement into a transaction."""

    index: ChildIndex
    sources: SourceRecords
    transactions: FeedTransactions

    def end(
        self, admitted: Admitted, row: EndRow | MissingRow, source: SourceRecord, sent_as: str
    ) -> Facts[RowResult]:
        """What is to be written. Where the record is gone, or was taken back, nothing is left to be ended."""
        file = self.index.child_file(source.child_id)
        one = next((each for each in file.involvements if each.id == source.involvement_id), None)
        problem = _problem(one, row)
        if one is None or problem:
            result = RowResult(row.source_ref, RowOutcome.REJECTED, (problem,) if problem else ())
            return Facts(result, RowOutcome.REJECTED)
        writes = self.transactions.begin()
        _end(writes, file, one, row)
        said = replace(
            source,
            child_id=one.child_id,
            work_hash=self.sources.hash_of_end(row),
            sent_as=sent_as,
            ended=True,
            version=source.version + 1,
        )
        writes.put_source(source, said)
        result = RowResult(
            row.source_ref, RowOutcome.ACCEPTED, reference=admitted.reference, kind=RowKind.CHANGED
        )
        return Facts(result, "ended", child_id=one.child_id, involvement_id=one.id, writes=writes)


def _end(writes: FeedTransaction, file: ChildFile, one: Involvement, row: EndRow | MissingRow) -> None:
    if file.child is not None:
        writes.hold(file.child)
    if one.ended != row.ended:
        writes.change_involvement(one.ended_on(row.ended))


def _problem(one: Involvement | None, row: EndRow | MissingRow) -> InvalidField | None:
    if one is None:
        return InvalidField("source_ref", Problem.NEVER_SENT)
    if one.status is InvolvementStatus.ENTERED_IN_ERROR:
        return InvalidField("source_ref", Problem.TAKEN_BACK)
    return InvalidField("ended", Problem.BEFORE_START) if row.ended < one.since else None
