"""What an area's officer does to records: look up, correct, merge and part, a new identity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta

import pytest

from fingerpost.domain.child import Child, Details, Name
from fingerpost.domain.errors import InvalidField, Problem, TooMuchAtOnce
from fingerpost.domain.involvement import Involvement, InvolvementStatus
from fingerpost.domain.ledger import Act, Phase
from fingerpost.domain.outcomes.access import CannotAnswer, Refusal, Refused
from fingerpost.domain.outcomes.asking import Confirmed, Many, NothingToShow, Outcome, Possible
from fingerpost.domain.outcomes.record_keeping import (
    AskShown,
    NoSuchRecord,
    RecordChanged,
    RecordKeepingOutcome,
    RecordsCompared,
    RecordShown,
    SealToWriteDown,
    TooLarge,
)
from fingerpost.domain.outcomes.recording import AlreadyInvolved, Recorded
from fingerpost.domain.practitioner import Practitioner, Role
from fingerpost.usecases.requests import NOTHING_SEEN, Seen
from tests.builders import (
    a_child,
    a_practitioner,
    a_service,
    a_watch,
    an_area,
    an_involvement,
    details_of,
    nhs_number,
)
from tests.fakes import FakeRecordTransactions
from tests.new_identities import sealed
from tests.unit.usecases.world import World, a_question, particulars


class Office(World):
    """Olga is the officer of Northbrook, Sven of Southmoor. Aoife has two records: one that Rowan works
    with, one under her mother's name that Sam works with."""

    def __post_init__(self) -> None:
        super().__post_init__()
        southmoor = an_area("southmoor", "Southmoor")
        self.shelves.areas[southmoor.id] = southmoor
        there = a_service("southmoor-social-care").in_area(southmoor).build()
        self.shelves.services[there.id] = there
        officer = a_practitioner("p-olga").named("Olga Reyes").of(self.care).as_role(Role.OFFICER)
        self.olga = self.enter(officer.build())
        self.sven = self.enter(a_practitioner("p-sven").of(there).as_role(Role.OFFICER).build())
        self.first = self.knows(a_child("c-first").of(details_of().build()).build())
        self.second = self.knows(a_child("c-second").of(as_the_school_knows_her()).build())
        self.by_care = self.works(self.rowan, self.first, "i-rowan")
        self.by_school = self.works(self.sam, self.second, "i-sam")

    def works(self, who: Practitioner, child: Child, involvement_id: str) -> Involvement:
        """Somebody works with a child, as if recorded."""
        transaction = FakeRecordTransactions(self.shelves).begin()
        transaction.add_involvement(an_involvement(involvement_id).of(who).with_child(child).build())
        transaction.commit()
        return self.shelves.involvements[involvement_id]

    def merged(self) -> str:
        """The reference of a merge of the school's record into social care's."""
        outcome = self.records.merge(self.press(self.olga), self.by_care.reference, self.by_school.reference)
        assert isinstance(outcome, Recorded)
        return outcome.reference

    def asked(self, who: Practitioner, details: Details) -> Outcome:
        """What somebody is answered."""
        return self.use_cases.ask(self.press(who), a_question(details))

    def looked_up(self, reference: str) -> RecordKeepingOutcome:
        """What Olga sees under a reference."""
        return self.records.look_up(self.press(self.olga), reference)

    def sealed(self, details: Details) -> str:
        """The reference of the seal of a new identity for the first record."""
        new_identity, press = self.use_cases.new_identity, self.press
        outcome = sealed(new_identity, lambda: press(self.olga), self.by_care.reference, details)
        assert isinstance(outcome, Recorded)
        return outcome.reference


def as_the_school_knows_her() -> Details:
    return details_of("Aoife", "Moriarty").living_at("LS9 7QQ").with_identifiers().build()


def another_life() -> Details:
    return details_of("Clara", "Whitcombe").living_at("SM3 9ZZ").with_nhs_number(nhs_number(5)).build()


