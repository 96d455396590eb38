"""Channel-neutral views: what stands on a screen, before Slack or Teams draw it.

A view is data. It carries no colour, no markup and no product's names; a surface that cannot draw one of
these parts is a type error in that surface (`match` over `Part`).
"""

from __future__ import annotations

import re
from enum import StrEnum

from fingerpost.domain.confidential import Confidential
from fingerpost.domain.made_when_used import dataclass


@dataclass(frozen=True, repr=False)
class Heading(Confidential):
    """A heading within a screen."""

    text: str


@dataclass(frozen=True, repr=False)
class Paragraph(Confidential):
    """Plain text, shown literally. strong: the sentence the reader must not miss."""

    text: str
    strong: bool = False


@dataclass(frozen=True, repr=False)
class Call(Confidential):
    """A line with telephone numbers, pressable where the product allows. strong: the one to ring now."""

    text: str
    strong: bool = False

    @property
    def pieces(self) -> tuple[tuple[str, str], ...]:
        """The text in pieces, each with what to dial, empty for words."""
        pieces, end = [], 0
        for found in _NUMBER.finditer(self.text):
            pieces += [(self.text[end : found.start()], ""), (found.group(), _dialled(found.group()))]
            end = found.end()
        return tuple(piece for piece in (*pieces, (self.text[end:], "")) if piece[0])


_NUMBER = re.compile(r"(?<![\w-])(?:\+44 ?|0)\d(?:[ -]?\d){8,9}\b")


def _dialled(number: str) -> str:
    return re.sub(r"[ -]", "", number)


@dataclass(frozen=True, repr=False)
class Facts(Confidential):
    """Labels and values, in reading order."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, repr=False)
class Pair(Confidential):
    """A label with the two values that stand side by side under it, as of two records."""

    label: str
    first: str
    second: str


@dataclass(frozen=True, repr=False)
class SmallPrint(Confidential):
    """Text of lesser weight: references, times, freshness."""

    text: str


@dataclass(frozen=True, repr=False)
class CopyText(Confidential):
    """A text to copy as a whole, shown in a fixed-width block."""

    text: str


@dataclass(frozen=True)
class Divider:
    """A line between blocks that belong to different things."""


class Tone(StrEnum):
    """How a banner speaks."""

    INFORMATION = "information"
    WARNING = "warning"
    DANGER = "danger"


@dataclass(frozen=True, repr=False)
class Banner(Confidential):
    """A sentence at the top that changes how the rest is read."""

    text: str
    tone: Tone = Tone.INFORMATION


class Emphasis(StrEnum):
    """How a button weighs."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"


