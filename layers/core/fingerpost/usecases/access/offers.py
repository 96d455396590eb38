"""What the menu offers somebody: only for that, since whoever presses is judged then."""

from __future__ import annotations

from fingerpost.domain.errors import Unavailable
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import ChatIdentity, Role
from fingerpost.usecases.ports.access import Directory


@dataclass(frozen=True)
class RoleToOffer:
    """Whose role adds to the menu."""

    directory: Directory

    def __call__(self, identity: ChatIdentity) -> Role | None:
        """Their role; None where they are unknown, or the directory does not answer."""
        try:
            person = self.directory.practitioner_by_identity(identity)
        except Unavailable:
            return None
        return person.role if person else None