def everything_in(value: object) -> Iterator[object]:
    """A value and all values within it, however deep."""
    yield value
    if is_dataclass(value):
        yield from (each for field in fields(value) for each in everything_in(getattr(value, field.name)))
    if isinstance(value, tuple | list | set | frozenset):
        yield from (each for one in value for each in everything_in(one))


@pytest.fixture
def office() -> Office:
    return Office()


# ------------------------------------------------------------------ looking up


def test_an_officer_looks_up_a_record_by_the_reference_of_an_involvement(office: Office) -> None:
    outcome = office.looked_up(office.by_care.reference)
    assert isinstance(outcome, RecordShown)
    assert outcome.details == office.first.details
    assert [shown.worker_name for shown in outcome.services] == ["Rowan Ashdown"]
    last = office.shelves.ledger[-1]
    assert (last.act, last.outcome, last.child_id) == (Act.LOOK_UP_RECORD, "record_shown", "c-first")


def test_the_record_of_another_area_looks_like_no_record(office: Office) -> None:
    theirs = office.records.look_up(office.press(office.sven), office.by_care.reference)
    nothing = office.records.look_up(office.press(office.sven), "FP-00000-00000")
    assert isinstance(theirs, NoSuchRecord)
    assert isinstance(nothing, NoSuchRecord)
    assert not any(entry.child_id for entry in office.shelves.ledger)


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.SUPERVISOR, Role.ADMIN])
def test_nobody_but_an_officer_looks_up_a_record(office: Office, role: Role) -> None:
    someone = office.enter(a_practitioner("p-kim").of(office.care).as_role(role).build())
    outcome = office.records.look_up(office.press(someone), office.by_care.reference)
    assert isinstance(outcome, Refused)
    assert outcome.because is Refusal.ROLE_MAY_NOT
    assert "child_of" not in office.shelves.reads


def test_two_records_compared_stand_in_the_trail_of_both_children(office: Office) -> None:
    outcome = office.records.compare(
        office.press(office.olga), office.by_care.reference, office.by_school.reference
    )
    assert isinstance(outcome, RecordsCompared)
    assert (outcome.kept.details, outcome.absorbed.details) == (office.first.details, office.second.details)
    lines = [entry for entry in office.shelves.ledger if entry.phase is Phase.OUTCOME]
    assert [line.child_id for line in lines] == ["c-first", "c-second"]
    assert len({line.reference for line in lines}) == 2


# ------------------------------------------------------------------ correcting


def test_a_changed_name_is_found_by_the_new_name_and_by_the_old(office: Office) -> None:
    renamed = details_of("Aoife", "Quayle").living_at("YO1 7HH").build()
    office.records.correct(office.press(office.olga), office.by_care.reference, renamed, keep_old=True)
    for family, postcode in (("Quayle", "YO1 7HH"), ("Byrne", "NB1 4QT")):
        asked = details_of("Aoife", family).living_at(postcode).with_identifiers().build()
        assert isinstance(office.asked(office.sam, asked), Confirmed)
    assert office.shelves.children["c-first"].details.names == (
        Name("Aoife", "Quayle"),
        Name("Aoife", "Byrne"),
    )


def test_a_mistaken_name_is_found_no_more_once_corrected(office: Office) -> None:
    right = details_of("Niamh", "Delaney").born(2017, 9, 2).living_at("YO1 7HH").with_identifiers().build()
    office.records.correct(office.press(office.olga), office.by_care.reference, right, keep_old=False)
    assert isinstance(office.asked(office.sam, details_of().build()), NothingToShow)
    assert isinstance(office.asked(office.sam, right), Confirmed)


def test_a_corrected_birth_date_moves_the_day_on_which_the_record_goes(office: Office) -> None:
    younger = details_of().born(2018, 5, 4).build()
    office.records.correct(office.press(office.olga), office.by_care.reference, younger, keep_old=True)
    assert office.shelves.children["c-first"].retain_until == date(2036, 5, 4)


