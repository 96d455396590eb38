"""A question through Slack and the deployed stack comes to what the pure matcher says of the same town."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from benchmarks.matching.recognition import MemoryIndex, ask
from fingerpost.domain.child import Details
from fingerpost.matching.model import MatchOutcome
from fingerpost.matching.score import shipped_weights
from tests.local_stack import LocalStack
from tools.seed import town
from tools.training import mistakes
from tools.workbench.driver import LocalSlack

_WHY = {"Reason": "Worried about a child's safety", "Does the family know?": "No"}
_ASKER = "colin-mossley"
_CHILDREN = 3
_MISTAKES = (
    mistakes.family_typo,
    mistakes.given_nickname,
    mistakes.digit_wrong,
    mistakes.names_swapped,
    mistakes.moved_away,
    mistakes.family_changed,
    mistakes.given_other,
)
_TITLES = {
    MatchOutcome.CONFIRMED: "Services involved",
    MatchOutcome.POSSIBLE: "One more detail",
    MatchOutcome.MANY: "One more detail",
    MatchOutcome.NONE: "Nothing to show",
}


@pytest.mark.parametrize("mistake", _MISTAKES, ids=lambda mistake: mistake.__name__)
def test_a_question_comes_to_the_same_deployed_as_pure(stack: LocalStack, mistake: mistakes.Mistake) -> None:
    children = {one.child.id: one.child.details for one in town(now=datetime.now(UTC)).children}
    index = MemoryIndex(children)
    slack = LocalSlack(stack.document["slack"]["workbench_url"])
    [asker] = [person for person in stack.people if person["id"] == _ASKER]
    rng = random.Random(mistake.__name__)  # noqa: S311  # a repeatable choice, not a secret
    shown = {(child["given_name"], child["birth_date"]) for child in stack.document["children"]}
    asked_for = [details for details in children.values() if _face(details) in shown]
    if len(asked_for) < len(shown):
        pytest.skip("the stack was seeded on another day: its town has other birth dates")
    for details in rng.sample(asked_for, _CHILDREN):
        asked = _as_typed(mistake(details, rng))
        expected = _TITLES[ask(index, asked, shipped_weights()).outcome]
        person = slack.person(asker["slack_user_id"])
        person.close_all()
        screen = person.open_form().submit({**_fields(asked), **_WHY})
        assert screen is not None
        assert screen.title == expected


def _face(details: Details) -> tuple[str, str]:
    return (details.names[0].given if details.names else "", str(details.birth_date))


def _as_typed(asked: Details) -> Details:
    """What the form takes: the current name, date and postcode."""
    return replace(
        asked,
        names=asked.names[:1],
        postcodes=asked.postcodes[:1],
        sex=None,
        identifiers=(),
        multiple_birth=False,
    )


def _fields(asked: Details) -> dict[str, str]:
    name, born = asked.names[0], asked.birth_date
    assert born is not None
    fields = {
        "Given name": name.given,
        "Family name": name.family,
        "Birth date": f"{born.day}/{born.month}/{born.year}",
    }
    return {**fields, "Postcode": asked.postcodes[0]} if asked.postcodes else fields
