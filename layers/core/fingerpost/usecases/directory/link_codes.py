"""Giving out the one-time codes by which people link a chat account of their own (H2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.directory import CodeGiven, Hindrance, NotKept
from fingerpost.domain.practitioner import Status
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.directory.keeping import NotDone, not_kept
from fingerpost.usecases.facts import Facts
from fingerpost.usecases.ports.directory import DirectoryEntries, DirectoryTransactions, NewCode
from fingerpost.usecases.requests import Request

GOOD_FOR = timedelta(days=3)


@dataclass(frozen=True)
class GiveLinkCode:
    """A code is shown once: whoever asks twice under one key is told that it was given."""

    acting: Acting
    entries: DirectoryEntries
    transactions: DirectoryTransactions
    new_code: NewCode

    def __call__(self, request: Request, person_id: str) -> CodeGiven | NotDone:
        """A code for somebody whose access is not suspended."""
        about = replace(request, about=f"person:{person_id}")
        return self.acting.write(about, Act.GIVE_LINK_CODE, lambda admitted: self._give(admitted, person_id))

    def _give(self, admitted: Admitted, person_id: str) -> Facts[CodeGiven | NotKept]:
        person = self.entries.practitioner(person_id)
        if person is None or person.status is not Status.ACTIVE:
            return not_kept(admitted, Hindrance.IS_SUSPENDED if person else Hindrance.NOT_THERE)
        code, until = self.new_code(), admitted.at + GOOD_FOR
        writes = self.transactions.begin()
        writes.offer_code(code, person, until)
        return Facts(CodeGiven(admitted.reference, admitted.at, code, until), "code_given", writes=writes)
