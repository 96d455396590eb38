"""A seal: what it says of the ledger's lines of one hour, and how the lines become one root (ADR 140)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

from fingerpost.domain.made_when_used import dataclass

HOUR = timedelta(hours=1)

_LEAF, _NODE = b"\x00", b"\x01"
"""What stands before a hash's input, so that no inner node can be passed off as a line (RFC 6962)."""


@dataclass(frozen=True, order=True)
class Leaf:
    """One line of the ledger as a seal holds it: the key it stands under, and the SHA-256 of all it says.

    place: partition and sort key; holds reference, time and phase, nothing of a child. digest: hexadecimal.
    """

    place: str
    digest: str

    @property
    def hour(self) -> datetime | None:
        """The hour that its own key states; None where it states none."""
        return hour_in(self.place)


def hour_in(place: str) -> datetime | None:
    """The hour that a line's key states; None for a key that no line of ours has."""
    try:
        return datetime.fromisoformat(f"{place.partition('|')[2][:13]}:00:00+00:00")
    except ValueError:
        return None


@dataclass(frozen=True)
class Statement:
    """What a seal says, and all that is signed.

    number: counts from 0 without a gap. hour: its beginning, UTC. previous: the digest of the statement
    before this one, empty for the first. lines, root: how many leaves, and what they come to. key: whose
    signature it bears.
    """

    stack: str
    number: int
    hour: datetime
    previous: str
    lines: int
    root: str
    sealed_at: datetime
    key: str

    def text(self) -> str:
        """The very text that is signed."""
        moments = {"hour": self.hour.isoformat(), "sealed_at": self.sealed_at.isoformat()}
        return json.dumps(asdict(self) | moments, sort_keys=True, separators=(",", ":"))

    @property
    def digest(self) -> str:
        """What the next seal holds of this one, hexadecimal."""
        return hashlib.sha256(self.text().encode()).hexdigest()

    @classmethod
    def from_text(cls, text: str) -> Statement:
        """What was signed, read again. Raises ValueError, KeyError, TypeError."""
        read = json.loads(text)
        moments = {name: datetime.fromisoformat(read[name]) for name in ("hour", "sealed_at")}
        return cls(**{**read, **moments})


@dataclass(frozen=True)
class Seal:
    """A statement, signed, with the leaves it is of, in the order of their places."""

    statement: Statement
    signature: bytes
    leaves: tuple[Leaf, ...]

    @property
    def places(self) -> Mapping[str, str]:
        """The digest of each line by its place."""
        return {leaf.place: leaf.digest for leaf in self.leaves}


def hour_of(moment: datetime) -> datetime:
    """The beginning of the hour that a moment is in, UTC."""
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def hours_between(first: datetime, end: datetime) -> tuple[datetime, ...]:
    """The beginnings of hours from the first up to the end, which is left out."""
    return tuple(first + number * HOUR for number in range(int((end - first) / HOUR)))


def root_of(leaves: Sequence[Leaf]) -> str:
    """The Merkle root of leaves in their order, hexadecimal; that of none is the hash of nothing."""
    level = [_hash(_LEAF + f"{leaf.place}\n{leaf.digest}".encode()) for leaf in leaves]
    while len(level) > 1:
        level = [_joined(level[start : start + 2]) for start in range(0, len(level), 2)]
    return (level[0] if level else _hash(b"")).hex()


def _joined(pair: Sequence[bytes]) -> bytes:
    """Two nodes become one above them; an odd one moves up as it is."""
    return _hash(_NODE + pair[0] + pair[1]) if len(pair) > 1 else pair[0]


def _hash(text: bytes) -> bytes:
    return hashlib.sha256(text).digest()


def next_statement(
    stack: str, hour: datetime, leaves: Sequence[Leaf], before: Seal | None, sealed_at: datetime, key: str
) -> Statement:
    """What the seal of an hour says. leaves: in the order of their places."""
    return Statement(
        stack=stack,
        number=before.statement.number + 1 if before else 0,
        hour=hour,
        previous=before.statement.digest if before else "",
        lines=len(leaves),
        root=root_of(leaves),
        sealed_at=sealed_at,
        key=key,
    )
