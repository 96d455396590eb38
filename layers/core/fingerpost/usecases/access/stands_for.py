"""What a reference that somebody wrote stands for to them, so that one button opens it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from fingerpost.domain.errors import NotFound, Unavailable
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import ChatIdentity, Practitioner, Role
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.answers import AnswerHandles
from fingerpost.usecases.ports.contact import Contacts
from fingerpost.usecases.ports.index import ChildIndex

if TYPE_CHECKING:  # they bring the data layer with them
    from fingerpost.usecases.contact.showing import ShowContacts
    from fingerpost.usecases.record_keeping.records import RecordKeeping


class Meaning(StrEnum):
    """What would open it. MINE also where nothing is known of it: opening it then says so."""

    MINE = "mine"
    ANSWER = "answer"
    CONTACT = "contact"
    RECORD = "record"


@dataclass(frozen=True)
class StandsFor:
    """Only chooses the button: whoever presses is judged then, and what they open is on the ledger."""

    directory: Directory
    index: ChildIndex
    handles: AnswerHandles
    contacts: Contacts

    @classmethod
    def over(cls, records: RecordKeeping, contacts: ShowContacts) -> StandsFor:
        """By what these use cases read from."""
        return cls(records.directory, records.index, records.handles, contacts.contacts)

    def __call__(self, identity: ChatIdentity, reference: str) -> Meaning:
        """MINE as well where what we rest on is down."""
        try:
            person = self.directory.practitioner_by_identity(identity)
            return self._meaning(person, reference) if person else Meaning.MINE
        except Unavailable:
            return Meaning.MINE

    def _meaning(self, person: Practitioner, reference: str) -> Meaning:
        if self._is_own_answer(person, reference):
            return Meaning.ANSWER
        if self._is_contact(reference):
            return Meaning.CONTACT
        if person.role is Role.OFFICER and not self._is_held(person, reference):
            return Meaning.RECORD
        return Meaning.MINE

    def _is_own_answer(self, person: Practitioner, reference: str) -> bool:
        try:
            return self.handles.find(reference).practitioner_id == person.id
        except NotFound:
            return False

    def _is_contact(self, reference: str) -> bool:
        try:
            self.contacts.find(reference)
        except NotFound:
            return False
        return True

    def _is_held(self, person: Practitioner, reference: str) -> bool:
        held = self.index.held_by(person.id)
        involvements = (one.reference for one in held.involvements)
        return reference in {*involvements, *(one.reference for one in held.watches)}
