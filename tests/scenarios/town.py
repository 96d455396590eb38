"""People who use one chat product, as every product can be used. A new surface means one more driver here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from tests.local_stack import LocalStack
from tests.town import Town, a_new_child
from tools.block_kit import Problem, check
from tools.teams import driver as teams_driver
from tools.teams.card_check import problems_of
from tools.workbench import driver as workbench_driver
from tools.workbench import message_seen
from tools.workbench.form_state import elements_of

Json = dict[str, Any]
Values = Mapping[str, str]

NOTHING_TYPED: Values = {}
WHY = {"Reason": "Worried about a child's safety", "Does the family know?": "No"}
WORK = {"Your role with the child": "class teacher", "Involved since": "2 2 2026"}
_OF_A_MESSAGE = ("text", "blocks", "metadata", "unfurl_links", "unfurl_media")


class Screen(Protocol):
    """What somebody has before their eyes."""

    @property
    def title(self) -> str:
        """Its heading."""

    @property
    def words(self) -> str:
        """All that can be read on it."""

    @property
    def errors(self) -> dict[str, str]:
        """What is wrong, by the labels of the fields."""

    def fields(self) -> list[str]:
        """What can be typed or chosen, by label."""

    def options(self, label: str) -> list[str]:
        """What can be chosen in a field."""

    def buttons(self) -> list[str]:
        """What can be pressed."""

    def press(self, title: str, number: int = 0, typed: Values = NOTHING_TYPED) -> Screen:
        """Press a button, and yes where it asks. typed: what stands in the fields by then, by label."""

    def submit(self, values: Values, *, times: int = 1) -> Screen:
        """Fill in by label, and send."""

    def filled(self) -> dict[str, str]:
        """What stands in the fields as they were drawn, by label; of a choice its value."""

    def back(self) -> Screen:
        """Cancel."""


class Message(Protocol):
    """What stands in a chat."""

    @property
    def words(self) -> str:
        """All that can be read in it, and what notifications show."""

    def press(self, title: str) -> Screen:
        """Press a button of it."""


class Person(Protocol):
    """Somebody with an account."""

    def open(self, what: str) -> Screen:
        """`ask`, `record` or `my_children`."""

    def write(self, text: str) -> None:
        """Write to the bot."""

    def messages(self) -> list[Message]:
        """What the bot wrote, oldest first."""

    def wait_for_message(self, containing: str, *, beyond: int) -> Message:
        """A message after the first so many."""


class Product(Protocol):
    """A chat product that can be played."""

    @property
    def name(self) -> str:
        """As the directory calls it."""

    def person(self, person: Json) -> Person:
        """Someone to play, with nothing open."""

    def posted(self) -> list[Json]:
        """Every message that the bot posted since the product was last asked to forget."""

    def everything_drawn_is_sound(self) -> bool:
        """Whether the product would have taken all that the bot sent."""


# ------------------------------------------------------------------ Slack


@dataclass(frozen=True)
class SlackScreen:
    """A modal."""

    shown: workbench_driver.Screen

    @property
    def title(self) -> str:
        return self.shown.title

    @property
    def words(self) -> str:
        return self.shown.words

    @property
    def errors(self) -> dict[str, str]:
        return self.shown.errors

    def fields(self) -> list[str]:
        return list(self.shown.fields())

    def options(self, label: str) -> list[str]:
        return [option["text"]["text"] for option in self.shown.fields()[label]["element"]["options"]]

    def buttons(self) -> list[str]:
        return self.shown.buttons()

    def press(self, title: str, number: int = 0, typed: Values = NOTHING_TYPED) -> Screen:
        buttons = [
            (block, element)
            for block, element in elements_of(self.shown.view)
            if element["type"] == "button" and element["text"]["text"] == title
        ]
        block, element = buttons[number]
        where = {"view_id": self.shown.view["id"], "block_id": block["block_id"]}
        values = self.shown.filled(dict(typed))
        pressed = {"action_id": element["action_id"], "value": element.get("value"), "values": values}
        self.shown.person.act("act_in_view", **where, **pressed)
        return _on_top(self.shown.person)

    def submit(self, values: Values, *, times: int = 1) -> Screen:
        send = self.shown.submit_twice if times == 2 else self.shown.submit
        return _there(send(dict(values)))

    def filled(self) -> dict[str, str]:
        drawn = {label: block["element"] for label, block in self.shown.fields().items()}
        return {label: _drawn_value(element) for label, element in drawn.items()}

    def back(self) -> Screen:
        self.shown.person.close()
        return _on_top(self.shown.person)


def _drawn_value(element: Json) -> str:
    chosen = element.get("initial_option") or {}
    return str(element.get("initial_value") or chosen.get("value") or "")


def _there(shown: workbench_driver.Screen | None) -> Screen:
    assert shown is not None
    return SlackScreen(shown)


def _on_top(person: workbench_driver.Person) -> Screen:
    return _there(person.screen())


@dataclass(frozen=True)
class SlackMessage:
    """A direct message."""

    person: workbench_driver.Person
    said: message_seen.Message

    @property
    def words(self) -> str:
        return self.said.words

    def press(self, title: str) -> Screen:
        self.person.close_all()
        return _there(self.person.click(title, self.said))


@dataclass(frozen=True)
class SlackPerson:
    """Somebody in Slack."""

    played: workbench_driver.Person

    def open(self, what: str) -> Screen:
        """The form that asks by its command, as most people do, and the others by their shortcuts."""
        self.played.close_all()
        return _there(self.played.open_form() if what == "ask" else self.played.use_shortcut(what))

    def write(self, text: str) -> None:
        self.played.write(text)

    def messages(self) -> list[Message]:
        return [SlackMessage(self.played, said) for said in self.played.direct_messages()]

    def wait_for_message(self, containing: str, *, beyond: int) -> Message:
        return SlackMessage(self.played, self.played.wait_for_message(containing, 40, beyond))


@dataclass(frozen=True)
class Slack:
    """The local Slack."""

    local: workbench_driver.LocalSlack
    name: str = "slack"

    def person(self, person: Json) -> Person:
        return SlackPerson(self.local.person(person["slack_user_id"]))

    def posted(self) -> list[Json]:
        return self.local.web_api_log("chat.postMessage")

    def everything_drawn_is_sound(self) -> bool:
        return all(_problems_of(call["method"], call["args"]) == [] for call in self.local.web_api_log())


def _problems_of(method: str, args: Json) -> list[Problem]:
    """What Slack would have against a call, of those that draw."""
    if method == "chat.postMessage":
        return check({name: args[name] for name in _OF_A_MESSAGE if name in args}, "message")
    if "view" in args:
        return check(args["view"], "home" if method == "views.publish" else "modal")
    return []


# ------------------------------------------------------------------ Teams


@dataclass
class TeamsScreen:
    """A card or a dialog."""

    shown: teams_driver.Screen
    drawn: list[Json]

    def __post_init__(self) -> None:
        self.drawn.append(self.shown.card)

    @property
    def title(self) -> str:
        return self.shown.title

    @property
    def words(self) -> str:
        return self.shown.words

    @property
    def errors(self) -> dict[str, str]:
        return self.shown.errors

    def fields(self) -> list[str]:
        return list(self.shown.fields())

    def options(self, label: str) -> list[str]:
        return [choice["title"] for choice in self.shown.fields()[label]["choices"]]

    def buttons(self) -> list[str]:
        return self.shown.buttons()

    def press(self, title: str, number: int = 0, typed: Values = NOTHING_TYPED) -> Screen:
        return TeamsScreen(self.shown.press(title, number, typed), self.drawn)

    def filled(self) -> dict[str, str]:
        return {label: str(one.get("value", "")) for label, one in self.shown.fields().items()}

    def back(self) -> Screen:
        way = next(title for title in self.buttons() if title in ("Cancel", "Keep it as it is"))
        return self.press(way)

    def submit(self, values: Values, *, times: int = 1) -> Screen:
        return TeamsScreen(self.shown.submit(values, times=times), self.drawn)


@dataclass(frozen=True)
class TeamsMessage:
    """A message in the chat with the bot."""

    said: teams_driver.Said
    drawn: list[Json]

    @property
    def words(self) -> str:
        return self.said.words

    def press(self, title: str) -> Screen:
        return TeamsScreen(self.said.press(title), self.drawn)


@dataclass(frozen=True)
class TeamsPerson:
    """Somebody in Teams."""

    played: teams_driver.Person
    drawn: list[Json]

    def open(self, what: str) -> Screen:
        return TeamsScreen(self.played.open(what), self.drawn)

    def write(self, text: str) -> None:
        self.played.write(text)

    def messages(self) -> list[Message]:
        return [TeamsMessage(said, self.drawn) for said in self.played.messages()]

    def wait_for_message(self, containing: str, *, beyond: int) -> Message:
        return TeamsMessage(self.played.wait_for_message(containing, 40, beyond), self.drawn)


@dataclass(frozen=True)
class Teams:
    """The local Teams."""

    local: teams_driver.LocalTeams
    name: str = "teams"
    drawn: list[Json] = field(default_factory=list)

    def person(self, person: Json) -> Person:
        return TeamsPerson(self.local.person(person["id"]), self.drawn)

    def posted(self) -> list[Json]:
        return [call for call in self.local.wire() if call["path"].endswith("/activities")]

    def everything_drawn_is_sound(self) -> bool:
        posted = [
            part["content"] for call in self.posted() for part in (call["body"] or {}).get("attachments", [])
        ]
        return all(found == [] for found in problems_of([*self.drawn, *posted]))


# ------------------------------------------------------------------ the town


@dataclass(frozen=True)
class TownInChat(Town):
    """The seeded town in one product."""

    product: Product
    _as_before: dict[str, Json] = field(default_factory=dict)

    def person(self, person_id: str) -> Person:
        """Somebody of the town, told in this product from now on."""
        one = self.entry(person_id)
        if one["refused_as"] != "unknown_person":
            self._prefer(person_id)
        return self.product.person(one)

    def refused_as(self, refusal: str) -> Person:
        """The one person of the town who is refused for this."""
        return self.product.person(self.refused_entry(refusal))

    def ask(self, person_id: str, details: Values) -> Screen:
        """Open the form, with more details where they are needed, fill it in, send it."""
        return with_room_for(details, self.person(person_id).open("ask")).submit({**details, **WHY})

    def _prefer(self, person_id: str) -> None:
        """The first chat identity is the one that a person prefers to be told in."""
        if person_id in self._as_before:
            return
        table, key = (
            self.stack.tables["casework"],
            {"pk": {"S": f"P#{person_id}"}, "sk": {"S": "PRACTITIONER"}},
        )
        database = self.stack.client("dynamodb")
        identities = database.get_item(TableName=table, Key=key)["Item"]["identities"]
        self._as_before[person_id] = {"key": key, "identities": identities}
        first = sorted(identities["L"], key=lambda one: one["M"]["product"]["S"] != self.product.name)
        self._set_identities(key, {"L": first})

    def everybody_as_before(self) -> None:
        """Put everybody's preference back."""
        for kept in self._as_before.values():
            self._set_identities(kept["key"], kept["identities"])

    def _set_identities(self, key: Json, identities: Json) -> None:
        self.stack.client("dynamodb").update_item(
            TableName=self.stack.tables["casework"],
            Key=key,
            UpdateExpression="SET identities = :them",
            ExpressionAttributeValues={":them": identities},
        )


