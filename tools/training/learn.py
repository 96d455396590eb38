"""Weights by expectation maximisation, never seeing which pair is one child.

Three passes, each over pairs that agree on two details, each learning only the details it was not blocked on
(family sound + birth date, given sound + birth date, both sounds). No pass is blocked on a postcode: siblings
share those, and would be learned as matches.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice

from tqdm import tqdm

from fingerpost.domain.child import Details
from fingerpost.matching.compare import compare, prepare
from fingerpost.matching.score import Weights, shipped_weights
from fingerpost.matching.tokens import sound

Levels = tuple[str, ...]
Pair = tuple[Details, Details]

FIELDS = ("given", "family", "birth_date", "postcode", "sex", "carer")
_BLOCKED_ON = {
    "family+date": {"family", "birth_date"},
    "given+date": {"given", "birth_date"},
    "names": {"given", "family"},
}
_ROUNDS = 60
_PRIOR_PAIRS = (
    200.0  # pairs' worth of weight given to what is already known, so that little data changes little
)
_MOST_IN_BLOCK = 40  # larger blocks hold strangers of common names, and cost the square of their size


@dataclass(frozen=True)
class Pass:
    """What one pass over the pairs of one kind of block came to. matches: expected number of true pairs."""

    block: str
    pairs: int
    matches: float
    m: Mapping[str, Mapping[str, float]]


def learned_from_people(people: Sequence[Details], known: Weights | None = None) -> Weights:
    """Weights from one list of people in which some appear more than once, and nothing says who."""
    base = known or shipped_weights()
    passes = list(run_passes(blocks_within(people), base))
    return replace(base, version=f"{base.version}+{len(people)}-people", m=merged(passes, base))


def run_passes(blocks: Mapping[str, Iterable[Pair]], base: Weights) -> Iterable[Pass]:
    """One pass for each kind of block."""
    for block, pairs in blocks.items():
        counts = Counter(
            _levels(one, other) for one, other in tqdm(pairs, desc=f"comparing by {block}", mininterval=1)
        )
        yield _maximise(block, counts, base)


def merged(passes: Sequence[Pass], base: Weights) -> dict[str, dict[str, float]]:
    """For each detail the mean of the passes that could learn it, drawn towards what was known before."""
    learned: dict[str, dict[str, float]] = {field: dict(base.m[field]) for field in base.m}
    for field in FIELDS:
        usable = [one for one in passes if field not in _BLOCKED_ON[one.block] and one.matches > 0]
        weight = sum(one.matches for one in usable)
        for level, before in base.m[field].items():
            found = sum(one.matches * one.m[field].get(level, 0.0) for one in usable)
            learned[field][level] = (found + _PRIOR_PAIRS * before) / (weight + _PRIOR_PAIRS)
    learned["birth_date"]["first_of_january"] = learned["birth_date"]["exact"]  # both are the same date
    return learned


def blocks_within(people: Sequence[Details]) -> dict[str, Iterable[Pair]]:
    """Pairs of one list, by kind of block."""
    return {kind: _pairs_within(people, key) for kind, key in _KEYS.items()}


def blocks_between(one: Sequence[Details], other: Sequence[Details]) -> dict[str, Iterable[Pair]]:
    """Pairs of two lists, by kind of block."""
    return {kind: _pairs_between(one, other, key) for kind, key in _KEYS.items()}


def random_pairs(people: Sequence[Details], number: int, seed: int) -> Iterable[Pair]:
    """Pairs of strangers, all but surely."""
    rng = random.Random(seed)  # noqa: S311  # reproducible, nothing secret
    return ((rng.choice(people), rng.choice(people)) for _ in range(number))


def level_shares(pairs: Iterable[Pair]) -> dict[str, dict[str, float]]:
    """Share of each level among pairs, missing ones left out, by detail."""
    counts: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    for one, other in pairs:
        for field, level in zip(FIELDS, _levels(one, other), strict=True):
            counts[field][level] += 1
    return {field: _without_missing(found) for field, found in counts.items()}


def _without_missing(found: Counter[str]) -> dict[str, float]:
    total = sum(count for level, count in found.items() if level != "missing") or 1
    return {level: count / total for level, count in found.items() if level != "missing"}


def _maximise(block: str, counts: Counter[Levels], base: Weights) -> Pass:
    """EM with the shares among strangers held fixed; starts from what is known."""
    free = [field for field in FIELDS if field not in _BLOCKED_ON[block]]
    strangers = _strangers(base)
    m: dict[str, dict[str, float]] = {field: dict(base.m[field]) for field in free}
    share = 0.3
    total = sum(counts.values())
    if not total:
        return Pass(block, 0, 0.0, m)
    for _ in range(_ROUNDS):
        chances = {levels: _chance(levels, share, m, strangers) for levels in counts}
        share = min(0.999, max(1e-6, sum(chances[levels] * n for levels, n in counts.items()) / total))
        m = {field: _expected(field, counts, chances, m[field]) for field in free}
    return Pass(block, total, share * total, m)


def _chance(
    levels: Levels, share: float, m: Mapping[str, Mapping[str, float]], u: Mapping[str, Mapping[str, float]]
) -> float:
    same, strange = share, 1.0 - share
    for field, level in zip(FIELDS, levels, strict=True):
        if field in m and level != "missing":
            same *= m[field].get(level, 1e-6)
            strange *= u[field].get(level, 1e-9)
    return same / (same + strange)


def _expected(
    field: str, counts: Counter[Levels], chances: Mapping[Levels, float], before: Mapping[str, float]
) -> dict[str, float]:
    place = FIELDS.index(field)
    found: dict[str, float] = defaultdict(float)
    for levels, number in counts.items():
        if levels[place] != "missing":
            found[levels[place]] += number * chances[levels]
    total = sum(found.values())
    return {level: (found[level] + 0.5) / (total + 0.5 * len(before)) for level in before}


def _strangers(base: Weights) -> dict[str, dict[str, float]]:
    """Shares of the levels among strangers: for names at the average name's share."""
    names = {
        field: {level: k * AVERAGE_SHARE[field] for level, k in base.u[field].items()}
        for field in AVERAGE_SHARE
    }
    for field, shares in names.items():
        shares["exact"] = AVERAGE_SHARE[field]
        shares["different"] = 1.0 - sum(shares.values())
    return {**{field: dict(base.u[field]) for field in ("birth_date", "postcode", "sex")}, **names}


