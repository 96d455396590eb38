"""A child as Fingerpost knows one: what is needed to recognise the child, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fingerpost.domain.confidential import Confidential
from fingerpost.domain.identifiers import Identifier


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
    """

    names: tuple[Name, ...] = ()
    birth_date: date | None = None
    postcodes: tuple[str, ...] = ()
    sex: Sex | None = None
    identifiers: tuple[Identifier, ...] = ()
    multiple_birth: bool = False

    @property
    def name(self) -> Name | None:
        """The current name."""
        return self.names[0] if self.names else None

    @property
    def postcode(self) -> str | None:
        """The current postcode."""
        return self.postcodes[0] if self.postcodes else None


@dataclass(frozen=True, repr=False)
class Child(Confidential):
    """A child in the index.

    id: random, means nothing outside the index.
    area_id: the area whose officer answers for the record.
    version: counts changes, so that two writers cannot overwrite each other.
    """

    id: str
    details: Details
    area_id: str
    retain_until: date
    version: int = 1
