"""What stands in a chat for good."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from fingerpost.domain.notice import Capacity, Notice, NoticeKind
from fingerpost.surfaces.slack import blocks
from fingerpost.surfaces.telling.notices import message_of
from fingerpost.surfaces.views import Tap
from tests.builders import a_notice, a_service, an_involvement
from tools.block_kit import check

REQUEST = "FP-7K3MX-2Q9DT"
NAMES_WHAT_IT_OPENS = [kind for kind in NoticeKind if kind.startswith(("contact_", "review_", "oversight_"))]
NAMES_WHAT_IT_OPENS += [kind for kind in NoticeKind if kind.startswith(("held_", "override_"))]
EVERY_NOTICE = [
    pytest.param(
        replace(
            a_notice().build(),
            kind=kind,
            capacity=capacity,
            about=REQUEST if kind in NAMES_WHAT_IT_OPENS else "",
        ),
        id=f"{kind}-{capacity}",
    )
    for kind in NoticeKind
    for capacity in Capacity
    if kind is not NoticeKind.DIGEST
]


def drawn(notice: Notice) -> dict[str, Any]:
    return blocks.message(message_of(notice))


def opens(notice: Notice) -> tuple[str, Tap]:
    """The value and the act of a notice's first button; reminders of several requests open the list."""
    if notice.kind is NoticeKind.CONTACT_REMINDER:
        return "", Tap.CONTACTS
    if notice.kind is NoticeKind.TEST:
        return "", Tap.HOW_TOLD
    if notice.kind.is_of_oversight or notice.kind.is_of_held:
        return REQUEST, Tap.OPEN_OVERSIGHT if notice.kind.is_of_oversight else Tap.OPEN_HELD
    if notice.kind.is_of_override:
        return REQUEST, Tap.OPEN_MINE
    if notice.kind.is_of_review:
        return REQUEST, Tap.OPEN_MINE if notice.kind is NoticeKind.REVIEW_LAPSED else Tap.STILL_INVOLVED
    return (REQUEST, Tap.OPEN_CONTACT) if notice.kind.is_of_contact else (notice.id, Tap.OPEN_NOTICE)


def also(notice: Notice) -> list[tuple[str, Tap]]:
    """A notice's other buttons."""
    if notice.kind is NoticeKind.NEW_INVOLVEMENT:
        return [(f"notice:{notice.id}", Tap.ASK_CONTACT)]
    asks = notice.kind in (NoticeKind.REVIEW_ASKED, NoticeKind.REVIEW_SILENT)
    return [(REQUEST, Tap.END)] if asks else []


@pytest.mark.parametrize("notice", EVERY_NOTICE)
class TestEveryNotice:
    """Whatever happened and whoever is told."""

    def test_is_a_message_that_slack_accepts(self, notice: Notice) -> None:
        assert check({"channel": "U0ASHA", **drawn(notice)}, "message") == []

    def test_has_a_button_first_that_names_the_notice_or_the_request_alone(self, notice: Notice) -> None:
        rows = [block for block in drawn(notice)["blocks"] if block["type"] == "actions"]
        if notice.kind.is_of_standing:
            assert rows == []
            return

        first, *others = [element for row in rows for element in row["elements"]]
        assert (first.get("value", ""), blocks.tap_of(first["action_id"])) == opens(notice)
        assert [(one["value"], blocks.tap_of(one["action_id"])) for one in others] == also(notice)

    def test_says_its_reference_in_the_message_and_in_the_notification(self, notice: Notice) -> None:
        message = drawn(notice)

        said = notice.about or notice.reference
        assert said in message["text"]
        assert said in json.dumps(message["blocks"])

    def test_carries_no_id_but_its_own(self, notice: Notice) -> None:
        message = json.dumps(drawn(notice))

        found = [
            name for name in (notice.child_id, notice.involvement_id, notice.recipient_id) if name in message
        ]
        assert found == []

    def test_names_no_service_and_no_role(self, notice: Notice) -> None:
        message, one = json.dumps(drawn(notice)).lower(), an_involvement().build()

        named = (a_service().build().name, one.role, one.worker_name, str(a_service().build().kind))
        assert [name for name in named if name.lower() in message] == []


def test_each_capacity_is_addressed_in_its_own_words() -> None:
    texts = {drawn(replace(a_notice().build(), capacity=capacity))["text"] for capacity in Capacity}

    assert len(texts) == len(Capacity)


def in_place(notice: Notice) -> dict[str, Any]:
    return blocks.message(message_of(notice, in_place=True))


def test_what_takes_the_place_of_a_message_has_nothing_left_to_press() -> None:
    withdrawn = replace(a_notice().build(), kind=NoticeKind.INVOLVEMENT_WITHDRAWN)

    assert "actions" not in {block["type"] for block in in_place(withdrawn)["blocks"]}
    assert "entered in error" in json.dumps(in_place(withdrawn))


class TestDigest:
    """One message with all that could wait."""

    def part(self, number: int, **changes: object) -> Notice:
        one = replace(
            a_notice().build(), id=f"n-{number}", kind=NoticeKind.REVIEW_ASKED, about=f"FP-{number}"
        )
        return replace(one, **changes)  # type: ignore[arg-type]  # names of fields

    def drawn(self, *parts: Notice) -> dict[str, Any]:
        digest = replace(a_notice().build(), id="n-digest", kind=NoticeKind.DIGEST)
        return blocks.message(message_of(digest, parts))

    def values(self, drawn: dict[str, Any]) -> list[str]:
        rows = [block for block in drawn["blocks"] if block["type"] == "actions"]
        return [element["value"] for row in rows for element in row["elements"]]

    def test_each_line_has_its_own_buttons(self) -> None:
        drawn = self.drawn(self.part(1), self.part(2))
        assert self.values(drawn) == ["FP-1", "FP-1", "FP-2", "FP-2"]
        assert "Things told: 2" in drawn["text"]

    def test_what_is_alike_is_one_line_that_opens_the_latest(self) -> None:
        alike = [self.part(number, kind=NoticeKind.INVOLVEMENT_ENDED, about="") for number in (1, 2, 3)]
        drawn = self.drawn(*alike)
        assert self.values(drawn) == ["n-3"]
        assert "(3 times)" in json.dumps(drawn)

    def test_of_another_child_it_is_another_line(self) -> None:
        ended = {"kind": NoticeKind.INVOLVEMENT_ENDED, "about": ""}
        drawn = self.drawn(self.part(1, **ended), self.part(2, child_id="c-other", **ended))
        assert self.values(drawn) == ["n-1", "n-2"]

    def test_what_was_taken_back_has_no_button(self) -> None:
        gone = self.part(1, kind=NoticeKind.INVOLVEMENT_WITHDRAWN, about="")
        assert self.values(self.drawn(gone, self.part(2))) == ["FP-2", "FP-2"]

    @pytest.mark.parametrize("count", [1, 20, 21, 40])
    def test_the_longest_is_a_message_that_slack_accepts(self, count: int) -> None:
        drawn = self.drawn(*(self.part(number, child_id=f"c-{number}") for number in range(count)))
        assert check({"channel": "U0ASHA", **drawn}, "message") == []
        assert ("more: see" in json.dumps(drawn)) is (count > 20)

    def test_holds_no_id_of_anybody(self) -> None:
        one = self.part(1)
        drawn = json.dumps(self.drawn(one))
        assert [name for name in (one.child_id, one.involvement_id, one.recipient_id) if name in drawn] == []
