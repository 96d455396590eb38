"""Questions that differ in one detail, and too many of them: asked often enough, they would tell a detail by
trying its values, or empty the index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from fingerpost.domain.child import Details
from fingerpost.domain.habit import LIMITS, Limits
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import Refusal
from fingerpost.log_catalogue import Line, log
from fingerpost.matching.normalise import joined, postcode_text
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.facts import Denied
from fingerpost.usecases.ports.answers import Noted, RecentAsks

MOST_ALIKE = 5
"""So many values of one detail may be tried within an hour while the others stay: a slip or two, and the
spellings of a name. After that the officer helps."""

Parts = tuple[str, ...]
_NUMBER = 0
_TELLING = 2
Done = TypeVar("Done")


@dataclass(frozen=True)
class Repeats:
    """Slows whoever tries the values of one detail, or asks too often, and shows it to their supervisor."""

    recent: RecentAsks
    limits: Limits = LIMITS

    def slowed(
        self, admitted: Admitted, asked: Details, do: Callable[[Callable[[], Noted]], Done]
    ) -> Done | Denied:
        """Note a question while it is answered; instead of the answer, the refusal of one too many.

        do: is given what waits for what was noted before. The reads are the same either way.
        """
        who, now = admitted.practitioner, parts_of(asked)
        noted = self.recent.note(who.id, who.service_id, now)
        done = do(noted)
        because = too_many(noted(), now, admitted.at, self.limits)
        return self._refuse(admitted, because) if because else done

    def _refuse(self, admitted: Admitted, because: Refusal) -> Denied:
        who = admitted.practitioner
        log(Line.ASKED_TOO_ALIKE, reference=admitted.reference)
        if who.supervisor_id:
            self.recent.show_supervisor(who.supervisor_id, who.id)
        return Denied(because)


def too_many(noted: Noted, now: Parts, at: datetime, limits: Limits) -> Refusal | None:
    """Why this one is not answered, None where it is: values tried (F2), too many by one person within an
    hour or a day, or by a whole service (H7)."""
    if tried(noted.earlier, now) > MOST_ALIKE:
        return Refusal.TOO_ALIKE
    asked_today = noted.habit.asked_on(at, noted.within_hour)
    if noted.within_hour > limits.an_hour or asked_today > limits.a_day:
        return Refusal.TOO_MANY
    return Refusal.TOO_MANY_OF_SERVICE if noted.of_service > limits.of_a_service else None


def parts_of(asked: Details) -> Parts:
    """What a question is told apart from another by; empty where it is not given."""
    day = asked.expected or asked.birth_date
    part = asked.birth_in_part
    return (
        "|".join(sorted(one.value for one in asked.identifiers)),
        _each_once(joined(name.given) for name in asked.names),
        _each_once(joined(name.family) for name in asked.names),
        day.isoformat() if day else (part.text if part else ""),
        "|".join(map(postcode_text, asked.postcodes[:1])),
        "|".join(sorted(map(postcode_text, asked.postcodes[1:]))),
        _each_once(map(joined, asked.carers)),
        _each_once(" ".join(name.casefold().split()) for name in asked.knew),
    )


def _each_once(names: Iterable[str]) -> str:
    """Former names and those a child is also called by are tried as the current one is."""
    return "|".join(sorted({name for name in names if name}))


def tried(earlier: Sequence[Parts], now: Parts) -> int:
    """How many values of one detail were tried, this one among them, while all others were as now."""
    return max((_values(earlier, now, place) for place, value in enumerate(now) if value), default=0)


def _values(earlier: Sequence[Parts], now: Parts, place: int) -> int:
    others = now[:place], now[place + 1 :]
    if not _mean_one_child(now, place):
        return 0
    like = (one for one in earlier if (one[:place], one[place + 1 :]) == others)
    return len({now[place], *(one[place] for one in like if one[place])})


def _mean_one_child(now: Parts, place: int) -> bool:
    """Whether what stays the same is of one child: a number, or two details at least. Many children are asked
    for by numbers alone, and some of them are of one age."""
    staying = [bool(part) for other, part in enumerate(now) if other != place]
    return (bool(now[_NUMBER]) and place != _NUMBER) or sum(staying) >= _TELLING
