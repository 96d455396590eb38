"""`python -m tools.workbench serve`."""

from __future__ import annotations

import argparse
from pathlib import Path

from tools.workbench.running import serve
from tools.workbench.views import TRIGGER_SECONDS


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m tools.workbench", description=__doc__)
    command = parser.add_subparsers(required=True).add_parser("serve", help="serve the local Slack")
    command.add_argument("--port", type=int, default=8787)
    command.add_argument("--stack", type=Path, default=Path(".local/stack.json"))
    command.add_argument(
        "--seconds", type=float, default=TRIGGER_SECONDS, help="how long the bot may take; Slack grants 3"
    )
    asked = parser.parse_args()
    serve(asked.port, asked.stack, asked.seconds)


if __name__ == "__main__":
    main()
