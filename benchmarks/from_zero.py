"""How much it takes to come from an empty local AWS to an answer in Slack and in Teams.

Bars: at most 12 commands and 240 seconds of machine time on two cores, after installation.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from tests.from_zero import FromZero

COVERAGE = "Northbrook social care"


def main() -> None:
    """Play it once and print one JSON object."""
    with tempfile.TemporaryDirectory(prefix="fingerpost-from-zero-") as folder:
        tried = FromZero(Path(folder))
        try:
            tried.play()
        finally:
            tried.end()
    answered = sorted(product for product, words in tried.answered.items() if COVERAGE in words)
    told = {"commands": tried.commands, "seconds": round(tried.seconds, 1), "answered": answered}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
