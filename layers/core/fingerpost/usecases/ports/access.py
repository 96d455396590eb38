"""Who people are, and which chat accounts are theirs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from fingerpost.domain.practitioner import ChatAccount, ChatIdentity, Practitioner
from fingerpost.domain.service import Area, Coverage, Service


class Directory(Protocol):
    """Practitioners, services and areas, and the chat accounts of the practitioners."""

    def practitioner_by_identity(self, identity: ChatIdentity, *, fresh: bool = False) -> Practitioner | None:
        """Whom this chat identity belongs to. May be remembered unless fresh: `Ledger.attempt` verifies."""

    def practitioner(self, practitioner_id: str) -> Practitioner | None:
        """One practitioner, read afresh."""

    def practitioners(self, ids: Sequence[str]) -> dict[str, Practitioner]:
        """Several at once, remembered for a minute; unknown ids are missing from the answer."""

    def services(self, ids: Sequence[str], *, fresh: bool = False) -> dict[str, Service]:
        """Several at once, remembered for a minute unless fresh; unknown ids are missing from the answer."""

    def area(self, area_id: str) -> Area:
        """One area, remembered for a minute. Raises NotFound."""

    def areas(self) -> tuple[Area, ...]:
        """All areas, by id. Raises TooManyRows."""

    def coverage(self, area_id: str) -> Coverage:
        """Which services feed the area and how fresh each is, remembered for a minute.

        A sensitive service is named in no answer (G1), so not in this one either.
        """

    def officers(self, area_id: str) -> tuple[Practitioner, ...]:
        """Everybody who is an officer of the area, by id, whether or not their access stands."""

    def namesakes(self, area_id: str, family_name: str) -> Callable[[], tuple[Practitioner, ...]]:
        """Begin to look for the people of an area whose family name begins like that; what is returned waits.
        At most some twenty are found."""

    def account(self, identity: ChatIdentity) -> ChatAccount | None:
        """What was last learnt of a chat account, if anything."""

    def remember_account(self, account: ChatAccount) -> None:
        """Keep what the chat product says of an account."""

    def suspend(self, practitioner: Practitioner) -> None:
        """Suspend at once, on the version given. Raises Conflict."""


class ChatAccounts(Protocol):
    """The chat product's own word on an account."""

    def look_up(self, identity: ChatIdentity) -> ChatAccount:
        """Ask the chat product now."""


class LinkCodes(Protocol):
    """One-time codes that link a chat account to its practitioner."""

    def holder(self, code: str) -> str | None:
        """The practitioner a code was given to; None where it is no code, is used, or is over."""

    def take(self, code: str, identity: ChatIdentity, practitioner: Practitioner) -> None:
        """Use the code up: from now on the identity leads to the practitioner as read. Raises Conflict."""
