"""A chat account is linked to its practitioner by a one-time code that the officer gave (H2, H4)."""

from __future__ import annotations

from fingerpost.domain.errors import Conflict
from fingerpost.domain.ledger import Act, LedgerEntry
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Linked, Refusal, Refused
from fingerpost.domain.practitioner import ChatIdentity, Practitioner
from fingerpost.usecases.access.authority import Authority
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.facts import Denied, Facts
from fingerpost.usecases.ports.access import Directory, LinkCodes
from fingerpost.usecases.requests import Request


@dataclass(frozen=True)
class Link:
    """Links only an account that could ask at once: a member of our tenant, in good standing."""

    acting: Acting
    authority: Authority
    directory: Directory
    codes: LinkCodes

    def __call__(self, request: Request, code: str) -> Linked | Refused | CannotAnswer | AlreadyAsked:
        """Use the code up. The attempt is on the ledger before the code is looked at."""
        return self.acting.by_unknown(request, Act.LINK, lambda attempt: self._link(attempt, request, code))

    def _link(self, attempt: LedgerEntry, request: Request, code: str) -> Facts[Linked] | Denied:
        practitioner = self._holder(code)
        if practitioner is None or not isinstance(request.caller, ChatIdentity):
            return Denied(Refusal.CODE_NOT_GOOD)
        judgement = self.authority.judge_holder(request.caller, practitioner, Act.LINK)
        if not judgement.permitted:
            return Denied(judgement.because or Refusal.ROLE_MAY_NOT, judgement)
        try:
            self.codes.take(code, request.caller, practitioner)
        except Conflict:
            return Denied(Refusal.CODE_NOT_GOOD)
        return Facts(Linked(attempt.reference, attempt.at), "linked", actor_id=practitioner.id, done=True)

    def _holder(self, code: str) -> Practitioner | None:
        holder = self.codes.holder(code)
        return self.directory.practitioner(holder) if holder else None
