"""Counts the ledger's lines, day after day, and keeps of them nothing but counts."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from fingerpost.adapters.dynamodb.keys import ledger_partitions
from fingerpost.domain.ledger import Act, Phase

ACTED_WITHIN = timedelta(days=7)
_ACTED = frozenset({Act.RECORD, Act.WATCH, Act.ASK_CONTACT})
_COUNTED = (*_ACTED, Act.ASK, Act.RATE_CONTACT, Act.DELIVER)
_FIELDS = ("act", "phase", "at", "outcome", "area_id", "actor_id", "child_id")


@dataclass(frozen=True)
class Line:
    """An outcome, as far as it is counted. whose: who about which child, hashed."""

    at: datetime
    act: Act
    outcome: str
    area_id: str
    whose: int


@dataclass
class Tally:
    """What was counted. by_day, by_area: asks. confirmed: answers that showed a child; acted: of these, how
    many were followed by an act on that child by who asked."""

    by_day: Counter[date] = field(default_factory=Counter)
    by_area: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    ratings: Counter[str] = field(default_factory=Counter)
    notices: Counter[str] = field(default_factory=Counter)
    confirmed: int = 0
    acted: int = 0
    _open: dict[int, datetime] = field(default_factory=dict, repr=False)

    def count(self, lines: Iterable[Line]) -> None:
        """One day's lines, in the order of time."""
        for line in lines:
            match line.act:
                case Act.ASK:
                    self._asked(line)
                case Act.RATE_CONTACT:
                    self.ratings[line.outcome] += not _is_refused(line)
                case Act.DELIVER:
                    self.notices[line.outcome.partition(":")[0]] += 1
                case _:
                    self._did(line)

    def _asked(self, line: Line) -> None:
        self.by_day[line.at.date()] += 1
        self.by_area[line.area_id] += 1
        kind, _, why = line.outcome.partition(":")
        self.outcomes[kind] += 1
        if kind == "refused":
            self.refusals[why] += 1
        if kind == "confirmed":
            self.confirmed += 1
            self._open[line.whose] = line.at

    def _did(self, line: Line) -> None:
        asked = self._open.get(line.whose)
        if asked and not _is_refused(line):
            self.acted += line.at - asked <= ACTED_WITHIN
            del self._open[line.whose]

    def forget(self, day: date) -> None:
        """Answers that nobody can act on in time any more."""
        self._open = {
            whose: at
            for whose, at in self._open.items()
            if at.date() + ACTED_WITHIN >= day - timedelta(days=1)
        }


def _is_refused(line: Line) -> bool:
    return line.outcome.partition(":")[0] in ("refused", "invalid", "too_large")


@dataclass(frozen=True)
class LedgerLines:
    """Reads the outcomes of a day that are counted, without a key to any box. dynamodb: boto3's client."""

    dynamodb: Any
    table: str

    def of(self, day: datetime) -> list[Line]:
        """In the order of time."""
        found = [line for part in ledger_partitions(day) for line in self._in(part)]
        return sorted(found, key=lambda line: line.at)

    def _in(self, partition: str) -> Iterator[Line]:
        pages = self.dynamodb.get_paginator("query").paginate(
            TableName=self.table,
            KeyConditionExpression="pk = :pk",
            FilterExpression="#phase = :outcome AND #act IN (" + ", ".join(_ACT_NAMES) + ")",
            ProjectionExpression=", ".join(f"#{name}" for name in _FIELDS),
            ExpressionAttributeNames={f"#{name}": name for name in _FIELDS},
            ExpressionAttributeValues={":pk": {"S": partition}, ":outcome": {"S": Phase.OUTCOME}}
            | _ACT_NAMES,
        )
        for page in pages:
            yield from (_line(item) for item in page["Items"])


_ACT_NAMES = {f":act{number}": {"S": str(act)} for number, act in enumerate(_COUNTED)}


def _line(item: dict[str, Any]) -> Line:
    said = {name: str(item.get(name, {}).get("S", "")) for name in _FIELDS}
    about = f"{said['actor_id']}\n{said['child_id']}"
    whose = int.from_bytes(hashlib.blake2b(about.encode(), digest_size=8).digest())
    at = datetime.fromisoformat(said["at"])
    return Line(at, Act(said["act"]), said["outcome"], said["area_id"], whose)
