""" "Tell me if someone becomes involved" (D3): from an answer, with a reason and a last day."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from fingerpost.domain.errors import InvalidField, Problem
from fingerpost.domain.involvement import Watch
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import Refusal
from fingerpost.domain.outcomes.asking import Many, Possible
from fingerpost.domain.outcomes.recording import AlreadyWatching, Recorded, RecordOutcome
from fingerpost.domain.reference import reference_from
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.asking.child_resolution import ChildResolution, ResolvedChild, Unclear
from fingerpost.usecases.asking.follow_ups import FollowUps
from fingerpost.usecases.facts import Denied, Facts
from fingerpost.usecases.ports.acting import Transactions
from fingerpost.usecases.ports.answers import AnswerHandle
from fingerpost.usecases.ports.index import ChildIndex
from fingerpost.usecases.protecting.looks import with_looks, write_looks
from fingerpost.usecases.recording.listed import watch_as_listed
from fingerpost.usecases.requests import Request, WatchWish

LONGEST = timedelta(days=365)
"""A watch runs for a year at most; then the reason has to be given again."""

Watched = Recorded | AlreadyWatching | Possible | Many


@dataclass(frozen=True)
class KeepWatch:
    """Sets and ends watches."""

    acting: Acting
    resolution: ChildResolution
    follow_ups: FollowUps
    index: ChildIndex
    transactions: Transactions

    def from_answer(self, request: Request, reference: str, wish: WatchWish) -> RecordOutcome:
        """Watch the child of one's own answer; after a nil answer, the child as asked for.

        Raises InvalidField where the last day is past or more than a year ahead.
        """

        def watch(admitted: Admitted, handle: AnswerHandle) -> Facts[Watched] | Denied:
            _check(wish, admitted.at.date())
            return self._watch(admitted, handle, wish)

        return self.follow_ups.act(request, Act.WATCH, reference, watch)

    def stop(self, request: Request, reference: str) -> RecordOutcome:
        """End a watch of one's own."""

        def stop(admitted: Admitted) -> Facts[Recorded] | Denied:
            return self._stop(admitted, reference)

        return self.acting.write(request, Act.END_WATCH, stop)

    def _watch(self, admitted: Admitted, handle: AnswerHandle, wish: WatchWish) -> Facts[Watched] | Denied:
        resolved = self._place(admitted, handle)
        if resolved is None:
            return Denied(Refusal.ANSWER_EXPIRED)
        if isinstance(resolved, Unclear):
            asked = self.follow_ups.one_more(admitted, handle.question, resolved.decision, handle.rounds)
            return with_looks(asked, self.transactions, admitted, resolved.shielded)
        earlier = _own_watches(resolved, admitted)
        unseen = [one for one in earlier if _is_news(one, wish, admitted.at.date())]
        if unseen:
            outcome = AlreadyWatching(admitted.reference, admitted.at, watch_as_listed(unseen[0]))
            return Facts(outcome, outcome.kind, child_id=unseen[0].child_id)
        return self._write(admitted, resolved, wish, earlier)

    def _write(
        self, admitted: Admitted, resolved: ResolvedChild, wish: WatchWish, earlier: Sequence[Watch]
    ) -> Facts[Recorded]:
        """earlier: what the new one takes the place of, as its asker was shown."""
        watch = _watch(admitted, resolved, wish)
        transaction = self.transactions.begin()
        _as_watched(resolved, wish).write(transaction)
        write_looks(transaction, admitted, resolved.shielded)
        for one in earlier:
            transaction.remove_watch(one)
        transaction.add_watch(watch)
        stored = watch_as_listed(watch)
        recorded = Recorded(watch.reference, admitted.at, admitted.act, watch=stored)
        return Facts(recorded, "watching", child_id=watch.child_id, writes=transaction)

    def _place(self, admitted: Admitted, handle: AnswerHandle) -> ResolvedChild | Unclear | None:
        if handle.has_shown_child:
            return self.resolution.known(admitted, handle.child_id, handle.details)
        return self.resolution.of(admitted, handle.details)

    def _stop(self, admitted: Admitted, reference: str) -> Facts[Recorded] | Denied:
        held = self.index.held_by(admitted.practitioner.id).watches
        watch = next((one for one in held if one.reference == reference), None)
        if watch is None:
            return Denied(Refusal.NOT_YOURS)
        transaction = self.transactions.begin()
        transaction.remove_watch(watch)
        recorded = Recorded(watch.reference, admitted.at, admitted.act)
        return Facts(recorded, "watch_ended", child_id=watch.child_id, writes=transaction)


def _own_watches(resolved: ResolvedChild, admitted: Admitted) -> list[Watch]:
    me = admitted.practitioner.id
    return [one for one in resolved.file.watches if one.practitioner_id == me]


def _is_news(one: Watch, wish: WatchWish, today: date) -> bool:
    """Whether whoever asks anew has to be shown it first: what is over counts for nothing."""
    return one.until >= today and one.reference not in wish.seen.references


def _check(wish: WatchWish, today: date) -> None:
    if wish.until <= today:
        raise InvalidField("until", Problem.NOT_IN_FUTURE)
    if wish.until > today + LONGEST:
        raise InvalidField("until", Problem.TOO_FAR)


def _as_watched(resolved: ResolvedChild, wish: WatchWish) -> ResolvedChild:
    """A watch adds nothing to a record: who only wants to be told is no source of facts about a child.

    A child that only a watch keeps in the index stays as long as the watch.
    """
    if resolved.before is not None:
        return replace(resolved, after=resolved.before)
    until = max(resolved.after.retain_until, wish.until)
    return replace(resolved, after=replace(resolved.after, retain_until=until))


def _watch(admitted: Admitted, resolved: ResolvedChild, wish: WatchWish) -> Watch:
    who = admitted.practitioner
    seed = f"watch\n{admitted.reference}\n{who.id}".encode()
    return Watch(
        id=hashlib.sha256(seed).hexdigest()[:32],
        reference=reference_from(seed),
        child_id=resolved.after.id,
        practitioner_id=who.id,
        service_id=who.service_id,
        reason=wish.reason,
        until=wish.until,
    )
