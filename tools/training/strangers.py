"""How often two strangers agree on birth date or postcode, counted over a population.

A sample of pairs that is quick to draw would hardly hold two children of one postcode.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import numpy as np
from numpy.typing import NDArray

from fingerpost.matching.normalise import outcode, postcode_text, sector
from tools.training.population import Population, postcode_of

_STANDS_FOR_UNKNOWN = 0.02
"""Least share of strangers thought to have one 1 January: services record it where the day is not known."""


def birth_date_shares(population: Population) -> dict[str, float]:
    """Share of pairs of strangers at each level."""
    days, counts = np.unique(population.born, return_counts=True)
    shares = counts / counts.sum()
    dates = [date.fromordinal(int(day)) for day in days]
    first = sum(float(s) ** 2 for s, day in zip(shares, dates, strict=True) if (day.month, day.day) == (1, 1))
    january = sum(float(s) for s, day in zip(shares, dates, strict=True) if (day.month, day.day) == (1, 1))
    near = _near_dates(dates, shares)
    exact = float((shares**2).sum()) - first
    known = {"exact": exact, "first_of_january": first / max(january, 1e-9), **near}
    known["first_of_january"] = max(known["first_of_january"], _STANDS_FOR_UNKNOWN)
    return {**known, "different": 1.0 - exact - first - sum(near.values())}


def _near_dates(dates: list[date], shares: NDArray[np.float64]) -> dict[str, float]:
    """By digits, for every tenth date against all."""
    digits = np.array([[int(c) for c in day.strftime("%Y%m%d")] for day in dates])
    parts = np.array([[day.year, day.month, day.day] for day in dates])
    totals: Counter[str] = Counter()
    for at in range(0, len(dates), 10):
        same_parts = (parts == parts[at]).sum(axis=1)
        swapped = (
            (parts[:, 0] == parts[at, 0]) & (parts[:, 1] == parts[at, 2]) & (parts[:, 2] == parts[at, 1])
        )
        swapped &= same_parts < len(parts[at])
        digit = ((digits != digits[at]).sum(axis=1) == 1) & ~swapped
        part = (same_parts == len(parts[at]) - 1) & ~digit & ~swapped
        for level, mask in (("swapped", swapped), ("one_digit", digit), ("one_part", part)):
            totals[level] += float(shares[at] * shares[mask].sum())  # type: ignore[assignment]  # shares
    drawn = float(shares[::10].sum())
    return {level: totals[level] / drawn for level in ("swapped", "one_digit", "one_part")}


def postcode_shares(population: Population) -> dict[str, float]:
    """Share of pairs of strangers at each level."""
    codes, counts = np.unique(population.postcode, return_counts=True)
    texts = [postcode_text(postcode_of(int(code))) for code in codes]
    shares = dict(zip(texts, (counts / counts.sum()).tolist(), strict=True))
    total = counts.sum()
    exact = float((counts * (counts - 1.0)).sum() / (total * (total - 1.0)))
    by_sector, by_outcode = _grouped(shares, "sector"), _grouped(shares, "outcode")
    one_edit = _one_edit(shares)
    known = {
        "exact": exact,
        "one_edit": one_edit,
        "sector": max(by_sector - exact - one_edit / 2, exact),
        "outcode": max(by_outcode - by_sector, exact),
    }
    return {**known, "different": 1.0 - sum(known.values())}


def _grouped(shares: dict[str, float], by: str) -> float:
    groups: Counter[str] = Counter()
    for text, share in shares.items():
        groups[sector(text) if by == "sector" else outcode(text)] += share  # type: ignore[assignment]  # shares
    return sum(share**2 for share in groups.values())


def _one_edit(shares: dict[str, float]) -> float:
    """Over a sample of postcodes, the children at codes one character away."""
    sample = list(shares)[:: max(1, len(shares) // 500)]
    total = sum(shares[text] for text in sample)
    return sum(shares[text] * sum(shares.get(near, 0.0) for near in _near(text)) for text in sample) / total


def _near(text: str) -> set[str]:
    replaced = {
        text[:at] + letter + text[at + 1 :]
        for at in range(len(text))
        for letter in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    }
    exchanged = {text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in range(len(text) - 1)}
    shortened = {text[:at] + text[at + 1 :] for at in range(len(text))}
    return (replaced | exchanged | shortened) - {text}
