"""What the chat product tells of its accounts: a closed one suspends its practitioner at once (H4)."""

from __future__ import annotations

from fingerpost.domain.errors import Conflict
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import ChatAccount, ChatIdentity, Practitioner, Status
from fingerpost.domain.reference import reference_from
from fingerpost.usecases.access.authority import actor_name
from fingerpost.usecases.ports.access import ChatAccounts, Directory
from fingerpost.usecases.ports.acting import Clock
from fingerpost.usecases.unattended import Unattended


@dataclass(frozen=True)
class Accounts:
    """Keeps what is known of chat accounts true."""

    unattended: Unattended
    directory: Directory
    chat_accounts: ChatAccounts
    clock: Clock

    def changed(self, identity: ChatIdentity) -> None:
        """An account changed: ask the chat product itself, remember, and suspend where it was closed.

        Raises Unavailable, so that the event is delivered again.
        """
        account = self.chat_accounts.look_up(identity)
        self.directory.remember_account(account)
        if account.deleted:
            self._suspend(account)

    def _suspend(self, account: ChatAccount) -> None:
        practitioner = self.directory.practitioner_by_identity(account.identity, fresh=True)
        if practitioner is None or practitioner.status is Status.SUSPENDED:
            return
        attempt = self._attempt(practitioner, account)
        self.unattended.run(attempt, lambda: self._suspend_at_any_version(practitioner, account))

    def _suspend_at_any_version(self, practitioner: Practitioner, account: ChatAccount) -> str:
        try:
            self.directory.suspend(practitioner)
        except Conflict:
            again = self.directory.practitioner_by_identity(account.identity, fresh=True)
            if again is not None:
                self.directory.suspend(again)
        return "suspended:account_closed"

    def _attempt(self, practitioner: Practitioner, account: ChatAccount) -> LedgerEntry:
        seed = f"suspend\n{actor_name(account.identity)}\n{practitioner.version}".encode()
        return LedgerEntry(
            reference=reference_from(seed),
            act=Act.SUSPEND,
            phase=Phase.ATTEMPT,
            at=self.clock(),
            actor_id=practitioner.id,
            service_id=practitioner.service_id,
            area_id=practitioner.area_id,
        )
