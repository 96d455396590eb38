"""Break-glass (G3): what is kept from everybody, opened by whom the policy names, examined afterwards."""

from __future__ import annotations

from fingerpost.domain.errors import NotFound
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import Refusal
from fingerpost.domain.outcomes.oversight import EmergencyAnswer, EmergencyShown
from fingerpost.domain.oversight import EMERGENCY_VIEW, EmergencyReason, Oversight, OversightKind
from fingerpost.matching.normalise import without_day_of_entry
from fingerpost.policy.model import Circumstances
from fingerpost.usecases.access.authority import Admitted, Authority
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.asking.answering import Answering
from fingerpost.usecases.asking.finding import Finder
from fingerpost.usecases.asking.follow_ups import FollowUps
from fingerpost.usecases.facts import Denied, Facts
from fingerpost.usecases.ports.acting import Transactions
from fingerpost.usecases.ports.answers import AnswerHandle
from fingerpost.usecases.ports.index import ChildFile, ChildIndex
from fingerpost.usecases.ports.oversight import Oversights
from fingerpost.usecases.protecting.holding import Overseers
from fingerpost.usecases.protecting.looks import write_looks
from fingerpost.usecases.requests import Request


@dataclass(frozen=True)
class Emergency:
    """Opens what an answer left out, whoever it is kept from; an index that knows nobody says so."""

    acting: Acting
    authority: Authority
    follow_ups: FollowUps
    finder: Finder
    answering: Answering
    index: ChildIndex
    oversights: Oversights
    overseers: Overseers
    transactions: Transactions

    def break_glass(self, request: Request, reference: str, reason: EmergencyReason) -> EmergencyAnswer:
        """On the reference of one's own answer. It is told at once, and has to be closed with a finding,
        whatever it showed."""

        def opened(admitted: Admitted, handle: AnswerHandle) -> Facts[EmergencyShown] | Denied:
            judgement = self.authority.judge_on(admitted, Act.BREAK_GLASS, Circumstances())
            if not judgement.permitted:
                return Denied(judgement.because or Refusal.ROLE_MAY_NOT, judgement)
            return self._opened(admitted, handle, reason)

        return self.follow_ups.act(request, Act.BREAK_GLASS, reference, opened)

    def _opened(
        self, admitted: Admitted, handle: AnswerHandle, reason: EmergencyReason
    ) -> Facts[EmergencyShown]:
        asked = without_day_of_entry(handle.details, admitted.at.date())
        found = self.finder.find(
            asked,
            admitted.practitioner.id,
            lambda files: tuple(self.answering.show_in_emergency(admitted, file) for file in files),
        )
        opened = _oversight(admitted, self.overseers, found.file, reason)
        transaction = self.transactions.begin()
        transaction.put_oversight(opened, None)
        child = found.file.child
        write_looks(transaction, admitted, (child,) if child else ())
        shown = self._shown(admitted, opened, found.file)
        return Facts(
            shown,
            f"opened:{reason}",
            child_id=opened.child_id,
            matcher_version=found.decision.version,
            rules=found.decision.rules,
            writes=transaction,
        )

    def see_again(self, request: Request, reference: str) -> EmergencyAnswer:
        """The same view again, read anew, as long as its time lasts."""

        def seen(admitted: Admitted) -> Facts[EmergencyShown] | Denied:
            one = self._own(admitted, reference)
            judgement = self.authority.judge_on(
                admitted, Act.SEE_EMERGENCY, Circumstances(overseen=one is not None)
            )
            if one is None or not judgement.permitted:
                return Denied(judgement.because or Refusal.NOT_YOURS, judgement)
            if one.until is None or one.until <= admitted.at:
                return Denied(Refusal.ANSWER_EXPIRED, child_id=one.child_id)
            file = self.index.child_file(one.child_id) if one.child_id else ChildFile(None)
            shown = self._shown(admitted, one, file)
            return Facts(shown, shown.kind, child_id=one.child_id)

        return self.acting.read(request, Act.SEE_EMERGENCY, seen, baseline=Act.LIST_CONTACTS)

    def _own(self, admitted: Admitted, reference: str) -> Oversight | None:
        try:
            one = self.oversights.find(reference)
        except NotFound:
            return None
        mine = one.asker_id == admitted.practitioner.id and one.kind is OversightKind.EMERGENCY
        return one if mine else None

    def _shown(self, admitted: Admitted, one: Oversight, file: ChildFile) -> EmergencyShown:
        services = self.answering.show_in_emergency(admitted, file).services if file.child else ()
        until = one.until or admitted.at
        return EmergencyShown(one.reference, admitted.at, until, services, found=file.child is not None)


def _oversight(
    admitted: Admitted, overseers: Overseers, file: ChildFile, reason: EmergencyReason
) -> Oversight:
    who = admitted.practitioner
    return Oversight(
        reference=admitted.reference,
        kind=OversightKind.EMERGENCY,
        asker_id=who.id,
        service_id=who.service_id,
        area_id=who.area_id,
        overseers=overseers.everybody(who),
        asked_at=admitted.at,
        moved_at=admitted.at,
        until=admitted.at + EMERGENCY_VIEW,
        child_id=file.child.id if file.child else "",
        reason=reason,
    )
