"""A chat account is linked to its practitioner by a one-time code that the officer gave (H2, H4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from fingerpost.domain.errors import AlreadyDone, Conflict, Unavailable
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.outcomes import CannotAnswer, Linked, Refusal, Refused
from fingerpost.domain.practitioner import Caller, Practitioner
from fingerpost.policy.model import AccessRules, Circumstances, Judgement
from fingerpost.usecases.authority import actor_name, reference_of
from fingerpost.usecases.ports import ChatAccounts, Clock, Directory, Ledger, LinkCodes
from fingerpost.usecases.requests import Sender

Judge = Callable[[Caller, Act, Circumstances, AccessRules, date], Judgement]


@dataclass(frozen=True)
class Link:
    """Links only an account that could ask at once: a member of our tenant, in good standing."""

    directory: Directory
    chat_accounts: ChatAccounts
    codes: LinkCodes
    ledger: Ledger
    rules: AccessRules
    clock: Clock
    judge: Judge

    def __call__(self, sender: Sender, code: str) -> Linked | Refused | CannotAnswer:
        """Use the code up. The attempt is on the ledger before the code is looked at."""
        try:
            return self._link(sender, code)
        except (AlreadyDone, Unavailable):
            return CannotAnswer(reference_of(sender), self.clock())

    def _link(self, sender: Sender, code: str) -> Linked | Refused | CannotAnswer:
        entry = self._attempt(sender)
        holder = self.codes.holder(code)
        practitioner = self.directory.practitioner(holder) if holder else None
        if practitioner is None:
            return self._refuse(entry, Refusal.CODE_NOT_GOOD)
        refusal = self._refusal(sender, practitioner)
        if refusal is not None:
            return self._refuse(entry, refusal)
        try:
            self.codes.take(code, sender.identity, practitioner)
        except Conflict:
            return self._refuse(entry, Refusal.CODE_NOT_GOOD)
        self._conclude(replace(entry, actor_id=practitioner.id), "linked")
        return Linked(entry.reference, entry.at)

    def _refusal(self, sender: Sender, practitioner: Practitioner) -> Refusal | None:
        account = self.chat_accounts.look_up(sender.identity)
        services = self.directory.services([practitioner.service_id])
        about = Circumstances(service=services.get(practitioner.service_id))
        caller, today = Caller(account, practitioner), self.clock().date()
        judgement = self.judge(caller, Act.LINK, about, self.rules, today)
        return None if judgement.permitted else judgement.because or Refusal.ROLE_MAY_NOT

    def _attempt(self, sender: Sender) -> LedgerEntry:
        actor, now = actor_name(sender.identity), self.clock()
        entry = LedgerEntry(reference_of(sender), Act.LINK, Phase.ATTEMPT, now, actor)
        self.ledger.attempt(entry, None, once=sender.submission)
        return entry

    def _refuse(self, entry: LedgerEntry, because: Refusal) -> Refused:
        self._conclude(entry, f"refused:{because}")
        return Refused(entry.reference, entry.at, because)

    def _conclude(self, entry: LedgerEntry, outcome: str) -> None:
        self.ledger.outcome(replace(entry, phase=Phase.OUTCOME, outcome=outcome))