# ------------------------------------------------------------------ merging and parting


def test_after_a_merge_whoever_asks_by_either_details_finds_one_child_with_both_services(
    office: Office,
) -> None:
    office.merged()
    for details in (office.first.details, office.second.details):
        outcome = office.asked(office.rowan, details)
        assert isinstance(outcome, Confirmed)
        assert {shown.worker_name for shown in outcome.services} == {"Rowan Ashdown", "Sam Okafor"}
    assert list(office.shelves.children) == ["c-first"]


def test_a_merge_stands_in_the_trail_of_both_children(office: Office) -> None:
    reference = office.merged()
    lines = [entry for entry in office.shelves.ledger if entry.outcome == "merged"]
    assert {line.child_id for line in lines} == {"c-first", "c-second"}
    assert all(line.rules == (f"merge:{reference}",) for line in lines)


def test_references_and_answers_of_the_record_that_went_lead_to_the_record_that_stayed(
    office: Office,
) -> None:
    answer = office.asked(office.rowan, office.second.details)
    office.merged()
    shown = office.looked_up(office.by_school.reference)
    assert isinstance(shown, RecordShown)
    assert shown.details.names == (*office.first.details.names, *office.second.details.names)
    outcome = office.use_cases.record.from_answer(
        office.press(office.rowan), answer.reference, particulars("Lead social worker")
    )
    assert isinstance(outcome, AlreadyInvolved)
    assert {one.child_id for one in office.shelves.involvements.values()} == {"c-first"}


def test_two_references_to_one_record_are_not_merged(office: Office) -> None:
    also = office.works(office.sam, office.first, "i-sam-too")
    with pytest.raises(InvalidField) as problem:
        office.records.merge(office.press(office.olga), office.by_care.reference, also.reference)
    assert (problem.value.field, problem.value.problem) == ("absorbed", Problem.SAME_RECORD)


def test_a_record_of_another_area_is_not_merged(office: Office) -> None:
    theirs = office.knows(a_child("c-south").in_area(office.shelves.areas["southmoor"]).build())
    there = office.works(office.sam, theirs, "i-south")
    outcome = office.records.merge(office.press(office.olga), office.by_care.reference, there.reference)
    assert isinstance(outcome, NoSuchRecord)
    assert "c-south" in office.shelves.children


def test_an_unborn_childs_record_is_not_the_one_that_is_kept(office: Office) -> None:
    mother = replace(details_of("Roisin", "Byrne").born(1996, 4, 1).build(), expected=date(2026, 6, 1))
    unborn = office.knows(a_child("c-unborn").of(mother).build())
    before = office.works(office.sam, unborn, "i-midwife")
    with pytest.raises(InvalidField) as problem:
        office.records.merge(office.press(office.olga), before.reference, office.by_care.reference)
    assert problem.value.problem == Problem.UNBORN_KEPT


def test_a_born_child_takes_over_the_services_and_nothing_of_its_mothers_details(office: Office) -> None:
    mother = replace(details_of("Roisin", "Byrne").born(1996, 4, 1).build(), expected=date(2026, 6, 1))
    unborn = office.knows(a_child("c-unborn").of(mother).build())
    before = office.works(office.sam, unborn, "i-midwife")
    office.records.merge(office.press(office.olga), office.by_care.reference, before.reference)
    outcome = office.asked(office.rowan, office.first.details)
    assert isinstance(outcome, Confirmed)
    assert {shown.worker_name for shown in outcome.services} == {"Rowan Ashdown", "Sam Okafor"}
    assert office.shelves.children["c-first"].details == office.first.details


