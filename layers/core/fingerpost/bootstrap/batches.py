"""What Lambda hands over in batches, as the functions of streams and queues take it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aws_lambda_powertools.utilities.batch.base import BasePartialBatchProcessor


@dataclass(frozen=True)
class Batched:
    """How a batch is handled. each: one record. processor: a new one for each batch, for what fails."""

    each: Callable[..., None]
    processor: Callable[[], BasePartialBatchProcessor]
