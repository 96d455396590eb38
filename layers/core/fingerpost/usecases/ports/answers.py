"""What an answer leaves behind for its buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from fingerpost.domain.child import Details
from fingerpost.domain.confidential import Confidential
from fingerpost.domain.habit import NO_HABIT, Habit
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.asking import Detail
from fingerpost.usecases.requests import Question

HELD = "held"
"""The outcome of a question that waits for a second pair of eyes."""


@dataclass(frozen=True, repr=False)
class AnswerHandle(Confidential):
    """What an answer leaves behind so that its buttons work: kept by reference, for a working day.

    question: as asked, so that one more detail can be added and an involvement recorded for a child the
    index does not know; details and note are boxed in the store.
    child_id: of the child that was surely meant, whether or not the asker was shown anything of it.
    rounds: how often one more detail was asked for already. held_for: why it waits for a second pair of eyes,
    boxed in the store. cleared: somebody else agreed to it, so that what follows from it is not held again.
    """

    reference: str
    practitioner_id: str
    question: Question
    child_id: str
    outcome: str
    expires_at: datetime
    wanted: Detail | None = None
    rounds: int = 0
    held_for: tuple[str, ...] = ()
    cleared: bool = False

    @property
    def is_held(self) -> bool:
        """Whether it was not answered yet."""
        return self.outcome == HELD

    @property
    def has_shown_child(self) -> bool:
        """Whether the answer showed a child. What is done on a nil answer begins by finding anew."""
        return bool(self.child_id) and self.outcome == "confirmed"

    @property
    def details(self) -> Details:
        """The details as asked."""
        return self.question.details


@dataclass(frozen=True)
class SlowedAsk:
    """That somebody tried the values of one detail until they were slowed; nothing of what they asked."""

    practitioner_id: str
    at: datetime


@dataclass(frozen=True)
class Noted:
    """What was known of somebody's asking as a question was noted.

    earlier: the questions of this clock hour before it. habit: how they usually ask. of_service: how many all
    of their service asked within the hour, as far as that was counted; 0 where it was not looked at.
    """

    earlier: tuple[tuple[str, ...], ...]
    habit: Habit = NO_HABIT
    of_service: int = 0

    @property
    def within_hour(self) -> int:
        """How many they asked within this hour, this one among them."""
        return len(self.earlier) + 1


class RecentAsks(Protocol):
    """What somebody asked lately, kept so that nobody can read it."""

    def note(self, asker_id: str, service_id: str, parts: Sequence[str]) -> Callable[[], Noted]:
        """Begin to note a question by its parts. What is returned waits, and gives what was there before.

        Each earlier question of the hour has the parts that it has in common with this one as they are here,
        and others in its place where it differs.
        """

    def show_supervisor(self, supervisor_id: str, practitioner_id: str) -> None:
        """Whoever supervises somebody is to see for a month that their asking was slowed."""

    def shown_to(self, supervisor_id: str) -> tuple[SlowedAsk, ...]:
        """What a supervisor is to see, the latest first."""


class AnswerHandles(Protocol):
    """Answers whose buttons still work."""

    def find(self, reference: str) -> AnswerHandle:
        """The handle of an answer. Raises NotFound when it has expired or never was."""
