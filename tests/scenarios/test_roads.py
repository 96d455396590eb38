"""Roads that lose or destroy nothing, once on every surface."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from tests.scenarios.town import (
    WHY,
    WORK,
    Message,
    Person,
    Screen,
    TownInChat,
    a_child_nobody_knows,
    number_and_birth_date,
)

WISH = {"Reason": "Child missing or not seen"}


@pytest.fixture(autouse=True)
def everything_drawn_is_sound(town: TownInChat) -> Iterator[None]:
    yield
    assert town.product.everything_drawn_is_sound()


def recorded(person: Person, child: dict[str, str]) -> Screen:
    return person.open("record").submit({**child, **WORK, **WHY})


def until(form: Screen, place: int) -> dict[str, str]:
    """A last day by its place in the list: 1, 3, 6, 12 months."""
    field = form.shown.fields()["Tell me until"]  # type: ignore[attr-defined]
    choices = [one["title"] for one in field["choices"]] if "choices" in field else None
    options = choices or [one["text"]["text"] for one in field["element"]["options"]]
    return {**WISH, "Tell me until": options[place]}


def test_i_am_involved_too_on_ones_own_child_changes_nothing_of_it(town: TownInChat) -> None:
    child, teacher = a_child_nobody_knows(), town.person("gareth-penry")
    lead = {**WORK, "Are you the lead professional?": "Yes"}
    teacher.open("record").submit({**child, **lead, **WHY})
    answer = town.ask("gareth-penry", number_and_birth_date(child))
    shown = answer.press("I’m involved too").submit(
        {"Your role with the child": "somebody else", "Involved since": "3 3 2026"}
    )
    assert "You are recorded with this child since 2 February 2026" in shown.words
    assert "lead professional" in shown.words
    assert shown.press("Change").filled()["Your role with the child"] == "class teacher"


def test_whoever_leads_beside_another_is_asked_first(town: TownInChat) -> None:
    child = a_child_nobody_knows()
    lead = {**WORK, "Are you the lead professional?": "Yes"}
    town.person("gareth-penry").open("record").submit({**child, **lead, **WHY})
    form = town.ask("ewa-sobczak", number_and_birth_date(child)).press("I’m involved too")
    asked = form.submit({**lead, "Your role with the child": "school nurse"})
    assert "Gareth Penry" in asked.words
    assert "is recorded as lead professional since 2 February 2026" in asked.words
    done = asked.submit({"Are you the lead professional?": "No"})
    assert "you are shown as involved" in done.words


def test_an_end_that_was_refused_is_corrected_and_ends(town: TownInChat) -> None:
    child, teacher = a_child_nobody_knows(), town.person("philippa-ridley")
    done = recorded(teacher, child)
    form = done.press("See who is involved").press("End")
    refused = form.submit({"Last day of involvement": "1 1 2020"})
    assert set(refused.errors) == {"Last day of involvement"}
    assert "Ended." in refused.submit({"Last day of involvement": "1 3 2026"}).words


def last_day(day: date) -> dict[str, str]:
    return {"Last day of involvement": f"{day.day} {day.month} {day.year}"}


def test_a_role_is_put_in_a_last_day_ahead_stands_and_what_ended_is_opened_again(town: TownInChat) -> None:
    child, teacher = a_child_nobody_knows(), town.person("gareth-penry")
    form = teacher.open("record")
    assert form.filled()["Your role with the child"] == town.entry("gareth-penry")["job_title"]
    assert "Why do you record it?" in form.words
    done = form.submit({**child, "Involved since": "2 2 2026", **WHY})
    assert "What happens next" in done.words
    today = date.today()
    noted = done.press("See who is involved").press("End").submit(last_day(today + timedelta(days=1)))
    assert "is your last day" in noted.words
    again = noted.press("See who is involved")
    assert "Last day" in again.words
    ended = again.press("End").submit(last_day(today))
    assert "Ended." in ended.words
    assert "It goes on" in ended.press("Open it again").words


def test_not_enough_to_record_comes_back_as_typed(town: TownInChat) -> None:
    child, teacher = a_child_nobody_knows(), town.person("philippa-ridley")
    again = teacher.open("record").submit({**number_and_birth_date(child), **WORK, **WHY})
    assert "need more to know the child by" in again.words
    assert again.filled()["Your role with the child"] == "class teacher"
    done = again.submit({name: child[name] for name in ("Given name", "Family name")})
    assert "you are shown as involved" in done.words


def test_the_unborn_form_and_back_loses_nothing(town: TownInChat) -> None:
    typed = {"Given name": "Aoife", "Family name": "Byrne", "Note for the record": "by telephone", **WHY}
    form = town.person("colin-mossley").open("ask").press("More details", typed={"Given name": "Aoife"})
    assert form.filled()["Given name"] == "Aoife"
    unborn = form.press("Unborn child", typed=typed)
    assert unborn.filled()["Mother’s family name"] == "Byrne"
    assert unborn.filled()["Note for the record"] == "by telephone"
    held = {label: value for label, value in unborn.filled().items() if label not in WHY and value}
    back = unborn.press("Child is born already", typed={**held, **WHY})
    assert {
        label: back.filled()[label] for label in ("Given name", "Family name", "Note for the record")
    } == {label: typed[label] for label in ("Given name", "Family name", "Note for the record")}


def test_cancel_leads_back_to_the_answer(town: TownInChat) -> None:
    child = a_child_nobody_knows()
    recorded(town.person("gareth-penry"), child)
    answer = town.ask("ewa-sobczak", number_and_birth_date(child))
    back = answer.press("I’m involved too").back()
    assert "Gareth Penry" in back.words


def test_after_nothing_the_slip_is_corrected_and_asked_again(town: TownInChat) -> None:
    child = a_child_nobody_knows()
    recorded(town.person("gareth-penry"), child)
    slip = {"Given name": "Xanthippe", "Family name": "Wrongname", "Birth date": child["Birth date"]}
    nothing = town.ask("ewa-sobczak", slip)
    assert nothing.title == "Nothing to show"
    form = nothing.press("Change details, ask again")
    assert form.filled()["Family name"] == "Wrongname"
    answer = form.submit(child)
    assert "Gareth Penry" in answer.words


def test_nothing_to_show_names_a_telephone(town: TownInChat) -> None:
    nothing = town.ask("colin-mossley", number_and_birth_date(a_child_nobody_knows()))
    assert "01632 960101" in nothing.words
    assert "Index officer of Northbrook" in nothing.words
    assert "01632 960100" in nothing.words


def test_what_stands_after_a_change_is_what_is_stored(town: TownInChat) -> None:
    child, teacher = a_child_nobody_knows(), town.person("philippa-ridley")
    opened = recorded(teacher, child).press("See who is involved")
    done = opened.press("Change").submit({"Your role with the child": "head of year"})
    assert "head of year" in done.words
    again = done.back() if town.product.name == "slack" else done.press("See who is involved")
    assert "head of year" in again.words
    assert "class teacher" not in again.words


def test_a_second_tell_me_is_asked_which(town: TownInChat) -> None:
    child = a_child_nobody_knows()
    recorded(town.person("gareth-penry"), child)
    form = town.ask("colin-mossley", number_and_birth_date(child)).press(
        "Tell me if someone becomes involved"
    )
    assert "You will be told" in form.submit(until(form, 3)).words
    answer = town.ask("colin-mossley", {**number_and_birth_date(child), "Note for the record": "again"})
    form = answer.press("Tell me if someone becomes involved")
    asked = form.submit(until(form, 0))
    assert "You are told about this child already" in asked.words
    assert "Gareth Penry" in asked.back().words


def test_an_answer_in_a_teams_chat_is_closed_when_its_reader_writes_again(town: TownInChat) -> None:
    if town.product.name != "teams":
        pytest.skip("a modal leaves nothing in the chat")
    child, reader = a_child_nobody_knows(), town.person("ling-cheung")
    recorded(town.person("gareth-penry"), child)
    reader.write("hello")
    town.ask("ling-cheung", number_and_birth_date(child))
    reader.write("thank you")
    closed = [said for said in reader.messages() if "Closed, so that nothing of a child" in said.words]
    dialogs = town.product.local.way == "dialog"  # type: ignore[attr-defined]
    assert len(closed) == (0 if dialogs else 1)


def test_a_child_recorded_by_about_how_old_is_found_by_home_and_name(town: TownInChat) -> None:
    child = a_child_nobody_knows()
    known = {**{name: child[name] for name in ("Given name", "Family name")}, "Postcode": "NB3 4TQ"}
    done = recorded(town.person("gareth-penry"), {**known, "Birth date": "about 11"})
    assert "you are shown as involved" in done.words
    assert "Birth date read as: about 20" in done.words
    assert "only this part is known" in done.press("See who is involved").words
    weak = town.ask("ewa-sobczak", {**known, "Birth date": "aged 11", "Postcode": ""})
    assert "One more detail" in weak.title
    answer = weak.submit({"Postcode": "NB3 4TQ"})
    assert "Gareth Penry" in answer.words


def test_half_a_postcode_is_said_to_be_half_and_uses_up_no_try(town: TownInChat) -> None:
    common = {"Given name": "Jack", "Family name": "Smith", "Birth date": "9 11 2014"}
    asked = town.ask("ewa-sobczak", {**common, "Postcode": "NB1"})
    assert asked.title == "One more detail"
    assert "We need the whole postcode" in asked.words
    assert "You can try 2 more times" in asked.words
    again = asked.submit({"Postcode": "NB1"})
    assert set(again.errors) == {"Postcode"}
    assert "You can try 2 more times" not in again.submit({"Postcode": "NB1 4QT"}).words


def test_a_number_beside_the_name_of_another_child_is_said_not_to_belong(town: TownInChat) -> None:
    child, other = a_child_nobody_knows(), a_child_nobody_knows()
    recorded(town.person("gareth-penry"), child)
    mixed = {**other, "NHS number or UPN": child["NHS number or UPN"]}
    asked = town.ask("ewa-sobczak", mixed)
    assert "do not belong together" in asked.words
    assert asked.press("Change details, ask again").filled()["Family name"] == other["Family name"]


def test_a_nil_answer_states_every_area_asked_about(town: TownInChat) -> None:
    asked = {**number_and_birth_date(a_child_nobody_knows()), "Also lived in": "Westhaven, Atlantis"}
    nothing = town.ask("colin-mossley", asked)
    assert "Services in Fingerpost for Northbrook" in nothing.words
    assert "Services in Fingerpost for Westhaven" in nothing.words
    assert "No area of Fingerpost is called Atlantis" in nothing.words
    assert nothing.press("Change details, ask again").filled()["Also lived in"] == "Westhaven, Atlantis"


def reference_in(screen: Screen) -> str:
    return str(re.findall(r"FP-\w{5}-\w{5}", screen.words)[-1])


def written(town: TownInChat, person_id: str, text: str) -> Message:
    """What the bot says to a message."""
    person = town.person(person_id)
    before = len(person.messages())
    person.write(text)
    return person.messages()[before:][-1]


def test_a_reference_that_is_written_opens_what_it_stands_for(town: TownInChat) -> None:
    child = a_child_nobody_knows()
    own = reference_in(recorded(town.person("gareth-penry"), child))
    answer = town.ask("ewa-sobczak", number_and_birth_date(child))
    request = answer.press("Ask to be contacted").submit(
        {"Can it wait?": "Yes, until they have time in their working hours"}
    )
    asked, contact = reference_in(answer), reference_in(request)

    def opened(person_id: str, reference: str) -> Screen:
        return written(town, person_id, reference).press(f"Open {reference}")

    assert "Your involvement" in opened("gareth-penry", own).words
    assert opened("ewa-sobczak", asked).title == "Services involved"
    assert opened("gareth-penry", contact).title == "Request"
    assert opened("hester-colbeck", own).title == "Record"
    assert "belongs to somebody else" in opened("philippa-ridley", own).words


@pytest.mark.parametrize(
    ("person_id", "can"),
    [
        ("gareth-penry", "You can ask who else works with a child"),
        ("hester-colbeck", "Under “Records”"),
    ],
)
def test_the_start_page_says_what_one_can_do(town: TownInChat, person_id: str, can: str) -> None:
    page = written(town, person_id, "hello").press("What waits for me")
    assert can in page.words


def test_whoever_is_refused_is_offered_nothing_that_is_refused_as_well(town: TownInChat) -> None:
    person = town.refused_as("not_trained")
    before = len(person.messages())
    person.write("hello")
    page = person.messages()[before:][-1].press("What waits for me")
    assert "training is not recorded" in page.words
    assert "Ask who is involved" not in page.buttons()
