"""What comes in as JSON, before anything of it is read."""

from __future__ import annotations

import re
from typing import Any

UNKNOWN_CHARACTER = "\ufffd"
_HALF = re.compile("[\ud800-\udfff]")


def cleaned(value: Any) -> Any:  # noqa: ANN401 - JSON
    """The same with every half of a character replaced: JSON may name one, and no store can write it."""
    match value:
        case str():
            return value if value.isascii() else _whole(value)
        case dict():
            return {_whole(str(name)): cleaned(part) for name, part in value.items()}
        case list():
            return [cleaned(part) for part in value]
        case _:
            return value


def _whole(text: str) -> str:
    return "".join(
        UNKNOWN_CHARACTER if "\ud800" <= character <= "\udfff" else character for character in text
    )
