"""The checker refuses what Slack would refuse and lets the rest pass."""

import json
from typing import Any

import pytest

from tools.block_kit import check, check_response_action
from tools.block_kit.problems import Json
from tools.block_kit.surfaces import Surface

Payload = dict[str, Any]


def plain(text: str) -> Payload:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Payload:
    return {"type": "mrkdwn", "text": text}


def an_option(number: int = 1, **more: Json) -> Payload:
    return {"text": plain(f"Option {number}"), "value": str(number), **more}


def options(count: int) -> list[Payload]:
    return [an_option(number) for number in range(count)]


def a_button(**more: Json) -> Payload:
    return {"type": "button", "text": plain("Open"), "action_id": "open", **more}


def an_input(**element: Json) -> Payload:
    return {"type": "input", "label": plain("Given name"), "element": {"type": "plain_text_input", **element}}


def a_section(**more: Json) -> Payload:
    return {"type": "section", "text": plain("School nursing"), **more}


def actions(*elements: Payload) -> Payload:
    return {"type": "actions", "elements": list(elements)}


def rich_text(*parts: Payload) -> Payload:
    return {"type": "rich_text", "elements": list(parts)}


def a_rich_section(*parts: Payload) -> Payload:
    return {"type": "rich_text_section", "elements": list(parts)}


def words(text: str, **more: Json) -> Payload:
    return {"type": "text", "text": text, **more}


def a_modal(*blocks: Payload, **more: Json) -> Payload:
    return {"type": "modal", "title": plain("Ask"), "submit": plain("Ask"), "blocks": list(blocks), **more}


def a_message(*blocks: Payload, **more: Json) -> Payload:
    return {"channel": "D1", "text": "A reference and a button", "blocks": list(blocks), **more}


def a_home(*blocks: Payload, **more: Json) -> Payload:
    return {"type": "home", "blocks": list(blocks), **more}


def a_select(**more: Json) -> Payload:
    return {"type": "static_select", "action_id": "reason", **more}


def a_table(rows: int = 1) -> Payload:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "cell"}]] * rows}


AN_ALERT = {"type": "alert", "text": plain("Nothing was recorded"), "level": "warning"}
A_CARD = {"type": "card", "title": plain("Reference FP-1")}
A_CONFIRMATION = {
    "title": plain("End it?"),
    "text": plain("The others are told."),
    "confirm": plain("End"),
    "deny": plain("Keep"),
}
SOUND: list[tuple[Surface, Payload]] = [
    (
        "message",
        a_message(a_section(), actions(a_button(style="primary", value="FP-1", confirm=A_CONFIRMATION))),
    ),
    ("message", a_message(a_table(100))),
    ("message", a_message(A_CARD)),
    ("message", a_message(*[a_section()] * 50)),
    (
        "message",
        {"channel": "D1", "text": "No blocks at all", "metadata": {"event_type": "n", "event_payload": {}}},
    ),
    ("modal", a_modal(AN_ALERT, an_input(max_length=3000))),
    ("modal", a_modal(an_input(min_length=2, max_length=2))),
    ("modal", a_modal(*[a_section()] * 100)),
    ("modal", a_modal(a_section(fields=[plain("x" * 2000)] * 10), private_metadata="x" * 3000)),
    ("modal", a_modal({**an_input(), "element": a_select(options=options(100))})),
    ("modal", a_modal({**an_input(), "element": {"type": "checkboxes", "options": options(10)}})),
    (
        "modal",
        a_modal({**an_input(), "hint": plain("As on the letter"), "optional": True, "block_id": "name"}),
    ),
    ("modal", a_modal({**an_input(), "element": {"type": "datepicker", "initial_date": "2026-02-28"}})),
    ("modal", a_modal({**an_input(), "element": a_select(options=options(2), initial_option=an_option(1))})),
    ("home", a_home({"type": "header", "text": plain("x" * 150)}, {"type": "divider"})),
    ("home", a_home({"type": "context", "elements": [plain("Seen"), mrkdwn("*now*")]})),
    ("home", a_home(a_section(accessory={"type": "overflow", "options": options(5)}))),
    (
        "modal",
        a_modal(
            rich_text(
                a_rich_section(
                    words("Duty", style={"bold": True}), {"type": "link", "url": "tel:01632960001"}
                ),
                {"type": "rich_text_list", "style": "bullet", "elements": [a_rich_section(words("one"))]},
                {"type": "rich_text_preformatted", "elements": [words("paste me")], "border": 0},
                {"type": "rich_text_quote", "elements": [words("quoted")]},
            )
        ),
    ),
]


