"""What the main road does when AWS or Slack fail under it, or requests are forged, repeated or garbled."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from fingerpost.adapters.dynamodb import keys
from fingerpost.adapters.dynamodb.attributes import to_attributes
from fingerpost.domain.notice import NoticeState
from fingerpost.domain.practitioner import ChatIdentity, Product
from tests.builders import a_notice
from tests.local_stack import Answer, LocalStack
from tests.outages import Weather, aws_behind_proxy, outage
from tests.town import NewChild, Town, a_new_child
from tools.workbench.driver import LocalSlack, Person, Screen
from tools.workbench.words_on_screen import GestureFailed

Json = dict[str, Any]

ASKER = "dorothy-garside"
WHY = {"Reason": "Worried about a child's safety", "Does the family know?": "No"}
WORK = {"Your role with the child": "school nurse", "Involved since": "2 2 2026"}
NUMBER = "NHS number or UPN"
CANNOT = "Cannot answer now. Nothing was recorded as answered."
ASKED_ALREADY = "This was asked once already"
_LONGEST_WAIT = 60.0
_SETTLED = 2.0


@dataclass(frozen=True)
class Bad:
    """The stack on a bad day."""

    stack: LocalStack
    slack: LocalSlack
    town: Town

    def person(self, person_id: str) -> Person:
        """Somebody with no window open."""
        person = self.slack.person(self.town.entry(person_id)["slack_user_id"])
        person.close_all()
        return person

    def form(self) -> Screen:
        """The asker's empty form, with all its fields."""
        form = self.person(ASKER).open_form().click("More details")
        assert form is not None
        return form

    def known(self) -> dict[str, str]:
        """An ask that is answered on a good day."""
        child = self.town.child_named("Ottilie")
        return {NUMBER: child["nhs_number"], "Birth date": child["birth_date"], **WHY}

    def answers_recorded(self) -> int:
        """How many outcomes of the asker's asks the ledger holds."""
        lines = self.town.ledger_by(ASKER)
        return sum((line["act"]["S"], line["phase"]["S"]) == ("ask", "outcome") for line in lines)

    def records(self, person_id: str, child: NewChild) -> str:
        """Somebody becomes involved; the reference."""
        form = self.person(person_id).use_shortcut("record")
        done = sent(form, {**by_details(child), **WORK, **WHY})
        assert "you are shown as involved" in done.words
        return done.words.split("Reference ")[1][:14]

    def told(self, person_id: str, beyond: int, expected: int = 1) -> int:
        """How many messages came beyond so many, once there are as many as expected and no more come."""
        person = self.slack.person(self.town.entry(person_id)["slack_user_id"])
        until(lambda: len(person.direct_messages()) - beyond >= expected)
        time.sleep(_SETTLED)
        return len(person.direct_messages()) - beyond

    def messages(self, person_id: str) -> int:
        """How many messages of the bot stand there now."""
        return len(self.slack.person(self.town.entry(person_id)["slack_user_id"]).direct_messages())

    def deliveries(self, person_id: str) -> int:
        """How many deliveries to somebody the ledger holds."""
        lines = self.town.ledger_by(person_id)
        return sum(
            (line["act"]["S"], line.get("outcome", {}).get("S")) == ("deliver", "delivered") for line in lines
        )


def by_details(child: NewChild) -> dict[str, str]:
    return {
        NUMBER: child.number,
        "Given name": child.given_name,
        "Family name": child.family_name,
        "Birth date": child.birth_date,
    }


def sent(form: Screen, typed: dict[str, str]) -> Screen:
    screen = form.submit(typed)
    assert screen is not None
    return screen


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _LONGEST_WAIT
    while not holds():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.2)


@pytest.fixture
def bad(stack: LocalStack) -> Iterator[Bad]:
    slack = LocalSlack(stack.document["slack"]["workbench_url"])
    slack.forget_log()
    yield Bad(stack, slack, Town(stack))
    slack.set(seconds_to_answer=3.0)
    slack.forget_faults()


@pytest.fixture(scope="module")
def proxied(stack: LocalStack) -> Iterator[Weather]:
    with aws_behind_proxy(stack, "slack") as weather:
        warm_up(stack)
        yield weather


def warm_up(stack: LocalStack) -> None:
    """The first call of a fresh function may take longer than Slack waits."""
    slack, town = LocalSlack(stack.document["slack"]["workbench_url"]), Town(stack)
    slack.set(seconds_to_answer=20.0)
    slack.person(town.entry(ASKER)["slack_user_id"]).open_home()
    slack.set(seconds_to_answer=3.0)


