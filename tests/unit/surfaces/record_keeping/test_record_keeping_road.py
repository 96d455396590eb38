"""What an officer does to records in Slack, and "not this child", over the real use cases."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from fingerpost.domain.child import Child, Name
from fingerpost.domain.errors import InvalidForm, Unavailable
from fingerpost.domain.identifiers import Identifier, IdentifierKind
from fingerpost.domain.ledger import Act
from fingerpost.domain.outcomes.record_keeping import RecordShown
from fingerpost.domain.practitioner import Practitioner, Role
from fingerpost.surfaces.asking import forms as asking_forms
from fingerpost.surfaces.record_keeping import forms as record_keeping_form_screens
from fingerpost.surfaces.record_keeping import reading as record_keeping_forms
from fingerpost.surfaces.record_keeping import screens as record_keeping_screens
from fingerpost.surfaces.sent import NOTHING_ELSE
from fingerpost.surfaces.slack import blocks
from tests.builders import a_child, a_practitioner, an_involvement, details_of, nhs_number
from tests.fakes import FakeRecordTransactions
from tests.unit.surfaces import outcomes
from tests.unit.surfaces.slack.slack_scene import (
    Json,
    Scene,
    answered_view,
    buttons_in,
    errors_in,
    words_in,
)
from tools.block_kit import check

ASK = blocks.modal(asking_forms.ask_form({}))
RECORDS = blocks.modal(record_keeping_form_screens.records_form({}))
COMPARE = blocks.modal(record_keeping_form_screens.compare_form({}))
BY_NUMBER = {
    "identifier": nhs_number(0),
    "birth_date": "27 3 2016",
    "reason": "safeguarding",
    "family_told": "no",
}
TODAY = date(2026, 3, 2)


class Office(Scene):
    """Aoife under two records; Olga is the officer."""

    def __post_init__(self) -> None:
        super().__post_init__()
        world = self.world
        self.olga = world.enter(a_practitioner("p-olga").of(world.care).as_role(Role.OFFICER).build())
        other = details_of("Aoife", "Moriarty").living_at("LS9 7QQ").with_identifiers().build()
        self.first = self.works(world.rowan, world.aoife(), "i-rowan")
        self.second = self.works(world.sam, world.knows(a_child("c-second").of(other).build()), "i-sam")

    def works(self, who: Practitioner, child: Child, involvement_id: str) -> str:
        """The reference of an involvement of somebody with a child."""
        one = an_involvement(involvement_id).of(who).with_child(child).build()
        transaction = FakeRecordTransactions(self.world.shelves).begin()
        transaction.add_involvement(one)
        transaction.commit()
        return one.reference

    def compared(self) -> Json:
        typed = {"kept": self.first, "absorbed": self.second}
        return answered_view(self.submit(self.olga, COMPARE, typed), COMPARE)

    def pressed(self, who: Practitioner, act: str, value: str = "", *, view: Json | None = None) -> Json:
        """The view that a press leads to."""
        self.press(who, act, value, view=view)
        return self.slack.last_view()


@pytest.fixture
def office() -> Office:
    return Office()


def in_chat(office: Office) -> str:
    return json.dumps([call for method, call in office.slack.calls if method == "chat.postMessage"])


# ------------------------------------------------------------------ who is offered what


def test_an_officer_finds_records_in_the_menu_and_nobody_else_does(office: Office) -> None:
    for number, (who, offered) in enumerate(((office.olga, True), (office.world.rowan, False))):
        message = {"type": "message", "channel": "D1", "channel_type": "im", "text": "hello", "ts": "1"}
        user = who.identities[0].user
        office.event({**message, "user": user}, event_id=f"Ev-message-{number}")
        _, posted = office.slack.calls[-1]
        assert ("records" in json.dumps(posted)) is offered
        office.event({"type": "app_home_opened", "tab": "home", "user": user}, event_id=f"Ev-home-{number}")
        assert ("records" in buttons_in(office.slack.last_view())) is offered


def test_who_presses_a_button_not_meant_for_them_is_refused(office: Office) -> None:
    office.press(office.world.rowan, "open_record", office.first)
    assert office.slack.last_view()["callback_id"] == "refused"
    assert not any(entry.child_id for entry in office.world.shelves.ledger)


def test_the_menu_is_short_where_the_directory_does_not_answer(office: Office) -> None:
    with office.world.shelves.down("directory", Unavailable("directory")):
        message = {"type": "message", "channel": "D1", "channel_type": "im", "text": "hello", "ts": "1"}
        office.event({**message, "user": office.olga.identities[0].user})
    assert "records" not in json.dumps(office.slack.calls[-1])


# ------------------------------------------------------------------ looking up, comparing, joining


def test_a_record_is_looked_up_and_shown_in_the_modal_alone(office: Office) -> None:
    view = answered_view(office.submit(office.olga, RECORDS, {"record": office.first.lower()}), RECORDS)
    for shown in ("Aoife Byrne", "27 March 2016", "NB1 4QT", nhs_number(0), "Rowan Ashdown"):
        assert shown in words_in(view)
    assert set(buttons_in(view)) == {
        "correct_record",
        "compare_records",
        "tell_passage",
        "new_identity",
        "shield",
    }
    assert in_chat(office) == "[]"


def test_a_reference_that_is_none_is_said_on_the_field(office: Office) -> None:
    errors = errors_in(office.submit(office.olga, RECORDS, {"record": "Aoife"}), RECORDS)
    assert "FP-7K3MX-2Q9DT" in errors["record"]


def test_a_reference_that_leads_nowhere_brings_the_form_back(office: Office) -> None:
    view = answered_view(office.submit(office.olga, RECORDS, {"record": "FP-00000-00000"}), RECORDS)
    assert view["callback_id"] == "records"
    assert "no record of your area" in words_in(view)


def test_two_records_are_joined_only_after_both_were_shown(office: Office) -> None:
    view = office.compared()
    assert "Aoife Byrne" in words_in(view)
    assert "Aoife Moriarty" in words_in(view)
    buttons = buttons_in(view)
    assert set(buttons) == {"merge", "merge#1"}
    assert buttons["merge"]["value"] == f"{office.first} {office.second}"
    assert "confirm" in buttons["merge"]
    done = office.pressed(office.olga, "merge", buttons["merge"]["value"], view=view)
    assert "Joined" in words_in(done)
    assert set(office.world.shelves.children) == {"c-aoife"}


def test_one_record_given_twice_is_an_error_on_the_field(office: Office) -> None:
    typed = {"kept": office.first, "absorbed": office.first}
    errors = errors_in(office.submit(office.olga, COMPARE, typed), COMPARE)
    assert errors == {"absorbed": "These two are one and the same record."}


def test_a_double_press_joins_once(office: Office) -> None:
    tap = office.tap(office.olga, "merge", f"{office.first} {office.second}", view=office.compared())
    office.interact(tap)
    office.interact(tap)
    assert "You sent this already" in words_in(office.slack.last_view())
    assert len(office.world.shelves.merges) == 1


def test_a_merge_is_taken_back_from_the_record(office: Office) -> None:
    office.press(office.olga, "merge", f"{office.first} {office.second}", view=office.compared())
    shown = office.pressed(office.olga, "open_record", office.second)
    row = next(block for block in shown["blocks"] if block.get("accessory"))
    assert row["accessory"]["action_id"] == "unmerge"
    done = office.pressed(office.olga, "unmerge", row["accessory"]["value"], view=shown)
    assert "two records again" in words_in(done)
    assert set(office.world.shelves.children) == {"c-aoife", "c-second"}


def test_an_unborn_childs_record_can_only_be_the_one_that_is_joined() -> None:
    unborn = replace(record_shown(), details=replace(details_of().build(), expected=date(2026, 8, 1)))
    screen = record_keeping_screens.records_compared(
        outcomes.records_compared(kept=unborn, absorbed=replace(record_shown(), record_reference="FP-B"))
    )
    [button] = [one for one in buttons_in(blocks.modal(screen)).values() if one["action_id"] == "merge"]
    assert button["value"].startswith("FP-B ")


# ------------------------------------------------------------------ correcting


def test_the_correction_form_holds_what_the_record_holds(office: Office) -> None:
    details = replace(
        details_of().known_as("Eva", "Quayle").living_at("NB1 4QT", "YO1 7HH").build(),
        multiple_birth=True,
        identifiers=(
            Identifier(IdentifierKind.NHS_NUMBER, nhs_number(0)),
            Identifier(IdentifierKind.LOCAL, "AB-17", "northbrook-school"),
        ),
    )
    values = record_keeping_forms.values_of_details(details)
    read, keep = record_keeping_forms.read_correction({**values, "keep_old": "yes"}, TODAY, unborn=False)
    assert (read, keep) == (details, True)


def test_an_unborn_childs_correction_form_reads_back_as_well() -> None:
    details = replace(details_of("Roisin", "Byrne").born(1994, 4, 1).build(), expected=date(2026, 8, 1))
    values = record_keeping_forms.values_of_details(details)
    read, _ = record_keeping_forms.read_correction({**values, "keep_old": "no"}, TODAY, unborn=True)
    assert read == details


def test_a_correction_from_the_form_changes_by_what_the_child_is_found(office: Office) -> None:
    form = office.pressed(office.olga, "correct_record", office.first)
    typed = {"family_name": "Quayle", "keep_old": "yes"}
    view = answered_view(office.submit(office.olga, form, typed), form)
    assert "Corrected" in words_in(view)
    assert office.world.shelves.children["c-aoife"].details.names == (
        Name("Aoife", "Quayle"),
        Name("Aoife", "Byrne"),
    )


@pytest.mark.parametrize(
    ("field", "typed", "problem"),
    [
        ("other_names", "Eva Quayle", "no_comma"),
        ("other_names", "-, -", "no_name_at_all"),
        ("earlier_postcodes", "YO1 7HH\nnot a postcode", "not_a_postcode"),
        ("numbers", nhs_number(0)[:-1] + "9", "check_digit"),
        ("numbers", "northbrook-school: abc", "not_an_own_number"),
        ("birth_date", "31 2 2016", "no_such_day"),
        ("keep_old", "", "missing"),
    ],
)
def test_what_cannot_be_used_is_said_on_its_field(field: str, typed: str, problem: str) -> None:
    values = {**record_keeping_forms.values_of_details(details_of().build()), "keep_old": "yes", field: typed}
    with pytest.raises(InvalidForm) as found:
        record_keeping_forms.read_correction(values, TODAY, unborn=False)
    assert [(one.field, one.problem) for one in found.value.problems] == [(field, problem)]


# ------------------------------------------------------------------ a new identity


def test_a_new_identity_begins_with_an_empty_form_and_ends_with_a_seal(office: Office) -> None:
    form = office.pressed(office.olga, "new_identity", office.first)
    assert "Aoife" not in words_in(form)
    life = {"given_name": "Clara", "family_name": "Whitcombe", "birth_date": "2 4 2016"}
    asked = answered_view(office.submit(office.olga, form, life), form)
    assert "Nothing is sealed yet" in words_in(asked)
    assert "Aoife Byrne" in words_in(asked)
    assert not office.world.shelves.identity_links
    seal = asked["private_metadata"].rpartition(",")[2]
    assert seal in words_in(asked)
    slip = errors_in(
        office.submit(office.olga, asked, {**life, "written": "FP-AAAAA-AAAAA"}, view_hash="h1"), asked
    )
    assert set(slip) == {"written"}
    typed = {**life, "written": seal.lower()}
    view = answered_view(office.submit(office.olga, asked, typed, view_hash="h1"), asked)
    assert seal in words_in(view)
    assert list(office.world.shelves.identity_links) == [seal]
    shut = office.pressed(office.olga, "open_seal")
    opened = answered_view(office.submit(office.olga, shut, {"seal": seal}, view_hash="h2"), shut)
    assert "Clara Whitcombe" in words_in(opened)
    assert "Aoife" not in words_in(opened)


def test_a_new_identity_is_asked_for_nothing_that_leads_back(office: Office) -> None:
    form = office.pressed(office.olga, "new_identity", office.first)
    fields = {block["element"]["action_id"] for block in form["blocks"] if block["type"] == "input"}
    assert not fields & {"other_names", "earlier_postcodes"}
    old_form = {"given_name": "Clara", "family_name": "Whitcombe", "birth_date": "2 4 2016"}
    leading = {**old_form, "other_names": "Aoife, Byrne", "earlier_postcodes": "NB1 4QT"}
    read = record_keeping_forms.read_new_identity(leading, TODAY)
    assert len(read.names) == 1
    assert read.postcodes == ()


def test_a_new_identity_needs_what_a_child_is_known_by(office: Office) -> None:
    form = office.pressed(office.olga, "new_identity", office.first)
    errors = errors_in(office.submit(office.olga, form, {}), form)
    assert set(errors) == {"given_name", "birth_date"}
    assert not office.world.shelves.identity_links


# ------------------------------------------------------------------ not this child


def test_an_answer_is_disputed_by_one_button_that_asks_first(office: Office) -> None:
    view = answered_view(office.submit(office.world.sam, ASK, BY_NUMBER), ASK)
    button = buttons_in(view)["not_this_child"]
    assert "confirm" in button
    done = office.pressed(office.world.sam, "not_this_child", button["value"], view=view)
    assert "is not shown to you" in words_in(done)
    assert [entry.outcome for entry in office.world.shelves.ledger if entry.act is Act.NOT_THIS_CHILD] == [
        "",
        "disputed",
    ]
    again = answered_view(office.submit(office.world.sam, ASK, BY_NUMBER), ASK)
    assert again["callback_id"] == "ask_more"


def test_a_dispute_is_taken_back_by_the_button_below_it(office: Office) -> None:
    view = answered_view(office.submit(office.world.sam, ASK, BY_NUMBER), ASK)
    done = office.pressed(
        office.world.sam, "not_this_child", buttons_in(view)["not_this_child"]["value"], view=view
    )
    undo = buttons_in(done)["this_child_after_all"]
    assert "confirm" in undo
    back = office.pressed(office.world.sam, "this_child_after_all", undo["value"], view=done)
    assert "shown to you again" in words_in(back)
    again = answered_view(office.submit(office.world.sam, ASK, BY_NUMBER), ASK)
    assert again["callback_id"] == "confirmed"


def test_the_officer_clears_disputes_on_the_record(office: Office) -> None:
    view = answered_view(office.submit(office.world.sam, ASK, BY_NUMBER), ASK)
    office.pressed(office.world.sam, "not_this_child", buttons_in(view)["not_this_child"]["value"], view=view)
    record = office.pressed(office.olga, "open_record", office.first)
    clear = buttons_in(record)["clear_disputes"]
    done = office.pressed(office.olga, "clear_disputes", clear["value"], view=record)
    assert "shown the record again" in words_in(done)
    assert "clear_disputes" not in buttons_in(office.pressed(office.olga, "open_record", office.first))


def test_two_records_that_may_be_one_are_compared_and_told_apart(office: Office) -> None:
    twin = {
        **BY_NUMBER,
        "identifier": "",
        "given_name": "Niamh",
        "family_name": "Byrne",
        "postcode": "NB1 4QT",
    }
    more = answered_view(office.submit(office.world.sam, ASK, twin), ASK)
    form = office.pressed(
        office.world.sam, "record_as_new_child", buttons_in(more)["record_as_new_child"]["value"], view=more
    )
    office.submit(office.world.sam, form, {"role": "Class teacher", "since": "2 2 2026"})
    record = office.pressed(office.olga, "open_record", office.first)
    assert "This may be one child with the record FP-" in words_in(record)
    both = office.pressed(office.olga, "compare_records", buttons_in(record)["compare_records"]["value"])
    assert both["callback_id"] == "records_compare"
    apart = buttons_in(record)["two_children"]
    assert "confirm" in apart
    done = office.pressed(office.olga, "two_children", apart["value"], view=record)
    assert "two children" in words_in(done)
    assert "two_children" not in buttons_in(office.pressed(office.olga, "open_record", office.first))


# ------------------------------------------------------------------ every screen


def record_shown() -> RecordShown:
    return outcomes.record_shown()


@pytest.mark.parametrize("name", outcomes.RECORD_KEEPING)
def test_every_outcome_of_record_keeping_is_a_modal_that_slack_accepts(name: str) -> None:
    screen = record_keeping_screens.record_keeping(
        outcomes.RECORD_KEEPING[name],
        lambda banner, *, seen=(), typed=NOTHING_ELSE: record_keeping_form_screens.records_form(
            typed, banner
        ),
    )
    assert check(blocks.modal(screen), "modal") == []


@pytest.mark.parametrize("typed", [{}, record_keeping_forms.values_of_details(details_of().build())])
def test_every_form_of_an_officer_is_a_modal_that_slack_accepts(typed: dict[str, str]) -> None:
    reference = outcomes.REFERENCE
    screens = (
        record_keeping_form_screens.records_form(typed),
        record_keeping_form_screens.compare_form(typed),
        record_keeping_form_screens.seal_form(typed),
        record_keeping_form_screens.correct_form(reference, typed),
        record_keeping_form_screens.correct_unborn_form(reference, typed),
        record_keeping_form_screens.new_identity_form(reference, typed),
    )
    assert [check(blocks.modal(screen), "modal") for screen in screens] == [[]] * len(screens)
