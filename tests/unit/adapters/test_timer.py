"""A hold lasts as long as asked and by chance a little longer: it tells nothing of the work before it."""

from __future__ import annotations

import time

import pytest

from fingerpost.adapters.timer import SteadyTimer


@pytest.mark.parametrize("ahead", [0.15, -1.0], ids=["ahead", "past"])
def test_a_hold_lasts_as_long_as_asked_and_by_chance_up_to_ten_milliseconds_longer(
    monkeypatch: pytest.MonkeyPatch, ahead: float
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(time, "monotonic", lambda: 50.0)
    monkeypatch.setattr(time, "sleep", slept.append)

    for _ in range(200):
        SteadyTimer().hold_until(50.0 + ahead)

    longer = [seconds - max(0.0, ahead) for seconds in slept]
    assert all(-1e-9 <= more <= 0.01 for more in longer)
    assert max(longer) - min(longer) > 0.005