class Tap(StrEnum):
    """What a button asks for. A button's value says about which reference or opaque id."""

    ASK = "ask"
    RECORD = "record"
    MY_CHILDREN = "my_children"
    HELP = "help"
    HOME = "home"
    ASK_UNBORN = "ask_unborn"
    ASK_DETAILS = "ask_details"
    ASK_AGAIN = "ask_again"
    BACK_TO_ANSWER = "back_to_answer"
    ASK_LIST = "ask_list"
    NEXT_LIST = "next_list"
    RECORD_UNBORN = "record_unborn"
    RECORD_DETAILS = "record_details"
    RECORD_AGAIN = "record_again"
    RECORD_FROM_ANSWER = "record_from_answer"
    RECORD_AS_NEW_CHILD = "record_as_new_child"
    WATCH_FROM_ANSWER = "watch_from_answer"
    FIND_MINE = "find_mine"
    OPEN_MINE = "open_mine"
    OPEN_NOTICE = "open_notice"
    CHANGE = "change"
    END = "end"
    REOPEN = "reopen"
    ENTERED_IN_ERROR = "entered_in_error"
    STILL_INVOLVED = "still_involved"
    STOP_WATCH = "stop_watch"
    NOT_THIS_CHILD = "not_this_child"
    THIS_CHILD_AFTER_ALL = "this_child_after_all"
    RECORDS = "records"
    COMPARE_RECORDS = "compare_records"
    OPEN_SEAL = "open_seal"
    OPEN_RECORD = "open_record"
    CORRECT_RECORD = "correct_record"
    MERGE = "merge"
    UNMERGE = "unmerge"
    CLEAR_DISPUTES = "clear_disputes"
    TWO_CHILDREN = "two_children"
    NEW_IDENTITY = "new_identity"
    SHIELD = "shield"
    UNSHIELD = "unshield"
    TELL_PASSAGE = "tell_passage"
    TAKE_BACK_PASSAGE = "take_back_passage"
    CONSENT = "consent"
    WITHDRAW_CONSENT = "withdraw_consent"
    OPEN_HELD = "open_held"
    HASTEN_HELD = "hasten_held"
    OPEN_OVERSIGHT = "open_oversight"
    AGREE_OVERSIGHT = "agree_oversight"
    DECLINE_OVERSIGHT = "decline_oversight"
    CLOSE_EMERGENCY = "close_emergency"
    BREAK_GLASS = "break_glass"
    SEE_EMERGENCY = "see_emergency"
    ASK_CONTACT = "ask_contact"
    CONTACTS = "contacts"
    OPEN_CONTACT = "open_contact"
    ACKNOWLEDGE_CONTACT = "acknowledge_contact"
    HAND_ON_CONTACT = "hand_on_contact"
    DECLINE_CONTACT = "decline_contact"
    SPOKEN_CONTACT = "spoken_contact"
    RATE_CONTACT = "rate_contact"
    HAND_OVER = "hand_over"
    HAND_OVER_TO = "hand_over_to"
    WITHDRAW_HAND_OVER = "withdraw_hand_over"
    OPEN_HAND_OVER = "open_hand_over"
    TAKE_OVER = "take_over"
    DECLINE_HAND_OVER = "decline_hand_over"
    TEAM = "team"
    OPEN_LEAVER = "open_leaver"
    HAND_OVER_ALL = "hand_over_all"
    TEAM_STILL_INVOLVED = "team_still_involved"
    WHO_ASKED = "who_asked"
    IN_CONTACT = "in_contact"
    HOW_TOLD = "how_told"
    CHOOSE_NOTICES = "choose_notices"
    TEST_NOTICE = "test_notice"


@dataclass(frozen=True)
class Button:
    """One tap. act: a name from `Tap`; value: a reference or an opaque id, never anything of a child.

    spoken: what a screen reader says, where the label alone would not tell the buttons of a list apart.
    sure: a question to answer before it counts, empty for none.
    takes_typed: what was typed on its screen goes along, whether or not it is complete.
    """

    act: str
    label: str
    value: str = ""
    emphasis: Emphasis = Emphasis.PLAIN
    spoken: str = ""
    sure: str = ""
    takes_typed: bool = False


@dataclass(frozen=True)
class Buttons:
    """Buttons side by side."""

    buttons: tuple[Button, ...]


@dataclass(frozen=True)
class Row:
    """One line of a list, with its own button."""

    text: str
    button: Button


@dataclass(frozen=True, repr=False)
class TextInput(Confidential):
    """A typed field. value: what is already there; long: several lines.

    put_in: the value was put in while the form stood open, so that a product that keeps what stands in its
    fields has to draw this one as another.
    """

    field: str
    label: str
    hint: str = ""
    value: str = ""
    optional: bool = False
    long: bool = False
    max_length: int = 200
    put_in: bool = False


@dataclass(frozen=True, repr=False)
class ChoiceInput(Confidential):
    """One of several. options: (value, label) pairs; few: all are shown at once."""

    field: str
    label: str
    options: tuple[tuple[str, str], ...]
    hint: str = ""
    value: str = ""
    optional: bool = False
    few: bool = False


Part = (
    Heading
    | Paragraph
    | Call
    | Facts
    | Pair
    | SmallPrint
    | CopyText
    | Divider
    | Banner
    | Buttons
    | Row
    | TextInput
    | ChoiceInput
)


@dataclass(frozen=True, repr=False)
class Screen(Confidential):
    """A modal, dialog or card.

    name: which form or screen it is; comes back with a submission.
    title: at most 24 characters. submit: the submit button's words, empty where there is nothing to submit.
    about: the reference (or opaque id) the screen is about; comes back with a submission.
    """

    name: str
    title: str
    parts: tuple[Part, ...]
    submit: str = ""
    close: str = "Close"
    about: str = ""


@dataclass(frozen=True)
class Message:
    """What stands in a chat for good: so it is not Confidential, and nothing of a child may be in it.

    summary: the plain text for notifications and screen readers.
    """

    summary: str
    parts: tuple[Part, ...]
