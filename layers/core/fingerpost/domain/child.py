"""A child as Fingerpost knows one: what is needed to recognise the child, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from fingerpost.domain.confidential import Confidential
from fingerpost.domain.identifiers import Identifier, IdentifierKind

Thing = TypeVar("Thing")


class Sex(StrEnum):
    """As recorded by the services, used only to recognise a child."""

    FEMALE = "F"
    MALE = "M"


@dataclass(frozen=True, repr=False)
class Name(Confidential):
    """A given and a family name as written. Either may be empty (a baby, a person of one name)."""

    given: str
    family: str


@dataclass(frozen=True, repr=False)
class Details(Confidential):
    """What is known, or asked, of a child.

    names: the current name first, then former and known-as names.
    birth_date: None where unknown.
    postcodes: the current one first, then earlier ones; as written.
    multiple_birth: the child is a twin, triplet or more.
    expected: for an unborn child the day it is expected; then names, birth date and identifiers are the
    mother's (A7). None for a born child.
    """

    names: tuple[Name, ...] = ()
    birth_date: date | None = None
    postcodes: tuple[str, ...] = ()
    sex: Sex | None = None
    identifiers: tuple[Identifier, ...] = ()
    multiple_birth: bool = False
    expected: date | None = None

    @property
    def is_unborn(self) -> bool:
        """Whether these are a mother's details for the child she expects."""
        return self.expected is not None

    def issued_by(self, service_id: str) -> Details:
        """The same, where a service's own number without a service is this service's (A8)."""
        local = IdentifierKind.LOCAL
        numbers = tuple(
            replace(one, issuer=service_id) if one.kind is local and not one.issuer else one
            for one in self.identifiers
        )
        return replace(self, identifiers=numbers)

    @property
    def name(self) -> Name | None:
        """The current name."""
        return self.names[0] if self.names else None

    @property
    def postcode(self) -> str | None:
        """The current postcode."""
        return self.postcodes[0] if self.postcodes else None

    def completed_by(self, added: Details) -> Details:
        """These details with one more: what is added wins over what stood there, nothing else is lost."""
        return Details(
            names=_names_completed(self.names, added.names),
            birth_date=added.birth_date or self.birth_date,
            postcodes=added.postcodes or self.postcodes,
            sex=added.sex or self.sex,
            identifiers=_distinct((*added.identifiers, *self.identifiers)),
            multiple_birth=self.multiple_birth or added.multiple_birth,
            expected=added.expected or self.expected,
        )

    def enriched_by(self, seen: Details) -> Details:
        """A child's details after a service that surely means this child gave these.

        Only gaps are filled, and postcodes and further names are kept beside those held: nothing held is
        given up. A lone name that differs may be a slip of the keyboard, so it is not kept; one given
        together with a former name is.
        """
        kinds = {(known.kind, known.issuer) for known in self.identifiers}
        new_names = seen.names if len(seen.names) > 1 or not self.names else ()
        return replace(
            self,
            names=_distinct((*self.names, *new_names)),
            birth_date=self.birth_date or seen.birth_date,
            postcodes=_distinct((*self.postcodes, *seen.postcodes)),
            sex=self.sex or seen.sex,
            identifiers=(
                *self.identifiers,
                *(new for new in seen.identifiers if (new.kind, new.issuer) not in kinds),
            ),
        )

    def keeping(self, before: Details) -> Details:
        """These details, with the names and postcodes that were right until now kept as history."""
        return replace(
            self,
            names=_distinct((*self.names, *before.names)),
            postcodes=_distinct((*self.postcodes, *before.postcodes)),
        )


def together(kept: Details, absorbed: Details) -> Details:
    """The details of one child from two records of it: what was kept comes first, nothing is given up.

    An unborn child's record holds the mother's details, and those do not become the child's.
    """
    if _is_birth(kept, absorbed):
        return kept
    return replace(
        kept,
        names=_distinct((*kept.names, *absorbed.names)),
        birth_date=kept.birth_date or absorbed.birth_date,
        postcodes=_distinct((*kept.postcodes, *absorbed.postcodes)),
        sex=kept.sex or absorbed.sex,
        identifiers=_distinct((*kept.identifiers, *absorbed.identifiers)),
        multiple_birth=kept.multiple_birth or absorbed.multiple_birth,
    )


def _is_birth(kept: Details, absorbed: Details) -> bool:
    return absorbed.is_unborn and not kept.is_unborn


def apart(now: Details, kept: Details, absorbed: Details) -> Details:
    """The details of a record without what a merge brought it: `kept` and `absorbed` as they were before.

    What was changed since the merge stays.
    """
    if _is_birth(kept, absorbed):
        return now
    return replace(
        now,
        names=_without(now.names, absorbed.names, kept.names),
        birth_date=_gap_again(now.birth_date, kept.birth_date, absorbed.birth_date),
        postcodes=_without(now.postcodes, absorbed.postcodes, kept.postcodes),
        sex=_gap_again(now.sex, kept.sex, absorbed.sex),
        identifiers=_without(now.identifiers, absorbed.identifiers, kept.identifiers),
        multiple_birth=now.multiple_birth and (kept.multiple_birth or not absorbed.multiple_birth),
    )


def _without(
    now: tuple[Thing, ...], brought: tuple[Thing, ...], there_before: tuple[Thing, ...]
) -> tuple[Thing, ...]:
    return tuple(value for value in now if value in there_before or value not in brought)


def _gap_again(now: Thing | None, before: Thing | None, brought: Thing | None) -> Thing | None:
    return None if before is None and now == brought else now


def _names_completed(held: tuple[Name, ...], added: tuple[Name, ...]) -> tuple[Name, ...]:
    if not held or not added:
        return held or added
    first = Name(added[0].given or held[0].given, added[0].family or held[0].family)
    return _distinct((first, *held[1:], *added[1:]))


def _distinct(values: tuple[Thing, ...]) -> tuple[Thing, ...]:
    return tuple(dict.fromkeys(values))


@dataclass(frozen=True, repr=False)
class Child(Confidential):
    """A child in the index.

    id: random, means nothing outside the index.
    area_id: the area whose officer answers for the record.
    version: counts changes, so that two writers cannot overwrite each other.
    retired: the child lives under another identity now; no question finds this record any more (C9).
    """

    id: str
    details: Details
    area_id: str
    retain_until: date
    version: int = 1
    retired: bool = False
