"""How a form comes back with what was typed in it, for another try: by what it carries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from fingerpost.surfaces.sent import Submission
from fingerpost.surfaces.views import Banner, Screen

Draw = Callable[[Submission, date, Banner | None], Screen]
"""A form as it was sent; the day is today's for the person, the banner says why it comes back."""


def from_values(draw: Callable[..., Screen]) -> Draw:
    """A form of which nothing is carried."""
    return lambda form, today, banner: draw(form.values, banner)


def about_reference(draw: Callable[..., Screen]) -> Draw:
    """A form about a reference."""
    return lambda form, today, banner: draw(form.about, form.values, banner)


def for_one_more(draw: Callable[..., Screen]) -> Draw:
    """A form for one more detail."""
    return lambda form, today, banner: draw(form.carried, form.values, banner)
