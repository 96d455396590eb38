"""Claims on what a new child will be met by, so that two who record it at once do not make two children.

A claim stands under a name of its own, not under that of the bucket it stands for, and says in clear only
until when it counts, to within ten minutes: neither a number nor a child can be told from it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime

from pynamodb.expressions.operand import Path

from fingerpost.adapters.dynamodb.attributes import number, text
from fingerpost.adapters.dynamodb.keys import Key
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.adapters.keyring import Keyring
from fingerpost.domain.errors import Conflict

COARSE_SECONDS = 600
_MOST_SEEN = 45
"""A condition compares with at most 100 values, and each child has one for every key of the keyset."""


def claimed(
    store: Store, keyring: Keyring, place: Key, child_id: str, seen: Sequence[str], now: datetime
) -> Write:
    """The write that claims a place for a child; Conflict where it is another's that was not seen."""
    free = Path("pk").does_not_exist() | (Path("expires_at") <= math.floor(now.timestamp()))
    marks = [mark for each in seen[:_MOST_SEEN] for mark in keyring.tokens(_holder(each, place))]
    if marks:
        free = free | Path("holder").is_in(*marks)
    item = {
        "holder": text(keyring.token(_holder(child_id, place))),
        "expires_at": number(_coarse(now)),
    }
    return Write(Kind.PUT, store.casework, place, item, (), free, Conflict)


def released(store: Store, place: Key) -> Write:
    """The write that ends a claim: expired at once, since nobody's role deletes in this table."""
    return Write(Kind.PUT, store.casework, place, {"expires_at": number(0)})


def _holder(child_id: str, place: Key) -> str:
    """Differs in every claim, so that nobody who holds the table can tell which are of one child."""
    return f"holder\n{child_id}\n{place.pk}"


def _coarse(now: datetime) -> int:
    """Between ten and twenty minutes from now, at a moment that says little of when it was."""
    return (math.ceil(now.timestamp() / COARSE_SECONDS) + 1) * COARSE_SECONDS
