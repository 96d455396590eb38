"""What a form stands over, or took the place of: where going back leads, and what an act has changed."""

from __future__ import annotations

from fingerpost.surfaces.carried import decoded
from fingerpost.surfaces.views import Screen, Tap

LEADS_BACK: dict[str, Tap] = {
    "record_from_answer": Tap.BACK_TO_ANSWER,
    "record_new_child": Tap.BACK_TO_ANSWER,
    "watch": Tap.BACK_TO_ANSWER,
    "change": Tap.OPEN_MINE,
    "end": Tap.OPEN_MINE,
    "records_correct": Tap.OPEN_RECORD,
    "records_correct_unborn": Tap.OPEN_RECORD,
    "records_new_identity": Tap.OPEN_RECORD,
}
"""By the form's name, the button that shows it again, about the same reference."""


def way_back(screen: Screen) -> tuple[Tap, str] | None:
    """The button and its value; None for a screen that stands over nothing."""
    if not screen.submit or screen.name not in LEADS_BACK:
        return None
    return LEADS_BACK[screen.name], decoded(screen.about).reference
