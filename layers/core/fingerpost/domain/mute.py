""" "We are already in contact" (D12): of two who are, neither is told what the other asks about a child."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from fingerpost.domain.involvement import Involvement
from fingerpost.domain.made_when_used import dataclass


@dataclass(frozen=True)
class Mute:
    """A pair of people, of one child.

    one_id, other_id: the two, in order, so that a pair has one name. stands: what they worked with the child
    then; it holds only while that is so.
    """

    child_id: str
    one_id: str
    other_id: str
    at: datetime
    stands: tuple[str, ...] = ()

    def is_of(self, somebody: str, another: str) -> bool:
        """Whether it is of these two."""
        return {self.one_id, self.other_id} == {somebody, another}

    def holds(self, involvements: Iterable[Involvement]) -> bool:
        """Whether nothing has changed in what the two work since."""
        return self.stands == standing(self.one_id, self.other_id, involvements)


def mute_of(
    child_id: str, somebody: str, another: str, involvements: Iterable[Involvement], at: datetime
) -> Mute:
    """The mute of a pair, as things stand."""
    one, other = sorted((somebody, another))
    return Mute(child_id, one, other, at, standing(one, other, involvements))


def standing(somebody: str, another: str, involvements: Iterable[Involvement]) -> tuple[str, ...]:
    """What two people work with a child now: whatever changes in it begins a new conversation."""
    theirs = (one for one in involvements if one.is_current and one.practitioner_id in (somebody, another))
    return tuple(sorted(f"{one.id}:{one.version}" for one in theirs))