@pytest.fixture
def weather(proxied: Weather) -> Iterator[Weather]:
    yield proxied
    proxied.clears()


# ---------------------------------------------------------------- DynamoDB and KMS


@contextmanager
def _stormy(weather: Weather, how: str) -> Iterator[None]:
    weather.becomes(how, "DynamoDB")
    yield
    assert weather.struck > 0
    weather.clears()


def _outages(bad: Bad, weather: Weather) -> dict[str, AbstractContextManager[None]]:
    ledger = f"arn:aws:dynamodb:*:*:table/{bad.stack.tables['ledger']}"
    return {
        "refuses": outage(bad.stack, "slack", "dynamodb:*"),
        "takes no ledger line": outage(bad.stack, "slack", "dynamodb:PutItem", of=ledger),
        "is throttled": _stormy(weather, "throttled"),
        "is down": _stormy(weather, "down"),
        "is silent": _stormy(weather, "silent"),
    }


@pytest.mark.parametrize(
    "dynamodb", ["refuses", "takes no ledger line", "is throttled", "is down", "is silent"]
)
def test_while_dynamodb_fails_nothing_is_answered_recorded_or_lost(
    bad: Bad, weather: Weather, dynamodb: str
) -> None:
    form, before = bad.form(), bad.answers_recorded()

    with _outages(bad, weather)[dynamodb]:
        screen = sent(form, {**bad.known(), "Note for the record": "seen by the gate"})

    assert CANNOT in screen.words
    assert screen.view["values"]["ask/note"] == {"note": "seen by the gate"}
    assert bad.answers_recorded() == before
    assert sent(screen, {}).title == "Services involved"


@pytest.mark.parametrize("how", ["throttled", "down", "answer lost"])
def test_a_hiccup_of_dynamodb_is_not_noticed(bad: Bad, weather: Weather, how: str) -> None:
    form, before = bad.form(), bad.answers_recorded()
    weather.becomes(how, "TransactWriteItems", spared=1, times=1)

    answer = sent(form, bad.known())

    assert (answer.title, weather.struck) == ("Services involved", 1)
    assert bad.answers_recorded() == before + 1


def test_an_outage_is_in_the_log_by_its_code_for_the_alarm(bad: Bad, weather: Weather) -> None:
    form, before = bad.form(), len(bad.stack.log_lines("slack"))
    weather.becomes("down", "TransactWriteItems", spared=2)

    assert CANNOT in sent(form, bad.known()).words

    [line] = [
        one for one in bad.town.new_log_lines("slack", before, "LEDGER_WRITE_FAILED") if "FAILED" in one
    ]
    assert json.loads(line)["code"].startswith("TransactWriteItems:")


def test_an_answer_that_was_lost_on_its_way_is_given_again_and_asked_once(bad: Bad, weather: Weather) -> None:
    form, before = bad.form(), bad.answers_recorded()
    bad.slack.set(seconds_to_answer=0.02)
    with pytest.raises(GestureFailed, match="operation_timeout"):
        form.submit(bad.known())
    bad.slack.set(seconds_to_answer=3.0)
    until(lambda: bad.answers_recorded() == before + 1)

    answer = sent(form, {})

    assert answer.title == "Services involved"
    reference = answer.words.split("Reference ")[1][:14]
    attempts = [one for one in bad.town.ledger_of(reference, ASKER) if one["phase"]["S"] == "attempt"]
    assert len(attempts) == 1


def test_an_ask_cut_off_between_attempt_and_answer_says_so_and_can_be_asked_again(
    bad: Bad, weather: Weather
) -> None:
    """As when Lambda is killed between the two: the attempt stands, no outcome, and Slack heard nothing."""
    form, before = bad.form(), bad.answers_recorded()
    bad.slack.set(seconds_to_answer=0.5)
    weather.becomes("silent", "TransactWriteItems", spared=2)
    with pytest.raises(GestureFailed, match="operation_timeout"):
        form.submit(bad.known())
    time.sleep(2.5)
    weather.clears()
    bad.slack.set(seconds_to_answer=5.0)

    screen = sent(form, {})

    assert ASKED_ALREADY in screen.words
    assert bad.answers_recorded() == before
    assert sent(screen, {}).title == "Services involved"


