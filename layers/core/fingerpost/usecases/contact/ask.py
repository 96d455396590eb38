""" "Please contact me" (E1): of a worker of whom an answer, one's own work or a notice tells."""

from __future__ import annotations

from dataclasses import replace

from fingerpost.domain.contact import ContactEvent, ContactRequest, ContactState, Owner, Urgency
from fingerpost.domain.errors import NotFound
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.notice import Capacity
from fingerpost.domain.outcomes.access import Refusal
from fingerpost.domain.outcomes.contact import ContactAnswer, ContactShown, NobodyToAsk
from fingerpost.domain.reference import reference_from
from fingerpost.policy.model import Circumstances
from fingerpost.usecases.access.authority import Admitted, Authority
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.asking.answering import Answering
from fingerpost.usecases.contact.people import Ladder
from fingerpost.usecases.contact.showing import ShowContacts
from fingerpost.usecases.facts import Denied, Facts
from fingerpost.usecases.ports.acting import Transactions
from fingerpost.usecases.ports.answers import AnswerHandles
from fingerpost.usecases.ports.contact import Contacts
from fingerpost.usecases.ports.index import ChildFile, ChildIndex
from fingerpost.usecases.ports.record_keeping import References
from fingerpost.usecases.ports.telling import Notices
from fingerpost.usecases.recording.relation import relation_of
from fingerpost.usecases.requests import Request


@dataclass(frozen=True)
class WhomToAsk:
    """Whose worker, and by what one knows of them.

    involvement: its reference, empty for the one a notice told of. answer: the reference of an answer that
    showed it. notice: the id of the notice. Both empty: by one's own work, watch or team.
    """

    involvement: str = ""
    answer: str = ""
    notice: str = ""


Asking = Facts[ContactShown | NobodyToAsk] | Denied


@dataclass(frozen=True)
class _Known:
    """What the asker knows of: a child's file, how they stand to it, and whose worker they mean.

    broker_area: the area whose officer stands between them, empty where the worker is named to them.
    """

    file: ChildFile
    relation: Circumstances
    involvement: Involvement
    broker_area: str = ""


