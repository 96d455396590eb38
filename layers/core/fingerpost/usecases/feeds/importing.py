"""A file of a case system, from its first byte to its result: in parts, each of which can be repeated.

The same file delivered twice is one import; a part that is read again finds its rows taken; what was broken
off goes on where it stood. Every row ends as accepted, unchanged or rejected.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from fingerpost.domain.errors import InvalidField, NotFound, Problem, Unavailable
from fingerpost.domain.feed import RegisteredFeed
from fingerpost.domain.feed_imports import (
    LARGEST_FILE,
    ROWS_A_PART,
    FeedImport,
    FilePart,
    ImportState,
    PartResult,
    SentFile,
    ends_too_many,
)
from fingerpost.domain.feed_rows import (
    ROWS_AT_ONCE,
    MissingRow,
    RowOutcome,
    RowResult,
    RowsTaken,
    SentRow,
    SourceRecord,
    UnreadRow,
)
from fingerpost.domain.files.columns import count_known, places_of, values_in
from fingerpost.domain.files.table import FileProblem, Record, UnreadableFile, layout_of, records_in, spans_of
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import Folder
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.facts import Facts
from fingerpost.usecases.feeds.take_rows import TakeRows
from fingerpost.usecases.ports.acting import Clock
from fingerpost.usecases.ports.directory import RegisteredFeeds
from fingerpost.usecases.ports.feeds import FeedFiles, FeedImports, FeedTransactions, SourceRecords
from fingerpost.usecases.requests import Request

ReadRow = Callable[[Mapping[str, str], date], SentRow]
"""A row by our columns, on the day it is."""

PaintResult = Callable[[Iterable[PartResult], str], bytes]
"""The result file of all parts, or of why the file was refused."""

ENDED = frozenset({ImportState.DONE, ImportState.REFUSED})


class NotAdmitted(Unavailable):
    """The feed may not send, or something it rests on is down: the import stands still until driven on."""


@dataclass(frozen=True)
class ImportFiles:
    """Opens a file, takes its parts in any order and however often, and closes it."""

    acting: Acting
    feeds: RegisteredFeeds
    imports: FeedImports
    files: FeedFiles
    sources: SourceRecords
    transactions: FeedTransactions
    take_rows: TakeRows
    read_row: ReadRow
    paint: PaintResult
    today: Callable[[datetime], date]
    clock: Clock

    # -------------------------------------------------------------- open

    def open(self, file: SentFile) -> FeedImport:
        """Part the file, or refuse it whole with its reason. One that is done is left as it is."""
        known = self.imports.find(file.feed_id, file.import_id)
        if known is not None and known.state in ENDED:
            return known
        feed = self._feed(file)
        try:
            parts = self._parted(file, feed)
        except UnreadableFile as fault:
            return self._refuse(file, feed, known, fault)
        self.files.keep_parts(file, parts)
        begun = known or self._begun(file, ImportState.RUNNING)
        after = replace(begun, parts=len(parts), area_id=begun.area_id)
        return after if after == known else self._write(file, known, after, "opened")

    def _parted(self, file: SentFile, feed: RegisteredFeed | None) -> list[FilePart]:
        try:
            data = self.files.whole(file)
        except NotFound:
            raise UnreadableFile(FileProblem.REPLACED) from None
        if len(data) > LARGEST_FILE:
            raise UnreadableFile(FileProblem.TOO_LARGE)
        columns = {one.ours: one.theirs for one in feed.columns} if feed else {}
        layout = layout_of(data, lambda cells: count_known(columns or None, cells))
        places = places_of(columns or None, layout.header)
        spans = spans_of(data, layout, ROWS_A_PART)
        return [FilePart(number, span, layout, places) for number, span in enumerate(spans)]

    def _refuse(
        self, file: SentFile, feed: RegisteredFeed | None, known: FeedImport | None, fault: UnreadableFile
    ) -> FeedImport:
        problem = " ".join((fault.problem, *fault.columns))
        self.files.give_back(file, self.paint((), problem))
        begun = known or self._begun(file, ImportState.REFUSED)
        refused = replace(begun, state=ImportState.REFUSED, problem=problem, ended_at=self.clock())
        version = known.version + 1 if known else 1
        return self._write(file, known, replace(refused, version=version), f"file_refused:{fault.problem}")

    def _begun(self, file: SentFile, state: ImportState) -> FeedImport:
        return FeedImport(file.import_id, file.feed_id, "", file.name, state, self.clock())

    # -------------------------------------------------------------- parts

    def take(self, file: SentFile, part: FilePart) -> PartResult:
        """Take the rows of one part, and keep what became of them. Raises Unavailable, NotFound."""
        data = self.files.part(file, part.span.start, part.span.end)
        records = list(records_in(data, part.layout, part.span.line))
        today = self.today(self.clock())
        rows = [self._row(record, part, today) for record in records]
        results: list[RowResult] = []
        for start in range(0, len(rows), ROWS_AT_ONCE):
            key = f"import:{file.import_id}:{part.number}:{start}"
            results += self._taken(file, key, rows[start : start + ROWS_AT_ONCE])
        taken = PartResult(
            self._names(file, rows),
            tuple(record.line for record in records),
            tuple(results),
            unnamed=sum(not row.source_ref for row in rows),
        )
        self.files.keep_result(file, part.number, taken)
        return taken

    def _row(self, record: Record, part: FilePart, today: date) -> SentRow:
        if record.cells is None:
            return UnreadRow("", (InvalidField("source_ref", Problem.NOT_CELLS),))
        return self.read_row(values_in(record.cells, part.places), today)

    def _names(self, file: SentFile, rows: Sequence[SentRow]) -> tuple[str, ...]:
        feed = self._feed(file)
        if feed is None or not feed.full_extract:
            return ()
        refs = (row.source_ref for row in rows if row.source_ref)
        return tuple(name for ref in refs for name in self.sources.names_of(file.feed_id, ref))

    def _taken(self, file: SentFile, key: str, rows: Sequence[SentRow | MissingRow]) -> tuple[RowResult, ...]:
        taken = self.take_rows(Request(Folder(file.feed_id), key), rows, initial=False)
        if not isinstance(taken, RowsTaken):
            raise NotAdmitted(taken.kind)
        return taken.results

    # -------------------------------------------------------------- close

    def close(self, file: SentFile) -> FeedImport:
        """Count all rows, end what a full extract leaves out, and give the result back. Raises as `take`."""
        known = self.imports.find(file.feed_id, file.import_id)
        if known is None:
            raise NotFound("import")
        if known.state in ENDED:
            return known
        results = list(self.files.results(file, known.parts))
        self.files.give_back(file, self.paint(results, ""))
        counts = Counter(one.outcome for part in results for one in part.results)
        counted = known.counted({outcome: counts[outcome] for outcome in RowOutcome})
        return self._after_missing(file, known, counted, results)

    def _after_missing(
        self, file: SentFile, known: FeedImport, counted: FeedImport, results: Sequence[PartResult]
    ) -> FeedImport:
        feed = self._feed(file)
        if feed is None or not feed.full_extract:
            return self._write(file, known, counted.moved(ImportState.DONE, self.clock()), "done")
        missing, current = self._missing(file, results)
        unsure = any(part.unnamed for part in results)
        doubtful = (unsure and bool(missing)) or ends_too_many(feed, len(missing), current)
        if doubtful and known.state is not ImportState.RELEASED:
            waiting = replace(counted, missing=len(missing)).moved(ImportState.WAITING)
            return self._write(file, known, waiting, "waiting")
        ended = self._end(file, missing)
        done = replace(counted, missing=len(missing), ended=ended)
        return self._write(file, known, done.moved(ImportState.DONE, self.clock()), "done")

    def _missing(self, file: SentFile, results: Sequence[PartResult]) -> tuple[list[SourceRecord], int]:
        """What goes on and is not in the file, and how many go on in all."""
        named = {name for part in results for name in part.names}
        current = [one for one in self.sources.all_of(file.feed_id) if not one.ended]
        return [one for one in current if one.name not in named], len(current)

    def _end(self, file: SentFile, missing: Sequence[SourceRecord]) -> int:
        day, ended = self.today(self.clock()), 0
        for start in range(0, len(missing), ROWS_AT_ONCE):
            rows = [MissingRow(one, day) for one in missing[start : start + ROWS_AT_ONCE]]
            results = self._taken(file, f"import:{file.import_id}:missing:{start}", rows)
            ended += sum(one.outcome is RowOutcome.ACCEPTED for one in results)
        return ended

    # -------------------------------------------------------------- on the ledger

    def _feed(self, file: SentFile) -> RegisteredFeed | None:
        return self.feeds.feed(file.feed_id)

    def _write(
        self, file: SentFile, before: FeedImport | None, after: FeedImport, outcome: str
    ) -> FeedImport:
        """By the one way through: a feed that may not send opens nothing. Raises NotAdmitted."""

        def middle(admitted: Admitted) -> Facts[FeedImport]:
            stands = replace(after, area_id=admitted.attempt.area_id)
            writes = self.transactions.begin()
            writes.put_import(before, stands)
            return Facts(stands, outcome, writes=writes)

        version = before.version if before else 0
        key = f"import:{file.import_id}:{outcome}:{version}"
        written = self.acting.write(Request(Folder(file.feed_id), key), Act.FEED_RECORD, middle)
        if isinstance(written, FeedImport):
            return written
        again = self.imports.find(file.feed_id, file.import_id)
        if written.kind == "already_asked" and again is not None:
            return again
        raise NotAdmitted(written.kind)
