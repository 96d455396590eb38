"""One cold start of the Teams function, in an interpreter that has done nothing else, under the layers' own.

Reads {"paths", "events"} from standard input; writes the answers, and the CPU of this process in
milliseconds, threads included: `posted` when the answer to the bot's first message had come, `answered` after
each event.
"""

import http.client  # noqa: F401 - what follows is what Lambda's own runtime has imported before us
import importlib
import json
import logging
import sys
import time
import traceback  # noqa: F401
from typing import Any


def run(task: dict[str, Any]) -> dict[str, Any]:
    """Import the function and put the events to it."""
    logging.getLogger().setLevel(logging.WARNING)
    sys.path[:0] = task["paths"]
    marks: dict[str, Any] = {"posted": None, "answered": [], "answers": []}
    start = time.process_time()
    function = importlib.import_module("app")
    marks["imported"] = _milliseconds(start)
    _mark_posts(marks, start)
    for event in task["events"]:
        marks["answers"].append(function.handler(event, None))
        marks["answered"].append(_milliseconds(start))
    return marks


def _mark_posts(marks: dict[str, Any], start: float) -> None:
    from fingerpost.adapters.teams_poster import TeamsPoster

    stock = TeamsPoster.post

    def post(self: TeamsPoster, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - as the stock one
        posted = stock(self, *given, **named)
        marks["posted"] = marks["posted"] or _milliseconds(start)
        return posted

    TeamsPoster.post = post  # type: ignore[method-assign]


def _milliseconds(start: float) -> float:
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    print(json.dumps(run(json.load(sys.stdin))))
