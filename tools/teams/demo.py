"""`python -m tools.teams.demo [--person ID]`: the local stack with Microsoft's Agents Playground in front.

One Playground process knows one person: name another with --person, or several to sit at several.
"""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import ExitStack
from typing import Any

from tools.local import ports, stack, until_seen
from tools.local.places import STACK_FILE
from tools.local.progress import say
from tools.local.trouble import LocalStackTrouble
from tools.teams.node_tools import NodeMissing
from tools.teams.playground import USUAL_PORT, PlaygroundTrouble, running

_USUAL = "colin-mossley"


def main() -> int:
    """0 when the reader has seen enough; 1 with a sentence where something does not start."""
    parser = argparse.ArgumentParser(prog="python -m tools.teams.demo", description=__doc__)
    parser.add_argument("--person", action="append", help=f"who sits at it (usually {_USUAL})")
    parser.add_argument("--once", action="store_true", help="stop once all of them answer")
    asked = parser.parse_args()
    until_seen.end_as_by_hand()
    try:
        stack.up()
        with ExitStack() as open_ones:
            _open(open_ones, asked.person or [_USUAL])
            if not asked.once:
                _wait_for_the_reader()
    except (LocalStackTrouble, NodeMissing, PlaygroundTrouble) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _open(open_ones: ExitStack, wanted: list[str]) -> None:
    document: dict[str, Any] = json.loads(STACK_FILE.read_text(encoding="utf-8"))
    people = {person["id"]: person for person in document["people"]}
    unknown = [name for name in wanted if name not in people]
    if unknown:
        known = ", ".join(people)
        raise LocalStackTrouble(f"There is no {unknown[0]} in the town.", f"There are: {known}.")
    for number, name in enumerate(wanted):
        port = ports.choose(f"FINGERPOST_PLAYGROUND_PORT_{number}", USUAL_PORT + 2 * number)
        person, bridge = people[name], document["teams"]["bridge_url"]
        playground = open_ones.enter_context(running(person, list(people.values()), bridge, port))
        say(f"{person['name']} ({person['role']}) sits at {playground.url}")
    say(f"A child to ask about: NHS number {document['children'][0]['nhs_number']}.")
    say("Notices go where a person prefers to be told: in this town, Slack.")


def _wait_for_the_reader() -> None:
    say("Press Ctrl-C when you have seen enough; the local stack stays up until `make down`.")
    until_seen.wait()


if __name__ == "__main__":
    sys.exit(main())
