"""A case system's rows: each is taken, found unchanged, or rejected with its reason; none is lost (C5-C7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fingerpost.domain.errors import InvalidField, Problem
from fingerpost.domain.feed import FeedMay, FeedState
from fingerpost.domain.feed_rows import (
    EndRow,
    FeedRow,
    MissingRow,
    RowOutcome,
    RowResult,
    RowsTaken,
    SentRow,
    SourceRecord,
    UnreadRow,
)
from fingerpost.domain.ledger import Act, LedgerEntry
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import CannotAnswer, Refused
from fingerpost.domain.practitioner import Practitioner
from fingerpost.domain.reference import reference_from
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.facts import EachRow, Facts
from fingerpost.usecases.feeds.ending import Ending
from fingerpost.usecases.feeds.placing import Placing, Row
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.feeds import FeedTransactions, SourceRecords
from fingerpost.usecases.requests import Request


@dataclass(frozen=True)
class TakeRows:
    """Takes rows by their source references. What a sender is told depends on the row, and on what it sent
    before, alone: never on whom the index knows, so a shielded child is answered like any other."""

    acting: Acting
    directory: Directory
    sources: SourceRecords
    transactions: FeedTransactions
    placing: Placing
    ending: Ending

    def __call__(
        self, request: Request, rows: Sequence[SentRow | MissingRow], *, initial: bool = False
    ) -> RowsTaken | Refused | CannotAnswer:
        """What became of each row. initial: they were current before the index knew of them."""

        def begin(admitted: Admitted) -> EachRow[SentRow | MissingRow, RowResult]:
            taking = _Taking(self, admitted, request.idempotency_key, self._known(admitted, rows), initial)
            return EachRow(taking.take, _too_large)

        return self.acting.each(request, Act.FEED_RECORD, _each_once(rows), begin, self._concluded)

    def _known(self, admitted: Admitted, rows: Sequence[SentRow | MissingRow]) -> _Known:
        refs = [row.source_ref for row in rows if isinstance(row, FeedRow | EndRow)]
        workers = [row.worker_id for row in rows if isinstance(row, FeedRow)]
        sources = self.sources.find(admitted.feed.id, list(dict.fromkeys(refs)))
        return _Known(sources, self.directory.practitioners(list(dict.fromkeys(workers))))

    def _concluded(self, admitted: Admitted, results: Sequence[RowResult]) -> Facts[RowsTaken]:
        trial = admitted.feed.state is FeedState.TRIAL
        taken = RowsTaken(admitted.reference, admitted.at, tuple(results), trial)
        counts = ",".join(f"{outcome}:{taken.count(outcome)}" for outcome in RowOutcome)
        writes = self.transactions.begin()
        if admitted.service:
            writes.count_rows(admitted.feed, admitted.service, results, admitted.at)
        return Facts(taken, f"rows:{len(results)},{counts}", writes=writes)


@dataclass(frozen=True)
class _Known:
    sources: Mapping[str, SourceRecord]
    workers: Mapping[str, Practitioner]


@dataclass
class _Taking:
    """One request's rows. again: those that are read anew because somebody else wrote the same first."""

    cases: TakeRows
    admitted: Admitted
    sent_as: str
    known: _Known
    initial: bool

    def __post_init__(self) -> None:
        self._tried: set[int] = set()

    def take(self, row: SentRow | MissingRow) -> tuple[LedgerEntry, Facts[RowResult]]:
        """What is to be written of a row, and its result."""
        if isinstance(row, UnreadRow):
            return self.admitted.attempt, _rejected(row.source_ref, *row.problems)
        source = self._source(row)
        if not isinstance(row, FeedRow):
            return self._end(row, source)
        if source and all(self.cases.sources.says_the_same(source, row)):
            return self.admitted.attempt, _stands(row, source, self.sent_as)
        worker = self.known.workers.get(row.worker_id)
        if worker is None or worker.service_id != self.admitted.feed.service_id:
            return self.admitted.attempt, _rejected(
                row.source_ref, InvalidField("worker_id", Problem.NOT_OF_SERVICE)
            )
        if row.ended and FeedMay.END not in self.admitted.feed.may:
            return self.admitted.attempt, _rejected(
                row.source_ref, InvalidField("ended", Problem.NOT_GRANTED)
            )
        return self._place(row, source, worker)

    def _end(
        self, row: EndRow | MissingRow, source: SourceRecord | None
    ) -> tuple[LedgerEntry, Facts[RowResult]]:
        attempt = self.admitted.attempt
        if FeedMay.END not in self.admitted.feed.may:
            return attempt, _rejected(row.source_ref, InvalidField("ended", Problem.NOT_GRANTED))
        if source is None:
            return attempt, _rejected(row.source_ref, InvalidField("source_ref", Problem.NEVER_SENT))
        if self.cases.sources.ends_the_same(source, row):
            return attempt, _stands(row, source, self.sent_as)
        seed = f"end\n{source.name}\n{source.version}\n{row.ended}"
        attempt = replace(attempt, reference=reference_from(seed.encode()), act=Act.FEED_END)
        own = replace(self.admitted, attempt=attempt)
        return attempt, self.cases.ending.end(own, row, source, self.sent_as)

    def _source(self, row: FeedRow | EndRow | MissingRow) -> SourceRecord | None:
        """As read with all others; anew where that is no longer so."""
        if id(row) not in self._tried:
            self._tried.add(id(row))
            if isinstance(row, MissingRow):
                return row.record
            return self.known.sources.get(row.source_ref)
        if isinstance(row, MissingRow):
            return self.cases.sources.get(row.record.name)
        return self.cases.sources.find(self.admitted.feed.id, [row.source_ref]).get(row.source_ref)

    def _place(
        self, row: FeedRow, source: SourceRecord | None, worker: Practitioner
    ) -> tuple[LedgerEntry, Facts[RowResult]]:
        own = self._own(row, source, worker)
        hashes = self.cases.sources.hashes_of(row)
        placed = self.cases.placing.place(
            Row(own, row, source, hashes, self.sent_as, self.initial), self.cases.transactions.begin()
        )
        if self.admitted.feed.state is FeedState.TRIAL:
            return own.attempt, Facts(replace(placed.answer, reference=""), placed.outcome)
        return own.attempt, placed

    def _own(self, row: FeedRow, source: SourceRecord | None, worker: Practitioner) -> Admitted:
        """The row's own act, on behalf of its worker. Its reference is the same however often it is sent."""
        name = self.cases.sources.name_of(self.admitted.feed.id, row.source_ref)
        seed = f"row\n{name}\n{source.version if source else 0}\n{self.cases.sources.hashes_of(row)}"
        act = Act.FEED_END if row.ended else Act.FEED_RECORD
        attempt = replace(self.admitted.attempt, reference=reference_from(seed.encode()), act=act)
        return replace(self.admitted, attempt=attempt, on_behalf_of=worker)


