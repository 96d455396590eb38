"""An involvement as its worker records it."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from fingerpost.domain.involvement import Involvement
from fingerpost.domain.reference import reference_from
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.requests import Particulars

REVIEW_AFTER = timedelta(days=365)
"""An involvement is current for at most 12 months unless confirmed again."""


def new_involvement(admitted: Admitted, child_id: str, particulars: Particulars) -> Involvement:
    """The id comes from the submission, so that a retry writes no second one."""
    who, service = admitted.practitioner, admitted.service
    seed = f"involvement\n{admitted.reference}\n{who.id}".encode()
    return Involvement(
        id=hashlib.sha256(seed).hexdigest()[:32],
        reference=reference_from(seed),
        child_id=child_id,
        service_id=who.service_id,
        area_id=who.area_id,
        practitioner_id=who.id,
        worker_name=who.name,
        role=particulars.role,
        since=particulars.since,
        review_due=admitted.at.date() + REVIEW_AFTER,
        recorded_by=who.id,
        lead=particulars.lead,
        sensitive=service.sensitive if service else False,
    )
