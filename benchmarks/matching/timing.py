"""CPU time of a whole question by the number of candidates: its keys, both stages' decisions, the answer."""

from __future__ import annotations

import platform
import random
import time
from collections.abc import Iterable
from datetime import date, timedelta
from statistics import median
from typing import Any

from fingerpost.domain.child import Details, Name
from fingerpost.matching.decide import Inquiry
from fingerpost.matching.model import Candidate
from fingerpost.matching.names import name_table
from fingerpost.matching.tokens import first_stage, second_stage

_REPEATS, _BATCHES = 50, 8
_ASKED = Details(names=(Name("Mohammed", "Hussain"),), birth_date=date(2012, 3, 4), postcodes=("LS4 4AB",))


def cpu_ms_at(sizes: Iterable[int]) -> dict[str, Any]:
    """CPU milliseconds by number of candidates, on this Python."""
    return {"python": platform.python_version(), **{str(size): _median_ms(size) for size in sizes}}


def _median_ms(size: int) -> float:
    """The median of the quietest batch: other work on a machine slows its CPU, not only the clock."""
    rng = random.Random(size)  # noqa: S311  # reproducible, nothing secret
    candidates = [_candidate(number, rng) for number in range(size)]
    batches = ([_question_ms(candidates) for _ in range(_REPEATS)] for _ in range(_BATCHES))
    return round(min(map(median, batches)), 4)


def _question_ms(candidates: list[Candidate]) -> float:
    """Two stages, of which the first meets two thirds of the candidates."""
    started = time.thread_time()
    inquiry = Inquiry(_ASKED)
    first_stage(_ASKED)
    inquiry.decide(candidates[: len(candidates) * 2 // 3])
    second_stage(_ASKED)
    inquiry.decide(candidates)
    return (time.thread_time() - started) * 1000


def _candidate(number: int, rng: random.Random) -> Candidate:
    """As met under the tokens: half with the birth date, names of which one sounds alike."""
    table = name_table()
    given, family = rng.choice(list(table.given)), rng.choice(["Hussain", "Hussein", *list(table.family)[:2]])
    born = date(2012, 3, 4) + timedelta(days=rng.choice((0, rng.randrange(-2000, 2000))))
    postcode = f"LS{rng.randrange(20)} {rng.randrange(9)}AB"
    return Candidate(
        str(number), Details(names=(Name(given, family),), birth_date=born, postcodes=(postcode,))
    )
