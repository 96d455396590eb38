"""An officer shields a child of their area, and lifts the shield (G2, G4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from fingerpost.domain.child import Child
from fingerpost.domain.contact import ContactRequest, Owner, Rung
from fingerpost.domain.errors import NotFound
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import Refusal
from fingerpost.domain.outcomes.record_keeping import NoSuchRecord, RecordKeepingOutcome
from fingerpost.domain.outcomes.recording import Recorded
from fingerpost.domain.reference import reference_from
from fingerpost.domain.shield import Shield, ShieldFlag
from fingerpost.policy.model import Circumstances
from fingerpost.usecases.access.authority import Admitted, Authority
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.contact.people import Ladder
from fingerpost.usecases.facts import Denied, Facts
from fingerpost.usecases.ports.acting import Transactions
from fingerpost.usecases.ports.contact import Contacts
from fingerpost.usecases.ports.index import ChildIndex
from fingerpost.usecases.ports.record_keeping import References
from fingerpost.usecases.requests import Request

MOST_TAKEN_OVER = 15
"""Each is some five items, and one write takes a hundred."""

Taken = tuple[ContactRequest, ContactRequest]
Done = Facts[Recorded | NoSuchRecord]


@dataclass(frozen=True)
class Shields:
    """Records are named by references, as in record keeping."""

    acting: Acting
    authority: Authority
    index: ChildIndex
    references: References
    contacts: Contacts
    ladder: Ladder
    transactions: Transactions

    def shield(
        self, request: Request, reference: str, flag: ShieldFlag, review_due: date
    ) -> RecordKeepingOutcome:
        """From now on nobody finds the child. Done again, it has another flag and another day of review; the
        outcome's reference leads to the record."""

        def shielded(admitted: Admitted, child: Child) -> Done:
            shield = _shield(admitted, child, flag, review_due)
            taken = self._taken_over(admitted, child) if child.shield is None else ()
            return self._written(admitted, child, child.under(shield), shield.reference, taken)

        return self._as_officer(request, Act.SHIELD, reference, shielded)

    def lift(self, request: Request, reference: str) -> RecordKeepingOutcome:
        """Whoever may ask finds the child again. Records that stood in for it stay, to be joined."""

        def lifted(admitted: Admitted, child: Child) -> Done:
            return self._written(admitted, child, child.under(None), reference)

        return self._as_officer(request, Act.UNSHIELD, reference, lifted)

    def _as_officer(
        self, request: Request, act: Act, reference: str, do: Callable[[Admitted, Child], Done]
    ) -> RecordKeepingOutcome:
        def keep(admitted: Admitted) -> Done | Denied:
            judgement = self.authority.judge_on(admitted, act, Circumstances(own_area=True))
            if not judgement.permitted:
                return Denied(judgement.because or Refusal.ROLE_MAY_NOT, judgement)
            child = self._own(admitted, reference)
            if child is None:
                return Facts(NoSuchRecord(admitted.reference, admitted.at), "no_such_record")
            return do(admitted, child)

        return self.acting.write(request, act, keep, baseline=Act.LIST_MINE)

    def _own(self, admitted: Admitted, reference: str) -> Child | None:
        """The record, if it is of the officer's own area and still lives."""
        try:
            child = self.index.child_file(self.references.child_of(reference)).child
        except NotFound:
            return None
        if child is None or child.retired or child.area_id != admitted.practitioner.area_id:
            return None
        return child

    def _taken_over(self, admitted: Admitted, child: Child) -> tuple[Taken, ...]:
        """Open requests to be contacted would go on telling who works with the child: the officer who shields
        it stands between from now on. The oldest first, as many as one write takes."""
        owner = Owner(admitted.practitioner.id, Rung.OFFICER)
        others = [one for one in self._open_requests(child) if one.asker_id != owner.practitioner_id]
        return tuple(
            (one, self.ladder.timed(one.taken_over(owner, child.area_id, admitted.at)))
            for one in others[:MOST_TAKEN_OVER]
        )

    def _open_requests(self, child: Child) -> list[ContactRequest]:
        """Those that are about one of the child's workers, the oldest first."""
        workers = {one.practitioner_id for one in self.index.child_file(child.id).involvements}
        met = {one.reference: one for who in sorted(workers) for one in self.contacts.of(who)}
        about = (one for one in met.values() if one.child_id == child.id)
        fit = (one for one in about if one.is_open and not one.is_brokered)
        return sorted(fit, key=lambda one: (one.asked_at, one.reference))

    def _written(
        self, admitted: Admitted, before: Child, after: Child, reference: str, taken: Sequence[Taken] = ()
    ) -> Done:
        transaction = self.transactions.begin()
        transaction.change_shield(before, after)
        for request, taken_over in taken:
            transaction.put_contact(taken_over, request)
        done = Recorded(reference, admitted.at, admitted.act)
        return Facts(done, admitted.act, child_id=before.id, writes=transaction)


def _shield(admitted: Admitted, child: Child, flag: ShieldFlag, review_due: date) -> Shield:
    """A shield that stands keeps its reference and the records that stand in for the child."""
    seed = f"shield\n{admitted.reference}\n{admitted.practitioner.id}"
    held = child.shield
    reference = held.reference if held and held.reference else reference_from(seed.encode())
    return Shield(reference, flag, review_due, admitted.practitioner.id, held.doubles if held else ())
