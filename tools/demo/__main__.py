"""`python -m tools.demo [--once]`: bring the stack up, play the main job, serve the workbench."""

from __future__ import annotations

import argparse
import sys

from tools.demo.play import Play
from tools.demo.scene import Scene
from tools.local import stack, until_seen
from tools.local.progress import say
from tools.local.trouble import LocalStackTrouble


def main() -> int:
    """0 where every step went as it should."""
    parser = argparse.ArgumentParser(prog="python -m tools.demo", description="The main job, played.")
    parser.add_argument("--once", action="store_true", help="stop after playing, leaving the stack up")
    asked = parser.parse_args()
    until_seen.end_as_by_hand()
    try:
        stack.up()
    except LocalStackTrouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    scene = Scene.opened()
    went_well = Play(scene, say).run()
    say("\nEvery step went as it should." if went_well else "\nNot every step went as it should: see above.")
    say(f"The workbench: {scene.slack.url}   (`make down` ends the local stack)")
    if not asked.once:
        _wait_for_the_reader()
    return 0 if went_well else 1


def _wait_for_the_reader() -> None:
    say("Press Ctrl-C when you have seen enough; the local stack stays up until `make down`.")
    until_seen.wait()


if __name__ == "__main__":
    sys.exit(main())
