"""Whether somebody may have the form at all: asked while the form is already opening."""

from __future__ import annotations

from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import CannotAnswer, Opened, Refused
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.facts import Facts
from fingerpost.usecases.requests import Request


@dataclass(frozen=True)
class OpenForm:
    """Refuses before anybody types a child's details in vain."""

    acting: Acting

    def admit(self, request: Request) -> Opened | Refused | CannotAnswer:
        """Opened for somebody who may go on."""
        return self.acting.read(request, Act.OPEN_FORM, _opened)


def _opened(admitted: Admitted) -> Facts[Opened]:
    opened = Opened(admitted.reference, admitted.at, admitted.practitioner.job_title)
    return Facts(opened, opened.kind)
