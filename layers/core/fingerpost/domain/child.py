"""A child as Fingerpost knows one: what is needed to recognise the child, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, fields, replace
from datetime import date
from enum import StrEnum

from fingerpost.domain.birth import Born, PartDate
from fingerpost.domain.confidential import Confidential
from fingerpost.domain.identifiers import Identifier, IdentifierKind
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.merging import Either, Kept, One, Several, by_field, distinct, merged_by
from fingerpost.domain.shield import Shield


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
    birth_date: to the day; None where it is not known so well.
    birth_in_part: what is known of the birth date where that is only a part of it (A13). It says nothing any
    more once there is a `birth_date`, and never stands for one.
    postcodes: the current one first, then earlier ones; as written. The first is empty where only earlier
    ones are known.
    carers: given names of those who bring the child up, in no order; shown to nobody (A14).
    knew: schools or services that knew the child, as typed; of a question alone, never of a record (ADR 35).
    multiple_birth: the child is a twin, triplet or more.
    expected: for an unborn child the day it is expected; then names, birth date and identifiers are the
    mother's (A7). None for a born child.
    """

    names: tuple[Name, ...] = field(default=(), metadata=merged_by(Several()))
    birth_date: date | None = field(default=None, metadata=merged_by(One()))
    postcodes: tuple[str, ...] = field(default=(), metadata=merged_by(Several()))
    sex: Sex | None = field(default=None, metadata=merged_by(One()))
    identifiers: tuple[Identifier, ...] = field(default=(), metadata=merged_by(Several()))
    multiple_birth: bool = field(default=False, metadata=merged_by(Either()))
    expected: date | None = field(default=None, metadata=merged_by(Kept()))
    carers: tuple[str, ...] = field(default=(), metadata=merged_by(Several()))
    birth_in_part: PartDate | None = field(default=None, metadata=merged_by(One()))
    knew: tuple[str, ...] = field(default=(), metadata=merged_by(Several()))

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
        return self.postcodes[0] or None if self.postcodes else None

    @property
    def born(self) -> Born | None:
        """The birth date as well as it is known."""
        return self.birth_date or self.birth_in_part

    def completed_by(self, added: Details) -> Details:
        """These details with one more: what is added wins over what stood there, nothing else is lost."""
        born = added if added.born else self
        return Details(
            names=_names_completed(self.names, added.names),
            birth_date=born.birth_date,
            birth_in_part=born.birth_in_part,
            postcodes=_postcodes_completed(self.postcodes, added.postcodes),
            sex=added.sex or self.sex,
            identifiers=distinct((*added.identifiers, *self.identifiers)),
            multiple_birth=self.multiple_birth or added.multiple_birth,
            expected=added.expected or self.expected,
            carers=distinct((*added.carers, *self.carers)),
            knew=distinct((*added.knew, *self.knew)),
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
            names=distinct((*self.names, *new_names)),
            birth_date=self.birth_date or seen.birth_date,
            birth_in_part=self.birth_in_part or (None if self.birth_date else seen.birth_in_part),
            postcodes=distinct(filter(None, (*self.postcodes, *seen.postcodes))),
            sex=self.sex or seen.sex,
            carers=distinct((*self.carers, *seen.carers)),
            identifiers=(
                *self.identifiers,
                *(new for new in seen.identifiers if (new.kind, new.issuer) not in kinds),
            ),
        )

    def beyond(self, before: Details) -> Details:
        """Only what these details have and those did not."""
        return by_field("beyond", self, before)

    def without(self, added: Details) -> Details:
        """These details as they were before something was added to them."""
        return by_field("without", self, added)

    @property
    def given(self) -> tuple[str, ...]:
        """The names of the fields that are not empty."""
        return tuple(one.name for one in fields(self) if getattr(self, one.name))

    def keeping(self, before: Details) -> Details:
        """These details, with the names and postcodes that were right until now kept as history."""
        return replace(
            self,
            names=distinct((*self.names, *before.names)),
            postcodes=distinct((*self.postcodes, *before.postcodes)),
        )


def details_of_birth(born: Born | None) -> Details:
    """Nothing but a birth date, as well as it is known."""
    if isinstance(born, PartDate):
        return Details(birth_in_part=born)
    return Details(birth_date=born)


def together(kept: Details, absorbed: Details) -> Details:
    """The details of one child from two records of it: what was kept comes first, nothing is given up.

    An unborn child's record holds the mother's details, and those do not become the child's.
    """
    if _is_birth(kept, absorbed):
        return kept
    return by_field("together", kept, absorbed)


def _is_birth(kept: Details, absorbed: Details) -> bool:
    return absorbed.is_unborn and not kept.is_unborn


def apart(now: Details, kept: Details, absorbed: Details) -> Details:
    """The details of a record without what a merge brought it: `kept` and `absorbed` as they were before.

    What was changed since the merge stays.
    """
    if _is_birth(kept, absorbed):
        return now
    return by_field("apart", now, kept, absorbed)


def _names_completed(held: tuple[Name, ...], added: tuple[Name, ...]) -> tuple[Name, ...]:
    if not held or not added:
        return held or added
    first = Name(added[0].given or held[0].given, added[0].family or held[0].family)
    return distinct((first, *held[1:], *added[1:]))


def _postcodes_completed(held: tuple[str, ...], added: tuple[str, ...]) -> tuple[str, ...]:
    """A current postcode takes the place of the one given before; an earlier one stands beside it."""
    if not added:
        return held
    current = added[0] or (held[0] if held else "")
    return (current, *distinct((*added[1:], *held[1:])))


@dataclass(frozen=True, repr=False)
class Word(Confidential):
    """What one service alone says of a child, beyond what was known of it.

    added: only what was new with it. It goes when the involvement of whoever gave it is taken back.
    """

    service_id: str
    practitioner_id: str
    added: Details


@dataclass(frozen=True, repr=False)
class Child(Confidential):
    """A child in the index.

    id: random, means nothing outside the index.
    area_id: the area whose officer answers for the record.
    version: counts changes, so that two writers cannot overwrite each other.
    retired: the child lives under another identity now; no question finds this record any more (C9).
    words: what of the details rests on one service's word; each service has one, its latest.
    shield: set where nobody may find the child (G2).
    """

    id: str
    details: Details
    area_id: str
    retain_until: date
    version: int = 1
    retired: bool = False
    words: tuple[Word, ...] = ()
    shield: Shield | None = None

    def told_by(self, service_id: str, practitioner_id: str, seen: Details) -> Child:
        """After a service gave these details, surely of this child; the same child where nothing is new."""
        if self.details.enriched_by(seen) == self.details:
            return self
        before = self._without(lambda word: word.service_id == service_id)
        details = before.details.enriched_by(seen)
        word = Word(service_id, practitioner_id, details.beyond(before.details))
        words = (*before.words, word) if word.added.given else before.words
        return replace(self, details=details, words=words, version=self.version + 1)

    def without_word_of(self, practitioner_id: str) -> Child:
        """After somebody took back that they know the child; the same child where they added nothing."""
        before = self._without(lambda word: word.practitioner_id == practitioner_id)
        return self if before.words == self.words else replace(before, version=self.version + 1)

    def _without(self, taken_back: Callable[[Word], bool]) -> Child:
        details = self.details
        for word in filter(taken_back, self.words):
            details = details.without(word.added)
        return replace(
            self, details=details, words=tuple(word for word in self.words if not taken_back(word))
        )

    def under(self, shield: Shield | None) -> Child:
        """The same child with another shield, or none."""
        return replace(self, shield=shield, version=self.version + 1)
