"""What an administrator does once after deploying (secrets), and what only a local stack needs (warming)."""

import json
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tools.local import emulator
from tools.local.commands import run
from tools.local.plant import ACCOUNTS_ONLY
from tools.local.teams import MESSAGES_PATH
from tools.local.trouble import LocalStackTrouble

EVENTS_PATH = "/slack/events"
INTERACTIONS_PATH = "/slack/interactions"
AT_ONCE, PATIENCE = 3, 90.0
"""How many functions start at once, and how many seconds each may take: the machine may be busy."""
# Records that make the functions load all they need and change nothing.
SOMETHING_REMOVED = {
    "eventName": "REMOVE",
    "eventSource": "aws:dynamodb",
    "dynamodb": {"Keys": {"pk": {"S": "C#warming"}, "sk": {"S": "I#warming"}}, "SequenceNumber": "1"},
}
UNKNOWN_NOTICE = {
    "messageId": "warming",
    "receiptHandle": "warming",
    "body": json.dumps({"notice": "warming"}),
    "attributes": {"ApproximateReceiveCount": "1", "MessageGroupId": "warming"},
    "eventSource": "aws:sqs",
}


# A request that API Gateway would not have let through: it is turned away after all is loaded.
UNSIGNED = {
    "path": "/v1/whoami",
    "httpMethod": "GET",
    "headers": {},
    "multiValueHeaders": {},
    "requestContext": {"requestId": "warming", "stage": "live", "path": "/live/v1/whoami", "identity": {}},
}


def put_slack_secret(secrets: Any, name: str, bot_token: str, signing_secret: str) -> None:  # noqa: ANN401  (boto3)
    """Put the credentials that Slack would have issued."""
    value = {"bot_token": bot_token, "signing_secret": signing_secret}
    secrets.put_secret_value(SecretId=name, SecretString=json.dumps(value))


def put_teams_secret(secrets: Any, name: str, password: str) -> None:  # noqa: ANN401  (boto3)
    """Put the client secret that Entra would have issued."""
    secrets.put_secret_value(SecretId=name, SecretString=json.dumps({"app_password": password}))


def plant(port: int, outputs: Mapping[str, str], *, empty: bool) -> dict[str, Any]:
    """Make the keyring and plant the town, unless all is to be empty; who and what is in it.

    Raises LocalStackTrouble.
    """
    command = [sys.executable, "-m", "tools.local.plant", *([ACCOUNTS_ONLY] if empty else [])]
    next_step = "Mend what the last lines name, then run `make up` again."
    log = run("plant", command, emulator.aws_environment(port), next_step, given=json.dumps(outputs))
    town: dict[str, Any] = json.loads(log.read_text(encoding="utf-8").splitlines()[-1])
    return town


def warm(functions: Any, outputs: Mapping[str, str], api_url: str) -> None:  # noqa: ANN401  (boto3)
    """Start each function once, so that nobody waits for its first import. Raises LocalStackTrouble."""
    with ThreadPoolExecutor(AT_ONCE) as threads:
        waiting = [
            threads.submit(
                _warm_by, functions, outputs["FanoutFunctionName"], {"Records": [SOMETHING_REMOVED]}
            ),
            threads.submit(
                _warm_by, functions, outputs["DeliverFunctionName"], {"Records": [UNKNOWN_NOTICE]}
            ),
            threads.submit(_warm_by, functions, outputs["ApiFunctionName"], UNSIGNED),
            threads.submit(_warm_by, functions, outputs["FeedsFunctionName"], UNSIGNED),
            threads.submit(_warm_surface, "slack", api_url + EVENTS_PATH),
            threads.submit(_warm_surface, "teams", api_url + MESSAGES_PATH),
        ]
    for started in waiting:
        started.result()


def _warm_by(functions: Any, name: str, event: Mapping[str, Any]) -> None:  # noqa: ANN401  (boto3)
    answer = functions.invoke(FunctionName=f"{name}:live", Payload=json.dumps(event))
    if "FunctionError" in answer:
        reason = answer["Payload"].read().decode(errors="replace")
        raise LocalStackTrouble(f"{name} does not start: {reason}", "Mend it, then run `make up` again.")


def _warm_surface(name: str, url: str) -> None:
    """An unsigned request must be refused; anything else means that the function does not work."""
    status = _status_of_unsigned_request(url)
    if status != 401:
        raise LocalStackTrouble(
            f"The {name} function answered {status} to an unsigned request instead of 401.",
            f"Read its log with `python -m tools.local logs {name}`, mend it, then run `make up` again.",
        )


def _status_of_unsigned_request(url: str) -> int:
    request = urllib.request.Request(url, data=b"warm", method="POST")  # noqa: S310  (a local http address)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as reply:  # noqa: S310
            return int(reply.status)
    except urllib.error.HTTPError as refused:
        return refused.code
