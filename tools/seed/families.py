"""The town's families: siblings at one address, twins, and names as services really write them down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from fingerpost.domain.child import Details, Name, Sex
from fingerpost.domain.identifiers import Identifier, IdentifierKind
from tools.seed.names import KNOWN_AS, NAMES, SPELT, NameTable
from tools.seed.numbers import postcode, upn
from tools.seed.places import OUTWARD

_ORIGINS, _SHARES = zip(*((table, table.share) for table in NAMES.values()), strict=True)
_AREAS, _AREA_SHARES = ("northbrook", "eastmere", "westhaven"), (50, 35, 15)
_ADULT_DAYS = 17 * 365
_SCHOOL_DAYS = 5 * 365


@dataclass(frozen=True)
class Household:
    """What the children of one family share. usual: the names that their families give."""

    usual: NameTable
    family_name: str
    area_id: str
    postcodes: tuple[str, ...]


@dataclass(frozen=True)
class Families:
    """Families without end, the same for the same random source."""

    random: Random
    nhs_numbers: Iterator[str]
    today: date

    def children(self) -> Iterator[tuple[str, Details]]:
        """Area and details of one child after the other, siblings next to each other."""
        serial = 0
        while True:
            household, siblings = self._household(), set[str]()
            for birth_date, is_twin in self._births():
                serial += 1
                details = self._child(household, siblings, birth_date, serial)
                siblings.add(details.names[0].given)
                yield household.area_id, replace(details, multiple_birth=is_twin)

    def _household(self) -> Household:
        usual = self.random.choices(_ORIGINS, _SHARES)[0]
        area_id = self.random.choices(_AREAS, _AREA_SHARES)[0]
        return Household(usual, self._family_name(usual), area_id, self._postcodes(area_id))

    def _family_name(self, usual: NameTable) -> str:
        name = self.random.choice(usual.families)
        if not self._one_in(11):
            return name
        other = self.random.choice(self.random.choices(_ORIGINS, _SHARES)[0].families)
        return f"{name}-{other}"

    def _postcodes(self, area_id: str) -> tuple[str, ...]:
        """The present one, and often one or two of earlier homes, some of them in another area."""
        areas = [area_id]
        while self._one_in(5):
            areas.append(self.random.choice(_AREAS) if self._one_in(4) else area_id)
        return tuple(dict.fromkeys(postcode(self.random, OUTWARD[area]) for area in areas))

    def _births(self) -> Iterator[tuple[date, bool]]:
        """Birth dates from the eldest down; twins share one."""
        age = self.random.randint(40, _ADULT_DAYS)
        for _ in range(self.random.choices((1, 2, 3, 4), (45, 35, 15, 5))[0]):
            birth_date, twins = self._birth_date(age), self._one_in(30)
            yield from [(birth_date, twins)] * (2 if twins else 1)
            age -= self.random.randint(300, 1500)
            if age < 1:
                return

    def _birth_date(self, age: int) -> date:
        """Some come from countries where an unknown day is written down as 1 January."""
        day = self.today - timedelta(days=age)
        return day.replace(month=1, day=1) if self._one_in(60) else day

    def _child(self, household: Household, siblings: set[str], birth_date: date, serial: int) -> Details:
        sex = self.random.choice((Sex.FEMALE, Sex.MALE))
        usual = household.usual.girls if sex is Sex.FEMALE else household.usual.boys
        given = self.random.choice([name for name in usual if name not in siblings] or usual)
        details = Details(
            names=self._names(Name(given, household.family_name), household.usual),
            birth_date=birth_date,
            postcodes=household.postcodes,
            sex=sex,
            identifiers=self._identifiers(birth_date, serial),
        )
        return self._with_gaps(details)

    def _names(self, name: Name, usual: NameTable) -> tuple[Name, ...]:
        """The name, and other names that services have met: known as, spelt otherwise, a former surname."""
        given, family = name.given, name.family
        names = [name]
        if self._one_in(2):
            names += [Name(called, family) for called in KNOWN_AS.get(given, ())[:1]]
        if self._one_in(3):
            names += [Name(self._spelt(given), self._spelt(family))]
        if self._one_in(14):
            names += [Name(given, self.random.choice(usual.families))]
        return tuple(dict.fromkeys(names))

    def _spelt(self, name: str) -> str:
        return self.random.choice((name, *SPELT.get(name, ())))

    def _identifiers(self, birth_date: date, serial: int) -> tuple[Identifier, ...]:
        number = Identifier(IdentifierKind.NHS_NUMBER, next(self.nhs_numbers))
        pupil = Identifier(IdentifierKind.UPN, upn(birth_date.year + 4, serial))
        at_school = (self.today - birth_date).days > _SCHOOL_DAYS
        known_by = () if self._one_in(10) else (number,)
        return (*known_by, pupil) if at_school and (not known_by or self._one_in(3)) else known_by

    def _with_gaps(self, details: Details) -> Details:
        if self._one_in(40):
            return replace(details, sex=None)
        return replace(details, postcodes=()) if self._one_in(40) else details

    def _one_in(self, many: int) -> bool:
        return self.random.randrange(many) == 0
