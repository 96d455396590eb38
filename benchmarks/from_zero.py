"""How much it takes to come from an empty local AWS to an answer in Slack and in Teams.

Bars: 1 `init`, or at most 12 commands, and 240 seconds of machine time on two cores, after installation.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from tests.from_zero import COVERAGE, ByInit, FromZero


def main() -> None:
    """Play it both ways and print one JSON object: by `init`, and by the single commands."""
    print(json.dumps({**_played(ByInit), "by_single_commands": _played(FromZero)}))


def _played(how: type[FromZero]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="fingerpost-from-zero-") as folder:
        tried = how(Path(folder))
        try:
            tried.play()
        finally:
            tried.end()
    answered = sorted(product for product, words in tried.answered.items() if COVERAGE in words)
    return {"commands": tried.commands, "seconds": round(tried.seconds, 1), "answered": answered}


if __name__ == "__main__":
    main()
