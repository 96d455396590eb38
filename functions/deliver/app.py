"""Lambda entry of deliver: one notice, one message, one person."""

from typing import Any

from aws_lambda_powertools.utilities.batch import process_partial_response
from aws_lambda_powertools.utilities.typing import LambdaContext

from fingerpost.bootstrap import deliver


def handler(event: dict[str, Any], context: LambdaContext) -> object:
    """Deliver every queued notice; report those that shall come again."""
    notices = deliver.deliver()
    return process_partial_response(event, notices.each, notices.processor(), context)