def test_while_dynamodb_fails_nothing_is_half_recorded_and_later_all_is_once(
    bad: Bad, weather: Weather
) -> None:
    child = a_new_child()
    bad.records("ling-cheung", child)
    before = bad.messages("ling-cheung")
    form = bad.person("rui-figueiredo").use_shortcut("record")
    weather.becomes("down", "TransactWriteItems", spared=2)

    screen = sent(form, {**by_details(child), **WORK, **WHY})
    assert "Cannot do this now. What you typed is below" in screen.words
    weather.becomes("answer lost", "TransactWriteItems", spared=2, times=1)
    done = sent(screen, {})

    assert "you are shown as involved" in done.words
    answer = sent(bad.form(), {NUMBER: child.number, "Birth date": child.birth_date, **WHY})
    assert answer.words.count("Rui Figueiredo, school nurse.") == 1
    assert bad.told("ling-cheung", before) == 1


def test_a_function_that_starts_while_kms_is_down_says_so_and_recovers_by_itself(bad: Bad) -> None:
    bad.slack.set(seconds_to_answer=20.0)
    with aws_behind_proxy(bad.stack, "slack") as weather:
        weather.becomes("down", "TrentService")
        form = bad.person(ASKER).open_form()
        assert "Fingerpost cannot answer at the moment." in form.words
        screen = sent(form, bad.known())
        assert CANNOT in screen.words
        weather.clears()
        assert sent(screen, {}).title == "Services involved"


# ---------------------------------------------------------------- Slack


def test_a_form_that_opened_though_slacks_answer_never_came_can_be_used(bad: Bad) -> None:
    bad.slack.plant_fault("views.open", "timeout", performed=True)
    person = bad.person(ASKER)

    form = person.run("/involved")

    assert form is not None
    assert sent(form, bad.known()).title == "Services involved"


def test_a_window_that_did_not_open_opens_at_the_next_press(bad: Bad) -> None:
    answer = sent(bad.form(), bad.known())
    bad.slack.plant_fault("views.push", 500)

    same = answer.click("I’m involved too")
    assert same is not None
    assert same.title == "Services involved"
    opened = same.click("I’m involved too")

    assert opened is not None
    assert opened.title == "Record involvement"


@pytest.mark.parametrize("status", [429, 500])
def test_whoever_may_not_ask_is_refused_though_the_form_could_not_be_replaced(bad: Bad, status: int) -> None:
    bad.slack.plant_fault("views.update", status, times=2)
    guest = bad.person(bad.town.refused_entry("guest")["id"])

    form = guest.run("/involved")
    assert form is not None
    refused = sent(form, bad.known())

    assert refused.title == "Not possible"
    assert "Amara Thackley" not in refused.words


def test_a_start_page_that_was_not_drawn_is_drawn_the_next_time(bad: Bad) -> None:
    bad.slack.plant_fault("views.publish", 500)
    person = bad.person("samir-haddad")
    person.open_home()

    home = person.open_home()

    assert home is not None
    assert "You are recorded as involved with" in home.words


def test_an_account_that_slack_will_not_vouch_for_is_not_answered(bad: Bad) -> None:
    _forget_account(bad.stack, bad.town.entry(ASKER))
    bad.slack.plant_fault("users.info", 500, times=2)
    bad.slack.set(seconds_to_answer=20.0)

    with aws_behind_proxy(bad.stack, "slack"):  # a fresh function, which remembers nobody
        form = bad.person(ASKER).open_form()
        assert "Fingerpost cannot answer at the moment." in form.words
        screen = sent(form, bad.known())

    assert CANNOT in screen.words


def _forget_account(stack: LocalStack, person: Json) -> None:
    """As if Slack's word on the account were from another year."""
    key = keys.identity(ChatIdentity(Product.SLACK, person["team_id"], person["slack_user_id"]))
    stack.client("dynamodb").update_item(
        TableName=stack.tables["casework"],
        Key=key.attributes(),
        UpdateExpression="SET #account.checked_at = :then",
        ExpressionAttributeNames={"#account": "account"},
        ExpressionAttributeValues={":then": {"S": "2020-01-01T00:00:00.000000+00:00"}},
    )


def test_a_menu_that_slack_did_not_take_comes_with_the_next_delivery_and_once(bad: Bad) -> None:
    person = bad.person("samir-haddad")
    before = bad.messages("samir-haddad")
    bad.slack.plant_fault("chat.postMessage", 429, retry_after=30)

    person.write("do you know Zachariah Quillfeather?")

    assert bad.messages("samir-haddad") == before + 1
    assert "delete your message" in person.direct_messages()[-1].words


# ---------------------------------------------------------------- once, however often


