"""What travels through a view and comes back with its form: one value, one encoder, one decoder."""

from __future__ import annotations

from fingerpost.domain.made_when_used import dataclass
from fingerpost.usecases.requests import Seen

_UNBORN = "unborn"
_SEEN = "seen="
_BELOW = "below="


@dataclass(frozen=True)
class Carried:
    """Never anything of a child.

    reference: what the form is about, a reference or an opaque id, empty for nothing.
    wanted: the details it asks for, any one of which will do, joined by a plus sign; empty for none.
    unborn: that detail is of an unborn child's mother.
    seen: what was shown before it is sent: references, or a version as `v3`.
    below: the screens beneath it, where a product stacks them.
    """

    reference: str = ""
    wanted: str = ""
    unborn: bool = False
    seen: tuple[str, ...] = ()
    below: tuple[str, ...] = ()

    def encoded(self) -> str:
        """As text, in Slack's `private_metadata` and on a card: `reference wanted unborn seen=v3,reference`.

        Forms stand open while a new version is deployed, so the text stays readable from one to the next.
        """
        unborn = _UNBORN if self.wanted and self.unborn else ""
        lists = (_list(_SEEN, self.seen), _list(_BELOW, self.below))
        return " ".join(part for part in (self.reference, self.wanted, unborn, *lists) if part)


def decoded(text: str) -> Carried:
    """The value from its text."""
    words = text.split(" ")
    reference, wanted, unborn, *_ = *(word for word in words if "=" not in word), "", "", ""
    return Carried(reference, wanted, unborn == _UNBORN, _listed(_SEEN, words), _listed(_BELOW, words))


def _list(name: str, entries: tuple[str, ...]) -> str:
    return name + ",".join(entries) if entries else ""


def _listed(name: str, words: list[str]) -> tuple[str, ...]:
    found = [word.removeprefix(name) for word in words if word.startswith(name)]
    return tuple(found[0].split(",")) if found else ()


def version_seen(version: int) -> str:
    """A version among what was seen."""
    return f"v{version}"


def seen_of(carried: Carried) -> Seen:
    """What was shown before a form was sent, as the use cases know it."""
    versions = [int(word[1:]) for word in carried.seen if word.startswith("v") and word[1:].isdecimal()]
    references = frozenset(word for word in carried.seen if not word.startswith("v"))
    return Seen(versions[-1] if versions else None, references)
