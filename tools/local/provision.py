"""What an administrator does once after deploying (secrets), and what only a local stack needs (warming)."""

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from tools.local.trouble import LocalStackTrouble

EVENTS_PATH = "/slack/events"


def put_slack_secret(secrets: Any, name: str, bot_token: str, signing_secret: str) -> None:  # noqa: ANN401  (boto3)
    """Put the credentials that Slack would have issued."""
    value = {"bot_token": bot_token, "signing_secret": signing_secret}
    secrets.put_secret_value(SecretId=name, SecretString=json.dumps(value))


def warm(functions: Any, outputs: Mapping[str, str], api_url: str) -> None:  # noqa: ANN401  (boto3)
    """Start each function once, so that nobody waits for its first import. Raises LocalStackTrouble."""
    with ThreadPoolExecutor(3) as threads:
        waiting = [
            threads.submit(partial(_warm_mapped, functions, outputs["FanoutFunctionName"])),
            threads.submit(partial(_warm_mapped, functions, outputs["DeliverFunctionName"])),
            threads.submit(partial(_warm_slack, api_url)),
        ]
    for started in waiting:
        started.result()


def _warm_mapped(functions: Any, name: str) -> None:  # noqa: ANN401  (boto3)
    answer = functions.invoke(FunctionName=f"{name}:live", Payload=b'{"Records": []}')
    if "FunctionError" in answer:
        reason = answer["Payload"].read().decode(errors="replace")
        raise LocalStackTrouble(
            f"{name} does not start: {reason}", "Mend the function, then run `make up` again."
        )


def _warm_slack(api_url: str) -> None:
    """An unsigned request must be refused; anything else means that the function does not work."""
    status = _status_of_unsigned_request(api_url + EVENTS_PATH)
    if status != 401:
        raise LocalStackTrouble(
            f"The slack function answered {status} to an unsigned request instead of 401.",
            "Read its log group with `python -m tools.local logs slack`, mend it, then run `make up` again.",
        )


def _status_of_unsigned_request(url: str) -> int:
    request = urllib.request.Request(url, data=b"warm", method="POST")  # noqa: S310  (a local http address)
    try:
        with urllib.request.urlopen(request, timeout=30) as reply:  # noqa: S310
            return int(reply.status)
    except urllib.error.HTTPError as refused:
        return refused.code