def test_a_merge_taken_back_gives_both_records_what_they_had(office: Office) -> None:
    reference = office.merged()
    outcome = office.records.unmerge(office.press(office.olga), reference)
    assert isinstance(outcome, Recorded)
    for details, worker in ((office.first.details, "Rowan Ashdown"), (office.second.details, "Sam Okafor")):
        answer = office.asked(office.rowan, details)
        assert isinstance(answer, Confirmed)
        assert [shown.worker_name for shown in answer.services] == [worker]
    assert office.shelves.children["c-first"].details == office.first.details
    assert office.shelves.children["c-second"].details == office.second.details


def test_what_was_recorded_and_corrected_between_merge_and_parting_stays(office: Office) -> None:
    reference = office.merged()
    added = a_practitioner("p-nell").named("Nell Hardy").of(office.school).build()
    office.enter(added)
    answer = office.asked(added, office.first.details)
    office.use_cases.record.from_answer(office.press(added), answer.reference, particulars("Nurse"))
    moved = replace(office.shelves.children["c-first"].details, postcodes=("YO1 7HH", "NB1 4QT", "LS9 7QQ"))
    office.records.correct(office.press(office.olga), office.by_care.reference, moved, keep_old=False)
    office.records.unmerge(office.press(office.olga), reference)
    kept = office.shelves.children["c-first"]
    assert kept.details.postcodes == ("YO1 7HH", "NB1 4QT")
    assert kept.details.names == office.first.details.names
    by_child = {one.worker_name: one.child_id for one in office.shelves.involvements.values()}
    assert by_child == {"Rowan Ashdown": "c-first", "Nell Hardy": "c-first", "Sam Okafor": "c-second"}


def test_an_involvement_that_ended_in_between_goes_back_as_ended(office: Office) -> None:
    reference = office.merged()
    office.use_cases.record.end(office.press(office.sam), office.by_school.reference, date(2026, 3, 1))
    office.records.unmerge(office.press(office.olga), reference)
    back = office.shelves.involvements["i-sam"]
    assert (back.child_id, back.status) == ("c-second", InvolvementStatus.ENDED)


def test_a_merge_is_taken_back_once(office: Office) -> None:
    reference = office.merged()
    office.records.unmerge(office.press(office.olga), reference)
    assert isinstance(office.records.unmerge(office.press(office.olga), reference), NoSuchRecord)
    shown = office.looked_up(office.by_care.reference)
    assert isinstance(shown, RecordShown)
    assert shown.merges == ()


def test_an_involvement_recorded_at_the_moment_of_a_merge_is_not_left_behind(office: Office) -> None:
    answer = office.asked(office.rowan, office.second.details)
    begin, index = FakeRecordTransactions.begin, office.use_cases.record.resolution.index
    stale = index.child_file("c-second")
    office.merged()
    assert stale.child is not None
    late = begin(FakeRecordTransactions(office.shelves))
    late.hold(stale.child)
    late.add_involvement(an_involvement("i-late").of(office.rowan).with_child(stale.child).build())
    with pytest.raises(Exception, match="transaction"):
        late.commit()
    office.use_cases.record.from_answer(office.press(office.rowan), answer.reference, particulars())
    assert {one.child_id for one in office.shelves.involvements.values()} == {"c-first"}


def test_records_too_large_for_one_write_are_said_to_be(office: Office) -> None:
    with office.shelves.down("transactions", TooMuchAtOnce("131 items")):
        outcome = office.records.merge(
            office.press(office.olga), office.by_care.reference, office.by_school.reference
        )
    assert isinstance(outcome, TooLarge)
    assert office.shelves.ledger[-1].outcome == "too_large"
    assert set(office.shelves.children) == {"c-first", "c-second"}


def test_no_audit_no_merge(office: Office) -> None:
    with office.shelves.down("ledger"):
        outcome = office.records.merge(
            office.press(office.olga), office.by_care.reference, office.by_school.reference
        )
    assert isinstance(outcome, CannotAnswer)
    assert set(office.shelves.children) == {"c-first", "c-second"}


# ------------------------------------------------------------------ a new identity