def test_an_event_delivered_three_times_at_once_is_answered_once(bad: Bad) -> None:
    person = bad.person("samir-haddad")
    before = bad.messages("samir-haddad")
    said = {"type": "message", "channel_type": "im", "channel": person.direct_channel, "text": "hello"}
    event = {**said, "user": person.slack_user_id, "ts": "1.1"}

    bad.slack.set(seconds_to_answer=20.0)  # each may meet a function that has to start
    with ThreadPoolExecutor(3) as slacks:
        deliver = partial(person.hear_event, event, f"Ev{uuid4().hex}")
        list(slacks.map(deliver, range(3)))

    assert bad.messages("samir-haddad") == before + 1


def test_a_stream_record_that_comes_again_tells_nobody_again(bad: Bad) -> None:
    child = a_new_child()
    bad.records("kelechi-onyeka", child)
    before = bad.messages("kelechi-onyeka")
    reference = bad.records("iqra-mirza", child)
    assert bad.told("kelechi-onyeka", before) == 1

    for _ in range(2):
        _bring_again(bad, reference)

    assert bad.told("kelechi-onyeka", before) == 1


def _bring_again(bad: Bad, reference: str) -> None:
    image = bad.town.involvement(reference)
    key = {"pk": image["pk"], "sk": image["sk"]}
    stream = {"Keys": key, "NewImage": image, "SequenceNumber": "1", "StreamViewType": "NEW_AND_OLD_IMAGES"}
    record = {"eventID": "1", "eventName": "INSERT", "eventSource": "aws:dynamodb", "dynamodb": stream}
    answer = bad.stack.client("lambda").invoke(
        FunctionName=bad.stack.outputs["FanoutFunctionName"],
        Qualifier="live",
        Payload=json.dumps({"Records": [record]}),
    )
    assert "FunctionError" not in answer


def test_a_notice_cut_off_after_its_post_is_found_and_not_posted_again(bad: Bad) -> None:
    """As when Lambda is killed between the post and its record."""
    child = a_new_child()
    bad.records("kelechi-onyeka", child)
    before, recorded = bad.messages("kelechi-onyeka"), bad.deliveries("kelechi-onyeka")
    ledger = f"arn:aws:dynamodb:*:*:table/{bad.stack.tables['ledger']}"

    with outage(bad.stack, "deliver", "dynamodb:PutItem", of=ledger):
        bad.records("iqra-mirza", child)
        until(lambda: bad.messages("kelechi-onyeka") == before + 1)
        until(lambda: "conversations.history" in {call["method"] for call in bad.slack.web_api_log()})

    until(lambda: bad.deliveries("kelechi-onyeka") == recorded + 1)
    assert bad.told("kelechi-onyeka", before) == 1


def test_a_notice_cut_off_before_its_post_is_posted(bad: Bad) -> None:
    """As when Lambda is killed after it wrote that it is sending."""
    one = bad.town.entry("kelechi-onyeka")
    before = bad.messages(one["id"])
    cut_off = replace(
        a_notice().build(),
        id=uuid4().hex,
        recipient_id=one["id"],
        created_at=datetime.now(UTC),
        state=NoticeState.SENDING,
        attempts=1,
        identity=ChatIdentity(Product.SLACK, one["team_id"], one["slack_user_id"]),
    )
    item = {**keys.notice(cut_off.id).attributes(), **to_attributes(cut_off)}
    bad.stack.client("dynamodb").put_item(TableName=bad.stack.tables["casework"], Item=item)

    bad.stack.client("sqs").send_message(
        QueueUrl=bad.stack.document["queues"]["notices"],
        MessageBody=json.dumps({"notice": cut_off.id}),
        MessageGroupId=one["id"],
        MessageDeduplicationId=cut_off.id,
    )

    assert bad.told(one["id"], before) == 1


def test_a_message_that_stands_though_slacks_answer_never_came_is_not_posted_again(bad: Bad) -> None:
    child = a_new_child()
    bad.records("kelechi-onyeka", child)
    before, recorded = bad.messages("kelechi-onyeka"), bad.deliveries("kelechi-onyeka")
    bad.slack.plant_fault("chat.postMessage", "timeout", performed=True)

    bad.records("iqra-mirza", child)

    until(lambda: bad.deliveries("kelechi-onyeka") == recorded + 1)
    assert bad.told("kelechi-onyeka", before) == 1


# ---------------------------------------------------------------- forged, altered, stale, garbled


