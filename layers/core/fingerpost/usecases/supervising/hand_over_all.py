"""All that somebody left goes to a colleague at one press, each with its own lines on the ledger (C12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from fingerpost.domain.contact import ContactRequest
from fingerpost.domain.errors import NotFound
from fingerpost.domain.hand_over import HandOver, HandOverState
from fingerpost.domain.involvement import Involvement, Watch
from fingerpost.domain.leaver import Leaver, area_owner
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refusal, Refused
from fingerpost.domain.outcomes.handing_over import Colleague
from fingerpost.domain.outcomes.supervising import LeaverLine, LeaverShown
from fingerpost.domain.practitioner import Practitioner, Role
from fingerpost.policy.model import Circumstances
from fingerpost.usecases.access.authority import Admitted, Authority, reference_of
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.facts import Denied, Facts
from fingerpost.usecases.handing_over.moving import Moving
from fingerpost.usecases.handing_over.offer import may_take
from fingerpost.usecases.ports.acting import Timer, Transaction, Transactions
from fingerpost.usecases.ports.handing_over import HandOvers, Staff
from fingerpost.usecases.ports.supervising import Leavers
from fingerpost.usecases.requests import Request
from fingerpost.usecases.supervising.left_behind import LeftBehind, WhatIsLeft

MOST_AT_ONCE = 25
"""So many things at one press; what is left then is handed over by the next."""

MOST_SECONDS = 2.2
"""After so long nothing more is begun: chat products wait three seconds for an answer."""

Thing = Involvement | Watch | ContactRequest
LeaverAnswer = LeaverShown | Refused | CannotAnswer | AlreadyAsked


@dataclass(frozen=True)
class _Giving:
    """From whom to whom. batch: the reference of the press, of which the colleague is told once."""

    leaver: Leaver
    taker: Practitioner
    batch: str

    def of(self, admitted: Admitted, one: Involvement, earlier: HandOver | None) -> HandOver:
        """That one involvement went over at once."""
        return HandOver(
            reference=one.reference,
            child_id=one.child_id,
            involvement_id=one.id,
            worker_id=one.practitioner_id,
            offered_by=admitted.practitioner.id,
            taker_id=self.taker.id,
            offered_at=admitted.at,
            moved_at=admitted.at,
            state=HandOverState.ACCEPTED,
            at_once=True,
            batch=self.batch,
            version=earlier.version + 1 if earlier else 1,
        )


@dataclass(frozen=True)
class HandOverAll:
    """For whoever supervised the work, or an officer of its area once it waits there."""

    acting: Acting
    authority: Authority
    leavers: Leavers
    what_is_left: WhatIsLeft
    moving: Moving
    hand_overs: HandOvers
    staff: Staff
    transactions: Transactions
    timer: Timer

    def show(self, request: Request, leaver_id: str) -> LeaverAnswer:
        """What is left, and to whom it could go."""
        return self._listed(request, leaver_id, handed=0, taker="")

    def hand_over(self, request: Request, leaver_id: str, taker_id: str) -> LeaverAnswer:
        """As much as one press can do. What fails stays where it is, and is found by the next press."""
        begun = self._listed(request, leaver_id, handed=0, taker=taker_id)
        if not isinstance(begun, LeaverShown):
            return begun
        until, handed = self.timer.moment() + MOST_SECONDS, 0
        for thing in self._things(leaver_id, begun)[:MOST_AT_ONCE]:
            if self.timer.moment() > until:
                break
            handed += self._one(request, leaver_id, taker_id, thing)
        after = replace(request, idempotency_key=f"{request.idempotency_key}:after")
        return self._listed(after, leaver_id, handed=handed, taker=taker_id)

    # ------------------------------------------------------------------ what is left

    def _listed(self, request: Request, leaver_id: str, *, handed: int, taker: str) -> LeaverAnswer:
        def listed(admitted: Admitted) -> Facts[LeaverShown] | Denied:
            leaver = self._permitted(admitted, leaver_id)
            if isinstance(leaver, Denied):
                return leaver
            left = self.what_is_left(leaver, admitted.at.date())
            return self._shown(admitted, leaver, left, handed, taker)

        about = replace(request, about=f"leaver:{leaver_id}")
        return self.acting.write(about, Act.HAND_OVER_ALL, listed, baseline=Act.VIEW_TEAM)

    def _permitted(self, admitted: Admitted, leaver_id: str) -> Leaver | Denied:
        try:
            leaver = self.leavers.find(leaver_id)
        except NotFound:
            return Denied(Refusal.NOT_YOURS)
        about = Circumstances(supervises_person=supervises(admitted.practitioner, leaver))
        judgement = self.authority.judge_on(admitted, Act.HAND_OVER_ALL, about)
        return leaver if judgement.permitted else Denied(judgement.because or Refusal.NOT_YOURS, judgement)

    def _shown(
        self, admitted: Admitted, leaver: Leaver, left: LeftBehind, handed: int, taker: str
    ) -> Facts[LeaverShown] | Denied:
        people = self._colleagues(leaver, admitted.at.date())
        names = {each.id: each.name for each in people}
        if taker and taker not in names:
            return Denied(Refusal.CANNOT_TAKE_OVER)
        outcome = LeaverShown(
            reference=admitted.reference,
            at=admitted.at,
            line=line_of(leaver, left, self._name(leaver.practitioner_id)),
            colleagues=tuple(Colleague(each.id, each.name, each.job_title) for each in people),
            handed=handed,
            taker=names.get(taker, ""),
        )
        return Facts(
            outcome,
            f"left:{outcome.line.count}",
            rules=(f"handed:{handed}",),
            writes=self._over(leaver, left, admitted),
        )

    def _over(self, leaver: Leaver, left: LeftBehind, admitted: Admitted) -> Transaction | None:
        """Once nothing is left, nobody has to decide any more."""
        if left or not leaver.owners:
            return None
        transaction = self.transactions.begin()
        transaction.put_leaver(leaver.done(admitted.at), leaver)
        return transaction

    def _colleagues(self, leaver: Leaver, today: date) -> list[Practitioner]:
        people = self.staff.of_service(leaver.service_id)
        return [each for each in people if each.id != leaver.practitioner_id and may_take(each, today)]

    def _name(self, practitioner_id: str) -> str:
        found = self.what_is_left.directory.practitioners([practitioner_id]).get(practitioner_id)
        return found.name if found else ""

    # ------------------------------------------------------------------ one thing after the other

    def _things(self, leaver_id: str, shown: LeaverShown) -> tuple[Thing, ...]:
        left = self.what_is_left(self.leavers.find(leaver_id), shown.at.date())
        return (*left.involvements, *left.requests, *left.watches)

    def _one(self, request: Request, leaver_id: str, taker_id: str, thing: Thing) -> bool:
        """An act of its own: judged, on the ledger, in one transaction; once, however often it is sent."""

        def handed(admitted: Admitted) -> Facts[bool] | Denied:
            leaver = self._permitted(admitted, leaver_id)
            if isinstance(leaver, Denied):
                return leaver
            taker = self._taker(leaver, taker_id, admitted.at.date())
            if taker is None:
                return Denied(Refusal.CANNOT_TAKE_OVER)
            return self._written(admitted, _Giving(leaver, taker, reference_of(request)), thing)

        key = f"{request.idempotency_key}:{thing.reference}"
        each = Request(request.caller, key, about=f"leaver:{leaver_id}")
        return self.acting.write(each, Act.HAND_OVER_ALL, handed, baseline=Act.VIEW_TEAM) is True

    def _taker(self, leaver: Leaver, taker_id: str, today: date) -> Practitioner | None:
        taker = self.what_is_left.directory.practitioner(taker_id)
        fits = taker is not None and taker.service_id == leaver.service_id and may_take(taker, today)
        return taker if fits and taker_id != leaver.practitioner_id else None

    def _written(self, admitted: Admitted, giving: _Giving, thing: Thing) -> Facts[bool]:
        transaction = self.transactions.begin()
        match thing:
            case Involvement():
                return self._involvement(admitted, giving, thing, transaction)
            case Watch():
                self._watch(thing, giving.taker, transaction)
            case ContactRequest():
                giver, me = giving.leaver.practitioner_id, admitted.practitioner.id
                self.moving.request(transaction, thing, giver, giving.taker, me, admitted.at)
        return Facts(True, "handed_over", child_id=thing.child_id, writes=transaction)

    def _involvement(
        self, admitted: Admitted, giving: _Giving, thing: Involvement, transaction: Transaction
    ) -> Facts[bool]:
        goes = self.moving.read(thing)
        one, me = goes.one, admitted.practitioner.id
        if not one.is_current or one.practitioner_id != giving.leaver.practitioner_id:
            return Facts(False, "as_it_stands", child_id=one.child_id, involvement_id=one.id)
        self.moving.write(transaction, goes, giving.taker, me, admitted.at)
        earlier = self._earlier(one.reference)
        transaction.put_hand_over(giving.of(admitted, one, earlier), earlier)
        return Facts(True, "handed_over", child_id=one.child_id, involvement_id=one.id, writes=transaction)

    def _earlier(self, reference: str) -> HandOver | None:
        try:
            return self.hand_overs.find(reference)
        except NotFound:
            return None

    def _watch(self, one: Watch, taker: Practitioner, transaction: Transaction) -> None:
        """It goes over; not to somebody who is told of the child anyway."""
        file = self.moving.index.child_file(one.child_id)
        works = any(each.is_current and each.practitioner_id == taker.id for each in file.involvements)
        if works or any(each.practitioner_id == taker.id for each in file.watches):
            transaction.remove_watch(one)
        else:
            transaction.change_watch(one.handed_to(taker.id))


def supervises(person: Practitioner, leaver: Leaver) -> bool:
    """Whether it is theirs to decide: their own worker's, or of their area as an officer."""
    officer = person.role is Role.OFFICER and person.area_id == leaver.area_id
    return officer or person.id == leaver.supervisor_id


def owners_of(person: Practitioner) -> Iterator[str]:
    """Under which names things wait for somebody."""
    yield person.id
    if person.role is Role.OFFICER:
        yield area_owner(person.area_id)


def line_of(leaver: Leaver, left: LeftBehind, name: str) -> LeaverLine:
    """Somebody who left, as one line."""
    return LeaverLine(
        leaver_id=leaver.id,
        name=name,
        since=leaver.since.date(),
        involvements=len(left.involvements),
        watches=len(left.watches),
        requests=len(left.requests),
        moved=leaver.moved,
    )
