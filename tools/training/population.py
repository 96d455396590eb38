"""Synthetic children of a UK-like population: households, siblings, twins, shared postcodes, 1 January.

Held as arrays: 11 million children take a few hundred megabytes; one child at a time becomes `Details`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from fingerpost.domain.child import Details, Name, Sex
from tools.training.name_pools import NameSource

POSTCODES = 1_300_000  # live residential postcodes, in round figures
_UNITS = 450  # postcodes of one outward code
_FIRST_BIRTH = date(2007, 1, 1).toordinal()
_DAYS = 18 * 365 + 4
_HOUSEHOLD_SIZES = np.array(
    [0.42, 0.38, 0.14, 0.06]
)  # families with 1, 2, 3, 4 dependent children (ONS, rounded)
_TWIN_BIRTHS = 0.015
_FIRST_OF_JANUARY = {
    True: 0.001,
    False: 0.01,
}  # recorded for want of the true date; more often for the foreign-born
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"  # UK inward codes leave out C I K M O V
_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX "
    "FK FY G GL GU HA HD HG HP HR HU HX IG IP IV KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP "
    "NR NW OL OX PA PE PH"
)


@dataclass(frozen=True)
class Population:
    """Columns, one row a child. `given` and `family` point into `names`; `born` is an ordinal day.

    carers: two given names for each household, of a woman and of a man.
    """

    names: list[str]
    group_names: list[str]
    group: NDArray[np.uint8]
    sex: NDArray[np.uint8]
    given: NDArray[np.int32]
    family: NDArray[np.int32]
    born: NDArray[np.int32]
    postcode: NDArray[np.int32]
    household: NDArray[np.int32]
    twin: NDArray[np.bool_]
    carers: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.born)

    def details(self, row: int) -> Details:
        """One child as the matcher sees it."""
        return Details(
            names=(
                Name(self.names[self.given[row]].capitalize(), self.names[self.family[row]].capitalize()),
            ),
            birth_date=date.fromordinal(int(self.born[row])),
            postcodes=(postcode_of(int(self.postcode[row])),),
            sex=Sex.MALE if self.sex[row] else Sex.FEMALE,
            multiple_birth=bool(self.twin[row]),
        )

    def carers_of(self, row: int) -> tuple[str, str]:
        """Given names of those who bring the child up, as its brothers' and sisters' are."""
        mother, other = self.carers[self.household[row]]
        return self.names[mother].capitalize(), self.names[other].capitalize()


def populate(children: int, names: NameSource, rng: np.random.Generator) -> Population:
    """About so many children, in whole households, cut to the number."""
    sizes = rng.choice(4, size=children, p=_HOUSEHOLD_SIZES) + 1
    households = int(np.searchsorted(np.cumsum(sizes), children) + 1)
    household = np.repeat(np.arange(households, dtype=np.int32), sizes[:households])[:children]
    all_names = list(
        dict.fromkeys(n for pool in names.pools for n in (*pool.given[0], *pool.given[1], *pool.family))
    )
    group_of_home = rng.choice(len(names.pools), size=households, p=_group_shares(names)).astype(np.uint8)
    group = group_of_home[household]
    sex = rng.integers(0, 2, size=children, dtype=np.uint8)
    born, twin = _births(household, group, rng)
    return Population(
        names=all_names,
        group_names=[pool.group for pool in names.pools],
        group=group,
        sex=sex,
        given=_given(names, all_names, group, sex, rng),
        family=_family(names, all_names, group_of_home, rng)[household],
        born=born,
        postcode=_addresses(households, rng)[household],
        household=household,
        twin=twin,
        carers=_carers(names, all_names, group_of_home, rng),
    )


def postcode_of(number: int) -> str:
    """A well-formed postcode for each number below POSTCODES; neighbours share sector and outward code."""
    areas = _AREAS.split()
    outward, unit = divmod(number, _UNITS)
    district, area = divmod(outward, len(areas))
    sector, rest = divmod(unit, 45)
    first, second = divmod(rest * 8, len(_LETTERS))
    return f"{areas[area]}{district + 1} {sector}{_LETTERS[first]}{_LETTERS[second]}"


def _group_shares(names: NameSource) -> NDArray[np.float64]:
    shares = np.array([pool.share for pool in names.pools])
    return np.asarray(shares / shares.sum(), dtype=np.float64)


def _births(
    household: NDArray[np.int32], group: NDArray[np.uint8], rng: np.random.Generator
) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    born = (_FIRST_BIRTH + rng.integers(0, _DAYS, size=len(household))).astype(np.int32)
    twin = np.zeros(len(household), dtype=np.bool_)
    same_home = household[1:] == household[:-1]
    second = np.flatnonzero(same_home & (rng.random(len(same_home)) < _TWIN_BIRTHS * 2.2)) + 1
    born[second] = born[second - 1]
    twin[second] = twin[second - 1] = True
    chance = np.where(group == 0, _FIRST_OF_JANUARY[True], _FIRST_OF_JANUARY[False])
    unknown = (rng.random(len(born)) < chance) & ~twin
    born[unknown] = _firsts_of_january()[rng.integers(0, 18, size=int(unknown.sum()))]
    return born, twin


def _firsts_of_january() -> NDArray[np.int32]:
    first = date.fromordinal(_FIRST_BIRTH).year
    return np.array([date(first + year, 1, 1).toordinal() for year in range(18)], dtype=np.int32)


def _given(
    names: NameSource,
    all_names: list[str],
    group: NDArray[np.uint8],
    sex: NDArray[np.uint8],
    rng: np.random.Generator,
) -> NDArray[np.int32]:
    place = {name: at for at, name in enumerate(all_names)}
    out = np.zeros(len(group), dtype=np.int32)
    for number, pool in enumerate(names.pools):
        for which in (0, 1):
            rows = np.flatnonzero((group == number) & (sex == which))
            own = np.array([place[name] for name in pool.given[which]], dtype=np.int32)
            out[rows] = own[rng.choice(len(own), size=len(rows), p=pool.given_shares[which])]
    return out


def _family(
    names: NameSource, all_names: list[str], group_of_home: NDArray[np.uint8], rng: np.random.Generator
) -> NDArray[np.int32]:
    place = {name: at for at, name in enumerate(all_names)}
    out = np.zeros(len(group_of_home), dtype=np.int32)
    for number, pool in enumerate(names.pools):
        rows = np.flatnonzero(group_of_home == number)
        own = np.array([place[name] for name in pool.family], dtype=np.int32)
        out[rows] = own[rng.choice(len(own), size=len(rows), p=pool.family_shares)]
    return out


def _carers(
    names: NameSource, all_names: list[str], group_of_home: NDArray[np.uint8], rng: np.random.Generator
) -> NDArray[np.int32]:
    """Drawn as a child's name of the same origin is: what adults are called is not in the public files."""
    women, men = (
        _given(names, all_names, group_of_home, np.full(len(group_of_home), which, dtype=np.uint8), rng)
        for which in (0, 1)
    )
    return np.column_stack((women, men))


def _addresses(households: int, rng: np.random.Generator) -> NDArray[np.int32]:
    """Postcodes unevenly full: a tower block and a lane each have one."""
    crowding = rng.gamma(1.2, size=POSTCODES)
    edges = np.cumsum(crowding / crowding.sum())
    return np.searchsorted(edges, rng.random(households)).clip(0, POSTCODES - 1).astype(np.int32)
