"""Make the matcher's name table: `python -m tools.training.name_table --data ../shared/data`.

Sources: births by name, Office for National Statistics (Open Government Licence 3.0) as packaged in
ukbabynames (CC0); UK surname shares and observed variant pairs as packaged in sdglinkage (MIT, Copyright
2020 Haoyuan Zhang). What is shipped is learned from them: rounded shares of common names, a table of forms.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import permutations
from pathlib import Path

from fingerpost.matching.normalise import joined
from tools.training.diminutives import FORMAL, SPELLINGS
from tools.training.frequencies import family_shares, given_shares
from tools.training.name_pools import GROUP_SHARES, name_source

TARGET = Path("layers/core/fingerpost/matching/names.json")
_COMMON_GIVEN = 3e-5  # of births; rarer names share the matcher's floor
_COMMON_FAMILY = 5e-5
Pair = tuple[str, str]

_SOURCES = (
    "Given names: births in England and Wales 2006-2020, Office for National Statistics, Open Government "
    "Licence 3.0, as packaged in ukbabynames (CC0). Surnames and observed variants: sdglinkage (MIT, "
    "Copyright 2020 Haoyuan Zhang). Diminutives and transliterations: compiled for this project."
)


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    table = build(parser.parse_args().data)
    TARGET.write_text(json.dumps(table, indent=0, ensure_ascii=True, sort_keys=True) + "\n", "utf-8")
    print(json.dumps({"file": str(TARGET), "bytes": TARGET.stat().st_size}))


def build(data: Path) -> dict[str, object]:
    """The table, ready to be written."""
    given = given_shares(data / "given_names_england_wales.csv")
    family = family_shares(data / "surnames_uk.csv")
    pairs = [
        *_variant_pairs(data / "given_name_variants.csv"),
        *_variant_pairs(data / "surname_variants.csv"),
    ]
    return {
        "sources": _SOURCES,
        "given": _by_share(given, _COMMON_GIVEN),
        "family": _by_share(family, _COMMON_FAMILY),
        "forms": _forms([*_between_rare(pairs, given), *_own_pairs()]),
        "traditions": traditions(data),
        "formal": {short: whole for whole, shorts in FORMAL.items() for short in shorts.split()},
    }


def _by_share(shares: dict[str, float], at_least: float) -> dict[str, str]:
    groups: dict[int, list[str]] = defaultdict(list)
    for name, share in shares.items():
        if share >= at_least:
            groups[_rounded(share * 1e6)].append(name)
    return {str(share): " ".join(sorted(names)) for share, names in sorted(groups.items())}


def _rounded(share: float) -> int:
    """To two significant figures: finer would only make the file larger."""
    return int(float(f"{share:.1e}"))


def _variant_pairs(path: Path) -> Iterable[Pair]:
    rows = csv.reader(path.open(encoding="utf-8"))
    next(rows)
    for one, other, _ in rows:
        yield joined(one), joined(other)


def _between_rare(pairs: Iterable[Pair], given: dict[str, float]) -> Iterable[Pair]:
    """Observed pairs without those of two names that both are common today.

    Old lists hold Elsie and Ellie, Sophia and Sophie for forms of one name; today they are twins.
    """
    common = {name for name, share in given.items() if share >= _COMMON_GIVEN}
    return (pair for pair in pairs if not common.issuperset(pair))


def traditions(data: Path) -> list[dict[str, object]]:
    """Names most of whose bearers are of one group, where family and given names go together (ADR 0013)."""
    bearers: dict[str, Counter[str]] = defaultdict(Counter)
    for pool in name_source(data).pools:
        columns = ((pool.given[0], pool.given_shares[0]), (pool.given[1], pool.given_shares[1]))
        for names, shares in (*columns, (pool.family, 2 * pool.family_shares)):
            for name, share in zip(names, shares, strict=True):
                bearers[name][pool.group] += float(share) * pool.share  # type: ignore[assignment]  # shares
    listed = _listed(data)
    most = {name: groups.most_common(1)[0] for name, groups in bearers.items() if name in listed}
    return [
        {"share": GROUP_SHARES[group], "names": " ".join(sorted(_mostly(group, most, bearers)))}
        for group in list(GROUP_SHARES)[1:]
    ]


def _mostly(group: str, most: dict[str, tuple[str, int]], bearers: dict[str, Counter[str]]) -> list[str]:
    return [
        name for name, (first, mass) in most.items() if first == group and 2 * mass > bearers[name].total()
    ]


def _listed(data: Path) -> set[str]:
    given = given_shares(data / "given_names_england_wales.csv")
    family = family_shares(data / "surnames_uk.csv")
    common = {name for name, share in given.items() if share >= _COMMON_GIVEN}
    return common | {name for name, share in family.items() if share >= _COMMON_FAMILY}


def _own_pairs() -> Iterable[Pair]:
    for line in filter(None, SPELLINGS.splitlines()):
        yield from permutations(line.split(), 2)
    for whole, shorts in FORMAL.items():
        yield from permutations([whole, *shorts.split()], 2)


def _forms(pairs: Iterable[Pair]) -> dict[str, str]:
    """Each pair once, under the name that comes first in the alphabet."""
    forms: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        if one and other and one != other:
            forms[min(one, other)].add(max(one, other))
    return {name: " ".join(sorted(others)) for name, others in sorted(forms.items())}


if __name__ == "__main__":
    main()
