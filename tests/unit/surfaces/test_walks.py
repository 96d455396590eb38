"""A walk over the roads of one child, in any order: nothing that was typed is lost, no fact is replaced that
was not shown, no key is used up by a refusal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.domain.involvement import Involvement, Watch
from fingerpost.surfaces.asking import forms as asking_forms
from fingerpost.surfaces.views import Tap
from tests.unit.surfaces.test_roads import (
    AOIFE,
    PRODUCTS,
    WORK,
    InTeams,
    Product,
    answered,
    known,
    open_child,
)

ENDED = date(2026, 3, 1)
AN_HOUR = timedelta(hours=1)
"""Within one, questions that differ a little would be slowed."""


class Walk:
    """Sam, who is or is not involved with Aoife and told of others, in one product."""

    def __init__(self, product: Product) -> None:
        self.product, self.sam = product, product.sam
        self.questions = 0
        known(product)

    @property
    def own(self) -> Involvement | None:
        held = self.product.world.shelves.involvements.values()
        mine = [one for one in held if one.practitioner_id == "p-sam" and one.is_current]
        assert len(mine) <= 1
        return mine[0] if mine else None

    @property
    def watch(self) -> Watch | None:
        watches = list(self.product.world.shelves.watches.values())
        assert len(watches) <= 1
        return watches[0] if watches else None

    def answer(self) -> None:
        self.questions += 1
        note = {"note": f"question {self.questions}"}
        assert "service is involved" in answered(self.product, self.sam, {**AOIFE, **note})

    def slip(self) -> None:
        """A wrong date, the error, the right one."""
        self.product.open(asking_forms.ask_form({}))
        wrong = {**AOIFE, "birth_date": "30 2 2016", "note": f"slip {self.questions}"}
        assert "no such day" in self.product.send(self.sam, wrong)
        if isinstance(self.product, InTeams):
            assert {name: self.product.filled[name] for name in wrong} == wrong
        right = {**wrong, "birth_date": AOIFE["birth_date"]}
        assert "service is involved" in self.product.send(self.sam, right)

    def away_and_back(self) -> None:
        self.product.open(asking_forms.ask_form({}))
        self.product.press(self.sam, Tap.ASK_UNBORN, AOIFE)
        self.product.press(self.sam, Tap.ASK, self.product.filled)
        assert {name: self.product.filled[name] for name in AOIFE} == AOIFE

    def record(self, role: str) -> None:
        """Opened, cancelled, opened again, sent twice."""
        self.answer()
        self.product.press(self.sam, Tap.RECORD_FROM_ANSWER)
        assert "service is involved" in self.product.back(self.sam)
        self.product.press(self.sam, Tap.RECORD_FROM_ANSWER)
        before = self.own
        words = self.product.send(self.sam, {**WORK, "role": role})
        if before:
            assert f"as {before.role}" in words
            assert self.own == before
        else:
            assert role in words
            assert self.own is not None

    def tell_me(self, until: str) -> None:
        self.answer()
        self.product.press(self.sam, Tap.WATCH_FROM_ANSWER)
        before = self.watch
        words = self.product.send(self.sam, {"reason": "planning", "until": until})
        if before:
            assert "You are told about this child already" in words
            assert self.watch == before
            assert "service is involved" in self.product.back(self.sam)
        else:
            assert "You will be told" in words

    def change(self, role: str) -> None:
        if self.own is None:
            return
        open_child(self.product)
        self.product.press(self.sam, Tap.CHANGE)
        assert self.product.filled["role"] == self.own.role
        assert role in self.product.send(self.sam, {"role": role})
        assert self.own.role == role

    def end(self) -> None:
        """A day before the first is refused, and corrected."""
        before = self.own
        if before is None:
            return
        open_child(self.product)
        self.product.press(self.sam, Tap.END)
        assert "before the involvement began" in self.product.send(self.sam, {"ended": "1 1 2020"})
        assert self.own == before
        assert "Ended." in self.product.send(self.sam, {"ended": "1 3 2026"})
        assert self.own is None
        assert self.product.world.shelves.involvements[before.id].ended == ENDED

    def end_ahead(self) -> None:
        """A day to come is kept, and shown; until then it stands."""
        before = self.own
        if before is None:
            return
        open_child(self.product)
        self.product.press(self.sam, Tap.END)
        assert "20 March 2026 is your last day" in self.product.send(self.sam, {"ended": "20 3 2026"})
        own = self.own
        assert own is not None
        assert (own.id, own.last_day) == (before.id, date(2026, 3, 20))

    def reopen(self) -> None:
        """What ended lately goes on, unless it was recorded anew meanwhile."""
        held = self.product.world.shelves.involvements.values()
        ended = [one for one in held if one.practitioner_id == "p-sam" and one.ended]
        if self.own is not None or not ended:
            return
        open_child(self.product)
        assert "It goes on" in self.product.press(self.sam, Tap.REOPEN)
        own = self.own
        assert own is not None
        assert own.id in {one.id for one in ended}


STEPS: dict[str, Callable[[Walk], None]] = {
    "slip": Walk.slip,
    "away and back": Walk.away_and_back,
    "record as teacher": lambda walk: walk.record("Class teacher"),
    "record as mentor": lambda walk: walk.record("Mentor"),
    "tell me long": lambda walk: walk.tell_me("2026-12-02"),
    "tell me short": lambda walk: walk.tell_me("2026-04-02"),
    "change": lambda walk: walk.change("Head of year"),
    "end": Walk.end,
    "end ahead": Walk.end_ahead,
    "reopen": Walk.reopen,
}


@pytest.mark.parametrize("name", PRODUCTS)
@given(steps=st.lists(st.sampled_from(sorted(STEPS)), min_size=2, max_size=6))
@settings(max_examples=12, deadline=None)
def test_no_order_of_roads_loses_or_destroys_anything(name: str, steps: list[str]) -> None:
    walk = Walk(PRODUCTS[name]())
    for step in steps:
        STEPS[step](walk)
        walk.product.world.shelves.pass_time(AN_HOUR)
