"""Whether the ledger is as it was sealed, and where it is not: seals, links and lines (ADR 140)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.sealing.seal import HOUR, Leaf, Seal, hour_in, hour_of, root_of

LATE_HOURS = 3
"""For how many hours after its own a line is still taken into a seal."""

GRACE = timedelta(minutes=10)
"""How long after an hour's end it is sealed: longer than any function runs."""

OVERDUE = timedelta(hours=1)
"""How long the newest seal may be overdue before that is a finding."""

CLOCKS_APART = timedelta(minutes=15)
"""How far the time that a seal states may be from the time at which its store received it."""


_PARTITIONS = ("L#", "M#")
"""How the partitions begin that hold lines; whatever stands elsewhere in the ledger is none."""


class Fault(StrEnum):
    """What is not as it was sealed."""

    CHANGED = "line_changed"
    REMOVED = "line_removed"
    ADDED = "line_added"
    TWICE = "line_sealed_twice"
    LEAVES = "leaves_do_not_make_the_root"
    SIGNATURE = "signature_is_not_of_the_key"
    UNREADABLE = "seal_unreadable"
    REPLACED = "seal_replaced"
    CHAIN = "seal_does_not_follow_the_one_before"
    MISSING = "seal_missing"
    OVERDUE = "newest_seals_missing"
    CLOCK = "clock_set_back"
    NOTED = "not_the_seal_that_was_noted"


@dataclass(frozen=True)
class Finding:
    """One fault and where it is.

    hour: of the seal, or that a line's key states; None where it states none. place: the line's key; empty
    where it is of the seal as a whole.
    """

    fault: Fault
    hour: datetime | None
    place: str = ""


@dataclass(frozen=True)
class Kept:
    """What the store of seals holds of one hour.

    seal: the version that came first; None where it cannot be read. versions: how many there are, those that
    hide it counted. received_at: by the store's own clock.
    """

    hour: datetime
    seal: Seal | None
    versions: int
    received_at: datetime


@dataclass(frozen=True)
class Examined:
    """What the examination came to.

    late: lines that were sealed after their own hour, which is no fault. waiting: lines that no seal holds
    yet, but the next ones will: not proven.
    """

    findings: tuple[Finding, ...]
    seals: int
    lines: int
    late: tuple[Leaf, ...]
    waiting: tuple[str, ...]


@dataclass(frozen=True)
class Examination:
    """One examination.

    signed: whether a signature is of the key that seals. now: by a clock that the ledger's functions do not
    share. noted: digests of seals that somebody wrote down elsewhere, by hour. whole: every seal from the
    first is examined, not a later part.
    """

    signed: Callable[[Seal], bool]
    now: datetime
    noted: Mapping[datetime, str]
    whole: bool = True

    def of(self, kept: Sequence[Kept], standing: Mapping[str, str]) -> Examined:
        """Examine seals and lines. standing: the digest of every line that stands in the ledger, by place."""
        ordered = sorted(kept, key=lambda one: one.hour)
        seals = [one.seal for one in ordered if one.seal]
        unsealed = _unsealed(seals, standing)
        waiting = tuple(place for place in unsealed if self._comes_next(place, seals))
        added = (Finding(Fault.ADDED, hour_in(one), one) for one in unsealed if one not in set(waiting))
        findings = [*self._of_the_chain(ordered), *_of_the_lines(seals, standing), *added]
        return Examined(
            findings=tuple(sorted(findings, key=_by_hour)),
            seals=len(seals),
            lines=sum(len(one.leaves) for one in seals),
            late=tuple(leaf for one in seals for leaf in one.leaves if leaf.hour != one.statement.hour),
            waiting=waiting,
        )

    def _comes_next(self, place: str, seals: Sequence[Seal]) -> bool:
        """Whether a seal yet to be made will look at the hour of a line."""
        hour = hour_in(place)
        if hour is None or not place.startswith(_PARTITIONS) or hour > self.now + CLOCKS_APART:
            return False
        return not seals or hour > seals[-1].statement.hour - LATE_HOURS * HOUR

    # -------------------------------------------------------------- seals

    def _of_the_chain(self, kept: Sequence[Kept]) -> Iterator[Finding]:
        for one in kept:
            yield from (Finding(fault, one.hour) for fault in self._of_one(one))
        yield from _of_the_links(kept)
        yield from self._of_the_ends(kept)
        yield from self._of_what_was_noted(kept)

    def _of_one(self, kept: Kept) -> Iterator[Fault]:
        if kept.versions != 1:
            yield Fault.REPLACED
        if kept.seal is None:
            yield Fault.UNREADABLE
            return
        said = kept.seal.statement
        if not self.signed(kept.seal):
            yield Fault.SIGNATURE
        if said.hour != kept.hour:
            yield Fault.CHAIN
        if said.lines != len(kept.seal.leaves) or said.root != root_of(kept.seal.leaves):
            yield Fault.LEAVES
        if _clock_was_set_back(kept, said.sealed_at):
            yield Fault.CLOCK

    def _of_the_ends(self, kept: Sequence[Kept]) -> Iterator[Finding]:
        """That nothing is missing before the first seal or after the last one."""
        if not kept:
            yield Finding(Fault.OVERDUE, hour_of(self.now))
            return
        first, newest = kept[0], kept[-1]
        if self.whole and first.seal and (first.seal.statement.number or first.seal.statement.previous):
            yield Finding(Fault.MISSING, first.hour - HOUR)
        if newest.hour + 2 * HOUR + GRACE + OVERDUE <= self.now:
            yield Finding(Fault.OVERDUE, newest.hour + HOUR)

    def _of_what_was_noted(self, kept: Sequence[Kept]) -> Iterator[Finding]:
        held = {one.hour: one.seal.statement.digest for one in kept if one.seal}
        for hour, digest in self.noted.items():
            if held.get(hour) != digest:
                yield Finding(Fault.NOTED, hour)


