"""The words of a notice. It stands in a chat for good: no child, no service, no reason (D9)."""

from __future__ import annotations

from fingerpost.domain.notice import Capacity, Notice, NoticeKind
from fingerpost.surfaces.views import Button, Buttons, Emphasis, Message, Paragraph, SmallPrint, Tap

_WHICH_CHILD = {
    Capacity.WORKER: "a child you work with",
    Capacity.WATCHER: "a child you asked to be told about",
    Capacity.SUPERVISOR: "a child that someone you supervise works with",
}


def message_of(notice: Notice) -> Message:
    """What the recipient reads."""
    said = _said(notice)
    return Message(
        summary=f"{said} Reference {notice.reference}.",
        parts=(
            Paragraph(said),
            Buttons((_button(notice),)),
            SmallPrint(
                f"Reference {notice.reference}. Details open only for you and are not kept in this chat."
            ),
        ),
    )


def _said(notice: Notice) -> str:
    child = _WHICH_CHILD[notice.capacity]
    match notice.kind:
        case NoticeKind.NEW_INVOLVEMENT:
            return f"Somebody else is now involved with {child}."
        case NoticeKind.INVOLVEMENT_WITHDRAWN:
            return (
                f"We told you that somebody else was involved with {child}. "
                "That was entered in error and has been taken back."
            )
        case NoticeKind.INVOLVEMENT_ENDED:
            return f"Somebody's work with {child} has ended."
        case NoticeKind.INVOLVEMENT_CHANGED:
            return f"Something has changed in who is involved with {child}."


def _button(notice: Notice) -> Button:
    return Button(
        act=Tap.OPEN_NOTICE,
        label="See who to contact",
        value=notice.id,
        emphasis=Emphasis.PRIMARY,
        spoken=f"See who to contact, reference {notice.reference}",
    )
