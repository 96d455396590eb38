"""That a child was shown is written down with the answer, for those who work with it (D2, B6)."""

from __future__ import annotations

from dataclasses import replace

from fingerpost.domain.enquiry import Enquiry
from fingerpost.domain.outcomes.asking import FamilyTold
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.asking.finding import Found
from fingerpost.usecases.facts import Answer, Facts
from fingerpost.usecases.ports.acting import Transactions


def with_enquiry(
    facts: Facts[Answer], transactions: Transactions, admitted: Admitted, found: Found, told: FamilyTold
) -> Facts[Answer]:
    """The same answer, with the enquiry in its own write. Nobody asks about a child they work with: they look
    it up. What writes already is an answer that shows no child."""
    child = found.file.child
    if child is None or facts.writes is not None or _works_with_it(admitted, found):
        return facts
    service = admitted.service
    transaction = transactions.begin()
    transaction.add_enquiry(
        Enquiry(
            reference=admitted.reference,
            child_id=child.id,
            practitioner_id=admitted.practitioner.id,
            service_id=admitted.practitioner.service_id,
            area_id=child.area_id,
            at=admitted.at,
            silent=told is FamilyTold.UNSAFE or service is None or service.sensitive,
        )
    )
    return replace(facts, writes=transaction)


def _works_with_it(admitted: Admitted, found: Found) -> bool:
    me = admitted.practitioner.id
    return any(one.is_current and one.practitioner_id == me for one in found.file.involvements)
