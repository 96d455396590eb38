"""Screens that carry nothing of a child: refusals, waiting, what was done, help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.surfaces import views
from fingerpost.surfaces.dates import moment_in_words
from fingerpost.surfaces.views import Tap
from fingerpost.surfaces.words import say, say_either, say_refusal

if TYPE_CHECKING:  # see form_screens
    from fingerpost.domain.outcomes.access import AlreadyAsked, Refused
    from fingerpost.domain.outcomes.recording import AlreadyInvolved, ChangedMeanwhile, Recorded

_HELP = ("ask", "nothing", "record", "reason", "chat")


def refused(outcome: Refused) -> views.Screen:
    """Why not, and what to do about it."""
    return views.Screen("refused", say("refused.title"), refusal_parts(outcome))


def refusal_parts(outcome: Refused) -> tuple[views.Part, ...]:
    """Why not, what to do about it, and the telephone for it as far as it is known."""
    why, what_to_do = say_refusal(outcome.because, to_administrator=outcome.to_administrator)
    return (
        views.Paragraph(why, strong=True),
        views.Paragraph(what_to_do),
        *_officer(outcome),
        views.Paragraph(say("refused.danger")),
        reference_line(outcome),
    )


def refused_in_a_line(outcome: Refused) -> str:
    """The same where there is no screen to draw on."""
    why, what_to_do = say_refusal(outcome.because, to_administrator=outcome.to_administrator)
    officer = "".join(f" {part.text}" for part in _officer(outcome))
    return f"{why} {what_to_do}{officer} {say('refused.danger')}"


def _officer(outcome: Refused) -> tuple[views.Call, ...]:
    """The telephone that a refusal speaks of."""
    if outcome.officer is None:
        return ()
    return (
        views.Call(
            say("refused.officer", area=outcome.officer.name, telephone=outcome.officer.officer_telephone)
        ),
    )


def old_button() -> views.Screen:
    """A button or form that this deployment does not know."""
    return views.Screen("old", say("home.title"), (views.Paragraph(say("button.old")),))


def old_form() -> views.Screen:
    """A form that this deployment does not know any more, and the ones that it has."""
    buttons = (
        views.Button(Tap.ASK, say("button.ask"), emphasis=views.Emphasis.PRIMARY),
        views.Button(Tap.RECORD, say("button.record")),
        views.Button(Tap.MY_CHILDREN, say("button.my_children")),
    )
    parts = (views.Paragraph(say("form.old.unknown"), strong=True), views.Buttons(buttons))
    return views.Screen("old", say("home.title"), parts)


def unreadable() -> views.Screen:
    """What was sent has not the parts it should have."""
    return views.Screen("unreadable", say("home.title"), (views.Paragraph(say("unreadable")),))


def cannot_answer() -> views.Screen:
    """Nothing can be shown now; there was no form to bring back."""
    parts = (
        views.Banner(say("cannot.plain"), views.Tone.WARNING),
        views.Paragraph(say("cannot.ring")),
        views.Paragraph(say("refused.danger")),
    )
    return views.Screen("cannot_answer", say("cannot.title"), parts)


def checking() -> views.Screen:
    """Opened at once, while authority is being checked."""
    return views.Screen("checking", say("checking.title"), (views.Paragraph(say("checking")),))


def recorded(outcome: Recorded, stored: tuple[views.Part, ...] = (), said: str = "") -> views.Screen:
    """It is written. stored: as it stands now. said: in other words than those of the act."""
    strong = views.Paragraph(said or say(f"recorded.{outcome.act}"), strong=True)
    follows = outcome.act in ("record", "reopen", "not_this_child", "this_child_after_all")
    told = (views.Paragraph(say(f"recorded.{outcome.act}.next")),) if follows else ()
    undo = (_after_all(outcome.reference),) if outcome.act == "not_this_child" else ()
    parts = (strong, *told, *stored, *undo, reference_line(outcome))
    return views.Screen("recorded", title_of(outcome.act), parts)


def title_of(act: str) -> str:
    """What was done, in the title of its screen."""
    return say_either(f"recorded.{act}.title", "recorded.title")


def _after_all(reference: str) -> views.Buttons:
    button = say("button.this_child_after_all")
    sure = say("button.this_child_after_all.sure")
    return views.Buttons((views.Button(Tap.THIS_CHILD_AFTER_ALL, button, reference, sure=sure),))


def already_recorded(outcome: AlreadyAsked) -> views.Screen:
    """The same press reached us twice."""
    parts = (
        views.Paragraph(say("already.record", reference=outcome.reference), strong=True),
        views.Paragraph(say("already.record.look")),
        views.Buttons((views.Button(Tap.MY_CHILDREN, say("button.my_children")),)),
    )
    return views.Screen("already_recorded", say("already.record.title"), parts)


def help_screen() -> views.Screen:
    """How to use it, on one screen."""
    parts = tuple(part for topic in _HELP for part in _topic(topic))
    return views.Screen("help", say("help.title"), parts)


def _topic(topic: str) -> tuple[views.Part, ...]:
    return (views.Heading(say(f"help.{topic}.title")), views.Paragraph(say(f"help.{topic}")))


def reference_line(
    outcome: Refused | Recorded | AlreadyInvolved | ChangedMeanwhile,
) -> views.SmallPrint:
    """The reference and the time, in small print."""
    return views.SmallPrint(
        say("reference.line", reference=outcome.reference, at=moment_in_words(outcome.at))
    )
