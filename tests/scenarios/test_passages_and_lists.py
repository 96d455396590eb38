"""A child moves, or dies: said by whoever works with it, told to the others; a list asked for a meeting."""

from __future__ import annotations

import re

from tests.scenarios.town import WHY, WORK, Screen, TownInChat, a_child_nobody_knows, number_and_birth_date

OFFICER, TEACHER, NURSE = "hester-colbeck", "gareth-penry", "ewa-sobczak"
SAID, DAY, AREA = "What has changed", "On which day", "New area"


def recorded(town: TownInChat, person_id: str, child: dict[str, str]) -> str:
    done = town.person(person_id).open("record").submit({**child, **WORK, **WHY})
    assert "you are shown as involved" in done.words
    return str(re.findall(r"FP-\w{5}-\w{5}", done.words)[0])


def say_where(town: TownInChat, reference: str) -> Screen:
    """The form, opened from one's own list."""
    found = (
        town.person(TEACHER)
        .open("my_children")
        .press("Find by number or name")
        .submit({"Number, name or reference": reference})
    )
    return found.press("Open").press("Moved, left or died")


def test_a_death_is_told_once_shown_first_and_taken_back_by_the_officer(town: TownInChat) -> None:
    child = a_child_nobody_knows()
    reference = recorded(town, TEACHER, child)
    recorded(town, NURSE, child)
    nurse, officer = town.person(NURSE), town.person(OFFICER)
    heard = len(nurse.messages()), len(officer.messages())

    wrong = say_where(town, reference).submit({SAID: "The child died", DAY: "30/2/2026"})
    assert wrong.errors
    done = say_where(town, reference).submit({SAID: "The child died", DAY: "20/2/2026"})
    assert "Everyone else involved is being told" in done.words

    told = nurse.wait_for_message("Something has changed", beyond=heard[0])
    assert child["Family name"] not in told.words
    assert "died" not in told.words
    assert "This child died on 20 February 2026." in told.press("See who to contact").words
    answer = town.ask("colin-mossley", number_and_birth_date(child))
    assert "This child died on 20 February 2026." in answer.words

    record = officer.wait_for_message("Something has changed", beyond=heard[1]).press("Look at the record")
    assert "Taken back" in record.press("Take back").words
    nurse.wait_for_message("That was a mistake", beyond=heard[0])
    assert "died" not in town.ask("colin-mossley", number_and_birth_date(child)).words


def test_a_child_who_moved_belongs_to_the_new_areas_officer(town: TownInChat) -> None:
    child = a_child_nobody_knows()
    reference = recorded(town, TEACHER, child)
    moved = {SAID: "The child moved to another area", DAY: "20/2/2026"}

    unknown = say_where(town, reference).submit({**moved, AREA: "Atlantis"})
    assert "no one area of this name" in " ".join(unknown.errors.values()) + unknown.words
    done = say_where(town, reference).submit({**moved, AREA: "Eastmere"})
    assert "Recorded." in done.words

    looked = town.person(OFFICER).open("my_children").press("Records").submit({"Reference": reference})
    assert child["Family name"] not in looked.words


def test_a_list_for_a_meeting_is_answered_row_by_row(town: TownInChat) -> None:
    child, unknown = a_child_nobody_knows(), a_child_nobody_knows()
    recorded(town, NURSE, child)
    lines = [
        f"{one['NHS number or UPN']}, {one['Birth date']}, {one['Given name']}, {one['Family name']}"
        for one in (child, unknown)
    ]
    form = town.person(TEACHER).open("ask").press("Ask for a list")
    why = {"Which meeting": "Panel, Tuesday", **WHY}

    wrong = form.submit({**why, "Children, one a line": f"{lines[0]}\nNobody"})
    assert "Line 2." in wrong.words
    answered = wrong.submit({**why, "Children, one a line": "\n".join(lines)})
    assert "For the meeting: Panel, Tuesday" in answered.words
    assert "One service is or was involved." in answered.words
    opened = answered.press("Open")
    assert "Ewa Sobczak" in opened.words
