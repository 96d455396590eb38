"""Seen requests by one signed call, for the function that posts its first word without the data layer.

The same items as `dynamodb.once` writes: whichever of the two looks, a request is seen once.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from datetime import datetime

from fingerpost.adapters.aws import DYNAMODB, AwsCalls, AwsRefusal
from fingerpost.domain.made_when_used import dataclass


@dataclass(frozen=True)
class SignedSeenRequests:
    """Implements `ports.telling.SeenDeliveries`. table: the casework table."""

    calls: AwsCalls
    table: str
    clock: Callable[[], datetime]

    def first_time(self, key: str, seconds: int) -> bool:
        """Whether the key was free. Tried once: after a lost answer nobody knows who took it."""
        now = self.clock().timestamp()
        request = {
            "TableName": self.table,
            "Item": {**_key(key), "expires_at": {"N": str(math.ceil(now) + seconds)}},
            "ConditionExpression": "attribute_not_exists(pk) OR expires_at <= :now",
            "ExpressionAttributeValues": {":now": {"N": str(math.floor(now))}},
        }
        try:
            self.calls.call(DYNAMODB, "PutItem", request, tries=1)
        except AwsRefusal as refusal:
            if refusal.code == "ConditionalCheckFailedException":
                return False
            raise
        return True

    def forget(self, key: str) -> None:
        """Expired at once: nobody's role deletes in this table."""
        expired = {"expires_at": {"N": str(math.floor(self.clock().timestamp()))}}
        self.calls.call(DYNAMODB, "PutItem", {"TableName": self.table, "Item": {**_key(key), **expired}})


def _key(key: str) -> dict[str, dict[str, str]]:
    hashed = hashlib.sha256(f"request {key}".encode()).hexdigest()
    return {"pk": {"S": f"K#{hashed}"}, "sk": {"S": "ONCE"}}
