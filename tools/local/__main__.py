"""`python -m tools.local up|down|status|logs`."""

import argparse
import sys

from tools.local import stack, state
from tools.local.logs import show
from tools.local.progress import say
from tools.local.trouble import LocalStackTrouble


def main() -> int:
    """Read the command line and do it; 1 with a sentence on what to do when it fails."""
    parser = argparse.ArgumentParser(prog="python -m tools.local", description="The local stack.")
    commands = parser.add_subparsers(dest="command", required=True)
    up = commands.add_parser("up", help="bring everything up, or say that it is")
    up.add_argument("--empty", action="store_true", help="as on the first day: no keyring, nobody known")
    commands.add_parser("down", help="end what `up` started and nothing else")
    commands.add_parser("status", help="say whether it is up; exit 1 if not")
    logs = commands.add_parser("logs", help="print the log of one function")
    logs.add_argument("function", choices=("slack", "teams", "api", "fanout", "deliver", "clock", "seal"))
    asked = parser.parse_args()
    try:
        return _do(asked)
    except LocalStackTrouble as trouble:
        print(trouble, file=sys.stderr)
        return 1


def _do(asked: argparse.Namespace) -> int:
    match asked.command:
        case "up":
            stack.up(empty=asked.empty)
        case "down":
            say("The local stack is down." if stack.down() else "The local stack was not running.")
        case "status":
            return _status()
        case "logs":
            show(asked.function)
    return 0


def _status() -> int:
    current = state.remembered()
    alive = current is not None and current.is_alive()
    say("The local stack is up." if alive else "The local stack is not up. `make up` starts it.")
    return 0 if alive else 1


if __name__ == "__main__":
    sys.exit(main())
