"""Who has to answer a request, and who comes after them."""

from __future__ import annotations

from collections.abc import Iterator

from fingerpost.domain.contact import ContactRequest, Owner, Rung
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.contact import PersonToRing
from fingerpost.domain.practitioner import Practitioner, Role, Status
from fingerpost.domain.service import Service
from fingerpost.domain.uk_time import local
from fingerpost.domain.working_time import WorkingTime
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.acting import Clock
from fingerpost.usecases.ports.telling import PreferencesKept

Candidates = Iterator[tuple[Practitioner | None, Rung]]
_RUNGS = tuple(Rung)
_ANSWER = frozenset({Role.PRACTITIONER, Role.SUPERVISOR, Role.OFFICER})


@dataclass(frozen=True)
class Ladder:
    """Finds the people of a request in the directory, as it stands now."""

    directory: Directory
    preferences: PreferencesKept
    clock: Clock

    def first(self, worker_id: str, service_id: str, asker_id: str) -> Owner | None:
        """Who is asked: the worker, or where they cannot be or are away, the next who can."""
        return self._here_first(self._owners(self._candidates(worker_id, service_id), asker_id))

    def broker(self, area_id: str, asker_id: str) -> Owner | None:
        """Who stands between two of whom one may not be named: an officer of the record's area."""
        return next(self._owners(self._brokers(area_id), asker_id), None)

    def above(self, request: ContactRequest) -> Owner | None:
        """Who comes after its owner, None where nobody is left."""
        higher = (
            owner
            for owner in self._of(request)
            if request.is_brokered or _RUNGS.index(owner.rung) > _RUNGS.index(request.rung)
        )
        return self._here_first(one for one in higher if one.practitioner_id not in request.asked_ids)

    def _here_first(self, owners: Iterator[Owner]) -> Owner | None:
        """The nearest who is not away (D6); where all are, the nearest."""
        able = list(owners)
        chosen = self.preferences.of([one.practitioner_id for one in able])
        today = local(self.clock()).date()
        here = (one for one in able if not chosen[one.practitioner_id].is_away(today))
        return next(here, able[0] if able else None)

    def place_of(self, request: ContactRequest, practitioner_id: str) -> Owner:
        """Somebody who may answer, in the place in which they stand."""
        found = (one for one in self._of(request) if one.practitioner_id == practitioner_id)
        return next(found, Owner(practitioner_id, request.rung))

    def supervisor_of(self, practitioner_id: str) -> str:
        """Who supervises somebody, empty if nobody."""
        return person.supervisor_id if (person := self._known(practitioner_id)) else ""

    def _of(self, request: ContactRequest) -> Iterator[Owner]:
        if request.is_brokered:
            return self._owners(self._brokers(request.broker_area), request.asker_id)
        return self._owners(self._candidates(request.worker_id, request.service_id), request.asker_id)

    def _owners(self, candidates: Candidates, asker_id: str) -> Iterator[Owner]:
        met = {asker_id}
        for person, rung in candidates:
            if person is not None and _can_answer(person) and person.id not in met:
                met.add(person.id)
                yield Owner(person.id, rung)

    def _brokers(self, area_id: str) -> Candidates:
        return ((officer, Rung.OFFICER) for officer in self.directory.officers(area_id))

    def _candidates(self, worker_id: str, service_id: str) -> Candidates:
        worker = self._known(worker_id)
        yield worker, Rung.WORKER
        if worker is not None:
            yield self._known(worker.deputy_id), Rung.DEPUTY
            yield self._known(worker.supervisor_id), Rung.SUPERVISOR
        service = self.service(service_id)
        for officer in self.directory.officers(service.area_id) if service else ():
            yield officer, Rung.OFFICER

    def _known(self, practitioner_id: str) -> Practitioner | None:
        if not practitioner_id:
            return None
        return self.directory.practitioners([practitioner_id]).get(practitioner_id)

    def service(self, service_id: str) -> Service | None:
        """A service, None where the directory does not know it."""
        return self.directory.services([service_id]).get(service_id)

    def _working_time(self, service_id: str) -> WorkingTime:
        """In what time a service's deadlines are counted; office hours where it is not known."""
        service = self.service(service_id)
        return WorkingTime.of(service.contact) if service else WorkingTime()

    def timed(self, request: ContactRequest) -> ContactRequest:
        """An open request with the moment at which the clock looks at it next; an ended one as it is.

        The hours of a service that is not named would be told by its deadlines."""
        if not request.is_open:
            return request
        time = WorkingTime() if request.is_brokered else self._working_time(request.service_id)
        return request.due_at(time.after(request.moved_at, request.wait))

    def person(self, practitioner_id: str) -> PersonToRing:
        """Somebody, and how they are reached."""
        person = self._known(practitioner_id)
        if person is None:
            return PersonToRing("", "", "", None)
        service = self.service(person.service_id)
        name, contact = (service.name, service.contact) if service else ("", None)
        return PersonToRing(person.name, person.job_title, name, contact)


def _can_answer(person: Practitioner) -> bool:
    """Who has no chat account would never learn that they are asked."""
    return person.status is Status.ACTIVE and person.role in _ANSWER and bool(person.identities)
