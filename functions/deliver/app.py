"""Lambda entry of deliver: one notice, one message, one person."""

from typing import Any

from aws_lambda_powertools.utilities.batch import process_partial_response
from aws_lambda_powertools.utilities.typing import LambdaContext

from fingerpost import bootstrap


def handler(event: dict[str, Any], context: LambdaContext) -> object:
    """Deliver every queued notice; report those that shall come again."""
    notices = bootstrap.deliver()
    return process_partial_response(event, notices.each, notices.processor(), context)
