"""Whether a screen shows something of a child: such a one does not stay in a chat."""

from __future__ import annotations

from fingerpost.surfaces.views import Screen, TextInput

_SHOWS_NONE = frozenset(
    {
        "already_recorded",
        "cannot_answer",
        "checking",
        "help",
        "home",
        "my_children",
        "old",
        "recorded",
        "refused",
        "too_large",
        "unreadable",
    }
)
_OF_THE_WORK = frozenset({"since", "ended", "role"})


def shows_a_child(screen: Screen) -> bool:
    """A form does once something of a child stands in it; any other screen unless it is known not to."""
    if not screen.submit:
        return screen.name not in _SHOWS_NONE
    inputs = (part for part in screen.parts if isinstance(part, TextInput))
    return any(one.value for one in inputs if one.field not in _OF_THE_WORK)
