"""What a notice says. It stands in a chat for good: no child, no service, no reason (D9)."""

from __future__ import annotations

from fingerpost.domain.notice import Notice
from fingerpost.surfaces.views import Button, Buttons, Emphasis, Message, Paragraph, SmallPrint, Tap
from fingerpost.surfaces.words import say


def message_of(notice: Notice) -> Message:
    """What the recipient reads."""
    said = say(f"notice.{notice.kind}", child=say(f"notice.of.{notice.capacity}"))
    return Message(
        summary=say("notice.summary", said=said, reference=notice.reference),
        parts=(
            Paragraph(said),
            Buttons((_button(notice),)),
            SmallPrint(say("notice.reference", reference=notice.reference)),
        ),
    )


def _button(notice: Notice) -> Button:
    return Button(
        act=Tap.OPEN_NOTICE,
        label=say("notice.open"),
        value=notice.id,
        emphasis=Emphasis.PRIMARY,
        spoken=say("notice.open.spoken", reference=notice.reference),
    )
