"""Bolt's hello world for Lambda, as its documentation has it: the stock App and the stock adapter.

Only the Web API's address is not stock, since `auth.test` must be answered on this machine.
"""

import os

from slack_bolt import Ack, App
from slack_bolt.adapter.aws_lambda import SlackRequestHandler
from slack_sdk import WebClient

app = App(
    process_before_response=True,
    client=WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"]),
)


@app.command("/hello")
def hello(ack: Ack) -> None:
    """Say hello."""
    ack("Hello!")


def handler(event: dict[str, object], context: object) -> object:
    """Answer one request of Slack's."""
    return SlackRequestHandler(app=app).handle(event, context)  # type: ignore[no-untyped-call]
