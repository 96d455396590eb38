"""What somebody asked within the hour, by keyed hashes of their own, and whose asking was slowed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from pynamodb.expressions.operand import Path

from fingerpost.adapters.dynamodb import keys
from fingerpost.adapters.dynamodb.attributes import from_attributes, number, text, to_attributes
from fingerpost.adapters.dynamodb.keys import Key
from fingerpost.adapters.dynamodb.queries import Query
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.adapters.keyring import Keyring
from fingerpost.domain.habit import NO_HABIT, Habit
from fingerpost.domain.made_when_used import dataclass
from fingerpost.usecases.ports.acting import Clock
from fingerpost.usecases.ports.answers import Noted, SlowedAsk

_HASH = 8  # characters: 48 bits tell the questions of one hour apart
_KEPT = timedelta(days=31)
"""Of an hour nothing is left but how many asks it had: what its hashes are of differs by the hour."""
_HABIT_KEPT = timedelta(days=60)
_SERVICE_KEPT = timedelta(hours=2)
_EVERY = 5
_SHOWN = timedelta(days=30)
MOST_SHOWN = 200


@dataclass(frozen=True)
class DynamoRecentAsks:
    """Implements `ports.answers.RecentAsks` in the casework table: one item for an asker's clock hour."""

    store: Store
    keyring: Keyring
    clock: Clock

    def note(self, asker_id: str, service_id: str, parts: Sequence[str]) -> Callable[[], Noted]:
        """The new question and what was there before, beside others."""
        return self.store.beside(partial(self._note, asker_id, service_id, parts))

    def _note(self, asker_id: str, service_id: str, parts: Sequence[str]) -> Noted:
        now = self.clock()
        key = keys.asks(asker_id, now)
        hashed = ",".join(self._hashed(key, place, part) for place, part in enumerate(parts))
        asks = (Path("asks") | {"L": []}).append({"L": [text(hashed)]})
        over = number(int((now + _KEPT).timestamp()))
        before = self.store.update(
            self.store.casework, key, (Path("asks").set(asks), Path("expires_at").set(over))
        )
        held = before.get("asks", {"L": []})["L"]
        noted = [one["S"].split(",") for one in held]
        alike = (one for one in noted if len(one) == len(parts))  # a version before had other parts
        earlier = tuple(self._same_as(key, parts, one) for one in alike)
        habit = self._habit(asker_id, key, now)
        return Noted(earlier, habit, self._of_service(service_id, len(held), now))

    def _habit(self, asker_id: str, hour: Key, now: datetime) -> Habit:
        """How they asked before this hour. In a new hour the one before is counted in, once."""
        key = keys.habit(asker_id)
        item = self.store.get(self.store.casework, key, consistent=False)
        habit = from_attributes(Habit, item) if item else NO_HABIT
        if habit.last == hour.sk:
            return habit
        return self._rolled(asker_id, key, hour, habit, now)

    def _rolled(self, asker_id: str, key: Key, hour: Key, habit: Habit, now: datetime) -> Habit:
        """last names the hour that is being counted: what it had is known only once another begins."""
        over = Path("expires_at").set(number(int((now + _HABIT_KEPT).timestamp())))
        known = habit
        if habit.last:
            counted = self.store.get(self.store.casework, Key(hour.pk, habit.last)) or {}
            then = datetime.fromisoformat(f"{habit.last}:00:00+00:00")
            known = habit.with_hour(habit.last, then, len(counted.get("asks", {"L": []})["L"]))
        kept = replace(known, last=hour.sk)
        sets = tuple(Path(name).set(value) for name, value in to_attributes(kept).items())
        self.store.update(self.store.casework, key, (*sets, over))
        return kept

    def _of_service(self, service_id: str, earlier: int, now: datetime) -> int:
        """Of each of its people the first and every fifth ask of an hour count: one write in five."""
        if earlier % _EVERY:
            return 0
        counted = 1 if earlier == 0 else _EVERY
        over = Path("expires_at").set(number(int((now + _SERVICE_KEPT).timestamp())))
        added = Path("count").add(number(counted))
        before = self.store.update(self.store.casework, keys.asks_of_service(service_id, now), (added, over))
        return int(before.get("count", {"N": "0"})["N"]) + counted

    def _hashed(self, hour: Key, place: int, part: str) -> str:
        """With the asker, the hour and the place of the part: equal values of two of these look unlike."""
        return self.keyring.token(f"asked\n{hour.place}\n{place}\n{part}")[:_HASH] if part else ""

    def _same_as(self, hour: Key, parts: Sequence[str], held: Sequence[str]) -> tuple[str, ...]:
        """The parts of an earlier question: as they are given now where they are the same, else hashed."""
        now = [self._hashed(hour, place, part) for place, part in enumerate(parts)]
        return tuple(part if one == mine else one for part, mine, one in zip(parts, now, held, strict=True))

    def show_supervisor(self, supervisor_id: str, practitioner_id: str) -> None:
        """An item beside the supervisor's others, for a month."""
        now = self.clock()
        item = {
            "practitioner_id": text(practitioner_id),
            "at": text(now.isoformat(timespec="minutes")),
            "expires_at": number(int((now + _SHOWN).timestamp())),
        }
        key = keys.slowed(supervisor_id, now, practitioner_id)
        self.store.write([Write(Kind.PUT, self.store.casework, key, item)])

    def shown_to(self, supervisor_id: str) -> tuple[SlowedAsk, ...]:
        """The latest first."""
        partition = keys.slowed_partition(supervisor_id)
        rows = self.store.rows(Query(self.store.casework, partition, MOST_SHOWN))
        found = (
            SlowedAsk(row["practitioner_id"]["S"], datetime.fromisoformat(row["at"]["S"])) for row in rows
        )
        return tuple(sorted(found, key=lambda one: one.at, reverse=True))
