"""At the door of every use case: who is it, may they, and the attempt on the ledger before any read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from fingerpost.domain.errors import StandingChanged
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.outcomes import Refusal, Refused
from fingerpost.domain.practitioner import Caller, ChatAccount, ChatIdentity, Practitioner
from fingerpost.domain.reference import reference_from
from fingerpost.domain.service import Service
from fingerpost.policy.model import AccessRules, Circumstances, Judgement
from fingerpost.usecases.ports import AnswerHandle, ChatAccounts, Clock, Directory, Ledger
from fingerpost.usecases.requests import Question, Sender

Judge = Callable[[Caller, Act, Circumstances, AccessRules, date], Judgement]


@dataclass(frozen=True)
class Admitted:
    """Somebody who may go on, with the attempt on the ledger."""

    caller: Caller
    practitioner: Practitioner
    act: Act
    reference: str
    at: datetime
    judgement: Judgement

    def outcome_entry(self, outcome: str) -> LedgerEntry:
        """The ledger line that goes with the outcome."""
        return LedgerEntry(
            reference=self.reference,
            act=self.act,
            phase=Phase.OUTCOME,
            at=self.at,
            actor_id=self.practitioner.id,
            service_id=self.practitioner.service_id,
            area_id=self.practitioner.area_id,
            outcome=outcome,
            policies=self.judgement.policies,
            policy_version=self.judgement.version,
        )


@dataclass(frozen=True)
class Authority:
    """Finds the caller, has the policy judge, and writes attempt and refusal to the ledger.

    account_age: how old the chat product's word on an account may be.
    """

    directory: Directory
    chat_accounts: ChatAccounts
    ledger: Ledger
    rules: AccessRules
    clock: Clock
    judge: Judge
    account_age: timedelta

    def begin(
        self, sender: Sender, act: Act, *, question: Question | None = None, baseline: Act | None = None
    ) -> Admitted | Refused:
        """Admit or refuse, with the attempt on the ledger either way.

        baseline: the act to judge by now where `act` can only be judged on what is read later.
        Raises AlreadyDone for a submission that was handled before, and Unavailable.
        """
        try:
            return self._begin(sender, act, baseline or act, question, fresh=False)
        except StandingChanged:
            return self._begin(sender, act, baseline or act, question, fresh=True)

    def _begin(
        self, sender: Sender, act: Act, judged_as: Act, question: Question | None, *, fresh: bool
    ) -> Admitted | Refused:
        now = self.clock()
        caller = self.caller(sender.identity, now, fresh=fresh)
        judgement = self.judge(caller, judged_as, self._circumstances(caller), self.rules, now.date())
        attempt = _attempt(sender, caller, act, now, judgement, question)
        self.ledger.attempt(attempt, caller.practitioner, once=sender.submission)
        if judgement.permitted and caller.practitioner is not None:
            return Admitted(caller, caller.practitioner, act, attempt.reference, now, judgement)
        return self._refused(attempt, judgement)

    def readmit(self, sender: Sender, act: Act) -> Admitted | None:
        """Admit the second press of a submission whose attempt is on the ledger already; None if refused."""
        now = self.clock()
        caller = self.caller(sender.identity, now, fresh=True)
        judgement = self.judge(caller, act, self._circumstances(caller), self.rules, now.date())
        if not judgement.permitted or caller.practitioner is None:
            return None
        return Admitted(caller, caller.practitioner, act, reference_of(sender), now, judgement)

    def _refused(self, attempt: LedgerEntry, judgement: Judgement) -> Refused:
        because = judgement.because or Refusal.ROLE_MAY_NOT
        self.ledger.outcome(
            replace(attempt, phase=Phase.OUTCOME, outcome=f"refused:{because}", details=None, note="")
        )
        return Refused(attempt.reference, attempt.at, because, judgement.policies)

    def caller(self, identity: ChatIdentity, now: datetime, *, fresh: bool = False) -> Caller:
        """The account and the practitioner behind a chat identity."""
        practitioner = self.directory.practitioner_by_identity(identity, fresh=fresh)
        return Caller(self._account(identity, now), practitioner)

    def _account(self, identity: ChatIdentity, now: datetime) -> ChatAccount:
        """An account of a workspace that is not allow-listed is not looked up: it is refused anyway."""
        known = self.directory.account(identity)
        if known is not None and now - known.checked_at < self.account_age:
            return known
        if (identity.product, identity.workspace) not in self.rules.workspaces:
            return ChatAccount(identity, email="", checked_at=now, email_confirmed=False)
        account = self.chat_accounts.look_up(identity)
        self.directory.remember_account(account)
        return account

    def _circumstances(self, caller: Caller) -> Circumstances:
        return Circumstances(service=self.service_of(caller.practitioner))

    def service_of(self, practitioner: Practitioner | None) -> Service | None:
        """The practitioner's own service, None where either is unknown."""
        if practitioner is None:
            return None
        return self.directory.services([practitioner.service_id]).get(practitioner.service_id)

    def judge_on(self, admitted: Admitted, act: Act, circumstances: Circumstances) -> Judgement:
        """Judge one act of an admitted caller on what was read since."""
        about = replace(circumstances, service=self.service_of(admitted.practitioner))
        return self.judge(admitted.caller, act, about, self.rules, admitted.at.date())

    def refuse(
        self, admitted: Admitted, because: Refusal, judgement: Judgement | None = None, child_id: str = ""
    ) -> Refused:
        """Refuse somebody admitted, on what was read since; the ledger has it before they see it."""
        decided = judgement or admitted.judgement
        entry = replace(
            admitted.outcome_entry(f"refused:{because}"), policies=decided.policies, child_id=child_id
        )
        self.ledger.outcome(entry)
        return Refused(admitted.reference, admitted.at, because, decided.policies)

    def conclude(self, entry: LedgerEntry, handle: AnswerHandle | None = None) -> None:
        """Write an outcome before it is shown."""
        self.ledger.outcome(entry, handle=handle)


def _attempt(
    sender: Sender,
    caller: Caller,
    act: Act,
    now: datetime,
    judgement: Judgement,
    question: Question | None,
) -> LedgerEntry:
    who = caller.practitioner
    return LedgerEntry(
        reference=reference_of(sender),
        act=act,
        phase=Phase.ATTEMPT,
        at=now,
        actor_id=who.id if who else actor_name(sender.identity),
        service_id=who.service_id if who else "",
        area_id=who.area_id if who else "",
        reason=question.reason if question else "",
        family_told=question.family_told if question else None,
        details=question.details if question else None,
        note=question.note if question else "",
        policies=judgement.policies,
        policy_version=judgement.version,
    )


def own_numbers(admitted: Admitted, question: Question) -> Question:
    """The question, where a service's own number is the asker's service's: only the same service has it."""
    return replace(question, details=question.details.issued_by(admitted.practitioner.service_id))


def reference_of(sender: Sender) -> str:
    """The reference of what a submission asks: the same submission always has the same one."""
    return reference_from(sender.submission.encode())


def actor_name(identity: ChatIdentity) -> str:
    """What the ledger calls somebody the directory does not know."""
    return f"{identity.product}:{identity.workspace}:{identity.user}"
