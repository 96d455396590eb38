"""Where a row goes: to a child the index surely knows, to a new one, or to what it was taken to before."""

from __future__ import annotations

from dataclasses import replace

from fingerpost.domain.child import Child, Details
from fingerpost.domain.errors import InvalidField, Problem
from fingerpost.domain.feed import FeedMay
from fingerpost.domain.feed_rows import FeedRow, RowKind, RowOutcome, RowResult, SourceRecord
from fingerpost.domain.involvement import Involvement, InvolvementStatus
from fingerpost.domain.made_when_used import dataclass
from fingerpost.usecases.access.authority import Admitted, own_numbers_of
from fingerpost.usecases.asking.child_resolution import ChildResolution, ResolvedChild, take_back_word
from fingerpost.usecases.facts import Facts
from fingerpost.usecases.feeds.involvements import begun, carried_on
from fingerpost.usecases.ports.feeds import FeedTransaction, SourceRecords
from fingerpost.usecases.ports.index import ChildFile, ChildIndex
from fingerpost.usecases.protecting.default_shield import shielded_by_default
from fingerpost.usecases.protecting.looks import write_looks
from fingerpost.usecases.recording.duplicates import doubt_both


@dataclass(frozen=True)
class Row:
    """A row with all that is needed to place it. admitted: its own act, on behalf of its worker.

    source: where it went before. hashes: keyed, of what it says of the child and of the work.
    """

    admitted: Admitted
    said: FeedRow
    source: SourceRecord | None
    hashes: tuple[str, str]
    sent_as: str
    initial: bool

    @property
    def details(self) -> Details:
        """The child's, with the service's own numbers as such."""
        return own_numbers_of(self.admitted, self.said.details)


@dataclass(frozen=True)
class Placing:
    """Decides where a row goes and puts it into a transaction."""

    resolution: ChildResolution
    index: ChildIndex
    sources: SourceRecords

    def place(self, row: Row, writes: FeedTransaction) -> Facts[RowResult]:
        """What is to be written of a row that is new, or says something new."""
        if row.source is None:
            return self._begin(row, self._resolved(row), writes)
        file = self.index.child_file(row.source.child_id)
        one = next((each for each in file.involvements if each.id == row.source.involvement_id), None)
        if one is None or file.child is None:
            return self._begin(row, self._resolved(row), writes)
        if one.status is InvolvementStatus.ENTERED_IN_ERROR:
            problem = InvalidField("source_ref", Problem.TAKEN_BACK)
            result = RowResult(row.said.source_ref, RowOutcome.REJECTED, (problem,))
            return Facts(result, RowOutcome.REJECTED)
        return self._change(row, file, file.child, one, writes)

    def _resolved(self, row: Row) -> ResolvedChild:
        resolved = self.resolution.of_feed(row.admitted, row.details)
        return resolved if _adds_details(row) else _untold(resolved)

    # -------------------------------------------------------------- new rows

    def _begin(self, row: Row, resolved: ResolvedChild, writes: FeedTransaction) -> Facts[RowResult]:
        """A new involvement; one that its worker recorded by hand becomes the row's own."""
        own = _recorded_by_hand(resolved, row)
        if own is not None:
            return self._adopt(row, resolved, own, writes)
        admitted = row.admitted
        resolved = shielded_by_default(admitted, resolved)
        resolved.write(writes)
        write_looks(writes, admitted, resolved.shielded)
        new = begun(admitted, resolved.after.id, row.said, self._name(row), initial=row.initial)
        writes.add_involvement(new)
        if resolved.near is not None:
            doubt_both(writes, admitted, resolved.near, resolved.after, new.reference)
        self._remember(row, new, writes)
        return _accepted(row, new, _kind_of(resolved), writes)

    def _adopt(
        self, row: Row, resolved: ResolvedChild, one: Involvement, writes: FeedTransaction
    ) -> Facts[RowResult]:
        resolved.write(writes)
        after = self._carried_on(row, one)
        writes.change_involvement(after)
        self._remember(row, after, writes)
        return _accepted(row, after, RowKind.KNOWN_CHILD, writes)

    # -------------------------------------------------------------- rows that came before

    def _change(
        self, row: Row, file: ChildFile, child: Child, one: Involvement, writes: FeedTransaction
    ) -> Facts[RowResult]:
        if self._says_the_same_of_child(row) or child.shield or child.retired:
            return self._carry_on(row, ResolvedChild(child, child, file), one, writes)
        resolved = self._resolved(row)
        if resolved.before is not None and resolved.before.id == child.id:
            return self._carry_on(row, resolved, one, writes)
        if resolved.before is None and _may_be_the_same(child.details, row.details):
            return self._carry_on(row, _told(row, child, file), one, writes)
        return self._move(row, resolved, child, one, writes)

    def _carry_on(
        self, row: Row, resolved: ResolvedChild, one: Involvement, writes: FeedTransaction
    ) -> Facts[RowResult]:
        """The same child: what the row adds to its details, and the involvement as it is now."""
        resolved.write(writes)
        after = self._carried_on(row, one)
        if after != one:
            writes.change_involvement(after)
        self._remember(row, after, writes)
        return _accepted(row, after, RowKind.CHANGED, writes)

    def _move(
        self, row: Row, resolved: ResolvedChild, was: Child, one: Involvement, writes: FeedTransaction
    ) -> Facts[RowResult]:
        """The row is of another child than it was: what it said before never was so; what its worker
        added to that child goes. Of a new child the officer is asked to look at both."""
        writes.change_involvement(one.entered_in_error())
        if resolved.before is None:
            moved = self._begin(row, replace(resolved, near=was), writes)
        else:
            moved = self._begin(row, resolved, writes)
            if not take_back_word(writes, was, row.admitted):
                writes.hold(was)
        return replace(moved, second_child_id=was.id)

    def _name(self, row: Row) -> str:
        """As it was written, which may be under an earlier key."""
        return (
            row.source.name if row.source else self.sources.name_of(row.admitted.feed.id, row.said.source_ref)
        )

    def _carried_on(self, row: Row, one: Involvement) -> Involvement:
        admitted = row.admitted
        worker, today = admitted.practitioner, admitted.at.date()
        return carried_on(one, row.said, self._name(row), worker, admitted.feed, today)

    def _says_the_same_of_child(self, row: Row) -> bool:
        return row.source is None or self.sources.says_the_same(row.source, row.said)[0]

    def _remember(self, row: Row, one: Involvement, writes: FeedTransaction) -> None:
        of_child, of_work = row.hashes
        after = SourceRecord(
            name=self._name(row),
            feed_id=row.admitted.feed.id,
            child_id=one.child_id,
            involvement_id=one.id,
            child_hash=of_child,
            work_hash=of_work,
            sent_as=row.sent_as,
            ended=row.said.ended is not None,
            version=row.source.version + 1 if row.source else 1,
        )
        writes.put_source(row.source, after)


