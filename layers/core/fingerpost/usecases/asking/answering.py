"""Turning a child's file into what this asker may see: each involvement judged on its own (A3, B1, B4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from fingerpost.domain.involvement import Involvement
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.asking import AnotherService, InvolvedService
from fingerpost.domain.service import Service
from fingerpost.policy.model import Circumstances
from fingerpost.usecases.access.authority import Admitted, Authority
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.index import ChildFile


@dataclass(frozen=True)
class Shown:
    """What may be shown, and how many involvements the policy kept back (for the ledger only).

    others: those that may be told of, but not named (G1).
    told_nothing: it is for a feed, which is told of nobody, so nobody has to look absent but who is shielded.
    """

    services: tuple[InvolvedService, ...]
    kept_back: int
    others: tuple[AnotherService, ...] = ()
    told_nothing: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether this asker may be told nothing, so that to them there is no such child."""
        return not (self.services or self.others or self.told_nothing)


NOTHING_SHOWN = Shown((), kept_back=0)


@dataclass(frozen=True)
class Answering:
    """Shows involvements as contacts."""

    authority: Authority
    directory: Directory

    def show(self, admitted: Admitted, file: ChildFile) -> Shown:
        """The involvements this asker may see: current ones first, the lead on top, then past ones."""
        return self._shown(admitted, file, self.directory.services(_services_of([file], admitted)))

    def show_each(self, admitted: Admitted, files: Sequence[ChildFile]) -> tuple[Shown, ...]:
        """The same of several files."""
        services = self.directory.services(_services_of(files, admitted))
        return tuple(self._shown(admitted, file, services) for file in files)

    def show_to_officer(self, admitted: Admitted, file: ChildFile) -> Shown:
        """The same for the officer of the record, from whom no shield keeps anything."""
        return self.show(admitted, replace(file, child=None))

    def show_in_emergency(self, admitted: Admitted, file: ChildFile) -> Shown:
        """Everybody who works with the child, by name, whatever keeps it: only once the policy has let the
        glass be broken. What was entered in error is not so."""
        current = [one for one in file.involvements if one.is_shown_on(admitted.at.date())]
        services = self.directory.services([one.service_id for one in current])
        known = [one for one in current if one.service_id in services]
        shown = (self._contact(one, services[one.service_id], admitted) for one in sorted(known, key=_order))
        return Shown(tuple(shown), kept_back=0)

    def _shown(self, admitted: Admitted, file: ChildFile, services: Mapping[str, Service]) -> Shown:
        fit = _fit(file, admitted)
        permitted = [one for one in fit if self._may_see(admitted, one, services.get(one.service_id))]
        shown = (
            self._contact(one, services[one.service_id], admitted) for one in sorted(permitted, key=_order)
        )
        others = tuple(
            AnotherService(one.reference) for one in fit if self._may_know_of(admitted, one, permitted)
        )
        return Shown(tuple(shown), len(fit) - len(permitted) - len(others), others)

    def _may_know_of(self, admitted: Admitted, one: Involvement, named: Sequence[Involvement]) -> bool:
        """Of a current one that is not named: whether it may be told that there is one.

        Where nobody gave consent the policy is not asked: a hidden child costs what an absent one does."""
        if one.consent is None or not one.is_current or one in named:
            return False
        if one.practitioner_id == admitted.practitioner.id:
            return False
        about = Circumstances(involvement=one)
        return self.authority.judge_on(admitted, Act.SHOW_ANOTHER_SERVICE, about).permitted

    def _may_see(self, admitted: Admitted, involvement: Involvement, service: Service | None) -> bool:
        about = Circumstances(involvement=involvement, involved_service=service)
        permitted = self.authority.judge_on(admitted, Act.SHOW_INVOLVEMENT, about).permitted
        return permitted and service is not None

    def _contact(self, one: Involvement, service: Service, admitted: Admitted) -> InvolvedService:
        return InvolvedService(
            involvement_reference=one.reference,
            service_name=service.name,
            kind=service.kind,
            area_name=self.directory.area(one.area_id).name,
            worker_name=one.worker_name,
            role=one.role,
            since=one.since,
            ended=one.ended,
            lead=one.lead,
            contact=service.contact,
            is_asker=one.practitioner_id == admitted.practitioner.id,
            last_day=one.last_day,
        )


def _fit(file: ChildFile, admitted: Admitted) -> list[Involvement]:
    shown = file.shown_to(admitted.practitioner.id)
    return [one for one in shown if one.is_shown_on(admitted.at.date())]


def _services_of(files: Sequence[ChildFile], admitted: Admitted) -> list[str]:
    """Not those of sensitive involvements: they are shown to nobody, and a look-up that only a hidden child
    causes would tell that there is one."""
    return [one.service_id for file in files for one in _fit(file, admitted) if not one.sensitive]


def _order(one: Involvement) -> tuple[bool, bool, int]:
    latest = one.ended or date.max
    return (one.ended is not None, not one.lead, -latest.toordinal() if one.ended else one.since.toordinal())
