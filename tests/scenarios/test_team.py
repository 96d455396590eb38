"""What a supervisor sees to, once on every surface: the team by reference, and all that somebody left."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from botocore.credentials import Credentials

from tests.scenarios.test_contact import run_the_clock
from tests.scenarios.town import WHY, WORK, TownInChat, a_child_nobody_knows
from tools.cli.api import Api

SUPERVISOR, LEAVER, COLLEAGUE = "moira-pemberley", "tunde-afolabi", "Amara Thackley"
TWO = 2


def api(town: TownInChat) -> Api:
    aws = town.stack.document["aws"]
    rights = Credentials(aws["access_key_id"], aws["secret_access_key"]).get_frozen_credentials()
    return Api(town.stack.document["api_url"], rights, aws["region"])


@pytest.fixture
def left(town: TownInChat) -> Iterator[list[str]]:
    """A worker of two children is suspended; the town is as before after the test."""
    names = []
    for _ in range(TWO):
        child = a_child_nobody_knows()
        names.append(child["Family name"])
        town.person(LEAVER).open("record").submit({**child, **WORK, **WHY})
    assert api(town).post(f"/v1/people/{LEAVER}/suspension").is_success
    yield names
    assert api(town).post(f"/v1/people/{LEAVER}/restoration").is_success


def test_what_somebody_left_is_handed_over_in_one_act(town: TownInChat, left: list[str]) -> None:
    supervisor = town.person(SUPERVISOR)
    colleague = town.person("amara-thackley")
    heard, known = len(supervisor.messages()), len(colleague.messages())
    run_the_clock(town)

    told = supervisor.wait_for_message("has work that waits for you", beyond=heard)
    team = told.press("See your team")
    assert "Tunde Afolabi" in team.words
    assert not any(name in team.words + told.words for name in left)

    choice = team.press("Hand over")
    assert not any(name in choice.words for name in left)
    people = ("Amara Thackley", "Hester Colbeck", "Moira Pemberley", "Case Robot")
    by_place = sorted(people, key=choice.words.index)
    done = choice.press("Hand all over", by_place.index(COLLEAGUE))
    assert f"went to {COLLEAGUE}" in done.words
    assert "Tunde Afolabi" not in done.press("My team").words

    message = colleague.wait_for_message("was handed over to you", beyond=known)
    assert message.press("My children").title == "My children"
    for name in left:  # the list may have several pages
        found = colleague.open("my_children").press("Find by number or name")
        assert initial_of(name) in found.submit({"Number, name or reference": name}).words
    assert town.product.everything_drawn_is_sound()


def initial_of(family_name: str) -> str:
    return f"{family_name[0]}."
