"""A question that may be about the asker's own life is looked at by somebody else first (H6).

What it is held for is worked out from what was typed, from the directory and from the asker's own past alone:
it is the same for a child who is shielded, absent or there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from enum import StrEnum

from fingerpost.domain.child import Details
from fingerpost.domain.habit import LIMITS, Limits
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import Practitioner
from fingerpost.matching.names import name_table
from fingerpost.matching.normalise import name_parts, outcode, postcode_text
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.answers import Noted
from fingerpost.usecases.ports.index import ChildFile

RARE = 0.0005
"""Of the population: a family name that at most one in two thousand has."""

LONG_AGO = timedelta(days=365)


class Sign(StrEnum):
    """Why a question is looked at by somebody else first."""

    OWN_NAME = "own_name"
    OWN_AREA = "own_area"
    COLLEAGUE = "colleague"
    ENDED_CASE = "ended_case"
    VOLUME = "volume"
    HOUR = "hour"


Signs = Callable[[Sequence[ChildFile], Noted], tuple[Sign, ...]]
"""What a question is held for, once it is known whom it means and how its asker usually asks."""


@dataclass(frozen=True)
class Insider:
    """Looks for signs, beside the reads of the question itself."""

    directory: Directory
    limits: Limits = LIMITS

    def begin(self, admitted: Admitted, asked: Details) -> Signs:
        """What is returned gives the signs; for nearly every question there are none.

        It takes the files of those that the question may mean, and what was noted of the asker's habit.
        """
        who, at = admitted.practitioner, admitted.at
        names = frozenset(part for name in asked.names for part in name_parts(name.family))
        rare = _is_rare(names)
        namesakes = [self.directory.namesakes(who.area_id, one.family) for one in asked.names] if rare else []

        def signs(meant: Sequence[ChildFile], noted: Noted) -> tuple[Sign, ...]:
            found = {
                Sign.OWN_NAME: not names.isdisjoint(_own_names(who)),
                Sign.OWN_AREA: rare and _is_next_door(who, asked),
                Sign.COLLEAGUE: any(_is_colleague(who, one, names) for found in namesakes for one in found()),
                Sign.ENDED_CASE: any(_is_old_case(file, who, at.date()) for file in meant),
                Sign.VOLUME: noted.habit.is_many(noted.within_hour, self.limits),
                Sign.HOUR: noted.habit.is_odd_hour(at),
            }
            return tuple(sign for sign, holds in found.items() if holds)

        return signs


def _is_colleague(who: Practitioner, other: Practitioner, names: frozenset[str]) -> bool:
    """Whether somebody else of the same service has the family name that is asked for."""
    same_service = other.service_id == who.service_id and other.id != who.id
    return same_service and not names.isdisjoint(_family_names(other.name))


def _own_names(who: Practitioner) -> frozenset[str]:
    household = (part for name in who.household_names for part in name_parts(name))
    return frozenset({*_family_names(who.name), *household})


def _family_names(name: str) -> tuple[str, ...]:
    """The last word of a name, in all its parts: directories hold people's names as one line."""
    return name_parts(name.split()[-1]) if name.split() else ()


def _is_next_door(who: Practitioner, asked: Details) -> bool:
    home = postcode_text(who.home_district)
    return bool(home) and any(outcode(postcode_text(one)) == home or one == home for one in asked.postcodes)


def _is_rare(names: frozenset[str]) -> bool:
    shares = name_table().family
    return bool(names) and all(shares.get(name, 0.0) <= RARE for name in names)


def _is_old_case(file: ChildFile, who: Practitioner, today: date) -> bool:
    """Whether they worked with the child, and that ended long ago: nothing current is left between them."""
    own = [one for one in file.involvements if one.practitioner_id == who.id]
    ended = [one.ended for one in own if one.ended is not None]
    return bool(ended) and not any(one.is_current for one in own) and max(ended) < today - LONG_AGO
