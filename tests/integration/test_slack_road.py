"""The main road through the deployed functions, as people in Slack walk it."""

from __future__ import annotations

import json
import re
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.local_stack import LocalStack
from tests.scenarios.town import (
    WHY,
    WORK,
    a_child_nobody_knows,
    by_details,
    by_number,
    number_and_birth_date,
)
from tests.town import an_unused_number
from tools.block_kit import check
from tools.workbench.driver import LocalSlack, Person, Screen

Json = dict[str, Any]


@dataclass(frozen=True)
class Walk:
    """The stack and the people in it."""

    stack: LocalStack
    slack: LocalSlack

    def person(self, person_id: str) -> Person:
        """Somebody of the synthetic town, with no modal open."""
        [one] = [person for person in self.stack.people if person["id"] == person_id]
        person = self.slack.person(one["slack_user_id"])
        person.close_all()
        return person

    def child(self, case: str) -> Json:
        """A seeded child by what it is there for."""
        known = [*self.stack.document["children"], *self.stack.document["nothing_to_show"]]
        return next(child for child in known if child["case"].startswith(case))

    def ask(self, person_id: str, details: dict[str, str]) -> Screen:
        """Open the form, fill it in, send it."""
        answer = self.person(person_id).open_form().submit({**details, **WHY})
        assert answer is not None
        return answer


@pytest.fixture
def walk(stack: LocalStack) -> Iterator[Walk]:
    slack = LocalSlack(stack.document["slack"]["workbench_url"])
    slack.forget_log()
    yield Walk(stack, slack)
    slack.forget_faults()


@pytest.fixture(autouse=True)
def everything_sent_is_sound(walk: Walk) -> Iterator[None]:
    """Every payload the bot sends in any of these tests goes through the checker."""
    yield
    for call in walk.slack.web_api_log():
        view, method = call["args"].get("view"), call["method"]
        if view:
            assert check(view, "home" if method == "views.publish" else "modal") == []
        if method == "chat.postMessage":
            kept = ("text", "blocks", "metadata", "unfurl_links", "unfurl_media")
            assert check({name: call["args"][name] for name in kept if name in call["args"]}, "message") == []


@pytest.mark.parametrize("how", [by_number, by_details])
def test_a_known_child_is_answered_with_whom_to_ring(walk: Walk, how: Any) -> None:  # noqa: ANN401
    child = walk.child("several services")
    answer = walk.ask("colin-mossley", how(child))
    assert answer.title == "Services involved"
    for involved in child["involved"]:
        assert involved["name"] in answer.words
        assert involved["service"] in answer.words
    assert "Asked by: Colin Mossley" in answer.words
    assert child["family_name"] not in answer.words


def test_an_answer_posts_nothing_anywhere(walk: Walk) -> None:
    walk.ask("colin-mossley", by_number(walk.child("several services")))
    assert walk.slack.web_api_log("chat.postMessage") == []
    assert walk.slack.web_api_log("views.update") == []


@pytest.mark.parametrize("case", ["only a sensitive service", "the only involvement was entered in error"])
def test_what_may_not_be_shown_looks_like_nothing(walk: Walk, case: str) -> None:
    child = walk.child(case)
    answer = walk.ask("colin-mossley", by_number(child))
    absent = walk.ask("colin-mossley", {"NHS number or UPN": an_unused_number(), "Birth date": "9 11 2014"})
    assert answer.title == "Nothing to show"
    assert len(answer.words) == len(absent.words)


def test_namesakes_are_told_apart_by_one_more_detail_and_by_nothing_before(walk: Walk) -> None:
    namesake = walk.child("a namesake")
    vague = {name: value for name, value in by_details(namesake).items() if name != "Postcode"}
    question = walk.ask("colin-mossley", vague)
    assert (question.title, list(question.fields())) == ("One more detail", ["Postcode"])
    assert namesake["family_name"] not in question.words
    answer = question.submit({"Postcode": namesake["postcode"]})
    assert answer is not None
    assert answer.title == "Services involved"
    assert namesake["involved"][0]["name"] in answer.words


def test_after_two_more_details_the_officer_is_rung(walk: Walk) -> None:
    namesake = walk.child("a namesake")
    vague = {name: value for name, value in by_details(namesake).items() if name != "Postcode"}
    screen: Screen | None = walk.ask("colin-mossley", vague)
    for _ in range(2):
        assert screen is not None
        [wanted] = screen.fields()
        screen = screen.submit({wanted: {"Postcode": "ZZ9 9ZZ", "Sex": "Female"}.get(wanted, "9990000018")})
    assert screen is not None
    assert screen.title == "One more detail" or screen.title == "Nothing to show"
    assert screen.fields() == {}


