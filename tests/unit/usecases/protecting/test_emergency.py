"""Break-glass: only for those named, told at once, seen for half an hour, closed with a finding (G3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fingerpost.domain.notice import NoticeKind
from fingerpost.domain.outcomes.access import Refusal, Refused
from fingerpost.domain.outcomes.asking import NothingToShow
from fingerpost.domain.outcomes.oversight import EmergencyShown, OversightShown
from fingerpost.domain.outcomes.recording import MyChildren
from fingerpost.domain.oversight import EmergencyReason, Finding, OversightState
from fingerpost.domain.practitioner import Practitioner, Role
from fingerpost.domain.service import ServiceKind
from fingerpost.domain.shield import Shield, ShieldFlag
from fingerpost.usecases.protecting.notify import news_of
from tests.builders import a_practitioner, a_service, an_involvement, details_of
from tests.unit.usecases.world import World, a_question

NOW = EmergencyReason.DANGER_NOW


class Street(World):
    """Aoife is shielded; a teacher and a clinic work with her. Asha, of social care, asks."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.school = replace(self.school, kind=ServiceKind.SCHOOL)
        self.shelves.services[self.school.id] = self.school
        self.vera = self._colleague("p-vera", Role.SUPERVISOR)
        self.olga = self._colleague("p-olga", Role.OFFICER)
        self.asha = self.enter(replace(self._colleague("p-asha"), supervisor_id="p-vera"))
        clinic = a_service("clinic").named("The quiet clinic").sensitive().build()
        self.shelves.services[clinic.id] = clinic
        self.nadia = self.enter(a_practitioner("p-nadia").named("Nadia Frost").of(clinic).build())
        child = self.aoife()
        shield = Shield("FP-SHIEL-DAAAA", ShieldFlag.REFUGE, date(2026, 6, 2), "p-olga")
        self.shelves.children[child.id] = replace(child, shield=shield)
        for one in (
            an_involvement("i-sam").of(self.sam).with_child(child).build(),
            an_involvement("i-nadia").of(self.nadia).with_child(child).sensitive().build(),
        ):
            self.shelves.involvements[one.id] = one

    def _colleague(self, practitioner_id: str, role: Role = Role.PRACTITIONER) -> Practitioner:
        builder = a_practitioner(practitioner_id).named(practitioner_id).of(self.care).as_role(role)
        return self.enter(builder.build())

    def answer(self, who: Practitioner) -> str:
        question = a_question(details_of().build())
        outcome = self.use_cases.ask(self.press(who), question)
        assert isinstance(outcome, NothingToShow), outcome
        return outcome.reference

    def opened(self) -> EmergencyShown:
        press = self.press(self.asha)
        outcome = self.use_cases.emergency.break_glass(press, self.answer(self.asha), NOW)
        assert isinstance(outcome, EmergencyShown), outcome
        return outcome


@pytest.fixture
def street() -> Street:
    return Street()


def test_everybody_who_works_with_the_child_is_shown_shield_and_all(street: Street) -> None:
    shown = street.opened()
    assert {one.worker_name for one in shown.services} == {"Sam Okafor", "Nadia Frost"}
    assert shown.until == street.shelves.now + timedelta(minutes=30)


@pytest.mark.parametrize("who", ["asha", "sam"])
def test_the_way_there_stands_on_every_nil_answer_of_those_named_and_of_nobody_else(who: str) -> None:
    """That it stands there says nothing of the child."""
    street = Street()
    asker: Practitioner = getattr(street, who)
    elsewhere = details_of("Thaddeus", "Quillfeather").born(2012, 5, 9).living_at("NB9 9ZZ").build()
    elsewhere = replace(elsewhere, identifiers=())
    outcome = street.use_cases.ask(street.press(asker), a_question(elsewhere))
    assert isinstance(outcome, NothingToShow)
    assert outcome.emergency is (who == "asha")


def test_nobody_else_breaks_the_glass(street: Street) -> None:
    reference = street.use_cases.ask(street.press(street.sam), a_question(details_of().build())).reference
    refused = street.use_cases.emergency.break_glass(street.press(street.sam), reference, NOW)
    assert isinstance(refused, Refused)
    assert refused.because is Refusal.ROLE_MAY_NOT
    assert street.shelves.oversights == {}


def test_supervisor_and_officer_are_told_at_once_and_the_childs_officer_of_the_look(street: Street) -> None:
    shown = street.opened()
    told = list(news_of(street.shelves.oversights[shown.reference]))
    assert told == [("p-vera", NoticeKind.OVERSIGHT_EMERGENCY), ("p-olga", NoticeKind.OVERSIGHT_EMERGENCY)]
    acts = [look.act for look in street.shelves.looks.values()]
    assert "break_glass" in acts


def test_the_ledger_says_what_was_opened_and_why(street: Street) -> None:
    street.opened()
    line = street.shelves.ledger[-1]
    assert (line.act, line.outcome, line.child_id) == ("break_glass", "opened:danger_now", "c-aoife")


def test_it_is_looked_at_again_within_half_an_hour_by_who_opened_it_and_not_after(street: Street) -> None:
    reference = street.opened().reference
    again = street.use_cases.emergency.see_again
    street.shelves.pass_time(timedelta(minutes=29))
    assert isinstance(again(street.press(street.asha), reference), EmergencyShown)
    other = again(street.press(street.olga), reference)
    assert isinstance(other, Refused)
    street.shelves.pass_time(timedelta(minutes=1))
    over = again(street.press(street.asha), reference)
    assert isinstance(over, Refused)
    assert over.because is Refusal.ANSWER_EXPIRED


def test_it_waits_until_it_is_closed_with_a_finding_however_long(street: Street) -> None:
    reference = street.opened().reference
    street.shelves.pass_time(timedelta(days=40))
    mine = street.use_cases.mine.list(street.press(street.olga))
    assert isinstance(mine, MyChildren)
    assert [line.reference for line in mine.oversight] == [reference]
    closed = street.use_cases.oversee.close(street.press(street.olga), reference, Finding.JUSTIFIED)
    assert isinstance(closed, OversightShown)
    held = street.shelves.oversights[reference]
    assert (held.state, held.finding, held.decided_by) == (OversightState.CLOSED, Finding.JUSTIFIED, "p-olga")
    assert street.shelves.ledger[-1].outcome == "closed:justified"


def test_it_is_not_agreed_away_nor_closed_by_who_opened_it(street: Street) -> None:
    reference = street.opened().reference
    street.use_cases.oversee.agree(street.press(street.olga), reference)
    street.use_cases.oversee.close(street.press(street.asha), reference, Finding.JUSTIFIED)
    assert street.shelves.oversights[reference].state is OversightState.WAITING


def test_a_child_the_index_does_not_know_is_told_as_that_and_examined_all_the_same(street: Street) -> None:
    elsewhere = details_of("Thaddeus", "Quillfeather").born(2012, 5, 9).living_at("NB9 9ZZ").build()
    elsewhere = replace(elsewhere, identifiers=())
    answer = street.use_cases.ask(street.press(street.asha), a_question(elsewhere))
    shown = street.use_cases.emergency.break_glass(street.press(street.asha), answer.reference, NOW)
    assert isinstance(shown, EmergencyShown)
    assert (shown.found, shown.services) == (False, ())
    assert shown.reference in street.shelves.oversights
