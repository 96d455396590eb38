"""Who is it, and may they: asked before anything is read, and again on what was read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime

from fingerpost.domain.child import Details
from fingerpost.domain.errors import NotFound, Unavailable
from fingerpost.domain.feed import RegisteredFeed
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import Refusal, Refused
from fingerpost.domain.practitioner import (
    Caller,
    CallerId,
    ChatIdentity,
    Folder,
    Practitioner,
    Principal,
    Role,
    Tick,
    channel_of,
)
from fingerpost.domain.reference import reference_from
from fingerpost.domain.service import Service
from fingerpost.policy.model import AccessRules, Circumstances, Judgement
from fingerpost.usecases.access.standing import SourceOfStanding, nobody
from fingerpost.usecases.ports.access import ChatAccounts, Directory
from fingerpost.usecases.ports.acting import Clock
from fingerpost.usecases.requests import Question, Request

Judge = Callable[[Caller, Act, Circumstances, AccessRules, date], Judgement]


class NotAPerson(Unavailable):
    """A caller who is no practitioner was let into an act of people."""


@dataclass(frozen=True)
class Admitted:
    """Somebody who may go on. attempt: as it stands on the ledger.

    service: their own, as it was when they were admitted: one act sees one state of its asker, or a standing
    that lapses in the middle would show nothing where there is something. on_behalf_of: the worker for whom a
    feed speaks.
    """

    caller: Caller
    service: Service | None
    judgement: Judgement
    attempt: LedgerEntry
    on_behalf_of: Practitioner | None = None

    @property
    def practitioner(self) -> Practitioner:
        """The person, for the acts of people, or the worker a feed speaks for: the policy admits nobody else
        to them, and should it ever, the act goes no further. Raises NotAPerson."""
        person = self.caller.practitioner or self.on_behalf_of
        if person is None:
            raise NotAPerson(self.act)
        return person

    @property
    def feed(self) -> RegisteredFeed:
        """The feed, for the acts of feeds. Raises NotAPerson as well."""
        if self.caller.feed is None:
            raise NotAPerson(self.act)
        return self.caller.feed

    @property
    def act(self) -> Act:
        """What they do."""
        return self.attempt.act

    @property
    def reference(self) -> str:
        """What the act is called by."""
        return self.attempt.reference

    @property
    def at(self) -> datetime:
        """When it began."""
        return self.attempt.at


@dataclass(frozen=True)
class Judged:
    """A caller before the policy. service: their own; attempt: the ledger's line to come; admitted: None
    where they may not."""

    caller: Caller
    service: Service | None
    judgement: Judgement
    attempt: LedgerEntry
    admitted: Admitted | None


@dataclass(frozen=True)
class Authority:
    """Finds the caller and has the policy judge.

    standing: where that of each kind of caller comes from.
    """

    directory: Directory
    chat_accounts: ChatAccounts
    rules: AccessRules
    clock: Clock
    judge: Judge
    standing: Mapping[type[CallerId], SourceOfStanding]

    def judge_caller(
        self, request: Request, act: Act, baseline: Act | None, question: Question | None, *, fresh: bool
    ) -> Judged:
        """Who sent it, and whether they may. fresh: nothing remembered counts. Raises Unavailable."""
        now = self.clock()
        caller = self.caller(request.caller, now, fresh=fresh)
        service = self._service_of(caller.practitioner or caller.feed, fresh=fresh)
        about = Circumstances(service=service)
        judgement = self.judge(caller, baseline or act, about, self.rules, now.date())
        attempt = _attempt(request, caller, service, act, now, judgement, question)
        admitted = None
        if judgement.permitted and caller.is_known:
            admitted = Admitted(caller, service, judgement, attempt)
        return Judged(caller, service, judgement, attempt, admitted)

    def caller(self, caller_id: CallerId, now: datetime, *, fresh: bool = False) -> Caller:
        """Who it is, by the source of their kind; nobody where this deployment has none."""
        source = self.standing.get(type(caller_id))
        return source.caller(caller_id, now, fresh=fresh) if source else nobody(caller_id)

    def refused(self, attempt: LedgerEntry, because: Refusal, policies: tuple[str, ...]) -> Refused:
        """With whom they can ring, as far as that is known: a refusal is said even where it is not."""
        refused = Refused(attempt.reference, attempt.at, because, policies)
        if not attempt.area_id:
            return refused
        with suppress(NotFound, Unavailable):
            who = self.directory.practitioners([attempt.actor_id]).get(attempt.actor_id)
            administers = who is not None and who.role is Role.ADMIN
            area = self.directory.area(attempt.area_id)
            return replace(refused, officer=area, to_administrator=administers)
        return refused

    def _service_of(self, who: Practitioner | RegisteredFeed | None, *, fresh: bool) -> Service | None:
        if who is None:
            return None
        return self.directory.services([who.service_id], fresh=fresh).get(who.service_id)

    def judge_on(self, admitted: Admitted, act: Act, circumstances: Circumstances) -> Judgement:
        """Judge one act of an admitted caller on what was read since."""
        about = replace(circumstances, service=admitted.service)
        return self.judge(admitted.caller, act, about, self.rules, admitted.at.date())

    def judge_holder(self, identity: ChatIdentity, practitioner: Practitioner, act: Act) -> Judgement:
        """Judge an act of whoever a chat account is to belong to, on the product's word of now."""
        account = self.chat_accounts.look_up(identity)
        caller = Caller(channel_of(identity), account, practitioner)
        about = Circumstances(service=self._service_of(practitioner, fresh=True))
        return self.judge(caller, act, about, self.rules, self.clock().date())


def _attempt(
    request: Request,
    caller: Caller,
    service: Service | None,
    act: Act,
    now: datetime,
    judgement: Judgement,
    question: Question | None,
) -> LedgerEntry:
    who, feed = caller.practitioner, caller.feed
    return LedgerEntry(
        reference=reference_of(request),
        act=act,
        phase=Phase.ATTEMPT,
        at=now,
        actor_id=who.id if who else f"feed:{feed.id}" if feed else actor_name(request.caller),
        service_id=who.service_id if who else feed.service_id if feed else "",
        area_id=who.area_id if who else service.area_id if service else "",
        reason=question.reason if question else "",
        family_told=question.family_told if question else None,
        details=question.details if question else None,
        note=question.note if question else "",
        policies=judgement.policies,
        policy_version=judgement.version,
        about=request.about,
    )


def own_numbers(admitted: Admitted, question: Question) -> Question:
    """The question, where a service's own number is the asker's service's: only the same service has it."""
    return replace(question, details=own_numbers_of(admitted, question.details))


def own_numbers_of(admitted: Admitted, details: Details) -> Details:
    """The same of details alone."""
    return details.issued_by(admitted.practitioner.service_id)


def reference_of(request: Request) -> str:
    """The reference of what a submission asks: the same submission always has the same one."""
    return reference_from(request.idempotency_key.encode())


def actor_name(caller: CallerId) -> str:
    """What the ledger calls a caller whom the directory does not know."""
    match caller:
        case ChatIdentity():
            return f"{caller.product}:{caller.workspace}:{caller.user}"
        case Principal():
            return f"api:{caller.name}"
        case Tick():
            return f"clock:{caller.schedule}"
        case Folder():
            return f"feed:{caller.feed_id}"
