"""Direct messages with the bot, and one channel that it is not in."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tools.workbench.errors import SlackRefuses
from tools.workbench.views import with_generated_ids

Json = dict[str, Any]

BOT_USER = "U0FINGERPOST"
BOT_ID = "B0FINGERPOST"
APP_ID = "A0FINGERPOST"
BOT_NAME = "Fingerpost"
TEAM_ROOM = "C0TEAMROOM"


@dataclass
class Message:
    """One message. `seen_by` names the only person who sees it, when it is ephemeral."""

    ts: str
    author: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    seen_by: str = ""
    edited: bool = False

    def as_slack_writes_it(self, with_metadata: bool = False) -> Json:
        """Slack's message object."""
        by_bot = {"bot_id": BOT_ID, "app_id": APP_ID, "username": BOT_NAME} if self.author == BOT_USER else {}
        message: Json = {"type": "message", "user": self.author, "ts": self.ts, "text": self.text, **by_bot}
        if self.blocks:
            message["blocks"] = self.blocks
        if self.edited:
            message["edited"] = {"user": self.author, "ts": self.ts}
        if self.metadata and with_metadata:
            message["metadata"] = self.metadata
        return message


def blocks_with_ids(blocks: list[Json]) -> list[Json]:
    """The blocks of a message with the ids that Slack makes up."""
    made: list[Json] = with_generated_ids({"blocks": blocks})["blocks"]
    return made


@dataclass
class Channel:
    """A conversation; `member` is the person of a direct message, empty for the team room."""

    id: str
    member: str = ""
    messages: list[Message] = field(default_factory=list)
    read_until: dict[str, str] = field(default_factory=dict)

    def visible_to(self, user: str) -> list[Message]:
        """What one person sees here, oldest first."""
        return [message for message in self.messages if message.seen_by in ("", user)]

    def unread_for(self, user: str) -> int:
        """How many messages of others have come since this person last looked."""
        read_until = self.read_until.get(user, "")
        return sum(m.ts > read_until and m.author != user for m in self.visible_to(user))

    def find(self, ts: str) -> Message:
        """A message by its timestamp. Raises SlackRefuses."""
        for message in self.messages:
            if message.ts == ts:
                return message
        raise SlackRefuses("message_not_found")


@dataclass
class Conversations:
    """Every conversation of the workspace."""

    channels: dict[str, Channel] = field(default_factory=lambda: {TEAM_ROOM: Channel(TEAM_ROOM)})
    last_ts: float = 0.0

    def direct_message_with(self, user: str) -> Channel:
        """The bot's direct message with a person, opened if it is not yet."""
        channel_id = "D" + user[1:]
        return self.channels.setdefault(channel_id, Channel(channel_id, member=user))

    def for_person(self, user: str) -> Iterable[Channel]:
        """The conversations that a person has in the side bar."""
        return (self.direct_message_with(user), self.channels[TEAM_ROOM])

    def find(self, channel_id: str) -> Channel:
        """A conversation by id. Raises SlackRefuses."""
        if channel_id not in self.channels:
            raise SlackRefuses("channel_not_found")
        return self.channels[channel_id]

    def where_the_bot_is(self, channel_id: str) -> Channel:
        """A conversation that the bot may write in. Raises SlackRefuses."""
        channel = self.find(channel_id)
        if not channel.member:
            raise SlackRefuses("not_in_channel")
        return channel

    def add(self, channel: Channel, message: Message) -> Message:
        """Append a message."""
        channel.messages.append(message)
        return message

    def new_ts(self) -> str:
        """A timestamp above every earlier one: Slack tells messages apart by it."""
        self.last_ts = max(time.time(), self.last_ts + 0.000_010)
        return f"{self.last_ts:.6f}"