@pytest.mark.parametrize(("surface", "payload"), SOUND)
def test_a_sound_payload_passes(surface: Surface, payload: Payload) -> None:
    assert check(payload, surface) == []


def with_option_text(length: int) -> Payload:
    return a_modal({**an_input(), "element": a_select(options=[{"text": plain("x" * length), "value": "1"}])})


BROKEN: list[tuple[str, Surface, Payload, str, str]] = [
    ("title of 25", "modal", a_modal(a_section(), title=plain("x" * 25)), "/title/text", "too_long"),
    ("submit of 25", "modal", a_modal(a_section(), submit=plain("x" * 25)), "/submit/text", "too_long"),
    ("close of 25", "modal", a_modal(a_section(), close=plain("x" * 25)), "/close/text", "too_long"),
    ("title in mrkdwn", "modal", a_modal(a_section(), title=mrkdwn("Ask")), "/title", "unsupported_type"),
    ("101 blocks in a modal", "modal", a_modal(*[a_section()] * 101), "/blocks", "too_long"),
    ("101 blocks at home", "home", a_home(*[a_section()] * 101), "/blocks", "too_long"),
    ("51 blocks in a message", "message", a_message(*[a_section()] * 51), "/blocks", "too_long"),
    ("metadata of 3001", "modal", a_modal(private_metadata="x" * 3001), "/private_metadata", "too_long"),
    ("callback id of 256", "modal", a_modal(callback_id="x" * 256), "/callback_id", "too_long"),
    ("an unknown view field", "modal", a_modal(colour="red"), "/colour", "unknown_field"),
    (
        "inputs and no submit",
        "modal",
        {"type": "modal", "title": plain("Ask"), "blocks": [an_input()]},
        "/submit",
        "missing",
    ),
    ("a modal without title", "modal", {"type": "modal", "blocks": []}, "", "missing"),
    ("a home with a title", "home", a_home(title=plain("Home")), "/title", "unknown_field"),
    ("a home view as a modal", "modal", {**a_modal(), "type": "home"}, "/type", "not_allowed"),
    (
        "section of 3001",
        "modal",
        a_modal(a_section(text=plain("x" * 3001))),
        "/blocks/0/text/text",
        "too_long",
    ),
    ("an empty section", "modal", a_modal({"type": "section"}), "/blocks/0", "missing"),
    ("empty text", "modal", a_modal(a_section(text=plain(""))), "/blocks/0/text/text", "too_short"),
    ("11 fields", "modal", a_modal(a_section(fields=[plain("x")] * 11)), "/blocks/0/fields", "too_long"),
    (
        "a field of 2001",
        "modal",
        a_modal(a_section(fields=[plain("x" * 2001)])),
        "/blocks/0/fields/0/text",
        "too_long",
    ),
    (
        "verbatim on plain text",
        "modal",
        a_modal(a_section(text={**plain("x"), "verbatim": True})),
        "/blocks/0/text/verbatim",
        "unknown_field",
    ),
    ("text as a bare string", "modal", a_modal(a_section(text="x")), "/blocks/0/text", "unsupported_type"),
    ("a block id of 256", "modal", a_modal(a_section(block_id="x" * 256)), "/blocks/0/block_id", "too_long"),
    (
        "a block id twice",
        "modal",
        a_modal(a_section(block_id="a"), a_section(block_id="a")),
        "/blocks/1/block_id",
        "duplicate",
    ),
    (
        "an action id twice",
        "home",
        a_home(actions(a_button(), a_button())),
        "/blocks/0/elements/1/action_id",
        "duplicate",
    ),
    (
        "an action id of 256",
        "home",
        a_home(actions(a_button(action_id="x" * 256))),
        "/blocks/0/elements/0/action_id",
        "too_long",
    ),
    (
        "a button of 76",
        "home",
        a_home(actions(a_button(text=plain("x" * 76)))),
        "/blocks/0/elements/0/text/text",
        "too_long",
    ),
    (
        "a button in mrkdwn",
        "home",
        a_home(actions(a_button(text=mrkdwn("x")))),
        "/blocks/0/elements/0/text",
        "unsupported_type",
    ),
    (
        "a button value of 2001",
        "home",
        a_home(actions(a_button(value="x" * 2001))),
        "/blocks/0/elements/0/value",
        "too_long",
    ),
    (
        "a grey button",
        "home",
        a_home(actions(a_button(style="default"))),
        "/blocks/0/elements/0/style",
        "not_allowed",
    ),
    (
        "a label for readers of 76",
        "home",
        a_home(actions(a_button(accessibility_label="x" * 76))),
        "/blocks/0/elements/0/accessibility_label",
        "too_long",
    ),
    (
        "26 actions",
        "home",
        a_home(actions(*[a_button(action_id=str(n)) for n in range(26)])),
        "/blocks/0/elements",
        "too_long",
    ),
    ("no actions", "home", a_home(actions()), "/blocks/0/elements", "too_short"),
    (
        "typing in actions",
        "modal",
        a_modal(actions({"type": "plain_text_input"})),
        "/blocks/0/elements/0",
        "unsupported_type",
    ),
    (
        "a confirmation title of 101",
        "home",
        a_home(actions(a_button(confirm={**A_CONFIRMATION, "title": plain("x" * 101)}))),
        "/blocks/0/elements/0/confirm/title/text",
        "too_long",
    ),
    (
        "a confirmation without deny",
        "home",
        a_home(actions(a_button(confirm={k: v for k, v in A_CONFIRMATION.items() if k != "deny"}))),
        "/blocks/0/elements/0/confirm",
        "missing",
    ),
    (
        "11 in context",
        "home",
        a_home({"type": "context", "elements": [plain("x")] * 11}),
        "/blocks/0/elements",
        "too_long",
    ),
    (
        "a button in context",
        "home",
        a_home({"type": "context", "elements": [a_button()]}),
        "/blocks/0/elements/0",
        "unsupported_type",
    ),
    (
        "a header of 151",
        "home",
        a_home({"type": "header", "text": plain("x" * 151)}),
        "/blocks/0/text/text",
        "too_long",
    ),
    (
        "an image without alt text",
        "home",
        a_home({"type": "image", "image_url": "https://example.org/a.png"}),
        "/blocks/0",
        "missing",
    ),
    ("an image from nowhere", "home", a_home({"type": "image", "alt_text": "a"}), "/blocks/0", "exactly_one"),
    (
        "an input without label",
        "modal",
        a_modal({"type": "input", "element": {"type": "plain_text_input"}}),
        "/blocks/0",
        "missing",
    ),
    (
        "an input label of 2001",
        "modal",
        a_modal({**an_input(), "label": plain("x" * 2001)}),
        "/blocks/0/label/text",
        "too_long",
    ),
    (
        "a hint in mrkdwn",
        "modal",
        a_modal({**an_input(), "hint": mrkdwn("x")}),
        "/blocks/0/hint",
        "unsupported_type",
    ),
    (
        "a button as input",
        "modal",
        a_modal({**an_input(), "element": a_button()}),
        "/blocks/0/element",
        "unsupported_type",
    ),
    (
        "max length of 3001",
        "modal",
        a_modal(an_input(max_length=3001)),
        "/blocks/0/element/max_length",
        "out_of_range",
    ),
    (
        "lengths the wrong way",
        "modal",
        a_modal(an_input(min_length=5, max_length=4)),
        "/blocks/0/element",
        "out_of_range",
    ),
    (
        "a prompt of 151",
        "modal",
        a_modal(an_input(placeholder=plain("x" * 151))),
        "/blocks/0/element/placeholder/text",
        "too_long",
    ),
    (
        "a flag for a number",
        "modal",
        a_modal(an_input(min_length=True)),
        "/blocks/0/element/min_length",
        "wrong_type",
    ),
    (
        "an unknown dispatch",
        "modal",
        a_modal(an_input(dispatch_action_config={"trigger_actions_on": ["blur"]})),
        "/blocks/0/element/dispatch_action_config/trigger_actions_on/0",
        "not_allowed",
    ),
    ("option text of 76", "modal", with_option_text(76), "/blocks/0/element/options/0/text/text", "too_long"),
    (
        "101 options",
        "modal",
        a_modal({**an_input(), "element": a_select(options=options(101))}),
        "/blocks/0/element/options",
        "too_long",
    ),
    (
        "options and groups",
        "modal",
        a_modal(
            {
                **an_input(),
                "element": a_select(
                    options=options(1), option_groups=[{"label": plain("a"), "options": options(1)}]
                ),
            }
        ),
        "/blocks/0/element",
        "exactly_one",
    ),
    (
        "an initial option from elsewhere",
        "modal",
        a_modal({**an_input(), "element": a_select(options=options(1), initial_option=an_option(7))}),
        "/blocks/0/element",
        "not_a_choice",
    ),
    (
        "11 radio buttons",
        "modal",
        a_modal({**an_input(), "element": {"type": "radio_buttons", "options": options(11)}}),
        "/blocks/0/element/options",
        "too_long",
    ),
    (
        "6 in an overflow",
        "home",
        a_home(a_section(accessory={"type": "overflow", "options": options(6)})),
        "/blocks/0/accessory/options",
        "too_long",
    ),
    (
        "a link in a select",
        "modal",
        a_modal({**an_input(), "element": a_select(options=[an_option(url="https://example.org")])}),
        "/blocks/0/element/options/0/url",
        "unknown_field",
    ),
    (
        "an impossible month",
        "modal",
        a_modal({**an_input(), "element": {"type": "datepicker", "initial_date": "2026-13-01"}}),
        "/blocks/0/element/initial_date",
        "wrong_form",
    ),
    (
        "focus on two",
        "modal",
        a_modal(an_input(focus_on_load=True), an_input(focus_on_load=True)),
        "/blocks",
        "duplicate",
    ),
    ("a table in a modal", "modal", a_modal(a_table()), "/blocks/0", "unsupported_type"),
    ("a card at home", "home", a_home(A_CARD), "/blocks/0", "unsupported_type"),
    ("an alert in a message", "message", a_message(AN_ALERT), "/blocks/0", "unsupported_type"),
    ("an alert at home", "home", a_home(AN_ALERT), "/blocks/0", "unsupported_type"),
    (
        "an unknown alert level",
        "modal",
        a_modal({**AN_ALERT, "level": "danger"}),
        "/blocks/0/level",
        "not_allowed",
    ),
    ("two tables", "message", a_message(a_table(), a_table()), "/blocks", "duplicate"),
    ("101 rows", "message", a_message(a_table(101)), "/blocks/0/rows", "too_long"),
    ("a message without words", "message", {"blocks": [a_section()]}, "/text", "missing"),
    ("a message of blanks", "message", {"text": "  "}, "/text", "missing"),
    ("metadata without type", "message", a_message(metadata={"event_payload": {}}), "/metadata", "missing"),
    ("an unheard-of block", "message", a_message({"type": "marquee"}), "/blocks/0", "unsupported_type"),
    ("a block that is a list", "message", a_message([]), "/blocks/0", "unsupported_type"),  # type: ignore[arg-type]
    ("blocks that are not a list", "modal", {**a_modal(), "blocks": "none"}, "/blocks", "wrong_type"),
    ("rich text empty", "modal", a_modal(rich_text()), "/blocks/0/elements", "too_short"),
    (
        "rich words empty",
        "modal",
        a_modal(rich_text(a_rich_section(words("")))),
        "/blocks/0/elements/0/elements/0/text",
        "too_short",
    ),
    ("rich words bare", "modal", a_modal(rich_text(words("x"))), "/blocks/0/elements/0", "unsupported_type"),
    (
        "an unknown rich style",
        "modal",
        a_modal(rich_text(a_rich_section(words("x", style={"blink": True})))),
        "/blocks/0/elements/0/elements/0/style/blink",
        "unknown_field",
    ),
    (
        "a list without style",
        "modal",
        a_modal(rich_text({"type": "rich_text_list", "elements": []})),
        "/blocks/0/elements/0",
        "missing",
    ),
    (
        "words straight in a list",
        "modal",
        a_modal(rich_text({"type": "rich_text_list", "style": "bullet", "elements": [words("x")]})),
        "/blocks/0/elements/0/elements/0",
        "unsupported_type",
    ),
    (
        "a user in preformatted",
        "modal",
        a_modal(
            rich_text({"type": "rich_text_preformatted", "elements": [{"type": "user", "user_id": "U1"}]})
        ),
        "/blocks/0/elements/0/elements/0",
        "unsupported_type",
    ),
    ("a view over 250 kB", "modal", a_modal(*[a_section(text=plain("x" * 2900))] * 90), "", "view_too_large"),
]