def with_room_for(details: Values, form: Screen) -> Screen:
    """The form with the fields that few need, if it has no others for these."""
    return form if set(details) <= set(form.fields()) else form.press("More details")


def in_slack(stack: LocalStack) -> TownInChat:
    """The town in Slack."""
    local = workbench_driver.LocalSlack(stack.document["slack"]["workbench_url"])
    local.forget_log()
    return TownInChat(stack, Slack(local))


def in_teams(stack: LocalStack, way: str) -> TownInChat:
    """The town in Teams. way: `card` or `dialog`."""
    local = teams_driver.LocalTeams(stack.document["teams"]["bridge_url"], way)
    local.forget()
    return TownInChat(stack, Teams(local))


def by_number(child: Json) -> dict[str, str]:
    """What one asks by who knows the number."""
    year, month, day = child["birth_date"].split("-")
    number = child["nhs_number"] or child["upn"]
    return {"NHS number or UPN": number, "Birth date": f"{day}/{month}/{year}"}


def by_details(child: Json) -> dict[str, str]:
    """What one asks by who does not."""
    year, month, day = child["birth_date"].split("-")
    return {
        "Given name": child["given_name"],
        "Family name": child["family_name"],
        "Birth date": f"{day}/{month}/{year}",
        "Postcode": child["postcode"],
    }


def a_child_nobody_knows() -> dict[str, str]:
    """Details as typed of a child that is in no index."""
    return a_new_child().typed


def number_and_birth_date(child: dict[str, str]) -> dict[str, str]:
    """Of what was typed of a child, what is enough to ask by."""
    return {field: child[field] for field in ("NHS number or UPN", "Birth date")}
