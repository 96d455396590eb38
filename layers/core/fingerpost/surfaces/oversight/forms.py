"""The form by which the glass is broken, and the buttons of what is looked at."""

from __future__ import annotations

from fingerpost.domain.oversight import EmergencyReason
from fingerpost.surfaces import views
from fingerpost.surfaces.declared import Declared
from fingerpost.surfaces.drawn_again import Draw, about_reference
from fingerpost.surfaces.inputs import Values, banner_on_top, filled_form
from fingerpost.surfaces.words import say

BREAK_GLASS = "break_glass"


def break_glass_form(reference: str, values: Values, banner: views.Banner | None = None) -> views.Screen:
    """Warned, with a reason, and sure of it."""
    reasons = tuple((one.value, say(f"field.emergency.{one}")) for one in EmergencyReason)
    sure = (("yes", say("field.emergency_sure.yes")), ("no", say("field.emergency_sure.no")))
    parts = (
        *banner_on_top(banner),
        views.Banner(say("break_glass.what"), views.Tone.DANGER),
        views.Paragraph(say("break_glass.told")),
        views.Call(say("break_glass.ring")),
        views.ChoiceInput("emergency", say("field.emergency"), reasons, value=values.get("emergency", "")),
        views.ChoiceInput(
            "emergency_sure",
            say("field.emergency_sure"),
            sure,
            value=values.get("emergency_sure", ""),
            few=True,
        ),
    )
    return filled_form(BREAK_GLASS, "break_glass", parts, reference)


FORMS: dict[str, Draw] = {BREAK_GLASS: about_reference(break_glass_form)}
BUTTONS: dict[views.Tap, Declared] = {
    views.Tap.BREAK_GLASS: Declared(lambda value, now: break_glass_form(value, {})),
    views.Tap.OPEN_HELD: Declared(),
    views.Tap.HASTEN_HELD: Declared(in_place=True),
    views.Tap.OPEN_OVERSIGHT: Declared(),
    views.Tap.AGREE_OVERSIGHT: Declared(in_place=True),
    views.Tap.DECLINE_OVERSIGHT: Declared(in_place=True),
    views.Tap.CLOSE_EMERGENCY: Declared(in_place=True),
    views.Tap.SEE_EMERGENCY: Declared(),
}