@pytest.mark.parametrize(
    ("surface", "payload", "where", "rule"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN]
)
def test_a_broken_rule_is_named_at_its_place(
    surface: Surface, payload: Payload, where: str, rule: str
) -> None:
    problems = check(payload, surface)

    assert [(problem.where, problem.rule) for problem in problems] == [(where, rule)]


def test_the_limit_itself_is_allowed() -> None:
    assert check(with_option_text(75), "modal") == []


def test_a_payload_that_is_no_object_is_refused() -> None:
    assert [problem.rule for problem in check("blocks", "modal")] == ["wrong_type"]


def test_a_problem_reads_as_slack_writes_it_and_repeats_no_text() -> None:
    planted = "Zebedee Planted " * 10
    [problem] = check(a_modal(a_section(), title=plain(planted)), "modal")

    assert str(problem) == "[ERROR] must have at most 24 characters, has 160 [json-pointer:/title/text]"


A_FORM = a_modal({**an_input(), "block_id": "name"})
GOOD_ANSWERS: list[Payload] = [
    {},
    {"response_action": "clear"},
    {"response_action": "errors", "errors": {"name": "A name has at least two letters"}},
    {"response_action": "update", "view": A_FORM},
    {"response_action": "push", "view": A_FORM},
]
BAD_ANSWERS = [
    ({"response_action": "errors", "errors": {"other": "No"}}, "/errors/other", "unknown_block"),
    ({"response_action": "errors", "errors": {}}, "/errors", "wrong_type"),
    ({"response_action": "update"}, "", "missing"),
    ({"response_action": "update", "view": a_modal(a_table())}, "/view/blocks/0", "unsupported_type"),
    ({"response_action": "close"}, "", "unsupported_type"),
    ({"text": "done"}, "", "unsupported_type"),
]


