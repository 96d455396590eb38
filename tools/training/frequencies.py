"""How common names are, from the public frequency files."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from fingerpost.matching.normalise import joined


def given_shares(path: Path) -> dict[str, float]:
    """Share of births by normalised given name."""
    births: Counter[str] = Counter()
    for row in csv.DictReader(path.open(encoding="utf-8")):
        births[joined(row["name"])] += int(row["births"])
    return {name: count / births.total() for name, count in births.items() if name}


def family_shares(path: Path) -> dict[str, float]:
    """Share of the population by normalised surname."""
    shares: Counter[str] = Counter()
    for row in csv.DictReader(path.open(encoding="utf-8")):
        shares[joined(row["surname"])] += float(row["freq"])  # type: ignore[assignment]  # Counter of shares
    return {name: share for name, share in shares.items() if name}
