"""Lambda entry of the clock: what is due goes one step further."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from fingerpost.bootstrap import clock


def handler(event: dict[str, Any], context: LambdaContext) -> None:
    """Move what is due; raise if something cannot be, so that the next minute takes it up again."""
    clock.clock()(context)
