"""By what a sensitive service may be told of (G1): recorded, renewed and withdrawn by its worker."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fingerpost.domain.consent import Consent, ConsentBy, ConsentHow
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.recording import ChangedMeanwhile, LeadStands, Recorded, RecordOutcome
from fingerpost.domain.oversight import Oversight, OversightKind
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.facts import Facts
from fingerpost.usecases.ports.acting import Transaction
from fingerpost.usecases.protecting.holding import Overseers
from fingerpost.usecases.recording.record import Record
from fingerpost.usecases.requests import NOTHING_SEEN, Request

Written = Facts[Recorded | ChangedMeanwhile | LeadStands]


@dataclass(frozen=True)
class ConsentWish:
    """Whose consent, how and when it was given, and its last day."""

    by: ConsentBy
    how: ConsentHow | None
    given: date
    until: date


@dataclass(frozen=True)
class Consents:
    """What a worker of a sensitive service records of consent. It counts from the next answer on."""

    record: Record
    overseers: Overseers

    def give(self, request: Request, reference: str, wish: ConsentWish) -> RecordOutcome:
        """Others are told from now on that another service works with the child."""

        def given(admitted: Admitted, one: Involvement) -> Written:
            changed = self.record.what_stands.changed_since(admitted, one, NOTHING_SEEN)
            return changed or self._written(admitted, one, wish)

        return self.record.on_own(request, Act.CONSENT, reference, given)

    def _written(self, admitted: Admitted, one: Involvement, wish: ConsentWish) -> Written:
        """The ledger keeps who gave it, how and until when, whatever becomes of the involvement."""
        consent = Consent(wish.by, wish.given, wish.until, admitted.practitioner.id, wish.how)

        def agreement(writes: Transaction) -> None:
            if consent.waits:
                self._ask_for_agreement(writes, admitted, one)

        written = self.record.write_change(admitted, one.with_consent(consent), agreement)
        rule = f"consent:{wish.by}:{wish.how or 'not_asked'}:{wish.given}:{wish.until}"
        return replace(written, rules=(rule,))

    def _ask_for_agreement(self, writes: Transaction, admitted: Admitted, one: Involvement) -> None:
        """Of an override: somebody else has to agree before it counts."""
        who = admitted.practitioner
        writes.put_oversight(
            Oversight(
                reference=admitted.reference,
                kind=OversightKind.OVERRIDE,
                asker_id=who.id,
                service_id=who.service_id,
                area_id=who.area_id,
                overseers=self.overseers.of(who),
                asked_at=admitted.at,
                moved_at=admitted.at,
                child_id=one.child_id,
                involvement_reference=one.reference,
            ),
            None,
        )

    def withdraw(self, request: Request, reference: str) -> RecordOutcome:
        """Nobody is told any more, from the next answer on. What was never given stays as it is."""

        def withdrawn(admitted: Admitted, one: Involvement) -> Written:
            if one.consent is None:
                stands = Recorded(one.reference, admitted.at, Act.WITHDRAW_CONSENT)
                return Facts(stands, "as_it_stands", child_id=one.child_id, involvement_id=one.id)
            return self.record.write_change(admitted, one.with_consent(None))

        return self.record.on_own(request, Act.WITHDRAW_CONSENT, reference, withdrawn)
