"""One cold start, in an interpreter that has done nothing else. Runs under the layers' Python, not ours.

Reads {"paths", "module", "events"} from standard input; writes the answers, and the CPU of this process in
milliseconds, threads included: `opened` when the answer to the first `views.open` had come, `answered` after
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


class Context:
    """What Lambda hands over beside the event."""

    function_name = "cold"
    invoked_function_arn = "arn:aws:lambda:eu-west-2:000000000000:function:cold"

    def get_remaining_time_in_millis(self) -> int:
        return 10_000


def run(task: dict[str, Any]) -> dict[str, Any]:
    """Import the function and put the events to it."""
    logging.getLogger().setLevel(logging.WARNING)
    sys.path[:0] = task["paths"]
    marks: dict[str, Any] = {"opened": None, "answered": [], "answers": []}
    start = time.process_time()
    function = importlib.import_module(task["module"])
    marks["imported"] = _milliseconds(start)
    _mark_views_open(marks, start)
    for event in task["events"]:
        marks["answers"].append(function.handler(event, Context()))
        marks["answered"].append(_milliseconds(start))
    return marks


def _mark_views_open(marks: dict[str, Any], start: float) -> None:
    from slack_sdk import WebClient

    stock = WebClient.views_open

    def views_open(self: WebClient, **arguments: Any) -> Any:  # noqa: ANN401 - as the stock one
        answer = stock(self, **arguments)
        marks["opened"] = marks["opened"] or _milliseconds(start)
        return answer

    WebClient.views_open = views_open  # type: ignore[method-assign]


def _milliseconds(start: float) -> float:
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    print(json.dumps(run(json.load(sys.stdin))))
