"""Lambda entry of fanout: who must be told of an involvement that was written."""

from typing import Any

from aws_lambda_powertools.utilities.batch import process_partial_response
from aws_lambda_powertools.utilities.typing import LambdaContext

from fingerpost.bootstrap import fanout


def handler(event: dict[str, Any], context: LambdaContext) -> object:
    """Handle every stream record; raise if one failed, so that Lambda brings the batch again in halves."""
    records = fanout.fanout()
    return process_partial_response(event, records.each, records.processor(), context)
