"""Play people of the local Teams without a browser, in sentences.

    teams = LocalTeams("http://127.0.0.1:4612")
    colin = teams.person("colin-mossley")
    form = colin.open("ask")
    answer = form.submit({"NHS number or UPN": "999 000 0018", ...})
    answer.press("I’m involved too")

Each gesture becomes a signed activity to the bot, as from a client: buttons are followed as they are drawn.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import urllib3

from tools.teams.card_check import elements_of

Json = dict[str, Any]

_SECONDS = 30
_PAUSE = 0.2
DIALOG, CARD = "dialog", "card"


class GestureFailed(AssertionError):
    """The gesture could not be made, or the bot did not answer well; the text says why."""


@dataclass(frozen=True)
class LocalTeams:
    """The local Teams, seen from a test or the demo. way: whether people use dialogs or cards in the chat."""

    url: str
    way: str = CARD
    _http: urllib3.PoolManager = field(
        default_factory=lambda: urllib3.PoolManager(retries=False, maxsize=10), repr=False
    )

    def person(self, person_id: str) -> Person:
        """Someone to play."""
        return Person(self, person_id)

    def wire(self) -> list[Json]:
        """Every call of the bot: method, path, query, body, status."""
        calls: list[Json] = self.ask("GET", "wire")
        return calls

    def forget(self) -> None:
        """Empty the chats and the record of calls, and take back planted faults."""
        self.ask("DELETE", "wire")

    def plant_fault(self, part: str, status: int, times: int = 1, **more: object) -> None:
        """Let the next calls whose path contains `part` fail."""
        self.ask("POST", "faults", {"part": part, "status": status, "times": times, **more})

    def ask(self, method: str, path: str, body: Json | None = None) -> Any:  # noqa: ANN401 - JSON
        """Read or change a part of the local Teams."""
        sent = None if body is None else json.dumps(body).encode()
        kind = {"content-type": "application/json"}
        address = f"{self.url}/_local/{path}"
        return self._http.request(method, address, body=sent, headers=kind, timeout=_SECONDS).json()


@dataclass(frozen=True)
class Said:
    """A message in a chat."""

    person: Person
    activity: Json

    @property
    def words(self) -> str:
        """Everything one can read in it, what notifications show included."""
        texts = (self.activity.get("text", ""), self.activity.get("summary", ""), _words(self.activity))
        return "\n".join(text for text in texts if text)

    def press(self, title: str) -> Screen:
        """Press a button of it."""
        return self.person.press(self.activity, title, on=str(self.activity["id"]))


@dataclass(frozen=True)
class Screen:
    """A card or a dialog as it stands. message_id: of the message that a card stands in."""

    person: Person
    card: Json
    title: str
    message_id: str = ""

    @property
    def words(self) -> str:
        """Everything one can read on it."""
        return f"{self.title}\n{_words(self.card)}"

    @property
    def errors(self) -> dict[str, str]:
        """What is said to be wrong, by the labels of the fields below it."""
        found, problem = {}, ""
        for element in elements_of(self.card):
            text = str(element.get("text", ""))
            problem = text.removeprefix("Problem: ") if text.startswith("Problem: ") else problem
            if element["type"].startswith("Input.") and problem:
                found[_label(element)] = problem
                problem = ""
        return found

    def buttons(self) -> list[str]:
        """The titles of its buttons."""
        return _titles(self.card)

    def fields(self) -> dict[str, Json]:
        """The inputs by their labels."""
        return {_label(one): one for one in elements_of(self.card) if one["type"].startswith("Input.")}

    def press(self, title: str, number: int = 0, typed: Mapping[str, str] | None = None) -> Screen:
        """Press a button; what is then shown is the answer. number: of several of this title. typed: what
        stands in the fields, by label, of which Teams sends only what the button takes along."""
        action = _action(self.card, title, number)
        along = self._typed(typed or {}) if action.get("associatedInputs") == "auto" else {}
        return self.person.press(self.card, title, along, number, on=self.message_id)

    def submit(self, values: Mapping[str, str] | None = None, *, times: int = 1) -> Screen:
        """Fill in fields by label and send. Options are named by their text. times: 2 for a double click."""
        sending = [one for one in elements_of(self.card) if "screen" in _ours(one)]
        if not sending:
            raise GestureFailed(f"nothing to send on {self.title!r}")
        typed = self._typed(values or {})
        for _ in range(times):
            shown = self.person.press(self.card, sending[0]["title"], typed, on=self.message_id)
        return shown

    def _typed(self, values: Mapping[str, str]) -> Json:
        fields = self.fields()
        unknown = set(values) - set(fields)
        if unknown:
            raise GestureFailed(f"there are no fields {sorted(unknown)}; there are {list(fields)}")
        held = {one["id"]: one.get("value", "") for one in fields.values()}
        return held | {fields[label]["id"]: _value(fields[label], text) for label, text in values.items()}


@dataclass(frozen=True)
class Person:
    """Someone with a Teams account."""

    teams: LocalTeams
    id: str

    def act(self, **activity: object) -> Json:
        """Send an activity. Raises GestureFailed unless the bot answers well."""
        answer: Json = self.teams.ask("POST", "act", {"person": self.id, "activity": activity})
        if answer["status"] >= 300:
            raise GestureFailed(f"{activity.get('type')} {activity.get('name', '')}: HTTP {answer['status']}")
        return answer

    def write(self, text: str) -> None:
        """Write to the bot."""
        self.act(text=text)

    def open(self, what: str) -> Screen:
        """Choose `ask`, `record` or `my_children`, as from the menu that was posted last."""
        if self.teams.way == DIALOG:
            return self._shown(self._invoke("composeExtension/fetchTask", {"commandId": what}))
        said = self.messages()
        on = str(said[-1].activity["id"]) if said else ""
        return self._send({"fingerpost": {"act": what, "value": ""}}, CARD, on)

    def press(
        self, card: Json, title: str, typed: Json | None = None, number: int = 0, on: str = ""
    ) -> Screen:
        """Press a button of a card, as it is drawn; a question is answered with yes. on: its message."""
        return self._send({**_data_of(card, title, number), **(typed or {})}, self.teams.way, on)

    def _send(self, data: Json, way: str, on: str = "") -> Screen:
        if way == DIALOG:
            name = "task/fetch" if "act" in data["fingerpost"] else "task/submit"
            return self._shown(self._invoke(name, {"data": data, "context": {"theme": "default"}}))
        action = {"type": "Action.Execute", "verb": "fingerpost", "data": data}
        value = {"action": action, "trigger": "manual"}
        return self._shown(self._invoke("adaptiveCard/action", value, replyToId=on), on)

    def _invoke(self, name: str, value: Json, **more: str) -> Json:
        answer: Json = json.loads(self.act(type="invoke", name=name, value=value, **more)["text"])
        return answer

    def _shown(self, answer: Json, on: str = "") -> Screen:
        if "task" in answer:
            dialog = answer["task"]["value"]
            return Screen(self, dialog["card"]["content"], dialog["title"])
        card = answer["value"]
        return Screen(self, card, str(card["body"][0].get("text", "")), on)

    def messages(self) -> list[Said]:
        """What the bot wrote to this person, oldest first."""
        return [Said(self, one) for one in self.teams.ask("GET", f"chats/{self.id}")]

    def wait_for_message(self, containing: str, seconds: float = 20.0, beyond: int = 0) -> Said:
        """The first message with these words, after the first `beyond` ones. Raises GestureFailed."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            found = [said for said in self.messages()[beyond:] if containing in said.words]
            if found:
                return found[0]
            time.sleep(_PAUSE)
        raise GestureFailed(f"no message with {containing!r} in {seconds} seconds")


