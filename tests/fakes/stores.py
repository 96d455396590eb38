"""Ledger, index, answer handles, notices and seen requests in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from fingerpost.domain.enquiry import Enquiry
from fingerpost.domain.errors import (
    AlreadyDone,
    Conflict,
    LedgerUnavailable,
    NotFound,
    StandingChanged,
    Unavailable,
)
from fingerpost.domain.habit import NO_HABIT, Habit
from fingerpost.domain.involvement import Involvement, Watch
from fingerpost.domain.ledger import LedgerEntry
from fingerpost.domain.mute import Mute
from fingerpost.domain.notice import Notice, NoticeState
from fingerpost.domain.practitioner import Practitioner
from fingerpost.domain.preferences import Preferences
from fingerpost.domain.record_keeping import Dispute
from fingerpost.domain.service import Service
from fingerpost.domain.shield import Look
from fingerpost.matching.model import Candidate, TokenKey
from fingerpost.matching.tokens import is_dropped_when_fuller, most_rows
from fingerpost.usecases.ports.answers import AnswerHandle, Noted, SlowedAsk
from fingerpost.usecases.ports.due import DueLine
from fingerpost.usecases.ports.index import ChildFile, Holdings, Met
from fingerpost.usecases.ports.telling import Circle
from tests.fakes.shelves import Shelves

OfChild = TypeVar("OfChild", Involvement, Watch, Dispute)
A_DAY = 86_400


@dataclass
class FakeLedger:
    """Append only, in a list."""

    shelves: Shelves

    def attempt(
        self,
        entry: LedgerEntry,
        asker: Practitioner | None,
        *,
        service: Service | None = None,
        once: str = "",
    ) -> None:
        self._reach()
        if asker is not None and not self._still_stands(asker):
            raise StandingChanged
        if service is not None and not self._is_accredited_as_read(service):
            raise StandingChanged
        if once and not self.shelves.use(f"once {once}", A_DAY):
            raise AlreadyDone
        self._append(entry)

    def outcome(self, entry: LedgerEntry, *, handle: AnswerHandle | None = None, concludes: str = "") -> None:
        self._reach()
        self._append(entry)
        if concludes:
            self.shelves.use(f"concluded {concludes}", A_DAY)
        if handle is not None:
            self.shelves.handles[handle.reference] = handle

    def is_concluded(self, once: str) -> bool:
        self._reach()
        return self.shelves.seen.get(f"concluded {once}", self.shelves.now) > self.shelves.now

    def _still_stands(self, asker: Practitioner) -> bool:
        stored = self.shelves.practitioners.get(asker.id)
        return stored is not None and stored.standing == asker.standing

    def _is_accredited_as_read(self, service: Service) -> bool:
        stored = self.shelves.services.get(service.id)
        return stored is not None and stored.accredited == service.accredited

    def _append(self, entry: LedgerEntry) -> None:
        if entry not in self.shelves.ledger:
            self.shelves.ledger.append(entry)

    def _reach(self) -> None:
        try:
            self.shelves.reach("ledger")
        except Unavailable as fault:
            raise LedgerUnavailable("ledger") from fault


@dataclass
class FakeChildIndex:
    """Tokens lead to children, children to their files."""

    shelves: Shelves

    def candidates(self, *stages: Sequence[TokenKey]) -> tuple[Met, ...]:
        self.shelves.reach("index", "candidates")
        return tuple(map(self._met, stages))

    def _met(self, keys: Sequence[TokenKey]) -> Met:
        buckets = [(key, self.shelves.tokens[key]) for key in keys if key in self.shelves.tokens]
        fuller = [key for key, bucket in buckets if len(bucket) > most_rows(key)]
        met = sorted(set().union(*(bucket for key, bucket in buckets if key not in fuller)))
        found = tuple(map(self._candidate, met))
        return Met(found, too_full=not all(map(is_dropped_when_fuller, fuller)))

    def _candidate(self, child_id: str) -> Candidate:
        child = self.shelves.children[child_id]
        return Candidate(child_id, child.details, tuple(word.added for word in child.words))

    def child_file(self, child_id: str) -> ChildFile:
        self.shelves.reach("index", "child_file")
        if child_id in self.shelves.merged_into:
            return self.child_file(self.shelves.merged_into[child_id])
        return ChildFile(
            self.shelves.children.get(child_id),
            _of_child(child_id, self.shelves.involvements.values()),
            _of_child(child_id, self.shelves.watches.values()),
            _of_child(child_id, self.shelves.disputes.values()),
            tuple(each for each in self.shelves.merges.values() if each.joining.child_id == child_id),
            tuple(each for each in self.shelves.passages.values() if each.note.child_id == child_id),
        )

    def files(self, child_ids: Sequence[str], reads: int) -> tuple[ChildFile, ...]:
        asked = (*child_ids, *["nobody"] * (reads - len(child_ids)))
        return tuple(map(self.child_file, asked))[: len(child_ids)]

    def looks_at(self, child_id: str) -> tuple[Look, ...]:
        self.shelves.reach("index", "looks_at")
        of_child = (look for look in self.shelves.looks.values() if look.child_id == child_id)
        return tuple(sorted(of_child, key=lambda one: one.at))

    def held_by(self, practitioner_id: str) -> Holdings:
        self.shelves.reach("index", "held_by")
        held = [
            each for each in self.shelves.involvements.values() if each.practitioner_id == practitioner_id
        ]
        watched = [each for each in self.shelves.watches.values() if each.practitioner_id == practitioner_id]
        return Holdings(
            tuple(sorted(held, key=lambda each: each.review_due)),
            tuple(sorted(watched, key=lambda each: each.until)),
        )


@dataclass
class FakeCircles:
    """Who is around a child."""

    shelves: Shelves

    def around(self, child_id: str) -> Circle:
        self.shelves.reach("index", "around")
        file = FakeChildIndex(self.shelves).child_file(child_id)
        joinings = tuple(merge.joining for merge in file.merges)
        passages = tuple(passage.note for passage in file.passages)
        return Circle(file.involvements, file.watches, file.disputes, joinings, passages)


def _of_child(child_id: str, things: Iterable[OfChild]) -> tuple[OfChild, ...]:
    """Those of one child, in the order of their ids, as a store sorts them."""
    return tuple(sorted((one for one in things if one.child_id == child_id), key=lambda one: one.id))


@dataclass
class FakeSeenRequests:
    """Keys with the time they are free again."""

    shelves: Shelves

    def first_time(self, key: str, seconds: int) -> bool:
        self.shelves.reach("seen")
        return self.shelves.use(f"seen {key}", seconds)

    def forget(self, key: str) -> None:
        self.shelves.reach("seen")
        self.shelves.seen.pop(f"seen {key}", None)


@dataclass
class FakeAnswerHandles:
    """Handles by reference."""

    shelves: Shelves

    def find(self, reference: str) -> AnswerHandle:
        self.shelves.reach("handles", "handle")
        handle = self.shelves.handles.get(reference)
        if handle is None or handle.expires_at <= self.shelves.now:
            raise NotFound("answer")
        return handle


@dataclass
class FakeNotices:
    """Notices by id."""

    shelves: Shelves

    def add(self, notice: Notice) -> bool:
        self.shelves.reach("notices")
        if notice.id in self.shelves.notices:
            return False
        self.shelves.notices[notice.id] = notice
        return True

    def find(self, notice_id: str) -> Notice:
        self.shelves.reach("notices", "notice")
        if notice_id not in self.shelves.notices:
            raise NotFound("notice")
        return self.shelves.notices[notice_id]

    def move(self, notice: Notice, expected: NoticeState) -> None:
        self.shelves.reach("notices")
        stored = self.shelves.notices.get(notice.id)
        if stored is None or stored.state is not expected:
            raise Conflict("notice")
        self.shelves.notices[notice.id] = notice
        if notice.state is NoticeState.DELIVERED:
            self.shelves.refused.pop(notice.recipient_id, None)
        if notice.state is NoticeState.UNDELIVERABLE:
            self.shelves.refused[notice.recipient_id] = notice.failure

    def hold(self, notice: Notice, until: datetime) -> None:
        self.move(notice, NoticeState.PENDING)
        self.digest_due(notice.recipient_id, until)

    def held_for(self, practitioner_id: str) -> tuple[Notice, ...]:
        self.shelves.reach("notices")
        kept = self.shelves.notices.values()
        held = [one for one in kept if (one.recipient_id, one.state) == (practitioner_id, NoticeState.HELD)]
        return tuple(sorted(held, key=lambda one: (one.created_at, one.id)))

    def release(self, notice: Notice) -> None:
        self.move(notice, NoticeState.HELD)

    def digest_due(self, practitioner_id: str, at: datetime) -> None:
        self.shelves.reach("notices")
        self.shelves.digests.add(DueLine(practitioner_id, at))


@dataclass
class FakeEnquiries:
    """Who asked, and who is in contact."""

    shelves: Shelves

    def of(self, child_ids: Sequence[str], since: datetime) -> tuple[Enquiry, ...]:
        self.shelves.reach("enquiries")
        found = [one for one in self.shelves.enquiries if one.child_id in child_ids and one.at >= since]
        latest = sorted(found, key=lambda one: (one.at, one.reference))
        return tuple({one.reference: one for one in latest}.values())[::-1]

    def mutes(self, child_id: str) -> tuple[Mute, ...]:
        self.shelves.reach("enquiries")
        return tuple(one for one in self.shelves.mutes.values() if one.child_id == child_id)


@dataclass
class FakePreferences:
    """What people chose."""

    shelves: Shelves

    def of(self, practitioner_ids: Sequence[str]) -> dict[str, Preferences]:
        self.shelves.reach("preferences")
        return {one: self.shelves.preferences.get(one, Preferences(one)) for one in practitioner_ids}

    def refusals(self, practitioner_ids: Sequence[str]) -> dict[str, str]:
        self.shelves.reach("preferences")
        return {one: self.shelves.refused[one] for one in practitioner_ids if one in self.shelves.refused}


@dataclass
class FakeRecentAsks:
    """Questions of each asker in each clock hour, and whose asking was slowed."""

    shelves: Shelves

    def note(self, asker_id: str, service_id: str, parts: Sequence[str]) -> Callable[[], Noted]:
        self.shelves.reach("recent asks")
        hour = f"{self.shelves.now:%Y-%m-%dT%H}"
        noted = self.shelves.asked.setdefault((asker_id, hour), [])
        before = tuple(noted)
        noted.append(tuple(parts))
        habit = self._habit(asker_id, hour)
        return lambda: Noted(before, habit, self._of_service(service_id, hour, len(before)))

    def _habit(self, asker_id: str, hour: str) -> Habit:
        habit = NO_HABIT
        for who, earlier in sorted(self.shelves.asked):
            if who == asker_id and earlier < hour:
                at = datetime.fromisoformat(f"{earlier}:00:00+00:00")
                habit = habit.with_hour(earlier, at, len(self.shelves.asked[who, earlier]))
        return replace(habit, last=hour)

    def _of_service(self, service_id: str, hour: str, earlier: int) -> int:
        if earlier % 5:
            return 0
        counted = self.shelves.asked_by_service
        counted[service_id, hour] = counted.get((service_id, hour), 0) + (5 if earlier else 1)
        return counted[service_id, hour]

    def show_supervisor(self, supervisor_id: str, practitioner_id: str) -> None:
        self.shelves.reach("recent asks")
        minute = self.shelves.now.replace(second=0, microsecond=0)
        one = SlowedAsk(practitioner_id, minute)
        if one not in self.shelves.slowed[supervisor_id]:
            self.shelves.slowed[supervisor_id].append(one)

    def shown_to(self, supervisor_id: str) -> tuple[SlowedAsk, ...]:
        self.shelves.reach("recent asks")
        return tuple(sorted(self.shelves.slowed[supervisor_id], key=lambda one: one.at, reverse=True))
