"""That two records may be of one child: said where somebody records another child beside a near one (C15)."""

from __future__ import annotations

import hashlib

from fingerpost.domain.child import Child
from fingerpost.domain.record_keeping import Dispute
from fingerpost.domain.reference import reference_from
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.ports.acting import Transaction


def doubt_both(
    transaction: Transaction, admitted: Admitted, near: Child, new: Child, new_reference: str
) -> None:
    """Put the doubt into both records: the officers of their areas are told, and decide.

    new_reference: leads to the new record.
    """
    seed = f"two records\n{admitted.reference}\n{admitted.practitioner.id}"
    at_near, at_new = (reference_from(f"{seed}\n{place}".encode()) for place in ("near", "new"))
    transaction.hold(near)
    event = hashlib.sha256(seed.encode()).hexdigest()[:32]
    transaction.add_dispute(_doubt(admitted, event, near, at_near, (new_reference, new.id)))
    transaction.add_dispute(_doubt(admitted, f"{event}-new", new, at_new, (at_near, near.id)))


def _doubt(
    admitted: Admitted, doubt_id: str, child: Child, reference: str, other: tuple[str, str]
) -> Dispute:
    """other: what leads to the other record, and its child."""
    return Dispute(
        id=doubt_id,
        reference=reference,
        child_id=child.id,
        area_id=child.area_id,
        practitioner_id=admitted.practitioner.id,
        at=admitted.at,
        other_reference=other[0],
        other_child_id=other[1],
    )
