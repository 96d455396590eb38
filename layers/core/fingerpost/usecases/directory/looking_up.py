"""Reading the directory as administrators do; that they looked is on the ledger, and at what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fingerpost.domain.directory import Entry
from fingerpost.domain.feed import RegisteredFeed
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import CannotAnswer, Refused
from fingerpost.domain.outcomes.directory import Admission, Found, Hindrance, Listed, NotKept
from fingerpost.domain.practitioner import Practitioner
from fingerpost.domain.service import Area, Organisation, Service
from fingerpost.usecases.access.authority import Admitted, actor_name
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.facts import Facts
from fingerpost.usecases.ports.directory import DirectoryEntries, Page, PageWish
from fingerpost.usecases.requests import Request

NotRead = Refused | CannotAnswer


@dataclass(frozen=True)
class LookUpDirectory:
    """One entry, or a page of them."""

    acting: Acting
    entries: DirectoryEntries

    def oneself(self, request: Request) -> Admission | NotRead:
        """Whether one may, as whom, and judged by what."""
        name = actor_name(request.caller)

        def middle(admitted: Admitted) -> Facts[Admission]:
            version = admitted.judgement.version
            return Facts(Admission(admitted.reference, admitted.at, name, version), "admitted")

        return self.acting.read(replace(request, about="oneself"), Act.LOOK_UP_DIRECTORY, middle)

    def area(self, request: Request, area_id: str) -> Found[Area] | NotKept | NotRead:
        """One area."""
        return self._one(request, f"area:{area_id}", lambda: self.entries.area(area_id))

    def organisation(self, request: Request, name: str) -> Found[Organisation] | NotKept | NotRead:
        """One organisation."""
        return self._one(request, f"organisation:{name}", lambda: self.entries.organisation(name))

    def service(self, request: Request, service_id: str) -> Found[Service] | NotKept | NotRead:
        """One service."""
        return self._one(request, f"service:{service_id}", lambda: self.entries.service(service_id))

    def person(self, request: Request, person_id: str) -> Found[Practitioner] | NotKept | NotRead:
        """One practitioner."""
        return self._one(request, f"person:{person_id}", lambda: self.entries.practitioner(person_id))

    def feed(self, request: Request, feed_id: str) -> Found[RegisteredFeed] | NotKept | NotRead:
        """One feed."""
        return self._one(request, f"feed:{feed_id}", lambda: self.entries.feed(feed_id))

    def feeds(self, request: Request, wish: PageWish) -> Listed[RegisteredFeed] | NotRead:
        """All feeds."""
        return self._page(request, "feeds", lambda: self.entries.feeds(wish))

    def areas(self, request: Request, wish: PageWish) -> Listed[Area] | NotRead:
        """All areas."""
        return self._page(request, "areas", lambda: self.entries.areas(wish))

    def organisations(self, request: Request, wish: PageWish) -> Listed[Organisation] | NotRead:
        """All organisations."""
        return self._page(request, "organisations", lambda: self.entries.organisations(wish))

    def services(self, request: Request, area_id: str, wish: PageWish) -> Listed[Service] | NotRead:
        """The services of an area."""
        return self._page(request, f"services:{area_id}", lambda: self.entries.services_in(area_id, wish))

    def people(
        self, request: Request, area_id: str, name: str, wish: PageWish
    ) -> Listed[Practitioner] | NotRead:
        """The practitioners of an area whose name begins like that. The ledger keeps the area alone."""
        return self._page(request, f"people:{area_id}", lambda: self.entries.people_in(area_id, name, wish))

    def _one(
        self, request: Request, about: str, read: Callable[[], Entry | None]
    ) -> Found[Entry] | NotKept | NotRead:
        def middle(admitted: Admitted) -> Facts[Found[Entry] | NotKept]:
            found = read()
            if found is None:
                missing = NotKept(admitted.reference, admitted.at, Hindrance.NOT_THERE)
                return Facts(missing, str(Hindrance.NOT_THERE))
            return Facts(Found(admitted.reference, admitted.at, found), "found")

        return self.acting.read(replace(request, about=about), Act.LOOK_UP_DIRECTORY, middle)

    def _page(self, request: Request, about: str, read: Callable[[], Page[Entry]]) -> Listed[Entry] | NotRead:
        def middle(admitted: Admitted) -> Facts[Listed[Entry]]:
            page = read()
            listed = Listed(admitted.reference, admitted.at, tuple(page.entries), page.next)
            return Facts(listed, f"listed:{len(listed.entries)}")

        return self.acting.read(replace(request, about=about), Act.LOOK_UP_DIRECTORY, middle)
