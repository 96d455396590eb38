"""Choosing when one is told, as it is drawn and read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fingerpost.domain.errors import InvalidForm
from fingerpost.domain.outcomes.telling import HowTold
from fingerpost.domain.practitioner import Product
from fingerpost.domain.preferences import Preferences
from fingerpost.surfaces.slack import blocks
from fingerpost.surfaces.telling.forms import choose_notices_form, chosen_values
from fingerpost.surfaces.telling.reading import read_preferences
from fingerpost.surfaces.telling.screens import carried_choice, how_told
from tests.builders import NOW
from tools.block_kit import check

TODAY = date(2026, 3, 2)
PLAIN = {"digest_at": "480", "quiet": "none"}
CHOSEN = Preferences("", 9 * 60, 20 * 60, 7 * 60, date(2026, 3, 9), date(2026, 3, 13))


@pytest.mark.parametrize("chosen", [Preferences(""), CHOSEN])
def test_what_is_chosen_stands_in_the_form_and_reads_as_the_same(chosen: Preferences) -> None:
    about = carried_choice(chosen)
    assert read_preferences(chosen_values(about), TODAY) == chosen
    assert check(blocks.modal(choose_notices_form(about, {}, TODAY)), "modal") == []


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({}, {"digest_at", "quiet"}),
        ({"digest_at": "soon", "quiet": "none"}, {"digest_at"}),
        ({"digest_at": "480", "quiet": "all day"}, {"quiet"}),
        ({**PLAIN, "away_from": "9 3 2026"}, {"away_until"}),
        ({**PLAIN, "away_until": "9 3 2026"}, {"away_from"}),
        (
            {"digest_at": "480", "quiet": "none", "away_from": "9 3 2026", "away_until": "3 3 2026"},
            {"away_until"},
        ),
        (
            {"digest_at": "480", "quiet": "none", "away_from": "2 2 2026", "away_until": "9 2 2026"},
            {"away_until"},
        ),
        (
            {"digest_at": "480", "quiet": "none", "away_from": "31 2 2026", "away_until": "9 3 2026"},
            {"away_from"},
        ),
    ],
)
def test_what_cannot_be_used_is_named(values: dict[str, str], fields: set[str]) -> None:
    with pytest.raises(InvalidForm) as wrong:
        read_preferences(values, TODAY)
    assert {one.field for one in wrong.value.problems} == fields


def shown(**changes: object) -> str:
    outcome = HowTold("FP-1", NOW, CHOSEN, (Product.TEAMS, Product.SLACK), deputy="Dina Ash")
    changed = replace(outcome, **changes)  # type: ignore[arg-type]  # names of fields
    screen = how_told(changed)
    assert check(blocks.modal(screen), "modal") == []
    return str(blocks.modal(screen))


def test_the_screen_says_where_when_and_who_else() -> None:
    words = shown()
    for said in ("Microsoft Teams, Slack", "At 9.00", "From 20.00 to 7.00", "9 March 2026", "Dina Ash"):
        assert said in words


def test_it_warns_before_it_matters() -> None:
    assert "refused" in shown(refused="user_not_found")
    assert "no chat account is linked" in shown(products=(), refused="")


def test_an_absence_that_is_over_is_not_shown() -> None:
    past = replace(CHOSEN, away_from=date(2026, 2, 2), away_until=date(2026, 2, 6))
    assert "Away" not in shown(chosen=past)
