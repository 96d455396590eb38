"""What is shown of where a child went."""

from __future__ import annotations

from collections.abc import Iterator

from fingerpost.domain.outcomes.record_keeping import PassageShown, RecordShown
from fingerpost.domain.passage import Gone, PassageKind
from fingerpost.surfaces import views
from fingerpost.surfaces.dates import in_words
from fingerpost.surfaces.views import Tap
from fingerpost.surfaces.words import say


def gone(departure: Gone | None) -> Iterator[views.Part]:
    """Before anything else of a child who died or left the country: nobody rings a family unprepared."""
    if departure is not None:
        yield views.Banner(say(f"gone.{departure.kind}", day=in_words(departure.day)), views.Tone.WARNING)


def passage_button(reference: str) -> views.Button:
    """To say that the child moved, left or died."""
    return views.Button(Tap.TELL_PASSAGE, say("button.tell_passage"), reference)


def passages(outcome: RecordShown) -> Iterator[views.Part]:
    """In the officer's record: what was said, each with the button that takes it back."""
    if not outcome.passages:
        return
    yield views.Heading(say("record_shown.passages"))
    for one in outcome.passages:
        button = views.Button(
            Tap.TAKE_BACK_PASSAGE,
            say("button.take_back_passage"),
            one.reference,
            spoken=say("button.take_back_passage.spoken", reference=one.reference),
            sure=say("button.take_back_passage.sure"),
        )
        yield views.Row(_line(one), button)


def _line(one: PassageShown) -> str:
    words = "record_shown.passage.area" if one.kind is PassageKind.AREA else f"gone.{one.kind}"
    return say(words, day=in_words(one.day), area=one.area_name)
