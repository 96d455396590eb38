"""What travels through a view and comes back with its form: one value, one encoder, one decoder."""

from __future__ import annotations

from dataclasses import dataclass

_UNBORN = "unborn"


@dataclass(frozen=True)
class Carried:
    """Never anything of a child.

    reference: what the form is about, a reference or an opaque id, empty for nothing.
    wanted: the one more detail it asks for, empty for none.
    unborn: that detail is of an unborn child's mother.
    """

    reference: str = ""
    wanted: str = ""
    unborn: bool = False

    def encoded(self) -> str:
        """As text, in Slack's `private_metadata` and on a card: `reference wanted unborn`.

        Forms stand open while a new version is deployed, so the text stays readable from one to the next.
        """
        if not self.wanted:
            return self.reference
        return f"{self.reference} {self.wanted}{f' {_UNBORN}' if self.unborn else ''}"


def decoded(text: str) -> Carried:
    """The value from its text."""
    reference, _, rest = text.partition(" ")
    wanted, _, unborn = rest.partition(" ")
    return Carried(reference, wanted, unborn == _UNBORN)
