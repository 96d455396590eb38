"""Which of one's own children a line is about: initials and birth year, and finding one by number or name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from fingerpost.domain.child import Details, Name
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.recording import MyInvolvement
from fingerpost.domain.reference import read_reference
from fingerpost.matching.normalise import name_parts
from fingerpost.policy.model import Circumstances
from fingerpost.usecases.access.authority import Admitted, Authority
from fingerpost.usecases.ports.index import ChildIndex


@dataclass(frozen=True)
class OwnChildren:
    """Reads one's own children, each judged as one that is opened would be."""

    authority: Authority
    index: ChildIndex

    def named(
        self, admitted: Admitted, involvements: Sequence[Involvement], mine: Sequence[MyInvolvement]
    ) -> tuple[MyInvolvement, ...]:
        """The lines with what tells them apart. mine: the lines of the involvements, in the same order."""
        known = self._details(admitted, involvements)
        return tuple(_named(line, details) for line, details in zip(mine, known, strict=True))

    def found(
        self, admitted: Admitted, involvements: Sequence[Involvement], wanted: str
    ) -> tuple[Involvement, ...]:
        """Those that a number, a name or a reference means."""
        known = self._details(admitted, involvements)
        pairs = zip(involvements, known, strict=True)
        return tuple(one for one, details in pairs if _is_meant(one, details, wanted))

    def _details(self, admitted: Admitted, involvements: Sequence[Involvement]) -> tuple[Details | None, ...]:
        """None for one that may not be opened now."""
        files = self.index.files([one.child_id for one in involvements], len(involvements))
        return tuple(
            file.child.details if file.child and self._may_open(admitted, one) else None
            for one, file in zip(involvements, files, strict=True)
        )

    def _may_open(self, admitted: Admitted, one: Involvement) -> bool:
        about = Circumstances(involvement=one, involved=one.is_current)
        return self.authority.judge_on(admitted, Act.OPEN_MINE, about).permitted


def _named(line: MyInvolvement, details: Details | None) -> MyInvolvement:
    if details is None:
        return line
    if details.is_unborn:
        return replace(line, unborn=True)
    name = details.name or Name("", "")
    initials = " ".join(f"{part[0].upper()}." for part in (name.given, name.family) if part)
    year, is_about = _year_of_birth(details)
    return replace(line, initials=initials, born=year, born_about=is_about)


def _year_of_birth(details: Details) -> tuple[int | None, bool]:
    """And whether it is only an estimate."""
    if details.birth_date is not None:
        return details.birth_date.year, False
    part = details.birth_in_part
    return (part.day.year, part.is_about) if part else (None, False)


def _is_meant(one: Involvement, details: Details | None, wanted: str) -> bool:
    if read_reference(wanted) == one.reference:
        return True
    if details is None:
        return False
    number = re.sub(r"[\s.-]", "", wanted).upper()
    return any(each.value == number for each in details.identifiers) or _is_named(details, wanted)


def _is_named(details: Details, wanted: str) -> bool:
    """Every word that was typed begins a word of one and the same name."""
    typed = name_parts(wanted)
    names = [name_parts(f"{name.given} {name.family}") for name in details.names]
    return bool(typed) and any(
        all(any(part.startswith(word) for part in parts) for word in typed) for parts in names
    )
