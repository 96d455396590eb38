"""A sensitive service is told of by consent alone, never named, and reached through the officer (G1, E6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fingerpost.domain.consent import ConsentBy, ConsentHow
from fingerpost.domain.contact import ContactState, Leading, Rung, Urgency
from fingerpost.domain.notice import NoticeKind
from fingerpost.domain.outcomes.access import Refused
from fingerpost.domain.outcomes.asking import Confirmed, NothingToShow
from fingerpost.domain.outcomes.contact import ContactShown, NobodyToAsk
from fingerpost.domain.outcomes.recording import ChildShown, Recorded
from fingerpost.domain.practitioner import Practitioner, Role
from fingerpost.usecases.contact.ask import WhomToAsk
from fingerpost.usecases.protecting.consents import ConsentWish
from tests.builders import a_practitioner, a_service, an_involvement
from tests.unit.usecases.contact.scene import Scene
from tests.unit.usecases.world import a_question

TODAY = date(2026, 3, 2)
UNTIL = date(2026, 6, 2)
WISH = ConsentWish(ConsentBy.CHILD, ConsentHow.WRITTEN, TODAY, UNTIL)


class Clinic(Scene):
    """Aoife is known to a clinic alone, or to Rowan as well; Sam asks."""

    def __post_init__(self) -> None:
        super().__post_init__()
        shelves = self.world.shelves
        clinic = a_service("clinic").named("The quiet clinic").sensitive().build()
        shelves.services[clinic.id] = clinic
        self.nadia = self.world.enter(a_practitioner("p-nadia").named("Nadia Frost").of(clinic).build())
        child = shelves.children["c-aoife"]
        self.hidden = an_involvement("i-clinic").of(self.nadia).with_child(child).sensitive().build()
        shelves.involvements[self.hidden.id] = self.hidden
        shelves.pointers[self.hidden.reference] = child.id

    def alone(self) -> Clinic:
        del self.world.shelves.involvements[self.one.id]
        return self

    def consents(self, wish: ConsentWish = WISH, who: Practitioner | None = None) -> object:
        give = self.world.use_cases.consents.give
        return give(self.world.press(who or self.nadia), self.hidden.reference, wish)

    def asked(self, who: Practitioner | None = None) -> object:
        return self.world.use_cases.ask(self.world.press(who or self.sam), a_question())

    def through_officer(self, who: Practitioner | None = None) -> object:
        asker = who or self.sam
        answer = self.asked(asker)
        assert isinstance(answer, Confirmed)
        [other] = answer.others
        whom = WhomToAsk(involvement=other.involvement_reference, answer=answer.reference)
        return self.answer(asker, whom)


@pytest.fixture
def scene() -> Clinic:
    return Clinic()


def test_without_consent_a_child_of_a_sensitive_service_alone_is_absent(scene: Clinic) -> None:
    assert isinstance(scene.alone().asked(), NothingToShow)


def test_with_consent_another_service_is_told_of_and_nothing_more(scene: Clinic) -> None:
    scene.alone().consents()
    answer = scene.asked()
    assert isinstance(answer, Confirmed)
    assert (len(answer.others), answer.services) == (1, ())
    assert not any(word in repr(vars(answer)) for word in ("clinic", "Nadia", "p-nadia"))


def test_named_services_stand_beside_the_one_that_is_not(scene: Clinic) -> None:
    scene.consents()
    answer = scene.asked()
    assert isinstance(answer, Confirmed)
    assert ([one.worker_name for one in answer.services], len(answer.others)) == (["Rowan Ashdown"], 1)


def test_the_worker_who_gave_it_is_not_told_of_themselves(scene: Clinic) -> None:
    scene.consents()
    answer = scene.asked(scene.nadia)
    assert isinstance(answer, Confirmed)
    assert answer.others == ()


def test_the_day_after_its_last_day_it_is_gone_from_the_next_answer(scene: Clinic) -> None:
    scene.alone().consents()
    scene.world.shelves.now += UNTIL - TODAY
    assert isinstance(scene.asked(), Confirmed)
    scene.world.shelves.now += timedelta(days=1)
    assert isinstance(scene.asked(), NothingToShow)


def test_withdrawn_it_is_gone_from_the_next_answer_and_from_the_own_list_of_another(scene: Clinic) -> None:
    scene.consents()
    mine = scene.world.use_cases.mine.open(scene.world.press(scene.rowan), scene.one.reference)
    assert isinstance(mine, ChildShown)
    assert len(mine.unnamed) == 1
    scene.world.use_cases.consents.withdraw(scene.world.press(scene.nadia), scene.hidden.reference)
    mine = scene.world.use_cases.mine.open(scene.world.press(scene.rowan), scene.one.reference)
    assert isinstance(mine, ChildShown)
    assert mine.unnamed == ()


def test_an_ended_involvement_is_told_of_by_no_consent(scene: Clinic) -> None:
    scene.alone().consents()
    scene.world.use_cases.record.end(scene.world.press(scene.nadia), scene.hidden.reference, TODAY)
    assert isinstance(scene.asked(), NothingToShow)


def test_an_override_counts_for_nothing_until_somebody_else_agreed(scene: Clinic) -> None:
    scene.alone().consents(replace(WISH, by=ConsentBy.HARM, how=None))
    assert isinstance(scene.asked(), NothingToShow)


def override(scene: Clinic) -> str:
    scene.nadia = scene.world.enter(replace(scene.nadia, supervisor_id="p-vera"))
    scene.alone().consents(replace(WISH, by=ConsentBy.HARM, how=None))
    [reference] = scene.world.shelves.oversights
    return reference


def test_agreed_to_by_the_supervisor_an_override_counts_from_the_next_answer(scene: Clinic) -> None:
    reference = override(scene)
    scene.world.use_cases.oversee.agree(scene.world.press(scene.vera), reference)
    assert isinstance(scene.asked(), Confirmed)
    held = scene.world.shelves.involvements["i-clinic"].consent
    assert held is not None
    assert held.approved_by == "p-vera"


def test_not_agreed_to_it_counts_for_nothing_and_its_worker_cannot_agree(scene: Clinic) -> None:
    reference = override(scene)
    scene.world.use_cases.oversee.agree(scene.world.press(scene.nadia), reference)
    assert isinstance(scene.asked(), NothingToShow)
    scene.world.use_cases.oversee.decline(scene.world.press(scene.vera), reference)
    assert isinstance(scene.asked(), NothingToShow)


def test_agreed_to_after_it_was_withdrawn_it_counts_for_nothing(scene: Clinic) -> None:
    reference = override(scene)
    scene.world.use_cases.consents.withdraw(scene.world.press(scene.nadia), scene.hidden.reference)
    scene.world.use_cases.oversee.agree(scene.world.press(scene.vera), reference)
    assert isinstance(scene.asked(), NothingToShow)


def test_who_gave_it_when_and_how_stands_on_the_ledger(scene: Clinic) -> None:
    done = scene.consents()
    assert isinstance(done, Recorded)
    lines = [line.rules for line in scene.world.shelves.ledger if line.act == "consent" and line.outcome]
    assert lines == [("consent:child:written:2026-03-02:2026-06-02",)]


def test_only_a_sensitive_services_own_worker_records_it(scene: Clinic) -> None:
    assert isinstance(scene.consents(who=scene.sam), Refused)
    mine = scene.one.reference
    named = scene.world.use_cases.consents.give(scene.world.press(scene.rowan), mine, WISH)
    assert isinstance(named, Refused)


def test_nobody_is_told_that_a_sensitive_service_has_become_involved(scene: Clinic) -> None:
    """A notice of something that is then not shown would tell."""
    assert scene.told() == []


# ---- brokered contact


def test_it_is_asked_for_through_the_officer_who_alone_sees_whom_to_ring(scene: Clinic) -> None:
    scene.consents()
    shown = scene.through_officer()
    assert isinstance(shown, ContactShown)
    request = shown.request
    assert (request.owner_id, request.rung, request.broker_area) == ("p-olga", Rung.OFFICER, "northbrook")
    assert shown.behind is None
    assert "Nadia" not in repr(vars(shown))
    assert "p-nadia" not in request.parties
    assert scene.told() == [("p-olga", NoticeKind.CONTACT_ASKED)]

    opened = scene.world.use_cases.contacts.open(scene.world.press(scene.olga), request.reference)
    assert isinstance(opened, ContactShown)
    assert opened.behind is not None
    assert (opened.behind.name, opened.behind.service_name) == ("Nadia Frost", "The quiet clinic")


def test_it_has_deadlines_as_any_request_and_lapses_where_no_officer_answers(scene: Clinic) -> None:
    scene.consents()
    shown = scene.through_officer()
    assert isinstance(shown, ContactShown)
    scene.clock_comes()
    assert scene.as_kept(shown.request).reminded
    scene.clock_comes()
    assert scene.as_kept(shown.request).state is ContactState.LAPSED


def test_where_there_is_another_officer_it_goes_on_to_them(scene: Clinic) -> None:
    scene.colleague("p-otto", Role.OFFICER)
    scene.consents()
    shown = scene.through_officer()
    assert isinstance(shown, ContactShown)
    scene.clock_comes()
    scene.clock_comes()
    assert scene.as_kept(shown.request).owner_id == "p-otto"


def test_the_officer_says_that_they_spoke_and_who_asked_sees_the_officer(scene: Clinic) -> None:
    scene.consents()
    shown = scene.through_officer()
    assert isinstance(shown, ContactShown)
    answer, reference = scene.world.use_cases.answer_contact, shown.request.reference
    answer.acknowledge(scene.world.press(scene.olga), reference)
    answer.spoken(scene.world.press(scene.olga), reference, Leading.NOT_AGREED, coordinated=False)
    seen = scene.world.use_cases.contacts.open(scene.world.press(scene.sam), reference)
    assert isinstance(seen, ContactShown)
    assert (seen.request.state, seen.owner.name) == (ContactState.SPOKEN, "p-olga")
    assert "Nadia" not in repr(vars(seen))


def test_once_consent_is_withdrawn_the_officer_is_not_told_any_more_either(scene: Clinic) -> None:
    scene.consents()
    shown = scene.through_officer()
    assert isinstance(shown, ContactShown)
    scene.world.use_cases.consents.withdraw(scene.world.press(scene.nadia), scene.hidden.reference)
    opened = scene.world.use_cases.contacts.open(scene.world.press(scene.olga), shown.request.reference)
    assert isinstance(opened, ContactShown)
    assert (opened.behind, opened.told_no_more) == (None, True)


def test_without_an_officer_the_service_is_not_named_either(scene: Clinic) -> None:
    scene.consents()
    shown = scene.through_officer(scene.olga)
    assert isinstance(shown, NobodyToAsk)
    assert (shown.service_name, shown.contact) == ("", None)
    assert shown.officer is not None
    assert shown.officer.name == "Northbrook"


def test_passed_on_by_the_only_officer_it_names_nothing(scene: Clinic) -> None:
    scene.consents()
    shown = scene.through_officer()
    assert isinstance(shown, ContactShown)
    passed = scene.world.use_cases.answer_contact.pass_on(scene.world.press(scene.olga), shown.reference)
    assert isinstance(passed, NobodyToAsk)
    assert passed.service_name == ""


def test_urgent_it_is_the_officer_who_is_told_at_once(scene: Clinic) -> None:
    scene.consents()
    answer = scene.asked()
    assert isinstance(answer, Confirmed)
    whom = WhomToAsk(involvement=answer.others[0].involvement_reference, answer=answer.reference)
    scene.answer(scene.sam, whom, Urgency.UNSAFE_TODAY)
    assert scene.told() == [("p-olga", NoticeKind.CONTACT_URGENT)]