def test_nothing_is_sealed_before_its_reference_was_shown(office: Office) -> None:
    """The window was closed, and nobody could ever open the seal."""
    new_identity, reference = office.use_cases.new_identity, office.by_care.reference
    first = new_identity(office.press(office.olga), reference, another_life())
    assert isinstance(first, SealToWriteDown)
    assert (first.name, first.workers) == (office.first.details.name, (office.rowan.name,))
    assert not office.shelves.identity_links
    assert not office.shelves.children["c-first"].retired
    knowing = Seen(first.version, frozenset({first.seal}))
    done = new_identity(office.press(office.olga), reference, another_life(), knowing)
    assert isinstance(done, Recorded)
    assert list(office.shelves.identity_links) == [first.seal]


def test_what_changed_meanwhile_is_shown_again_under_the_same_reference(office: Office) -> None:
    new_identity, reference = office.use_cases.new_identity, office.by_care.reference
    first = new_identity(office.press(office.olga), reference, another_life())
    assert isinstance(first, SealToWriteDown)
    office.records.correct(
        office.press(office.olga), reference, as_the_school_knows_her(), keep_old=True, seen=NOTHING_SEEN
    )
    again = new_identity(
        office.press(office.olga),
        reference,
        another_life(),
        Seen(first.version, frozenset({first.seal})),
    )
    assert isinstance(again, SealToWriteDown)
    assert (again.seal, again.version) == (first.seal, first.version + 1)


def test_a_number_of_the_old_record_is_refused(office: Office) -> None:
    leads_back = replace(another_life(), identifiers=office.first.details.identifiers)
    with pytest.raises(InvalidField) as fault:
        office.use_cases.new_identity(office.press(office.olga), office.by_care.reference, leads_back)
    assert (fault.value.field, fault.value.problem) == ("numbers", Problem.LEADS_BACK)


def test_old_details_find_nothing_and_new_details_find_the_new_record(office: Office) -> None:
    office.sealed(another_life())
    assert isinstance(office.asked(office.sam, office.first.details), NothingToShow)
    office.use_cases.record.afresh(office.press(office.rowan), a_question(another_life()), particulars())
    outcome = office.asked(office.sam, another_life())
    assert isinstance(outcome, Confirmed)
    assert len(outcome.services) == 1


def test_nothing_but_the_seal_holds_old_and_new_together(office: Office) -> None:
    watch = a_watch().of(office.sam).on(office.first).build()
    office.shelves.watches[watch.id] = watch
    seal = office.shelves.identity_links[office.sealed(another_life())]
    shelves = office.shelves
    everything: list[object] = [
        *shelves.ledger,
        *shelves.children.values(),
        *shelves.involvements.values(),
        *shelves.watches.values(),
        *shelves.handles.values(),
        *shelves.notices.values(),
        *([key, *ids] for key, ids in shelves.tokens.items()),
        *shelves.pointers.items(),
        *shelves.merged_into.items(),
    ]
    old, new = seal.old_child_id, seal.new_child_id
    assert old == "c-first"
    holders = [{old, new} & set(map(str, everything_in(one))) for one in everything]
    assert {old} in holders
    assert {new} in holders
    assert {old, new} not in holders
    sealing = [entry for entry in shelves.ledger if entry.act is Act.NEW_IDENTITY]
    assert not any({old, new} & set(map(str, everything_in(entry))) for entry in sealing)


def test_whoever_worked_with_the_old_identity_is_carried_over_to_nothing(office: Office) -> None:
    answer = office.asked(office.sam, office.first.details)
    office.sealed(another_life())
    assert office.shelves.involvements["i-rowan"].status is InvolvementStatus.ENDED
    outcome = office.use_cases.record.from_answer(office.press(office.sam), answer.reference, particulars())
    assert isinstance(outcome, Refused)
    assert outcome.because is Refusal.ANSWER_EXPIRED
    assert isinstance(office.asked(office.rowan, office.first.details), NothingToShow)


