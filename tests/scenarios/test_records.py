"""What becomes of records, once on every surface: disputed, joined and parted, corrected, sealed, unborn."""

from __future__ import annotations

import re
import secrets
from datetime import date, timedelta

import pytest

from tests.scenarios.town import (
    WHY,
    WORK,
    Screen,
    TownInChat,
    a_child_nobody_knows,
    number_and_birth_date,
)
from tests.town import an_unused_number

OFFICER, TEACHER, NURSE = "hester-colbeck", "gareth-penry", "ewa-sobczak"
NUMBER = "NHS number or UPN"
WRITTEN = "The reference, as you wrote it down"


def recorded(town: TownInChat, person_id: str, child: dict[str, str]) -> str:
    """The reference of a new involvement with a child nobody knew."""
    done = town.person(person_id).open("record").submit({**child, **WORK, **WHY})
    assert "you are shown as involved" in done.words
    return reference_in(done)


def reference_in(screen: Screen) -> str:
    return str(re.findall(r"FP-\w{5}-\w{5}", screen.words)[0])


def seal_in(screen: Screen) -> str:
    """The reference that has to be written down: the only one that stands by itself."""
    return next(
        line for line in screen.words.split("\n") if re.fullmatch(r"FP-\w{5}-\w{5}", line.strip())
    ).strip()


def records(town: TownInChat) -> Screen:
    """The officer's way in."""
    return town.person(OFFICER).open("my_children").press("Records")


def looked_up(town: TownInChat, reference: str) -> Screen:
    return records(town).submit({"Reference": reference})


def a_home_of_nobody() -> str:
    """Another one at each call: all children that nobody knows are born on one day."""
    letters = f"{secrets.choice('ABDEF')}{secrets.choice('GHJLN')}"
    return f"NB{secrets.randbelow(8) + 2} {secrets.randbelow(9) + 1}{letters}"


def asked(town: TownInChat, person_id: str, child: dict[str, str]) -> Screen:
    return town.ask(person_id, number_and_birth_date(child))


def test_not_this_child_hides_the_record_from_who_says_so_and_tells_the_officer(town: TownInChat) -> None:
    child, officer = a_child_nobody_knows(), town.person(OFFICER)
    recorded(town, NURSE, child)
    heard = len(officer.messages())

    done = asked(town, TEACHER, child).press("Not this child")
    assert "is not shown to you" in done.words
    assert asked(town, TEACHER, child).title == "One more detail"
    assert asked(town, "colin-mossley", child).title == "Services involved"

    told = officer.wait_for_message("of another child than they meant", beyond=heard)
    assert child["Family name"] not in told.words
    opened = told.press("Look at the record")
    assert child["Family name"] in opened.words
    assert "1 person said that this is not the child they meant." in opened.words
    assert "Gareth Penry" in opened.words
    assert "after asking by" in opened.words


def test_whoever_meets_one_of_two_records_that_may_be_one_is_told(town: TownInChat) -> None:
    child, officer = {**a_child_nobody_knows(), "Postcode": a_home_of_nobody()}, town.person(OFFICER)
    recorded(town, NURSE, child)
    heard = len(officer.messages())
    near = {**child, "Given name": a_child_nobody_knows()["Given name"], NUMBER: ""}
    more = town.person(TEACHER).open("record").submit({**near, **WORK, **WHY})
    assert more.title == "One more detail"
    done = more.press("Record as another child").submit(WORK)
    assert "you are shown as involved" in done.words

    told = officer.wait_for_message("They may be one", beyond=heard)
    answer = asked(town, "colin-mossley", child)
    assert answer.title == "Services involved"
    assert "Another record may be of this same child" in answer.words
    assert "Gareth Penry" not in answer.words

    assert "they are two children" in told.press("Look at the record").press("These are two children").words
    assert "Another record may be" not in asked(town, "colin-mossley", child).words


def test_two_records_are_joined_both_sides_told_and_parted_again(town: TownInChat) -> None:
    first, second = a_child_nobody_knows(), a_child_nobody_knows()
    one, other = recorded(town, TEACHER, first), recorded(town, NURSE, second)
    teacher, nurse = town.person(TEACHER), town.person(NURSE)
    heard = len(teacher.messages()), len(nurse.messages())

    both = records(town).press("Compare two records").submit({"Record to keep": one, "Other record": other})
    assert first["Family name"] in both.words
    assert second["Family name"] in both.words
    assert "Two different NHS numbers" in both.words
    done = both.press("Join, keep the first")
    assert "the two records are one" in done.words

    for person, before, other_one in ((teacher, heard[0], "Ewa Sobczak"), (nurse, heard[1], "Gareth Penry")):
        told = person.wait_for_message("turned out to be one", beyond=before)
        opened = told.press("See who to contact")
        assert other_one in opened.words
        assert "Your involvement" in opened.words
    assert "Gareth Penry" in asked(town, "colin-mossley", second).words

    parted = looked_up(town, other).press("Take back")
    assert "two records again" in parted.words
    for person, before in ((teacher, heard[0]), (nurse, heard[1])):
        person.wait_for_message("That was a mistake", beyond=before)
    answer = asked(town, "colin-mossley", second)
    assert "Ewa Sobczak" in answer.words
    assert "Gareth Penry" not in answer.words


