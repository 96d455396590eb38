"""Lambda entry of re-keying: one segment of a table, for as long as a task may take."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from fingerpost.bootstrap import rekey


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Take it further; raise if it cannot be, so that the state machine tries again."""
    return rekey.rekey()(event, context.get_remaining_time_in_millis())