AVERAGE_SHARE = {"given": 0.0022, "family": 0.0014, "carer": 0.0022}
"""Chance that two strangers share the name: the sum of squared shares in the public frequencies."""


def _levels(one: Details, other: Details) -> Levels:
    comparison = compare(prepare(one), prepare(other))
    names = comparison.names[0]
    birth_date = "exact" if comparison.birth_date == "first_of_january" else str(comparison.birth_date)
    others = str(comparison.postcode), str(comparison.sex), str(comparison.carer)
    return str(names.given), str(names.family), birth_date, *others


def _pairs_within(people: Sequence[Details], key: Callable[[Details], str]) -> Iterable[Pair]:
    for members in _grouped(people, key).values():
        if len(members) <= _MOST_IN_BLOCK:
            yield from combinations(members, 2)


def _pairs_between(
    one: Sequence[Details], other: Sequence[Details], key: Callable[[Details], str]
) -> Iterable[Pair]:
    held = _grouped(one, key)
    for details in other:
        mine = key(details)
        yield from ((details, match) for match in islice(held.get(mine, ()) if mine else (), _MOST_IN_BLOCK))


def _grouped(people: Iterable[Details], key: Callable[[Details], str]) -> dict[str, list[Details]]:
    groups: dict[str, list[Details]] = defaultdict(list)
    for details in people:
        mine = key(details)
        if mine:
            groups[mine].append(details)
    return groups


def _sounds(details: Details) -> tuple[str, str]:
    given, family = prepare(details).names[0]
    return "".join(map(sound, given[:1])), "".join(map(sound, family[:1]))


def _by_family_and_date(details: Details) -> str:
    family = _sounds(details)[1]
    return f"{family}{details.birth_date}" if family and details.birth_date else ""


def _by_given_and_date(details: Details) -> str:
    given = _sounds(details)[0]
    return f"{given}{details.birth_date}" if given and details.birth_date else ""


def _by_names(details: Details) -> str:
    given, family = _sounds(details)
    return f"{given}{family}" if given and family else ""


_KEYS = {"family+date": _by_family_and_date, "given+date": _by_given_and_date, "names": _by_names}
