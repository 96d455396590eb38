"""What a notice says. It stands in a chat for good: no child, no service, no reason (D9)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fingerpost.domain.notice import Notice, NoticeKind
from fingerpost.surfaces.contact.forms import BY_NOTICE
from fingerpost.surfaces.views import Button, Buttons, Emphasis, Message, Paragraph, Part, SmallPrint, Tap
from fingerpost.surfaces.words import say

MOST_LINES = 20
"""Lines of a digest: with a row of buttons under each, below the fifty blocks of a message."""


def message_of(notice: Notice, parts: Sequence[Notice] = (), *, in_place: bool = False) -> Message:
    """What the recipient reads. parts: of a digest, what it tells. in_place: it takes the place of what it
    takes back, so there is nothing left to open."""
    if notice.kind is NoticeKind.DIGEST:
        return digest_of(notice, parts)
    said = _said(notice)
    reference = _reference(notice)
    buttons = () if in_place or notice.kind.is_of_standing else (Buttons(tuple(_buttons(notice))),)
    return Message(
        summary=say("notice.summary", said=said, reference=reference),
        parts=(Paragraph(said), *buttons, SmallPrint(say("notice.reference", reference=reference))),
    )


def digest_of(digest: Notice, parts: Sequence[Notice]) -> Message:
    """The day's news in one message: what is alike is one line, each line with its own button."""
    lines = _lines(parts)
    shown, more = lines[:MOST_LINES], len(lines) - MOST_LINES
    said = [_line(each) for each in shown]
    rest = (SmallPrint(say("notice.digest.more", count=more)),) if more > 0 else ()
    heading = say("notice.digest", count=len(parts))
    reference = SmallPrint(say("notice.reference", reference=digest.reference))
    return Message(
        summary=say("notice.summary", said=heading, reference=digest.reference),
        parts=(Paragraph(heading, strong=True), *(part for line in said for part in line), *rest, reference),
    )


def _lines(parts: Sequence[Notice]) -> list[list[Notice]]:
    """Notices that say the same of the same child stand in one line; the latest is what its button opens."""
    lines: dict[tuple[str, ...], list[Notice]] = {}
    for one in parts:
        alike = (one.kind, one.child_id, one.capacity, one.on_behalf_of, one.about)
        lines.setdefault(alike, []).append(one)
    return list(lines.values())


def _line(alike: Sequence[Notice]) -> tuple[Part, ...]:
    latest = alike[-1]
    said = _said(latest)
    if len(alike) > 1:
        said = say("notice.digest.times", said=said, count=len(alike))
    if latest.kind.takes_back or latest.kind.is_of_standing:
        return (Paragraph(said),)
    return (Paragraph(said), Buttons(tuple(_buttons(latest))))


def _said(notice: Notice) -> str:
    if notice.kind.is_of_standing:
        others = ".of_another" if notice.on_behalf_of else ""
        return say(f"notice.{notice.kind}{others}", who=notice.on_behalf_of)
    said = say(f"notice.{notice.kind}", child=say(f"notice.of.{notice.capacity}"))
    return say("notice.unreached", said=said) if notice.unreached else said


def _reference(notice: Notice) -> str:
    """An officer is told the reference by which the record is looked up."""
    return notice.about or notice.reference


def _buttons(notice: Notice) -> Iterator[Button]:
    yield _button(notice)
    if notice.kind is NoticeKind.NEW_INVOLVEMENT:  # the newcomer is whom one would ring
        yield Button(Tap.ASK_CONTACT, say("button.ask_contact"), f"{BY_NOTICE}{notice.id}")
    if notice.kind in (NoticeKind.REVIEW_ASKED, NoticeKind.REVIEW_SILENT):
        yield Button(Tap.END, say("button.end"), notice.about)


def _button(notice: Notice) -> Button:
    if notice.kind is NoticeKind.TEST:
        return _primary(Tap.HOW_TOLD, "notice.how_told", "", notice.reference)
    if notice.kind is NoticeKind.CONTACT_REMINDER:  # of all that waits, however much was due at once
        return _primary(Tap.CONTACTS, "notice.contacts", "", notice.reference)
    if notice.kind.is_of_contact:
        return _primary(Tap.OPEN_CONTACT, "notice.open_contact", notice.about, notice.about)
    if notice.kind.is_of_oversight:
        return _primary(Tap.OPEN_OVERSIGHT, "notice.open_oversight", notice.about, notice.about)
    if notice.kind.is_of_held:
        return _primary(Tap.OPEN_HELD, "notice.open_held", notice.about, notice.about)
    if notice.kind.is_of_override:
        return _primary(Tap.OPEN_MINE, "notice.open_lapsed", notice.about, notice.about)
    if notice.kind.is_of_review:
        return _of_review(notice)
    if notice.about:
        return _primary(Tap.OPEN_RECORD, "notice.open_record", notice.about, notice.about)
    return _primary(Tap.OPEN_NOTICE, "notice.open", notice.id, notice.reference)


def _of_review(notice: Notice) -> Button:
    """One tap answers; what lapsed can only be looked at."""
    if notice.kind is NoticeKind.REVIEW_LAPSED:
        return _primary(Tap.OPEN_MINE, "notice.open_lapsed", notice.about, notice.about)
    return _primary(Tap.STILL_INVOLVED, "notice.still_involved", notice.about, notice.about)


def _primary(act: Tap, words: str, value: str, reference: str) -> Button:
    spoken = say(f"{words}.spoken", reference=reference)
    return Button(act, label=say(words), value=value, emphasis=Emphasis.PRIMARY, spoken=spoken)
