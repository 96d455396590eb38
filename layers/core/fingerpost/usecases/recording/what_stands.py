"""What stands already where somebody is about to write: nothing is replaced that they were not shown."""

from __future__ import annotations

from datetime import date, datetime

from fingerpost.domain.errors import InvalidField, Problem
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.asking import InvolvedService
from fingerpost.domain.outcomes.recording import (
    AlreadyInvolved,
    ChangedMeanwhile,
    LeadStands,
    MyInvolvement,
    NotEnoughToRecord,
)
from fingerpost.domain.uk_time import local
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.asking.answering import Answering
from fingerpost.usecases.asking.follow_ups import as_asked
from fingerpost.usecases.facts import Facts
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.index import ChildFile, ChildIndex
from fingerpost.usecases.recording.listed import own_as_listed
from fingerpost.usecases.requests import Particulars, Question, Seen


@dataclass(frozen=True)
class WhatStands:
    """Looks before an involvement is written, and says what is there instead of writing over it."""

    answering: Answering
    index: ChildIndex
    directory: Directory

    def listed(self, admitted: Admitted, one: Involvement) -> MyInvolvement:
        """An involvement as its worker is shown it."""
        services = self.directory.services([one.service_id])
        return own_as_listed(one, services, admitted.at.date())

    def already(self, admitted: Admitted, own: Involvement) -> Facts[AlreadyInvolved]:
        """Who records is recorded already: they are shown how, and change or end it knowingly."""
        outcome = AlreadyInvolved(admitted.reference, admitted.at, self.listed(admitted, own))
        return Facts(outcome, outcome.kind, child_id=own.child_id, involvement_id=own.id)

    def changed_since(
        self, admitted: Admitted, one: Involvement, seen: Seen
    ) -> Facts[ChangedMeanwhile] | None:
        """Where an involvement is over, or no longer what the form showed."""
        if one.is_current and seen.version in (None, one.version):
            return None
        return self.as_it_is(admitted, one)

    def as_it_is(self, admitted: Admitted, one: Involvement) -> Facts[ChangedMeanwhile]:
        """What stands, instead of writing over it."""
        outcome = ChangedMeanwhile(admitted.reference, admitted.at, self.listed(admitted, one))
        return Facts(outcome, outcome.kind, child_id=one.child_id, involvement_id=one.id)

    def other_leads(
        self, admitted: Admitted, file: ChildFile, particulars: Particulars
    ) -> Facts[LeadStands] | None:
        """Where somebody else leads, of whom whoever is to lead was not shown; only what they may see."""
        if not particulars.lead:
            return None
        shown = self.answering.show(admitted, file).services
        leads = tuple(one for one in shown if _leads(one))
        if {one.involvement_reference for one in leads} <= particulars.seen.references:
            return None
        child_id = file.child.id if file.child else ""
        outcome = LeadStands(admitted.reference, admitted.at, leads)
        return Facts(outcome, outcome.kind, child_id=child_id)

    def other_leads_beside(
        self, admitted: Admitted, one: Involvement, particulars: Particulars
    ) -> Facts[LeadStands] | None:
        """The same where an involvement that does not lead is changed."""
        if one.lead or not particulars.lead:
            return None
        return self.other_leads(admitted, self.index.child_file(one.child_id), particulars)


def _leads(one: InvolvedService) -> bool:
    return one.lead and one.ended is None and not one.is_asker


def not_enough(admitted: Admitted, question: Question) -> Facts[NotEnoughToRecord]:
    """The index has no such child, and would not find it again by what was given."""
    outcome = NotEnoughToRecord(admitted.reference, admitted.at, as_asked(question))
    return Facts(outcome, outcome.kind)


def ended(involvement: Involvement, day: date, at: datetime) -> Involvement:
    """The involvement, ended, or ending on a day to come. Raises InvalidField for a day before it began."""
    if day < involvement.since:
        raise InvalidField("ended", Problem.BEFORE_START)
    return involvement.ending_on(day) if day > local(at).date() else involvement.ended_on(day)