@pytest.mark.parametrize("answer", GOOD_ANSWERS)
def test_a_sound_answer_to_a_submission_passes(answer: Payload) -> None:
    assert check_response_action(answer, A_FORM) == []


@pytest.mark.parametrize(("answer", "where", "rule"), BAD_ANSWERS)
def test_a_broken_answer_to_a_submission_is_named(answer: Payload, where: str, rule: str) -> None:
    assert [(p.where, p.rule) for p in check_response_action(answer, A_FORM)] == [(where, rule)]


JUNK: list[Any] = [None, 0, True, "text", [], {}, [[]], {"type": "section"}, {"type": []}]


def _everywhere(value: Json, junk: Json) -> list[Any]:
    """Every copy of `value` with one part replaced by junk."""
    if isinstance(value, dict):
        return [junk, *({**value, k: j} for k, v in value.items() for j in _everywhere(v, junk))]
    if isinstance(value, list):
        return [
            junk,
            *([*value[:i], j, *value[i + 1 :]] for i, v in enumerate(value) for j in _everywhere(v, junk)),
        ]
    return [junk]


@pytest.mark.parametrize("junk", JUNK, ids=json.dumps)
def test_junk_anywhere_is_answered_with_problems_and_never_a_crash(junk: Json) -> None:
    payload = a_modal(
        AN_ALERT,
        {**an_input(), "element": a_select(options=options(2), initial_option=an_option(1))},
        actions(a_button(confirm=A_CONFIRMATION)),
        rich_text(a_rich_section(words("x", style={"bold": True}))),
    )

    assert all(isinstance(check(broken, "modal"), list) for broken in _everywhere(payload, junk))
