"""A feed: the case system of one service, which keeps that service's involvements true (C5-C7)."""

from __future__ import annotations

from enum import StrEnum

from fingerpost.domain.made_when_used import dataclass


class FeedMay(StrEnum):
    """What a feed may do, each granted by name."""

    RECORD = "record"
    END = "end"
    DETAILS = "details"
    ASK = "ask"


class FeedState(StrEnum):
    """Whether what a feed sends is taken. TRIAL: it is matched and counted, and nothing of it is kept."""

    TRIAL = "trial"
    OPEN = "open"
    PAUSED = "paused"


GATE = 95
"""Percent of new rows whose child is clear, below which a feed does not go live (J9)."""

FEWEST_TRIED = 20
"""Rows that a trial needs at least: of fewer a percentage says nothing."""


@dataclass(frozen=True)
class FeedColumn:
    """Which column of the feed's files is one of ours."""

    ours: str
    theirs: str


@dataclass(frozen=True)
class RegisteredFeed:
    """A caller that is the case system of one service.

    client: who signs its requests: the ARN of an IAM user or role, or an OAuth client's id.
    may: what it is let do; all else is refused.
    owner_id: the practitioner who answers for it and is told how it goes.
    contact: a work telephone or e-mail address of whoever runs the system.
    columns: of its files; empty where they are proposed from each file's header.
    full_extract: a file holds all that is current, so what is missing from it has ended.
    most_ended: the share, in percent, that one file may end so without anybody's look.
    version: counts changes.
    """

    id: str
    service_id: str
    client: str
    may: tuple[FeedMay, ...]
    owner_id: str
    contact: str
    state: FeedState = FeedState.OPEN
    columns: tuple[FeedColumn, ...] = ()
    full_extract: bool = False
    most_ended: int = 5
    version: int = 1