@pytest.mark.parametrize(
    "refused_as",
    [
        "unknown_person",
        "guest",
        "suspended",
        "not_trained",
        "not_vetted",
        "no_agreement",
        "service_not_accredited",
        "stranger",
        "email_not_accepted",
    ],
)
def test_whoever_may_not_ask_is_told_what_to_do_instead_of_getting_the_form(
    walk: Walk, refused_as: str
) -> None:
    [one] = [person for person in walk.stack.people if person["refused_as"] == refused_as]
    screen = walk.person(one["id"]).open_form()
    assert screen.title == "Not possible"
    assert "999" in screen.words


def test_a_recorded_involvement_is_found_by_the_next_who_asks_and_both_are_told(walk: Walk) -> None:
    child = a_child_nobody_knows()
    first, second = walk.person("gareth-penry"), walk.person("ewa-sobczak")
    recorded = first.use_shortcut("record").submit({**child, **WORK, **WHY})
    assert recorded is not None
    assert "you are shown as involved" in recorded.words

    answer = walk.ask("ewa-sobczak", number_and_birth_date(child))
    assert "Gareth Penry" in answer.words
    before = len(first.direct_messages())
    form = answer.click("I’m involved too")
    assert form is not None
    done = form.submit({"Your role with the child": "school nurse"})
    assert done is not None
    assert "you are shown as involved" in done.words

    told = first.wait_for_message("somebody else is now involved".capitalize(), beyond=before)
    assert child["Family name"] not in told.words
    opened = first.click("See who to contact", told)
    assert opened is not None
    assert "Ewa Sobczak" in opened.words
    assert second.direct_messages() == [
        message for message in second.direct_messages() if child["Family name"] not in message.words
    ]


def test_my_children_opens_changes_and_ends(walk: Walk) -> None:
    teacher = walk.person("philippa-ridley")
    child = a_child_nobody_knows()
    recorded = teacher.use_shortcut("record").submit({**child, **WORK, **WHY})
    assert recorded is not None
    [reference] = set(re.findall(r"FP-\w{5}-\w{5}", recorded.words))

    opened = _open(teacher, reference, child)
    form = opened.click("Change")
    assert form is not None
    changed = form.submit({"Your role with the child": "head of year"})
    assert changed is not None
    assert "Changed." in changed.words

    again = _open(teacher, reference, child)
    assert "head of year" in again.words
    form = again.click("End")
    assert form is not None
    ended = form.submit({})
    assert ended is not None
    assert "Ended." in ended.words


def _open(person: Person, reference: str, child: dict[str, str]) -> Screen:
    """The child behind a reference on one's own list; the list itself names nobody."""
    person.close_all()
    listed = person.use_shortcut("my_children")
    assert child["Family name"] not in listed.words
    rows = [block for block in listed.view["blocks"] if block["type"] == "section"]
    [row] = [row for row in rows if row["accessory"]["value"] == reference]
    button = row["accessory"]
    where = {"view_id": listed.view["id"], "block_id": row["block_id"], "action_id": button["action_id"]}
    person.act("act_in_view", **where, value=button["value"], values={})
    opened = person.screen()
    assert opened is not None
    assert child["Family name"] in opened.words
    return opened


def test_a_watch_from_a_nil_answer_is_told_when_somebody_comes(walk: Walk) -> None:
    child = a_child_nobody_knows()
    watcher = walk.person("colin-mossley")
    nothing = walk.ask("colin-mossley", child)
    assert nothing.title == "Nothing to show"
    form = nothing.click("Tell me if someone becomes involved")
    assert form is not None
    until = form.fields()["Tell me until"]["element"]["options"][0]["text"]["text"]
    done = form.submit({"Reason": "Child missing or not seen", "Tell me until": until})
    assert done is not None
    assert "You will be told" in done.words
    before = len(watcher.direct_messages())
    walk.person("gareth-penry").use_shortcut("record").submit({**child, **WORK, **WHY})
    watcher.wait_for_message("See who to contact", beyond=before, seconds=40)


def test_errors_stand_under_their_fields_and_the_form_stays(walk: Walk) -> None:
    form = walk.person("colin-mossley").open_form()
    hostile = {"Given name": "<!channel>", "Family name": "B", "Birth date": "30 2 2016", "Postcode": "x"}
    same = form.submit({**hostile, **WHY})
    assert same is not None
    assert set(same.errors) == {"Given name", "Family name", "Birth date", "Postcode"}