def _words(part: object) -> str:
    return "\n".join(_texts(part))


def _texts(part: object) -> Iterator[str]:
    """In reading order; the runs of one line belong together."""
    for element in elements_of(part):
        if element["type"] == "RichTextBlock":
            yield "".join(str(run["text"]) for run in element["inlines"])
        elif element["type"] == "TextBlock":
            yield str(element["text"])


def _label(element: Json) -> str:
    return str(element["label"]).removesuffix(" (optional)")


def _value(element: Json, text: str) -> str:
    choices = {choice["title"]: choice["value"] for choice in element.get("choices", [])}
    if choices and text not in choices:
        raise GestureFailed(f"there is no option {text!r}; there are {list(choices)}")
    return str(choices.get(text, text))


def _ours(element: Json) -> Json:
    ours: Json = element.get("data", {}).get("fingerpost", {})
    return ours


def _action(card: Json, title: str, number: int = 0) -> Json:
    found = [
        one for one in elements_of(card) if one["type"].startswith("Action.") and one.get("title") == title
    ]
    if len(found) <= number:
        raise GestureFailed(f"there is no button {title!r}; there are {_titles(card)}")
    return found[number]


def _data_of(card: Json, title: str, number: int = 0) -> Json:
    pressed = _action(card, title, number)
    if pressed["type"] == "Action.ShowCard":
        pressed = next(one for one in elements_of(pressed["card"]) if "data" in one)
    return {name: held for name, held in pressed["data"].items() if name != "msteams"}


def _titles(card: Json) -> list[str]:
    return [one["title"] for one in elements_of(card) if one["type"].startswith("Action.") and "title" in one]
