"""Gives out the one-time codes by which people link a chat account of their own."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from fingerpost.adapters.dynamodb.directory import DynamoDirectory
from fingerpost.adapters.dynamodb.ledger import DynamoLedger
from fingerpost.adapters.dynamodb.link_codes import GOOD_FOR, DynamoLinkCodes
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.keyless import no_keyring
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.link_code import link_code
from fingerpost.domain.practitioner import Status
from fingerpost.domain.reference import reference_from

DAYS = GOOD_FOR.days


class LinkTrouble(Exception):
    """Why no code is given, in a sentence."""


@dataclass(frozen=True)
class CodeOffice:
    """Gives codes in the name of whoever runs it; each is on the ledger before it is good."""

    store: Store
    given_by: str

    def give(self, practitioner_id: str) -> str:
        """A new code for somebody of the directory. Raises LinkTrouble."""
        now = datetime.now(UTC)
        practitioner = DynamoDirectory(self.store, lambda: now).practitioner(practitioner_id)
        if practitioner is None:
            raise LinkTrouble(f"There is no {practitioner_id} in the directory.")
        if practitioner.status is not Status.ACTIVE:
            raise LinkTrouble(f"{practitioner_id} is suspended.")
        self._on_record(practitioner_id, now)
        code = link_code(secrets.token_bytes(16))
        DynamoLinkCodes(self.store, lambda: now).offer(code, practitioner_id, now)
        return code

    def _on_record(self, practitioner_id: str, now: datetime) -> None:
        entry = LedgerEntry(
            reference=reference_from(secrets.token_bytes(16)),
            act=Act.LINK,
            phase=Phase.OUTCOME,
            at=now,
            actor_id=self.given_by,
            outcome=f"code_given:{practitioner_id}",
        )
        DynamoLedger(self.store, no_keyring(), lambda: now).outcome(entry)
