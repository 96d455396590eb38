"""Record that one is involved, change it, end it, take it back (C1, C2, C4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from fingerpost.domain.child import Details
from fingerpost.domain.involvement import Involvement, InvolvementStatus
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import Refusal
from fingerpost.domain.outcomes.asking import Held, Many, Possible
from fingerpost.domain.outcomes.recording import (
    AlreadyInvolved,
    ChangedMeanwhile,
    LeadStands,
    NotEnoughToRecord,
    Recorded,
    RecordOutcome,
)
from fingerpost.usecases.access.authority import Admitted, Authority, own_numbers
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.asking.child_resolution import (
    ChildResolution,
    ResolvedChild,
    Unclear,
    is_enough_to_record,
    take_back_word,
)
from fingerpost.usecases.asking.follow_ups import FollowUps, completed
from fingerpost.usecases.asking.repeats import Repeats
from fingerpost.usecases.facts import Denied, Facts
from fingerpost.usecases.ports.acting import Transaction, Transactions
from fingerpost.usecases.ports.answers import AnswerHandle, Noted
from fingerpost.usecases.ports.index import NO_FILE, ChildIndex
from fingerpost.usecases.protecting.default_shield import shielded_by_default
from fingerpost.usecases.protecting.holding import Holding
from fingerpost.usecases.protecting.insider import Insider
from fingerpost.usecases.protecting.looks import with_looks, write_looks
from fingerpost.usecases.recording.alterable import AlterableInvolvements
from fingerpost.usecases.recording.duplicates import doubt_both
from fingerpost.usecases.recording.new_involvement import new_involvement
from fingerpost.usecases.recording.what_stands import WhatStands, ended, not_enough
from fingerpost.usecases.requests import NOTHING_SEEN, Particulars, Question, Request, Seen

Recording = (
    Facts[Recorded | NotEnoughToRecord | AlreadyInvolved | LeadStands | Possible | Many | Held] | Denied
)
Changing = Facts[Recorded | ChangedMeanwhile | LeadStands] | Denied
OnOwn = Callable[[Admitted, Involvement], Changing]


@dataclass(frozen=True)
class Record:
    """What a practitioner writes about their own involvement."""

    acting: Acting
    authority: Authority
    resolution: ChildResolution
    follow_ups: FollowUps
    repeats: Repeats
    index: ChildIndex
    alterable: AlterableInvolvements
    transactions: Transactions
    what_stands: WhatStands
    insider: Insider
    holding: Holding

    def from_answer(self, request: Request, reference: str, particulars: Particulars) -> RecordOutcome:
        """ "I'm involved too", on the reference of one's own answer."""

        def record(admitted: Admitted, handle: AnswerHandle) -> Recording:
            return self._as_answered(admitted, handle, particulars)

        return self.follow_ups.act(request, Act.RECORD, reference, record)

    def afresh(self, request: Request, question: Question, particulars: Particulars) -> RecordOutcome:
        """Record for a child given by details; one the index does not know yet becomes known."""

        def record(admitted: Admitted) -> Recording:
            return self._matched(admitted, question, particulars)

        return self.acting.write(request, Act.RECORD, record, question=question)

    def more(
        self, request: Request, reference: str, added: Details, particulars: Particulars
    ) -> RecordOutcome:
        """The same with one more detail, on the reference of a `Possible` or `Many`."""

        def record(admitted: Admitted, handle: AnswerHandle) -> Recording:
            whole, rounds = completed(handle.question, added), handle.rounds + 1
            return self._matched(admitted, whole, particulars, rounds, cleared=handle.cleared)

        return self.follow_ups.act(request, Act.RECORD, reference, record, added=added)

    def as_new_child(self, request: Request, reference: str, particulars: Particulars) -> RecordOutcome:
        """None of the possible children: the asker says that this is another child."""

        def record(admitted: Admitted, handle: AnswerHandle) -> Recording:
            return self._another(admitted, handle, particulars)

        return self.follow_ups.act(request, Act.RECORD, reference, record)

    def change(self, request: Request, reference: str, particulars: Particulars) -> RecordOutcome:
        """Change role, first day or lead of an involvement, as it was shown."""
        wish = particulars

        def change(admitted: Admitted, one: Involvement) -> Facts[Recorded | ChangedMeanwhile | LeadStands]:
            changed = one.changed(role=wish.role, since=wish.since, lead=wish.lead)
            return (
                self.what_stands.changed_since(admitted, one, wish.seen)
                or self.what_stands.other_leads_beside(admitted, one, wish)
                or self.write_change(admitted, changed)
            )

        return self.on_own(request, Act.CHANGE, reference, change)

    def end(self, request: Request, reference: str, day: date, seen: Seen = NOTHING_SEEN) -> RecordOutcome:
        """End an involvement; it is shown as past for 12 months. A day to come is its last: until then it
        stands. Raises InvalidField."""

        def end(admitted: Admitted, one: Involvement) -> Facts[Recorded | ChangedMeanwhile | LeadStands]:
            if changed := self.what_stands.changed_since(admitted, one, seen):
                return changed
            if one.last_day not in (None, day) and seen.version is None:
                return self.what_stands.as_it_is(admitted, one)
            return self.write_change(admitted, ended(one, day, admitted.at))

        return self.on_own(request, Act.END, reference, end)

    def entered_in_error(self, request: Request, reference: str) -> RecordOutcome:
        """It never was so: it is shown to nobody any more, and stays for the trail. What its worker added to
        the child's details goes with it."""

        def take_back(admitted: Admitted, one: Involvement) -> Changing:
            return self.write_change(admitted, one.entered_in_error())

        return self.on_own(request, Act.ENTERED_IN_ERROR, reference, take_back)

    def _as_answered(self, admitted: Admitted, handle: AnswerHandle, particulars: Particulars) -> Recording:
        if not handle.has_shown_child:
            rounds, cleared = handle.rounds, handle.cleared
            return self._matched(admitted, handle.question, particulars, rounds, cleared=cleared)
        resolved = self.resolution.known(admitted, handle.child_id, handle.details)
        if resolved is None:
            return Denied(Refusal.ANSWER_EXPIRED)
        return self._write(admitted, resolved, particulars)

    def _another(self, admitted: Admitted, handle: AnswerHandle, particulars: Particulars) -> Recording:
        """A number that fits another child is in dispute, so the new record does not carry it."""
        details = replace(handle.details, identifiers=())
        if not is_enough_to_record(details):
            return not_enough(admitted, handle.question)
        return self._write(admitted, self.resolution.another(admitted, details), particulars)

    def _matched(
        self,
        admitted: Admitted,
        question: Question,
        particulars: Particulars,
        rounds: int = 0,
        *,
        cleared: bool = False,
    ) -> Recording:
        """Held as a question is: whoever is recorded sees who else is involved. cleared: of an answer that
        somebody else agreed to."""
        whole = own_numbers(admitted, question)

        def record(noted: Callable[[], Noted]) -> Recording:
            signs = self.insider.begin(admitted, whole.details)
            resolved = self.resolution.of(admitted, whole.details)
            held = () if cleared else signs(resolved.meant, noted())
            if held:
                return self.holding.hold(admitted, whole, held, resolved.shielded, rounds=rounds)
            return self._matched_to(admitted, whole, particulars, resolved, rounds, cleared=cleared)

        return self.repeats.slowed(admitted, whole.details, record)

    def _matched_to(
        self,
        admitted: Admitted,
        whole: Question,
        particulars: Particulars,
        resolved: ResolvedChild | Unclear,
        rounds: int,
        *,
        cleared: bool,
    ) -> Recording:
        if isinstance(resolved, Unclear):
            asked = self.follow_ups.one_more(admitted, whole, resolved.decision, rounds, cleared=cleared)
            return with_looks(asked, self.transactions, admitted, resolved.shielded)
        if resolved.looks_new and not is_enough_to_record(whole.details):
            return with_looks(not_enough(admitted, whole), self.transactions, admitted, resolved.shielded)
        written = self._write(admitted, resolved, particulars)
        return with_looks(written, self.transactions, admitted, resolved.shielded)

    def _write(
        self, admitted: Admitted, resolved: ResolvedChild, particulars: Particulars
    ) -> Facts[Recorded | AlreadyInvolved | LeadStands]:
        own = resolved.file.current_of(admitted.practitioner.id)
        if own is not None:
            return self._write_details(self.what_stands.already(admitted, own), resolved)
        shown = NO_FILE if resolved.looks_new else resolved.file
        return self.what_stands.other_leads(admitted, shown, particulars) or self._write_new(
            admitted, resolved, particulars
        )

    def _write_details(
        self, already: Facts[AlreadyInvolved], resolved: ResolvedChild
    ) -> Facts[AlreadyInvolved]:
        """What was given beyond what is known of the child is kept; the involvement stays as it is."""
        if resolved.after == resolved.before:
            return already
        transaction = self.transactions.begin()
        resolved.write(transaction)
        return replace(already, rules=resolved.added, writes=transaction)

    def _write_new(
        self, admitted: Admitted, resolved: ResolvedChild, particulars: Particulars
    ) -> Facts[Recorded]:
        transaction = self.transactions.begin()
        resolved = shielded_by_default(admitted, resolved)
        resolved.write(transaction)
        write_looks(transaction, admitted, resolved.shielded)
        involvement = new_involvement(admitted, resolved.after.id, particulars)
        transaction.add_involvement(involvement)
        if resolved.near is not None:
            doubt_both(transaction, admitted, resolved.near, resolved.after, involvement.reference)
        recorded = self._recorded(admitted, involvement, "recorded", transaction)
        return replace(recorded, rules=resolved.added)

    def on_own(self, request: Request, act: Act, reference: str, do: OnOwn) -> RecordOutcome:
        """What somebody does with an involvement of theirs, or of one they answer for."""

        def write(admitted: Admitted) -> Changing:
            one = self.alterable.find(admitted, reference)
            if one is None:
                return Denied(Refusal.NOT_YOURS)
            judgement = self.authority.judge_on(admitted, act, self.alterable.about(admitted, one))
            if not judgement.permitted:
                return Denied(Refusal.NOT_YOURS, judgement)
            return do(admitted, one)

        return self.acting.write(request, act, write, baseline=Act.LIST_MINE)

    def write_change(
        self,
        admitted: Admitted,
        involvement: Involvement,
        also: Callable[[Transaction], None] = lambda transaction: None,
    ) -> Facts[Recorded]:
        """The involvement as it is now, with its line on the ledger. also: what goes with it."""
        transaction = self.transactions.begin()
        also(transaction)
        transaction.change_involvement(involvement)
        if involvement.status is InvolvementStatus.ENTERED_IN_ERROR:
            take_back_word(transaction, self.index.child_file(involvement.child_id).child, admitted)
        return self._recorded(admitted, involvement, admitted.act, transaction)

    def _recorded(
        self, admitted: Admitted, involvement: Involvement, outcome: str, writes: Transaction
    ) -> Facts[Recorded]:
        """With what is stored from now on."""
        own = self.what_stands.listed(admitted, involvement)
        return Facts(
            Recorded(involvement.reference, admitted.at, admitted.act, own=own),
            outcome,
            child_id=involvement.child_id,
            involvement_id=involvement.id,
            writes=writes,
        )
