"""An involvement that somebody may alter: their own, or one they answer for."""

from __future__ import annotations

from fingerpost.domain.errors import NotFound
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import Role
from fingerpost.policy.model import Circumstances
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.index import ChildIndex
from fingerpost.usecases.ports.record_keeping import References


@dataclass(frozen=True)
class AlterableInvolvements:
    """Finds them by reference; the policy says whether this one may be altered."""

    index: ChildIndex
    references: References
    directory: Directory

    def find(self, admitted: Admitted, reference: str) -> Involvement | None:
        """One's own, or another's where one's role may alter those at all."""
        return self._own(admitted, reference) or self._anothers(admitted, reference)

    def about(self, admitted: Admitted, one: Involvement) -> Circumstances:
        """What the policy needs to know of it."""
        own = admitted.service if admitted.service and admitted.service.id == one.service_id else None
        if one.practitioner_id == admitted.practitioner.id:
            return Circumstances(involvement=one, involved_service=own)
        worker = self.directory.practitioners([one.practitioner_id]).get(one.practitioner_id)
        return Circumstances(involvement=one, owner_supervisor_id=worker.supervisor_id if worker else "")

    def _own(self, admitted: Admitted, reference: str) -> Involvement | None:
        held = self.index.held_by(admitted.practitioner.id).involvements
        return next((one for one in held if one.reference == reference), None)

    def _anothers(self, admitted: Admitted, reference: str) -> Involvement | None:
        if admitted.practitioner.role not in (Role.SUPERVISOR, Role.OFFICER):
            return None
        try:
            file = self.index.child_file(self.references.child_of(reference))
        except NotFound:
            return None
        return next((one for one in file.involvements if one.reference == reference), None)
