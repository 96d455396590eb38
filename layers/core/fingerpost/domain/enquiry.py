"""That a service asked about a child and was shown who works with it, for those who do."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from fingerpost.domain.involvement import Involvement
from fingerpost.domain.made_when_used import dataclass

SHOWN = 25
MANY_SERVICES = 3
WITHIN = timedelta(days=30)
"""So many services that asked within such a time, and do not work with the child, are told to its officer."""


@dataclass(frozen=True)
class Enquiry:
    """One question that was answered with this child.

    reference: of the answer. service_id: the asker's. area_id: the child's. silent: whoever works with the
    child is not told and does not see it: the asker said that it is unsafe, or their service is never named.
    """

    reference: str
    child_id: str
    practitioner_id: str
    service_id: str
    area_id: str
    at: datetime
    silent: bool = False


def not_involved(enquiries: Iterable[Enquiry], involvements: Iterable[Involvement]) -> frozenset[str]:
    """The services that asked and do not work with the child."""
    working = {one.service_id for one in involvements if one.is_current}
    return frozenset(one.service_id for one in enquiries) - working