def _each_once(rows: Sequence[SentRow | MissingRow]) -> Sequence[SentRow | MissingRow]:
    """Of rows with one source reference the first counts; one that says something else is rejected."""
    first: dict[str, FeedRow] = {}
    return [_unless_met(row, first) for row in rows]


def _unless_met(row: SentRow | MissingRow, first: dict[str, FeedRow]) -> SentRow | MissingRow:
    if not isinstance(row, FeedRow):
        return row
    met = first.setdefault(row.source_ref, row)
    if (met.of_child, met.of_work) == (row.of_child, row.of_work):
        return row
    return UnreadRow(row.source_ref, (InvalidField("source_ref", Problem.TWICE),))


def _stands(row: FeedRow | EndRow | MissingRow, source: SourceRecord, sent_as: str) -> Facts[RowResult]:
    """Sent again under its own request, it says what it said then."""
    outcome = RowOutcome.ACCEPTED if source.sent_as == sent_as else RowOutcome.UNCHANGED
    warnings = row.warnings if isinstance(row, FeedRow) else ()
    return Facts(RowResult(row.source_ref, outcome, warnings=warnings), outcome)


def _rejected(source_ref: str, *problems: InvalidField) -> Facts[RowResult]:
    return Facts(RowResult(source_ref, RowOutcome.REJECTED, problems), RowOutcome.REJECTED)


def _too_large(row: SentRow | MissingRow) -> RowResult:
    problem = InvalidField("source_ref", Problem.TOO_LARGE)
    return RowResult(row.source_ref, RowOutcome.REJECTED, (problem,))
