"""`python -m tools.seed`: plant the synthetic town in a deployment, or only describe it."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from fingerpost.domain.errors import FingerpostError
from fingerpost.settings import Settings
from tools.seed.building import SEED, SIZE, Town, town
from tools.seed.deployment import planting_into
from tools.seed.documents import describe

_ABOUT = """Plant a synthetic town: areas, services, practitioners and children who do not exist.

The deployment is named by the variables that its functions have (FINGERPOST_STACK, INDEX_TABLE,
CASEWORK_TABLE, LEDGER_TABLE, KEYRING_SECRET_NAME, KEYRING_KEY_ARN) and by the AWS SDKs' own.
What is there already stays as it is, so a second run changes nothing."""
_WIDTH = 40


def main() -> int:
    """Read the command line and do it; 1 with a sentence when it fails."""
    asked = _arguments()
    built = town(now=asked.now, size=asked.size, seed=asked.seed)
    if asked.describe:
        asked.describe.write_text(json.dumps(describe(built), indent=2, ensure_ascii=False), encoding="utf-8")
    return 0 if asked.dry_run else _plant(built)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tools.seed",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--size", type=int, default=SIZE, help="how many children (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=SEED, help="another number, another town")
    parser.add_argument("--now", type=_moment, default=datetime.now(UTC), help="ISO time; default: now")
    parser.add_argument("--describe", type=Path, metavar="FILE", help="write people and children as JSON")
    parser.add_argument("--dry-run", action="store_true", help="plant nothing")
    return parser.parse_args()


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _plant(built: Town) -> int:
    try:
        planted = planting_into(Settings.from_environment()).plant(built, _show)
    except FingerpostError as fault:
        print(f"The town was not planted: {type(fault).__name__}: {fault}", file=sys.stderr)
        return 1
    print(f"{planted} children planted, {len(built.children) - planted} were there already.")
    return 0


def _show(done: int, all_: int) -> None:
    """A bar that grows on a terminal; into a pipe or a log only its end."""
    if sys.stderr.isatty() or done == all_:
        full = _WIDTH * done // all_
        end = "\n" if done == all_ else ""
        print(
            f"\r[{'#' * full}{'.' * (_WIDTH - full)}] {done} of {all_}", end=end, file=sys.stderr, flush=True
        )


if __name__ == "__main__":
    sys.exit(main())