def test_a_retired_record_is_seen_by_the_officer_and_written_to_by_nobody(office: Office) -> None:
    office.sealed(another_life())
    shown = office.looked_up(office.by_care.reference)
    assert isinstance(shown, RecordShown)
    assert shown.retired
    press, old = office.press, office.by_care.reference
    refused = (
        office.records.correct(press(office.olga), old, details_of().build(), keep_old=True),
        office.records.merge(press(office.olga), old, office.by_school.reference),
        office.records.merge(press(office.olga), office.by_school.reference, old),
        office.use_cases.new_identity(press(office.olga), old, another_life()),
    )
    assert all(isinstance(outcome, NoSuchRecord) for outcome in refused)


def test_the_officer_of_the_area_opens_the_seal(office: Office) -> None:
    reference = office.sealed(another_life())
    outcome = office.use_cases.new_identity.open_seal(office.press(office.olga), reference)
    assert isinstance(outcome, RecordShown)
    assert outcome.details == another_life()
    last = office.shelves.ledger[-1]
    assert (last.outcome, last.child_id) == ("seal_opened", "")


def test_nobody_else_opens_the_seal(office: Office) -> None:
    reference = office.sealed(another_life())
    assert isinstance(
        office.use_cases.new_identity.open_seal(office.press(office.sven), reference), NoSuchRecord
    )
    assert isinstance(office.use_cases.new_identity.open_seal(office.press(office.rowan), reference), Refused)
    assert isinstance(office.looked_up(reference), NoSuchRecord)


# ------------------------------------------------------------------ somebody rings


def too_little() -> Details:
    return replace(details_of().build(), identifiers=(), birth_date=None, sex=None)


def test_by_the_reference_of_an_answer_the_officer_sees_what_was_asked(office: Office) -> None:
    answer = office.asked(office.sam, too_little())
    assert isinstance(answer, Possible | Many)
    outcome = office.looked_up(answer.reference)
    assert isinstance(outcome, AskShown)
    assert (outcome.by, outcome.details, outcome.outcome) == ("Sam Okafor", too_little(), answer.kind)
    assert office.shelves.ledger[-1].child_id == ""


def test_by_the_reference_of_a_confirmed_answer_the_officer_sees_the_record(office: Office) -> None:
    answer = office.asked(office.sam, office.first.details)
    outcome = office.looked_up(answer.reference)
    assert isinstance(outcome, RecordShown)
    assert (outcome.details, outcome.record_reference) == (office.first.details, office.by_care.reference)


def test_what_was_asked_in_another_area_is_not_shown(office: Office) -> None:
    answer = office.asked(office.sam, too_little())
    assert isinstance(office.records.look_up(office.press(office.sven), answer.reference), NoSuchRecord)


def test_what_was_asked_yesterday_is_not_shown(office: Office) -> None:
    answer = office.asked(office.sam, too_little())
    office.shelves.pass_time(timedelta(days=1))
    assert isinstance(office.looked_up(answer.reference), NoSuchRecord)


def test_a_correction_of_what_changed_meanwhile_shows_it_and_writes_nothing(office: Office) -> None:
    shown = office.looked_up(office.by_care.reference)
    assert isinstance(shown, RecordShown)
    seen, moved = Seen(version=shown.version), replace(shown.details, postcodes=("NB9 9ZZ",))
    reference = office.by_care.reference
    first = office.records.correct(office.press(office.olga), reference, moved, keep_old=False, seen=seen)
    assert isinstance(first, Recorded)
    second = office.records.correct(
        office.press(office.olga), reference, shown.details, keep_old=False, seen=seen
    )
    assert isinstance(second, RecordChanged)
    assert second.details.postcodes == ("NB9 9ZZ",)
    knowing = Seen(version=second.version)
    third = office.records.correct(
        office.press(office.olga), reference, shown.details, keep_old=False, seen=knowing
    )
    assert isinstance(third, Recorded)