COMMAND = urlencode({"command": "/involved", "text": "Zachariah Quillfeather", "team_id": "T0LOCAL"}).encode()
Request = tuple[bytes, dict[str, str]]
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def _signed(stack: LocalStack, body: bytes = COMMAND, seconds: float = 0, **changed: str) -> dict[str, str]:
    headers = {**FORM, **stack.signature(body, str(int(time.time() + seconds)))}
    return {**headers, **{name.replace("_", "-"): value for name, value in changed.items()}}


def _unsigned(stack: LocalStack) -> dict[str, str]:
    signed = _signed(stack)
    return {name: signed[name] for name in signed if name != "X-Slack-Signature"}


def _of_an_older_scheme(stack: LocalStack) -> dict[str, str]:
    signed = _signed(stack)
    return {**signed, "X-Slack-Signature": "v9=" + signed["X-Slack-Signature"][3:]}


def _garbled(body: bytes, kind: str) -> Callable[[LocalStack], Request]:
    return lambda stack: (body, {**_signed(stack, body), "Content-Type": kind})


NOT_FROM_SLACK: dict[str, Callable[[LocalStack], Request]] = {
    "no headers": lambda stack: (COMMAND, dict(FORM)),
    "no signature": lambda stack: (COMMAND, _unsigned(stack)),
    "somebody else's signature": lambda stack: (COMMAND, _signed(stack, X_Slack_Signature="v0=" + "0" * 64)),
    "an older scheme": lambda stack: (COMMAND, _of_an_older_scheme(stack)),
    "letters beyond ASCII": lambda stack: (COMMAND, _signed(stack, X_Slack_Signature="v0=\u00e9\u00e8")),
    "a time that is no number": lambda stack: (COMMAND, _signed(stack, X_Slack_Request_Timestamp="noon")),
    "six minutes ago": lambda stack: (COMMAND, _signed(stack, seconds=-360)),
    "six minutes ahead": lambda stack: (COMMAND, _signed(stack, seconds=360)),
    "an altered body": lambda stack: (COMMAND + b"&team_id=T0OTHER", _signed(stack)),
    "Bolt's own orders": lambda stack: (COMMAND, {**FORM, "X-Slack-Bolt-Lazy-Only": "1"}),
    "half a JSON": _garbled(b'{"text": "Zachariah', "application/json"),
    "a payload that is none": _garbled(b"payload=%7Bnot", FORM["Content-Type"]),
    "nothing at all": _garbled(b"", FORM["Content-Type"]),
}


@pytest.mark.parametrize("wrong", NOT_FROM_SLACK)
def test_what_slack_did_not_send_is_turned_away_and_leaves_one_line(bad: Bad, wrong: str) -> None:
    body, headers = NOT_FROM_SLACK[wrong](bad.stack)
    stood, logged = bad.town.items(), len(bad.stack.log_lines("slack"))

    answer = bad.stack.send(body, headers)

    _expect_turned_away(bad, answer, stood, logged)


def test_a_captured_command_works_once(bad: Bad) -> None:
    person = bad.town.entry("samir-haddad")
    fields = {"command": "/involved", "text": "", "team_id": person["team_id"], "trigger_id": "none"}
    body = urlencode({**fields, "user_id": person["slack_user_id"]}).encode()
    headers = _signed(bad.stack, body)
    assert bad.stack.send(body, headers).status == 200
    stood, logged = bad.town.items(), len(bad.stack.log_lines("slack"))
    bad.slack.forget_log()

    again = bad.stack.send(body, headers)

    assert bad.slack.web_api_log("chat.postMessage") == []
    assert (again.status, again.text) == (401, "")
    assert bad.town.items() == stood
    assert "TURNED_AWAY" in "".join(bad.town.new_log_lines("slack", logged, "TURNED_AWAY"))


def _expect_turned_away(bad: Bad, answer: Answer, stood: dict[str, int], logged: int) -> None:
    assert (answer.status, answer.text) == (401, "")
    lines = [
        json.loads(line) for line in bad.town.new_log_lines("slack", logged, "TURNED_AWAY") if "{" in line
    ]
    assert [line["message"] for line in lines] == ["TURNED_AWAY"]
    assert "Zachariah" not in str(lines)
    assert bad.town.items() == stood
    assert bad.slack.web_api_log() == []


def test_every_one_turned_away_is_counted_once(bad: Bad) -> None:
    filters = bad.stack.client("logs").describe_metric_filters(
        logGroupName="/fingerpost/fingerpost/functions"
    )
    counted = [one for one in filters["metricFilters"] if one["filterPattern"] == '"TURNED_AWAY"']
    assert [one["metricTransformations"][0]["metricValue"] for one in counted] == ["1"]
