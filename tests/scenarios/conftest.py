"""The scenarios run on every surface, through signed requests to the deployed local stack."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.local_stack import LocalStack, stack
from tests.scenarios.town import TownInChat, in_slack, in_teams

__all__ = ["stack"]

SURFACES: dict[str, Callable[[LocalStack], TownInChat]] = {
    "slack": in_slack,
    "teams cards": lambda stack: in_teams(stack, "card"),
    "teams dialogs": lambda stack: in_teams(stack, "dialog"),
}


@pytest.fixture(params=SURFACES)
def town(request: pytest.FixtureRequest, stack: LocalStack) -> Iterator[TownInChat]:
    """The town, whose people all use one product, and are told there."""
    one = SURFACES[request.param](stack)
    yield one
    one.everybody_as_before()
