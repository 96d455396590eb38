"""A message as its reader sees it."""

from __future__ import annotations

from dataclasses import dataclass

from tools.workbench.words_on_screen import Json, buttons, words_of


@dataclass(frozen=True)
class Message:
    """A message as its reader sees it."""

    channel: str
    ts: str
    author: str
    text: str
    blocks: list[Json]
    ephemeral: bool
    is_bot: bool

    @property
    def words(self) -> str:
        """Everything one can read in it, the notification text included."""
        return "\n".join([self.text, *words_of(self.blocks)])

    def buttons(self) -> list[str]:
        """The texts of its buttons."""
        return buttons({"blocks": self.blocks})


def seen(channel: str, said: Json) -> Message:
    """A message of the page's state, as somebody reads it."""
    parts = {name: said[name] for name in ("ts", "author", "text", "blocks", "ephemeral", "is_bot")}
    return Message(channel=channel, **parts)
