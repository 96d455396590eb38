"""Play people of the local Slack without a browser, in sentences.

    slack = LocalSlack("http://127.0.0.1:8787")
    asha = slack.person("U0ASHA")
    asha.open_form("/involved")
    answer = asha.submit({"NHS number": "999 000 0018", "Reason": "New concern"})
    answer.click("I'm involved too")
    slack.person("U0BEN").wait_for_message("newly involved")

Each gesture becomes a signed request to the bot, as from the page. What the bot or Slack refuses raises
GestureFailed; errors under fields do not: they are on the screen.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from tools.workbench.form_state import Held
from tools.workbench.local_calls import LocalCalls
from tools.workbench.message_seen import Message, seen
from tools.workbench.words_on_screen import GestureFailed, Json, button, buttons, held, words_of

_SECONDS_BETWEEN_LOOKS = 0.2


@dataclass(frozen=True)
class LocalSlack(LocalCalls):
    """The whole local Slack, seen from a test or the demo."""

    def person(self, slack_user_id: str) -> Person:
        """Someone to play."""
        return Person(self, slack_user_id)

    def web_api_log(self, method: str = "") -> list[Json]:
        """Every call of the bot (`at, method, args, ok, error, status, response`), or those of one method."""
        calls: list[Json] = self.get("web-api-log")
        return [call for call in calls if method in ("", call["method"])]

    def signed_requests(self) -> list[Json]:
        """Every signed request to the bot with its answer and its milliseconds."""
        requests: list[Json] = self.get("requests")
        return requests

    def plant_fault(self, method: str, status: int | str, **more: object) -> None:
        """Let the next calls of a method fail; see `tools.workbench.calls.Fault`."""
        self.post("faults", {"method": method, "status": status, **more})

    def add_person(self, slack_user_id: str, name: str, **account: object) -> Person:
        """Give someone a Slack account, or change the account of a person of the stack."""
        self.post("people", {"slack_user_id": slack_user_id, "name": name, **account})
        return self.person(slack_user_id)

    def set(self, **settings: object) -> None:
        """Change `pacing` (bool) or `seconds_to_answer` (float)."""
        self.post("settings", settings)

    def forget_log(self) -> None:
        """Empty the record of Web API calls."""
        self.ask("DELETE", "web-api-log")

    def forget_faults(self) -> None:
        """Take back the faults that have not struck yet."""
        self.ask("DELETE", "faults")

    def reset(self) -> None:
        """Start afresh: messages, views, records, faults and added people are gone."""
        self.post("reset", {})


@dataclass(frozen=True)
class Screen:
    """A modal or the home tab as it stands."""

    person: Person
    view: Json

    @property
    def title(self) -> str:
        """The heading of a modal."""
        return str(self.view.get("title", {}).get("text", ""))

    @property
    def words(self) -> str:
        """Everything one can read on it."""
        return "\n".join(words_of(self.view))

    @property
    def errors(self) -> dict[str, str]:
        """What stands under the fields, by their labels."""
        labels = {block["block_id"]: label for label, block in self.fields().items()}
        return {labels[block_id]: text for block_id, text in self.view["errors"].items()}

    def fields(self) -> dict[str, Json]:
        """The input blocks by their labels."""
        return {b["label"]["text"]: b for b in self.view["blocks"] if b["type"] == "input"}

    def buttons(self) -> list[str]:
        """The texts of its buttons."""
        return buttons(self.view)

    def click(self, text: str, values: Mapping[str, Held] | None = None) -> Screen | None:
        """Press a button; what is then on top is the answer."""
        block, element = button(self.view, text)
        where = {"view_id": self.view["id"], "block_id": block["block_id"], "action_id": element["action_id"]}
        held = {"value": element.get("value"), "values": self.filled(values or {})}
        self.person.act("act_in_view", **where, **held)
        return self.person.screen()

    def choose(self, label: str, value: Held) -> Screen | None:
        """Change a field that tells the bot at once (`dispatch_action`)."""
        [(block_id, fields)] = self.filled({label: value}).items()
        [(action_id, held)] = fields.items()
        where = {"view_id": self.view["id"], "block_id": block_id, "action_id": action_id}
        self.person.act("act_in_view", **where, value=held, values={})
        return self.person.screen()

    def submit(self, values: Mapping[str, Held] | None = None) -> Screen | None:
        """Fill in fields by label and send; the answer is the screen then on top, None when all is closed."""
        self.person.act("submit", view_id=self.view["id"], values=self.filled(values or {}))
        return self.person.screen()

    def submit_twice(self, values: Mapping[str, Held] | None = None) -> Screen | None:
        """A double click: the same form sent off twice at the same time."""
        self.person.act("submit", view_id=self.view["id"], values=self.filled(values or {}), clicks=2)
        return self.person.screen()

    def filled(self, values: Mapping[str, Held]) -> Json:
        """Values by label as the server takes them. Options are named by their text."""
        fields, filled = self.fields(), {}
        for label, value in values.items():
            if label not in fields:
                raise GestureFailed(f"there is no field {label!r}; there are {list(fields)}")
            block = fields[label]
            filled[block["block_id"]] = {block["element"]["action_id"]: held(block["element"], value)}
        return filled


@dataclass(frozen=True)
class Person:
    """Someone with a Slack account."""

    slack: LocalSlack
    slack_user_id: str

    def act(self, gesture: str, /, **arguments: object) -> Json:
        """Make a gesture. Raises GestureFailed when it cannot be made or the bot does not answer well."""
        outcome = self.slack.post(f"act/{gesture}", arguments)
        if not outcome["ok"]:
            raise GestureFailed(f"{gesture}: {outcome['error']}: {self._last_problems()}")
        return outcome

    def _last_problems(self) -> list[str]:
        requests = self.slack.signed_requests()
        return [f"HTTP {requests[-1]['status']}", *requests[-1]["problems"]] if requests else []

    def sees(self) -> Json:
        """Everything on this person's screen."""
        seen: Json = self.slack.get(f"client/{self.slack_user_id}")
        return seen

    def screen(self) -> Screen | None:
        """The modal on top, or None when none is open."""
        modals = self.sees()["modals"]
        return Screen(self, modals[-1]) if modals else None

    def run(self, command: str, text: str = "") -> Screen | None:
        """Send a slash command from the direct message with the bot."""
        sent = {
            "user": self.slack_user_id,
            "channel_id": self.direct_channel,
            "command": command,
            "text": text,
        }
        self.act("run_command", **sent)
        return self.screen()

    def open_form(self, command: str = "/involved") -> Screen:
        """Send a bare slash command and get its modal. Raises GestureFailed when none opened."""
        return self._opened(self.run(command))

    def use_shortcut(self, callback_id: str = "ask") -> Screen:
        """Choose a global shortcut and get its modal. Raises GestureFailed when none opened."""
        self.act("use_shortcut", user=self.slack_user_id, callback_id=callback_id)
        return self._opened(self.screen())

    def _opened(self, screen: Screen | None) -> Screen:
        if screen is None:
            raise GestureFailed(
                f"no modal opened; the bot said {[m.text for m in self.ephemeral_messages()]}"
            )
        return screen

    def submit(self, values: Mapping[str, Held] | None = None) -> Screen | None:
        """Fill in and send the modal on top."""
        return self._opened(self.screen()).submit(values)

    def click(self, text: str, message: Message | None = None) -> Screen | None:
        """Press a button of the given message, else of the modal on top, else of the newest message."""
        on_top = None if message else self.screen()
        if on_top:
            return on_top.click(text)
        return self._click_in(message or self._newest_with(text), text)

    def _newest_with(self, text: str) -> Message:
        for message in reversed(self.messages()):
            if text in message.buttons():
                return message
        raise GestureFailed(f"no message has a button {text!r}")

    def _click_in(self, message: Message, text: str) -> Screen | None:
        block, element = button({"blocks": message.blocks}, text)
        self.act(
            "act_in_message",
            user=self.slack_user_id,
            channel_id=message.channel,
            ts=message.ts,
            block_id=block["block_id"],
            action_id=element["action_id"],
            value=element.get("value"),
        )
        return self.screen()

    def close(self) -> None:
        """Back or Cancel on the modal on top."""
        self.act("close", user=self.slack_user_id)

    def close_all(self) -> None:
        """The cross in the corner: the whole stack of modals goes."""
        self.act("close", user=self.slack_user_id, all_of_them=True)

    def write(self, text: str) -> Json:
        """Write to the bot; the outcome holds the `event_id`."""
        return self.act("write", user=self.slack_user_id, channel_id=self.direct_channel, text=text)

    def open_home(self) -> Screen | None:
        """Look at the app's home tab."""
        self.act("open_home", user=self.slack_user_id)
        return self.home()

    def home(self) -> Screen | None:
        """The home tab as it stands."""
        view = self.sees()["home"]
        return Screen(self, view) if view else None

    def hear_event(self, said: Mapping[str, object], event_id: str = "", retry: int = 0) -> Json:
        """Let Slack deliver an event, with the same `event_id` as often as the test likes."""
        told = {"said": dict(said), "event_id": event_id, "retry": retry}
        return self.act("tell", user=self.slack_user_id, gesture="event", **told)

    @property
    def direct_channel(self) -> str:
        """The id of the direct message with the bot."""
        return "D" + self.slack_user_id[1:]

    def messages(self) -> list[Message]:
        """Everything in the direct message with the bot, oldest first."""
        [conversation] = [c for c in self.sees()["conversations"] if c["id"] == self.direct_channel]
        return [seen(self.direct_channel, said) for said in conversation["messages"]]

    def direct_messages(self) -> list[Message]:
        """What the bot wrote to this person and history keeps."""
        return [message for message in self.messages() if message.is_bot and not message.ephemeral]

    def ephemeral_messages(self) -> list[Message]:
        """What only this person sees and history does not keep."""
        return [message for message in self.messages() if message.ephemeral]

    def wait_for_message(self, containing: str = "", seconds: float = 20.0, beyond: int = 0) -> Message:
        """The first direct message with these words, after the first `beyond` ones. Raises GestureFailed."""
        until = time.monotonic() + seconds
        while True:
            found = [m for m in self.direct_messages()[beyond:] if containing in m.words]
            if found:
                return found[0]
            if time.monotonic() > until:
                raise GestureFailed(f"no message with {containing!r} in {seconds} seconds")
            time.sleep(_SECONDS_BETWEEN_LOOKS)
