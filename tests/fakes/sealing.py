"""A ledger's lines, a key and a store of seals in memory, for sealing and for tampering with."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from fingerpost.domain.errors import Conflict
from fingerpost.domain.sealing.examination import Examination, Examined, Kept
from fingerpost.domain.sealing.seal import Leaf, Seal
from fingerpost.usecases.protecting.seal_hours import SealHours

STACK = "town"


def place_at(moment: datetime, number: int = 0, partition: str = "") -> str:
    """Where a line of this moment stands."""
    where = partition or f"L#{moment:%Y-%m-%d}#07"
    return f"{where}|{moment.isoformat(timespec='microseconds')}#FP-{number:05d}#attempt"


def digest_of(text: str) -> str:
    """What stands for a line that says this."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass
class FakeSigner:
    """Signs with a secret of its own."""

    secret: bytes = b"the key that seals"
    name: str = "arn:key"

    def sign(self, text: bytes) -> bytes:
        return hmac.digest(self.secret, text, "sha256")

    def signed(self, seal: Seal) -> bool:
        return hmac.compare_digest(seal.signature, self.sign(seal.statement.text().encode()))


@dataclass
class SealedTown:
    """Lines by place, seals by hour, and a clock that a test moves."""

    now: datetime = datetime(2026, 3, 2, 10, 12, tzinfo=UTC)
    lines: dict[str, str] = field(default_factory=dict)
    held: dict[datetime, Kept] = field(default_factory=dict)
    signer: FakeSigner = field(default_factory=FakeSigner)

    # ---------------------------------------------------------- ports

    def of(self, hour: datetime) -> tuple[Leaf, ...]:
        leaves = (Leaf(place, digest) for place, digest in self.lines.items())
        return tuple(sorted(leaf for leaf in leaves if leaf.hour == hour))

    def newest(self, count: int, now: datetime) -> Sequence[Seal]:
        kept = [self.held[hour].seal for hour in sorted(self.held)]
        return [seal for seal in kept if seal][-count:]

    def keep(self, seal: Seal) -> None:
        hour = seal.statement.hour
        if hour in self.held:
            raise Conflict("seal")
        self.held[hour] = Kept(hour, seal, 1, self.now)

    # ---------------------------------------------------------- what a test does

    def write(self, moment: datetime, number: int = 0) -> str:
        """A line of a moment; where it stands."""
        place = place_at(moment, number)
        self.lines[place] = digest_of(f"line {number}")
        return place

    def seal(self) -> tuple[Seal, ...]:
        """What the function does each hour."""
        return SealHours(lines=self, signer=self.signer, seals=self, stack=STACK, clock=lambda: self.now)()

    def pass_hours(self, hours: int, lines_in_each: int = 3) -> None:
        """Hours in which people act, each sealed when it is over."""
        for _ in range(hours):
            for number in range(lines_in_each):
                self.write(self.now + timedelta(minutes=number), number)
            self.now += timedelta(hours=1)
            self.seal()

    def examine(self, noted: Mapping[datetime, str] | None = None, *, whole: bool = True) -> Examined:
        """Verify the ledger now."""
        examination = Examination(self.signer.signed, self.now, noted or {}, whole)
        return examination.of(tuple(self.held.values()), self.lines)

    def reseal(self, hour: datetime, **changes: object) -> None:
        """Put something else in a seal's place, as nobody's role may."""
        kept = self.held[hour]
        assert kept.seal
        self.held[hour] = replace(kept, seal=replace(kept.seal, **changes))  # type: ignore[arg-type]