@dataclass(frozen=True)
class AskForContact:
    """Makes a request. Asked a second time while one is open, that one is shown, or hastened."""

    acting: Acting
    authority: Authority
    answering: Answering
    showing: ShowContacts
    ladder: Ladder
    index: ChildIndex
    references: References
    handles: AnswerHandles
    notices: Notices
    contacts: Contacts
    transactions: Transactions

    def __call__(self, request: Request, whom: WhomToAsk, urgency: Urgency) -> ContactAnswer:
        """Where the request stands now."""

        def ask(admitted: Admitted) -> Asking:
            return self._ask(admitted, whom, urgency)

        return self.acting.write(request, Act.ASK_CONTACT, ask, baseline=Act.LIST_CONTACTS)

    def _ask(self, admitted: Admitted, whom: WhomToAsk, urgency: Urgency) -> Asking:
        known = self._known(admitted, whom)
        known = known and self._as_shown(admitted, known)
        if known is None:
            return Denied(Refusal.NO_LONGER_INVOLVED)
        judgement = self.authority.judge_on(admitted, Act.ASK_CONTACT, known.relation)
        if not judgement.permitted:
            because = judgement.because or Refusal.NO_LONGER_INVOLVED
            return Denied(because, judgement, known.involvement.child_id)
        earlier = self._earlier(admitted, known.involvement)
        return self._again(admitted, earlier, urgency) if earlier else self._anew(admitted, known, urgency)

    # ------------------------------------------------------------------ of whom

    def _known(self, admitted: Admitted, whom: WhomToAsk) -> _Known | None:
        try:
            if whom.answer:
                return self._by_answer(admitted, whom)
            return self._by_notice(admitted, whom.notice) if whom.notice else self._by_own(admitted, whom)
        except NotFound:
            return None

    def _by_answer(self, admitted: Admitted, whom: WhomToAsk) -> _Known | None:
        handle = self.handles.find(whom.answer)
        holds = handle.practitioner_id == admitted.practitioner.id and handle.expires_at > admitted.at
        if not (holds and handle.has_shown_child):
            return None
        file = self.index.child_file(handle.child_id)
        return _known(file, Circumstances(shown=True), reference=whom.involvement)

    def _by_notice(self, admitted: Admitted, notice_id: str) -> _Known | None:
        notice = self.notices.find(notice_id)
        if notice.recipient_id != admitted.practitioner.id:
            return None
        file = self.index.child_file(notice.child_id)
        stands_in_for = notice.on_behalf_of if notice.capacity is Capacity.DEPUTY else ""
        relation = relation_of(self.ladder.directory, admitted, file, stands_in_for)
        return _known(file, relation, involvement_id=notice.involvement_id)

    def _by_own(self, admitted: Admitted, whom: WhomToAsk) -> _Known | None:
        file = self.index.child_file(self.references.child_of(whom.involvement))
        relation = relation_of(self.ladder.directory, admitted, file)
        return _known(file, relation, reference=whom.involvement)

    def _as_shown(self, admitted: Admitted, known: _Known) -> _Known | None:
        """Only of somebody of whom an answer would tell now, and who is not the asker; through the officer of
        the record's area where it would not name them."""
        shown, reference = self.answering.show(admitted, known.file), known.involvement.reference
        if any(one.involvement_reference == reference for one in shown.others):
            return replace(known, broker_area=known.file.child.area_id if known.file.child else "")
        is_named = any(
            one.involvement_reference == reference and one.ended is None and not one.is_asker
            for one in shown.services
        )
        return known if is_named else None

    # ------------------------------------------------------------------ the request

    def _earlier(self, admitted: Admitted, involvement: Involvement) -> ContactRequest | None:
        mine = self.contacts.of(admitted.practitioner.id)
        asked = (one for one in mine if one.is_open and one.asker_id == admitted.practitioner.id)
        return next((one for one in asked if one.involvement_id == involvement.id), None)

    def _again(self, admitted: Admitted, earlier: ContactRequest, urgency: Urgency) -> Asking:
        if earlier.is_urgent or urgency is Urgency.NONE:
            return self._as_it_stands(admitted, earlier)
        return self._written(admitted, earlier.hastened(urgency, admitted.at), earlier)

    def _anew(self, admitted: Admitted, known: _Known, urgency: Urgency) -> Asking:
        one, me = known.involvement, admitted.practitioner.id
        if known.broker_area:
            broker = self.ladder.broker(known.broker_area, me)
            return (
                self._brokered(admitted, known, broker, urgency)
                if broker
                else self._no_broker(admitted, known)
            )
        owner = self.ladder.first(one.practitioner_id, one.service_id, me)
        if owner is None:
            return self._nobody(admitted, one)
        return self._written(admitted, self._request(admitted, one, owner, urgency), None)

    def _brokered(self, admitted: Admitted, known: _Known, broker: Owner, urgency: Urgency) -> Asking:
        """Nobody of the service sees it before the officer has spoken with them."""
        request = self._request(admitted, known.involvement, broker, urgency)
        return self._written(
            admitted, replace(request, broker_area=known.broker_area, supervisor_id=""), None
        )

    def _no_broker(self, admitted: Admitted, known: _Known) -> Facts[NobodyToAsk]:
        area, one = self.ladder.directory.area(known.broker_area), known.involvement
        nobody = NobodyToAsk(admitted.reference, admitted.at, "", None, officer=area)
        return Facts(nobody, nobody.kind, child_id=one.child_id, involvement_id=one.id)

    def _request(
        self, admitted: Admitted, one: Involvement, owner: Owner, urgency: Urgency
    ) -> ContactRequest:
        """The reference comes from the submission, so that a retry makes no second one."""
        return ContactRequest(
            reference=reference_from(f"contact\n{admitted.reference}".encode()),
            child_id=one.child_id,
            involvement_id=one.id,
            involvement_reference=one.reference,
            service_id=one.service_id,
            asker_id=admitted.practitioner.id,
            worker_id=one.practitioner_id,
            owner_id=owner.practitioner_id,
            rung=owner.rung,
            asked_ids=(owner.practitioner_id,),
            state=ContactState.ASKED,
            event=ContactEvent.ASKED,
            asked_at=admitted.at,
            moved_at=admitted.at,
            by_id=admitted.practitioner.id,
            supervisor_id=self._supervisor(one, admitted),
            urgency=urgency,
        )

    def _supervisor(self, one: Involvement, admitted: Admitted) -> str:
        """Who sees that the worker is waited for; not the asker, who sees it anyway."""
        supervisor = self.ladder.supervisor_of(one.practitioner_id)
        return "" if supervisor == admitted.practitioner.id else supervisor

    def _as_it_stands(self, admitted: Admitted, earlier: ContactRequest) -> Asking:
        """Who asks again is not in contact, whatever was said in between."""
        transaction = self.transactions.begin()
        transaction.remove_mute(earlier.child_id, earlier.asker_id, earlier.worker_id)
        return replace(self.showing.facts(admitted, earlier, "as_it_stands"), writes=transaction)

    def _written(self, admitted: Admitted, after: ContactRequest, before: ContactRequest | None) -> Asking:
        timed = self.ladder.timed(after)
        transaction = self.transactions.begin()
        transaction.put_contact(timed, before)
        transaction.remove_mute(timed.child_id, timed.asker_id, timed.worker_id)  # they are not in contact
        found = self.showing.facts(admitted, timed, timed.event)
        rules = (f"urgency:{timed.urgency}",) if timed.is_urgent else ()
        return replace(found, writes=transaction, rules=rules)

    def _nobody(self, admitted: Admitted, one: Involvement) -> Facts[NobodyToAsk]:
        service = self.ladder.service(one.service_id)
        name, contact = (service.name, service.contact) if service else ("", None)
        nobody = NobodyToAsk(admitted.reference, admitted.at, name, contact)
        return Facts(nobody, nobody.kind, child_id=one.child_id, involvement_id=one.id)


def _known(
    file: ChildFile, relation: Circumstances, *, reference: str = "", involvement_id: str = ""
) -> _Known | None:
    found = (one for one in file.involvements if one.reference == reference or one.id == involvement_id)
    involvement = next(found, None)
    return _Known(file, relation, involvement) if involvement else None