def test_a_corrected_name_is_found_and_the_old_one_too(town: TownInChat) -> None:
    child, renamed = a_child_nobody_knows(), a_child_nobody_knows()
    reference = recorded(town, TEACHER, child)
    form = looked_up(town, reference).press("Correct")
    typed = {
        "Family name": renamed["Family name"],
        "What stood there before": "Was right until now: keep names and postcodes as former ones",
    }
    assert "Corrected." in form.submit(typed).words
    shown = looked_up(town, reference)
    assert renamed["Family name"] in shown.words
    assert "Also known as" in shown.words
    assert child["Family name"] in shown.words


def test_a_new_identity_leaves_the_old_one_unfound_and_one_seal(town: TownInChat) -> None:
    child, life = a_child_nobody_knows(), a_child_nobody_knows()
    reference = recorded(town, TEACHER, child)
    form = looked_up(town, reference).press("New identity")
    names = {label: life[label] for label in ("Given name", "Family name", "Birth date")}
    assert "Former and known-as names" not in form.fields()
    asked_once_more = form.submit({**names, "Numbers": life[NUMBER]})
    assert "Nothing is sealed yet" in asked_once_more.words
    assert asked(town, "colin-mossley", child).title == "Services involved"
    wrong = asked_once_more.submit({WRITTEN: "FP-AAAAA-AAAAA"})
    assert set(wrong.errors) == {WRITTEN}
    sealed = wrong.submit({WRITTEN: seal_in(asked_once_more)})
    assert asked(town, "colin-mossley", child).title == "Nothing to show"
    assert "Sealed" in looked_up(town, reference).words

    opened = records(town).press("Open a seal").submit({"Reference of the seal": reference_in(sealed)})
    assert life["Family name"] in opened.words
    assert child["Family name"] not in opened.words


@pytest.mark.parametrize("what", ["record_shown", "seal"])
def test_the_officer_of_another_area_finds_nothing(town: TownInChat, what: str) -> None:
    reference = recorded(town, TEACHER, a_child_nobody_knows())
    elsewhere = town.person("leopold-norbury").open("my_children").press("Records")
    if what == "seal":
        form = elsewhere.press("Open a seal")
        again = form.submit({"Reference of the seal": reference})
    else:
        again = elsewhere.submit({"Reference": reference})
    assert "There is no record of your area" in again.words


def test_nobody_but_an_officer_is_offered_records(town: TownInChat) -> None:
    assert "Records" not in town.person(TEACHER).open("my_children").buttons()


def test_an_unborn_child_is_found_by_its_mother_and_joined_when_born(town: TownInChat) -> None:
    mother, born = a_child_nobody_knows(), a_child_nobody_knows()
    due = date.today() + timedelta(days=90)
    unborn = {
        "Expected on": f"{due.day} {due.month} {due.year}",
        "Mother’s NHS number": an_unused_number(),
        "Mother’s given name": mother["Given name"],
        "Mother’s family name": mother["Family name"],
        "Mother’s birth date": "4 5 1995",
    }
    form = town.person(NURSE).open("record").press("Unborn child")
    before = reference_in(form.submit({**unborn, **WORK, **WHY}))
    answer = town.person(TEACHER).open("ask").press("Unborn child").submit({**unborn, **WHY})
    assert "Ewa Sobczak" in answer.words

    after = recorded(town, TEACHER, born)
    both = (
        records(town).press("Compare two records").submit({"Record to keep": after, "Other record": before})
    )
    assert "Join, keep the second" not in both.buttons()
    assert "the two records are one" in both.press("Join, keep the first").words
    joined = asked(town, "colin-mossley", born)
    assert "Ewa Sobczak" in joined.words
    assert mother["Family name"] not in looked_up(town, after).words


def test_who_rings_about_an_answer_is_helped_by_its_reference(town: TownInChat) -> None:
    known = a_child_nobody_knows()
    recorded(town, TEACHER, known)
    another_name = {**known, "Given name": "Zebedee"}
    answer = town.ask("colin-mossley", another_name)
    assert answer.title == "One more detail"
    shown = looked_up(town, reference_in(answer))
    assert "Colin Mossley" in shown.words
    assert "Zebedee" in shown.words
    assert known["Given name"] not in shown.words
