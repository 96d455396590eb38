"""Where requests stand: one of them, and all of somebody's."""

from __future__ import annotations

from fingerpost.domain.contact import ContactRequest
from fingerpost.domain.errors import NotFound
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import Refusal
from fingerpost.domain.outcomes.contact import (
    ContactAnswer,
    ContactLine,
    ContactShown,
    ContactsListed,
    PersonToRing,
)
from fingerpost.policy.model import Circumstances
from fingerpost.usecases.access.authority import Admitted, Authority
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.contact.people import Ladder
from fingerpost.usecases.facts import Denied, Facts
from fingerpost.usecases.ports.contact import Contacts
from fingerpost.usecases.ports.index import ChildIndex
from fingerpost.usecases.requests import Request


@dataclass(frozen=True)
class ShowContacts:
    """Lists and opens requests for those who have to do with them."""

    acting: Acting
    authority: Authority
    contacts: Contacts
    index: ChildIndex
    ladder: Ladder

    def list(self, request: Request) -> ContactAnswer:
        """All of one's own: asked, to be answered, or of one's team."""
        return self.acting.read(request, Act.LIST_CONTACTS, self._list)

    def open(self, request: Request, reference: str) -> ContactAnswer:
        """One of them."""

        def opened(admitted: Admitted) -> Facts[ContactShown] | Denied:
            found = self.permitted(admitted, Act.OPEN_CONTACT, reference)
            return found if isinstance(found, Denied) else self.facts(admitted, found, found.state)

        return self.acting.read(request, Act.OPEN_CONTACT, opened, baseline=Act.LIST_CONTACTS)

    def permitted(self, admitted: Admitted, act: Act, reference: str) -> ContactRequest | Denied:
        """The request, where its reader may do this with it."""
        try:
            found = self.contacts.find(reference)
        except NotFound:
            return Denied(Refusal.NOT_YOURS)
        me = admitted.practitioner.id
        relation = Circumstances(contact_asker=found.asker_id == me, contact_asked=found.is_asked_of(me))
        judgement = self.authority.judge_on(admitted, act, relation)
        if not judgement.permitted:
            return Denied(judgement.because or Refusal.NOT_YOURS, judgement, found.child_id)
        return found

    def facts(self, admitted: Admitted, request: ContactRequest, outcome: str) -> Facts[ContactShown]:
        """Where it stands, for its reader."""
        shown = self._shown(admitted, request)
        return Facts(shown, outcome, child_id=request.child_id, involvement_id=request.involvement_id)

    def _shown(self, admitted: Admitted, request: ContactRequest) -> ContactShown:
        me = admitted.practitioner.id
        behind = self._behind(admitted, request)
        return ContactShown(
            reference=request.reference,
            at=admitted.at,
            request=request,
            asker=self.ladder.person(request.asker_id),
            owner=self.ladder.person(request.owner_id),
            is_asker=me == request.asker_id,
            is_asked=request.is_asked_of(me),
            opens=request.involvement_reference if me == request.worker_id else "",
            behind=behind,
            told_no_more=request.is_brokered and me == request.owner_id and behind is None,
        )

    def _behind(self, admitted: Admitted, request: ContactRequest) -> PersonToRing | None:
        """Whom a brokered request is about, for the officer who brokers it and for nobody else.

        Of a sensitive service only as long as it may be told of, read now."""
        if not request.is_brokered:
            return None
        relation = Circumstances(
            own_area=request.broker_area == admitted.practitioner.area_id,
            contact_asked=request.is_asked_of(admitted.practitioner.id),
        )
        if not self.authority.judge_on(admitted, Act.BROKER_CONTACT, relation).permitted:
            return None
        held = self.index.child_file(request.child_id).involvements
        one = next((each for each in held if each.id == request.involvement_id), None)
        may_know = one is not None and self._may_be_told_of(admitted, one)
        return self.ladder.person(request.worker_id) if may_know else None

    def _may_be_told_of(self, admitted: Admitted, one: Involvement) -> bool:
        about = Circumstances(involvement=one, involved_service=self.ladder.service(one.service_id))
        acts = (Act.SHOW_INVOLVEMENT, Act.SHOW_ANOTHER_SERVICE)
        return one.is_current and any(self.authority.judge_on(admitted, act, about).permitted for act in acts)

    def _list(self, admitted: Admitted) -> Facts[ContactsListed]:
        outcome = ContactsListed(admitted.reference, admitted.at, self.lines(admitted.practitioner.id))
        return Facts(outcome, outcome.kind)

    def lines(self, practitioner_id: str) -> tuple[ContactLine, ...]:
        """Every request of somebody, as a line."""
        return tuple(self._line(practitioner_id, one) for one in self.contacts.of(practitioner_id))

    def _line(self, me: str, request: ContactRequest) -> ContactLine:
        is_asker = request.asker_id == me
        other = self.ladder.person(request.asker_id if request.owner_id == me else request.owner_id)
        waits = request.is_open and request.owner_id == me
        return ContactLine(request, waits, is_asker, other.name, other.service_name)