def _adds_details(row: Row) -> bool:
    return FeedMay.DETAILS in row.admitted.feed.may


def _untold(resolved: ResolvedChild) -> ResolvedChild:
    """Without the right to add details a child that is known stays as it is."""
    return replace(resolved, after=resolved.before) if resolved.before else resolved


def _told(row: Row, child: Child, file: ChildFile) -> ResolvedChild:
    who = row.admitted.practitioner
    after = child.told_by(who.service_id, who.id, row.details) if _adds_details(row) else child
    return ResolvedChild(child, after, file)


def _may_be_the_same(known: Details, said: Details) -> bool:
    """A row that keeps its name in its system and its number or birth date is of the same child, whatever
    else was put right."""
    if set(known.identifiers) & set(said.identifiers):
        return True
    return known.birth_date == said.birth_date


def _recorded_by_hand(resolved: ResolvedChild, row: Row) -> Involvement | None:
    """The worker's own current involvement that no feed speaks of yet."""
    who = row.admitted.practitioner.id
    current = (one for one in resolved.file.involvements if one.is_current and one.practitioner_id == who)
    return next((one for one in current if not one.source_ref), None)


def _kind_of(resolved: ResolvedChild) -> RowKind:
    if resolved.near is not None:
        return RowKind.POSSIBLE_MATCH
    return RowKind.NEW_CHILD if resolved.before is None else RowKind.KNOWN_CHILD


def _accepted(row: Row, one: Involvement, kind: RowKind, writes: FeedTransaction) -> Facts[RowResult]:
    result = RowResult(
        row.said.source_ref,
        RowOutcome.ACCEPTED,
        warnings=row.said.warnings,
        reference=row.admitted.reference,
        kind=kind,
    )
    return Facts(result, str(kind), child_id=one.child_id, involvement_id=one.id, writes=writes)
