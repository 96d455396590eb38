"""People in Teams around the real entrance, with the real use cases on shelves behind it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from fingerpost.domain.practitioner import ChatIdentity, Practitioner, Product, Whereabouts
from fingerpost.surfaces.built_once import BuiltOnce
from fingerpost.surfaces.teams.activity_handler import ActivityHandler
from fingerpost.surfaces.teams.cards import OURS, CardPlace
from fingerpost.surfaces.teams.handler import TeamsHandler
from fingerpost.surfaces.teams.services import Services
from tests.builders import a_practitioner
from tests.fakes import FakeSeenRequests
from tests.unit.surfaces.teams.scene import (
    TENANT,
    PublishedKeys,
    a_message,
    a_request,
    a_verification,
    person,
)
from tests.unit.usecases.world import World
from tools.teams.card_check import elements_of

Json = dict[str, Any]


def teams_identity(practitioner_id: str) -> ChatIdentity:
    return ChatIdentity(Product.TEAMS, TENANT, f"aad-{practitioner_id}")


@dataclass
class RecordingPoster:
    """Keeps what was posted. failing: raised by every post, or only by posts for one pair of eyes."""

    posted: list[tuple[Whereabouts, Json, str]] = field(default_factory=list)
    replaced: list[tuple[str, Json]] = field(default_factory=list)
    failing: Exception | None = None
    failing_targeted: Exception | None = None

    def replace(self, to: Whereabouts, message_id: str, activity: Json) -> None:
        if self.failing:
            raise self.failing
        self.replaced.append((message_id, json.loads(json.dumps(activity))))

    def post(self, to: Whereabouts, activity: Json, *, only_for: str = "") -> str:
        fault = self.failing or (self.failing_targeted if only_for else None)
        if fault:
            raise fault
        self.posted.append((to, json.loads(json.dumps(activity)), only_for))
        return f"message-{len(self.posted)}"


@dataclass
class FakeSightings:
    """Whereabouts in memory."""

    kept: dict[ChatIdentity, Whereabouts] = field(default_factory=dict)
    visits: dict[ChatIdentity, Whereabouts] = field(default_factory=dict)

    def find(self, identity: ChatIdentity) -> Whereabouts | None:
        return self.kept.get(identity) or self.visits.get(identity)

    def keep(self, identity: ChatIdentity, whereabouts: Whereabouts) -> None:
        self.kept[identity] = whereabouts

    def visiting(self, identity: ChatIdentity, whereabouts: Whereabouts) -> None:
        self.visits[identity] = whereabouts


@dataclass
class FakeOpenCards:
    """Open cards in memory."""

    kept: dict[ChatIdentity, str] = field(default_factory=dict)

    def find(self, identity: ChatIdentity) -> str:
        return self.kept.get(identity, "")

    def keep(self, identity: ChatIdentity, message_id: str) -> None:
        self.kept[identity] = message_id


@dataclass
class Scene:
    """The entrance with a world behind it."""

    opener: CardPlace = CardPlace.CHAT
    poster: RecordingPoster = field(default_factory=RecordingPoster)
    sightings: FakeSightings = field(default_factory=FakeSightings)
    open_cards: FakeOpenCards = field(default_factory=FakeOpenCards)
    fault: Exception | None = None
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.world = World(workspaces=frozenset({(Product.TEAMS, TENANT)}))
        self.rowan, self.sam = (self.enter(who) for who in (self.world.rowan, self.world.sam))
        self.codes = self.world.codes
        verification = a_verification(FakeSeenRequests(self.world.shelves), PublishedKeys())
        activities = ActivityHandler(
            BuiltOnce(self._services), self.poster, self.opener, self.world.shelves.clock
        )
        self.entrance = TeamsHandler(verification, activities)

    def enter(self, practitioner: Practitioner) -> Practitioner:
        return self.world.enter(replace(practitioner, identities=(teams_identity(practitioner.id),)))

    def stranger(self) -> Practitioner:
        return replace(a_practitioner("p-nobody").build(), identities=(teams_identity("p-nobody"),))

    def _services(self) -> Services:
        if self.fault:
            raise self.fault
        return Services(self.world.use_cases, self.sightings, self.open_cards)

    @contextmanager
    def down(self, fault: Exception) -> Iterator[None]:
        """The data layer cannot be built meanwhile."""
        self.fault = fault
        yield
        self.fault = None

    # ---- what people do

    def send(self, who: Practitioner, **changes: Any) -> Json:  # noqa: ANN401 - any part of an activity
        activity = {"id": f"activity-{next(self.numbers)}", "from": person(f"aad-{who.id}")} | changes
        request = a_request(a_message(**activity))
        return self.entrance({"headers": dict(request.headers), "body": request.body.decode()}, None)

    def say(self, who: Practitioner, text: str, **changes: Any) -> Json:  # noqa: ANN401
        return self.send(who, text=text, **changes)

    def invoke(self, who: Practitioner, name: str, value: Json, **changes: Any) -> Json:  # noqa: ANN401
        reply = self.send(who, type="invoke", name=name, value=value, **changes)
        return {**reply, "body": json.loads(reply["body"]) if reply["body"] else None}

    def card_press(self, who: Practitioner, ours: Json, typed: Json | None = None, **changes: Any) -> Json:  # noqa: ANN401
        """Press a button of a card in the chat; the card that comes in its place."""
        action = {"type": "Action.Execute", "verb": OURS, "data": {OURS: ours, **(typed or {})}}
        reply = self.invoke(who, "adaptiveCard/action", {"action": action, "trigger": "manual"}, **changes)
        card: Json = reply["body"]["value"]
        return card

    def dialog_press(
        self, who: Practitioner, ours: Json, typed: Json | None = None, name: str = "task/submit"
    ) -> Json:
        """Press a button of, or for, a dialog; the dialog that is shown next."""
        reply = self.invoke(
            who, name, {"data": {OURS: ours, **(typed or {})}, "context": {"theme": "default"}}
        )
        dialog: Json = reply["body"]["task"]["value"]
        return dialog


def words_in(card: object) -> str:
    """All that stands on a card."""
    return "\n".join(str(one["text"]) for one in elements_of(card) if "text" in one)


def press_of(card: object, title: str) -> Json:
    """What the button of this title sends back as ours."""
    for one in elements_of(card):
        if one.get("title") == title and OURS in one.get("data", {}):
            ours: Json = one["data"][OURS]
            return ours
        if one.get("title") == title and one["type"] == "Action.ShowCard":
            return next(each["data"][OURS] for each in elements_of(one["card"]) if "data" in each)
    raise AssertionError(title)
