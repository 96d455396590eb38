"""The connector's keys while their address is away: known ones are served, made-up ones cost nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

import pytest

from fingerpost.adapters.teams_token import KEYS_LIVE_SECONDS, SigningKeys
from fingerpost.domain.errors import Unavailable
from tests.unit.surfaces.teams.scene import TEAMS_KEY

KNOWN = str(TEAMS_KEY.published()["kid"])
A_DAY = 24 * 3600


@dataclass
class Endpoint:
    """Where the keys are published; away for as long as a test says."""

    away: bool = False
    fetched: int = 0
    now: float = 1_000.0
    keys: SigningKeys = field(init=False)

    def __post_init__(self) -> None:
        self.keys = SigningKeys(self.fetch, lambda: self.now)

    def fetch(self) -> bytes:
        self.fetched += 1
        if self.away:
            raise Unavailable("teams keys: 503")
        return json.dumps({"keys": [TEAMS_KEY.published()]}).encode()


def test_made_up_keys_cost_one_fetch_while_the_address_is_away() -> None:
    endpoint = Endpoint(away=True)
    for number in range(500):
        with pytest.raises(Unavailable):
            endpoint.keys.find(f"made-up-{number}")
    assert endpoint.fetched == 1


def test_made_up_keys_cost_two_fetches_while_it_answers() -> None:
    endpoint = Endpoint()
    assert endpoint.keys.find(KNOWN) is not None
    endpoint.now += 301
    assert [endpoint.keys.find(f"made-up-{number}") for number in range(500)] == [None] * 500
    assert endpoint.fetched == 2


def test_a_known_key_is_served_for_five_days_while_the_address_is_away() -> None:
    endpoint = Endpoint()
    endpoint.keys.find(KNOWN)
    endpoint.away = True
    endpoint.now += KEYS_LIVE_SECONDS + 4 * A_DAY
    assert endpoint.keys.find(KNOWN) is not None
    endpoint.now += 2 * A_DAY
    with pytest.raises(Unavailable):
        endpoint.keys.find(KNOWN)


def test_it_is_asked_again_after_a_pause() -> None:
    endpoint = Endpoint(away=True)
    with pytest.raises(Unavailable):
        endpoint.keys.find(KNOWN)
    endpoint.away = False
    with pytest.raises(Unavailable):
        endpoint.keys.find(KNOWN)
    endpoint.now += 31
    assert endpoint.keys.find(KNOWN) is not None
    assert endpoint.fetched == 2