def _by_hour(found: Finding) -> tuple[str, str, str]:
    return (found.hour.isoformat() if found.hour else "", found.fault, found.place)


def _clock_was_set_back(kept: Kept, sealed_at: datetime) -> bool:
    return sealed_at < kept.hour + HOUR or abs(sealed_at - kept.received_at) > CLOCKS_APART


def _of_the_links(kept: Sequence[Kept]) -> Iterator[Finding]:
    """What is between two readable seals that follow each other, whatever else was put between them."""
    unreadable = {one.hour for one in kept if one.seal is None}
    for before, after in pairwise([one.seal.statement for one in kept if one.seal]):
        if after.hour - before.hour > HOUR:
            ends = {before.hour + HOUR, after.hour - HOUR} - unreadable
            yield from (Finding(Fault.MISSING, hour) for hour in ends)
        elif (after.previous, after.number, after.stack) != (before.digest, before.number + 1, before.stack):
            yield Finding(Fault.CHAIN, after.hour)
        if after.sealed_at < before.sealed_at:
            yield Finding(Fault.CLOCK, after.hour)


# ------------------------------------------------------------------ lines


def changed_or_removed(leaves: Sequence[Leaf], standing: Mapping[str, str]) -> Iterator[tuple[Fault, Leaf]]:
    """The leaves whose lines no longer stand as they were sealed."""
    for leaf in leaves:
        if leaf.place not in standing:
            yield Fault.REMOVED, leaf
        elif standing[leaf.place] != leaf.digest:
            yield Fault.CHANGED, leaf


def _of_the_lines(seals: Sequence[Seal], standing: Mapping[str, str]) -> Iterator[Finding]:
    met: set[str] = set()
    for seal in seals:
        for fault, leaf in changed_or_removed(seal.leaves, standing):
            yield Finding(fault, seal.statement.hour, leaf.place)
        for leaf in seal.leaves:
            if leaf.place in met:
                yield Finding(Fault.TWICE, seal.statement.hour, leaf.place)
            met.add(leaf.place)


def _unsealed(seals: Sequence[Seal], standing: Mapping[str, str]) -> list[str]:
    """Lines in no seal, but for those from before the first one."""
    sealed = {leaf.place for seal in seals for leaf in seal.leaves}
    first = seals[0].statement.hour if seals else None
    return sorted(place for place in standing if place not in sealed and not _is_before(place, first))


def _is_before(place: str, first: datetime | None) -> bool:
    hour = hour_in(place)
    return first is not None and hour is not None and hour < first
