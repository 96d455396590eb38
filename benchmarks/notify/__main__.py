"""Is anything lost or told twice where all that can fail does, how soon is it told, and how often?

Faults: the use cases and adapters of `fanout`, `deliver` and the clock over a local DynamoDB, with a queue
as SQS's FIFO is. Calls of the chat product are answered 429, 500 or not at all, with and without the message
posted; the process is killed before and after any write; stream records come twice; the clock comes twice.
Seconds: from the write of an involvement to the message, by the deployed local stack, without faults.
Messages a day: a simulated town of 2,000 practitioners over eight weeks, each told by the rules of the
domain, and as it was before: one message for each thing told.

`make bench-notify ARGS="--involvements 10000"`; `--no-stack` leaves the seconds out.
"""

from __future__ import annotations

import argparse
import json
import sys

from benchmarks.notify.faults import faults
from benchmarks.notify.seconds import seconds
from benchmarks.notify.town import messages_a_day


def main() -> None:
    """The last line is one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--involvements", type=int, default=10_000)
    parser.add_argument("--timed", type=int, default=200, help="how many are timed")
    parser.add_argument("--practitioners", type=int, default=2_000)
    parser.add_argument("--no-stack", action="store_true", help="time nothing")
    asked = parser.parse_args()
    found = faults(asked.involvements)
    found |= messages_a_day(asked.practitioners)
    found |= {} if asked.no_stack else seconds(asked.timed)
    print(json.dumps(found))
    if found["lost"] or found["doubled"]:
        sys.exit("something was lost or told twice")


if __name__ == "__main__":
    main()
