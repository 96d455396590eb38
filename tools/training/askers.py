"""People who ask: how often what they give is mistaken."""

from __future__ import annotations

import random
from dataclasses import replace

from fingerpost.domain.child import Details, Sex
from tools.training.mistakes import compound

MISTAKES = (0.05, 0.15, 0.30)  # askers differ: the case file at hand, a telephone call, a corridor
_SEX_WRONG = 0.01


def mistaken(child: Details, rng: random.Random) -> Details:
    """A question about the child by some asker."""
    asked = compound(child, rng.choice(MISTAKES), rng)
    if rng.random() < _SEX_WRONG and asked.sex:
        asked = replace(asked, sex=Sex.MALE if asked.sex is Sex.FEMALE else Sex.FEMALE)
    return asked
