"""Seal the ledger, hour by hour (I2). It writes no line: what it does is the seal itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from fingerpost.domain.errors import FingerpostError
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.sealing.examination import GRACE, LATE_HOURS, changed_or_removed
from fingerpost.domain.sealing.seal import HOUR, Leaf, Seal, hour_of, hours_between, next_statement
from fingerpost.log_catalogue import Line, log
from fingerpost.usecases.ports.acting import Clock
from fingerpost.usecases.ports.sealing import Seals, Signer, StandingLines

MOST_HOURS_AT_ONCE = 24
"""How many hours one run makes up for after an outage; the next run goes on."""


class ClockSetBack(FingerpostError):
    """The newest seal is of the future: one of two clocks is wrong, and nothing is sealed by it."""


@dataclass(frozen=True)
class SealHours:
    """Seals every hour that has ended and has no seal."""

    lines: StandingLines
    signer: Signer
    seals: Seals
    stack: str
    clock: Clock

    def __call__(self) -> tuple[Seal, ...]:
        """The seals that were made. Raises ClockSetBack, Conflict, Unavailable: the next run begins there."""
        now = self.clock()
        known = list(self.seals.newest(LATE_HOURS, now))
        made = []
        for hour in self._due(known, now):
            seal = self._seal(hour, known[-LATE_HOURS:])
            self.seals.keep(seal)
            log(Line.LEDGER_SEALED, number=seal.statement.number, lines=seal.statement.lines)
            known.append(seal)
            made.append(seal)
        return tuple(made)

    def _due(self, known: Sequence[Seal], now: datetime) -> tuple[datetime, ...]:
        """Hours that ended some minutes ago; of a ledger never sealed before the last one alone."""
        end = hour_of(now - GRACE)
        if not known:
            return (end - HOUR,)
        newest = known[-1].statement
        if now < newest.sealed_at:
            raise ClockSetBack("newest seal is of the future")
        return hours_between(newest.hour + HOUR, end)[:MOST_HOURS_AT_ONCE]

    def _seal(self, hour: datetime, before: Sequence[Seal]) -> Seal:
        """Its own lines, and those of the hours before that came after their own hour was sealed."""
        sealed = {leaf.place for seal in before for leaf in seal.leaves}
        standing = {leaf for each in self._hours_looked_at(hour, before) for leaf in self.lines.of(each)}
        self._report_what_changed(before, standing)
        leaves = tuple(sorted(leaf for leaf in standing if leaf.place not in sealed))
        statement = next_statement(
            self.stack, hour, leaves, before[-1] if before else None, self.clock(), self.signer.name
        )
        return Seal(statement, self.signer.sign(statement.text().encode()), leaves)

    def _hours_looked_at(self, hour: datetime, before: Sequence[Seal]) -> Iterator[datetime]:
        yield from (seal.statement.hour for seal in before)
        yield hour

    def _report_what_changed(self, before: Sequence[Seal], standing: set[Leaf]) -> None:
        """Found within hours, not when somebody verifies. A late line's own hour may be out of sight."""
        hours = {seal.statement.hour for seal in before}
        in_sight = [leaf for seal in before for leaf in seal.leaves if leaf.hour in hours]
        lines = {leaf.place: leaf.digest for leaf in standing}
        for fault, _ in changed_or_removed(in_sight, lines):
            log(Line.LEDGER_CHANGED, code=fault)
