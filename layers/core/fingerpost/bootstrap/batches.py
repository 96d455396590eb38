"""What Lambda hands over in batches, as the functions of streams and queues take it."""

from __future__ import annotations

from collections.abc import Callable

from aws_lambda_powertools.utilities.batch.base import BasePartialBatchProcessor

from fingerpost.domain.made_when_used import dataclass


@dataclass(frozen=True)
class Batched:
    """How a batch is handled. each: one record. processor: a new one for each batch, for what fails."""

    each: Callable[..., None]
    processor: Callable[[], BasePartialBatchProcessor]
