"""What somebody else has to look at: a held question, an override of consent, an emergency (G1, G3, H6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from fingerpost.domain.made_when_used import dataclass


class OversightKind(StrEnum):
    """What waits for a second pair of eyes."""

    HELD = "held"
    OVERRIDE = "override"
    EMERGENCY = "emergency"


class OversightState(StrEnum):
    """How far it has come. A held question and an override are agreed to or not; an emergency is closed."""

    WAITING = "waiting"
    AGREED = "agreed"
    DECLINED = "declined"
    CLOSED = "closed"


class OversightEvent(StrEnum):
    """What happened last: what people are told of."""

    ASKED = "asked"
    HASTENED = "hastened"
    AGREED = "agreed"
    DECLINED = "declined"
    CLOSED = "closed"


class Finding(StrEnum):
    """What an emergency turned out to be."""

    JUSTIFIED = "justified"
    MISTAKE = "mistake"
    MISUSE = "misuse"


class EmergencyReason(StrEnum):
    """Why what is kept from everybody is opened. Of a list: own words might say something of a child."""

    DANGER_NOW = "danger_now"
    MISSING = "missing"
    POLICE_PROTECTION = "police_protection"
    IN_HOSPITAL = "in_hospital"


EMERGENCY_VIEW = timedelta(minutes=30)
"""How long what was opened can be looked at."""


@dataclass(frozen=True)
class Oversight:
    """One thing to look at.

    reference: of the act that caused it. asker_id, service_id, area_id: who acted. overseers: who may decide.
    until: of a held question the moment at which it lapses, of an emergency the end of its view.
    child_id, involvement_reference: of an override and an emergency; a held question has none.
    reason: of an emergency. decided_by, finding: once it is decided.
    """

    reference: str
    kind: OversightKind
    asker_id: str
    service_id: str
    area_id: str
    overseers: tuple[str, ...]
    asked_at: datetime
    moved_at: datetime
    state: OversightState = OversightState.WAITING
    event: OversightEvent = OversightEvent.ASKED
    urgent: bool = False
    until: datetime | None = None
    child_id: str = ""
    involvement_reference: str = ""
    reason: EmergencyReason | None = None
    decided_by: str = ""
    finding: Finding | None = None
    version: int = 1

    def waits_at(self, now: datetime) -> bool:
        """Whether somebody still has to decide. A held question that lapsed is asked again; an emergency
        waits until it is closed, however long."""
        lapsed = self.kind is OversightKind.HELD and self.until is not None and self.until <= now
        return self.state is OversightState.WAITING and not lapsed

    def is_seen_by(self, practitioner_id: str) -> bool:
        """Whether they may look at it and decide: never on what they did themselves."""
        return practitioner_id in self.overseers and practitioner_id != self.asker_id

    def hastened(self, overseers: tuple[str, ...], at: datetime) -> Oversight:
        """It cannot wait: more people are asked, and told at once."""
        everybody = tuple(dict.fromkeys((*self.overseers, *overseers)))
        return self._moved(at, event=OversightEvent.HASTENED, urgent=True, overseers=everybody)

    def agreed(self, by: str, at: datetime) -> Oversight:
        """Somebody else saw it and agrees."""
        return self._moved(at, event=OversightEvent.AGREED, state=OversightState.AGREED, decided_by=by)

    def declined(self, by: str, at: datetime) -> Oversight:
        """Somebody else saw it and does not agree."""
        return self._moved(at, event=OversightEvent.DECLINED, state=OversightState.DECLINED, decided_by=by)

    def closed(self, by: str, at: datetime, finding: Finding) -> Oversight:
        """An emergency was examined."""
        closed = self._moved(at, event=OversightEvent.CLOSED, state=OversightState.CLOSED, decided_by=by)
        return replace(closed, finding=finding)

    def _moved(self, at: datetime, **changes: object) -> Oversight:
        moved = replace(self, moved_at=at, version=self.version + 1)
        return replace(moved, **changes)  # type: ignore[arg-type]  # names of fields