def test_a_double_click_asks_once(walk: Walk) -> None:
    form = walk.person("colin-mossley").open_form()
    answer = form.submit_twice({**by_number(walk.child("several services")), **WHY})
    assert answer is not None
    assert answer.title == "Services involved"


def test_a_direct_message_gets_a_menu_and_a_personal_one_a_warning(walk: Walk) -> None:
    person = walk.person("ling-cheung")
    before = len(person.direct_messages())
    person.write("hello")
    person.write("do you know Zachariah Quillfeather, born 27/3/2016?")
    menu, warning = person.direct_messages()[before:]
    assert "please delete it" not in menu.words
    assert "please delete it" in warning.words
    assert "Zachariah" not in warning.words
    form = person.click("Ask who is involved", warning)
    assert form is not None
    assert form.title == "Ask who is involved"


def test_an_event_delivered_three_times_is_answered_once(walk: Walk) -> None:
    person = walk.person("ling-cheung")
    before = len(person.direct_messages())
    said = {
        "type": "message",
        "channel_type": "im",
        "channel": person.direct_channel,
        "text": "hello",
        "ts": "1.1",
    }
    for retry in range(3):
        person.hear_event({**said, "user": person.slack_user_id}, event_id=f"Ev{before}once", retry=retry)
    assert len(person.direct_messages()) == before + 1


def test_typed_details_are_refused_and_the_button_opens_the_form(walk: Walk) -> None:
    person = walk.person("ling-cheung")
    assert person.run("/involved", "Zachariah Quillfeather") is None
    said = person.ephemeral_messages()[-1]
    assert "Zachariah" not in said.words
    form = person.click("Ask who is involved", said)
    assert form is not None
    assert form.title == "Ask who is involved"


def test_the_home_tab_has_the_menu_and_counts(walk: Walk) -> None:
    home = walk.person("gareth-penry").open_home()
    assert home is not None
    assert "You are recorded as involved with" in home.words
    assert "Winterbourne" not in home.words


@pytest.mark.parametrize("status", [429, 500])
def test_slack_in_trouble_ends_in_words_or_nothing_and_never_in_a_trace(walk: Walk, status: int) -> None:
    walk.slack.plant_fault("views.open", status)
    person = walk.person("ling-cheung")
    assert person.run("/involved") is None
    assert "The form did not open" in person.ephemeral_messages()[-1].words


def test_a_bad_signature_is_turned_away_and_leaves_one_log_line(walk: Walk) -> None:
    body = urlencode({"command": "/involved", "text": "Zachariah Quillfeather"}).encode()
    moment = str(int(time.time()))
    headers = {**walk.stack.signature(body, moment), "X-Slack-Signature": "v0=" + "0" * 64}
    before = len(walk.stack.log_lines("slack"))
    answer = walk.stack.send(body, headers)
    assert (answer.status, answer.text) == (401, "")
    new = _once_logged(walk, before)
    assert sum("TURNED_AWAY" in line for line in new) == 1
    assert not any("Zachariah" in line for line in new)


def _once_logged(walk: Walk, before: int) -> list[str]:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        new = walk.stack.log_lines("slack")[before:]
        if any("TURNED_AWAY" in line for line in new):
            return new
        time.sleep(0.2)
    raise AssertionError("nothing was logged")


def test_a_captured_request_is_good_once(walk: Walk) -> None:
    [me] = [one for one in walk.stack.people if one["id"] == "colin-mossley"]
    payload = {
        "type": "view_submission",
        "user": {"id": me["slack_user_id"], "team_id": me["team_id"]},
        "team": {"id": me["team_id"]},
        "view": _filled_in(walk),
    }
    body = urlencode({"payload": json.dumps(payload)}).encode()
    headers = walk.stack.signature(body, str(int(time.time())))
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    first, second = walk.stack.send(body, headers), walk.stack.send(body, headers)
    assert (first.body["view"]["callback_id"], second.status, second.text) == ("confirmed", 401, "")


def _filled_in(walk: Walk) -> Json:
    """The ask form as Slack sends it back."""
    values = {
        "identifier": {"value": walk.child("several services")["nhs_number"]},
        "birth_date": {"value": walk.child("several services")["birth_date"]},
        "reason": {"selected_option": {"value": "safeguarding"}},
        "family_told": {"selected_option": {"value": "no"}},
    }
    state = {f"ask/{name}": {name: held} for name, held in values.items()}
    return {
        "type": "modal",
        "id": "VCAPTURED",
        "hash": secrets.token_hex(4),
        "callback_id": "ask",
        "private_metadata": "",
        "blocks": [],
        "state": {"values": state},
    }
