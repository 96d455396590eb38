"""What can happen to a request between the adapters and DynamoDB."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import ReadTimeoutError

from fingerpost.adapters.dynamodb.store import Store

Handler = Callable[[AWSPreparedRequest], AWSResponse | None]


@contextmanager
def on_the_wire(store: Store, handler: Handler) -> Iterator[None]:
    """Each request goes through the handler, which may answer it itself, raise, or let it pass."""
    store.warm()
    events: Any = store.connection.client.meta.events  # its types know no handler that answers

    def handle(request: AWSPreparedRequest, **_: object) -> AWSResponse | None:
        return handler(request)

    events.register("before-send.dynamodb", handle)
    try:
        yield
    finally:
        events.unregister("before-send.dynamodb", handle)


def operation(request: AWSPreparedRequest) -> str:
    """The name of the operation asked for."""
    target = request.headers["X-Amz-Target"]
    text = target.decode() if isinstance(target, bytes) else str(target)
    return text.rpartition(".")[2]


@dataclass
class Throttle:
    """DynamoDB asks to come back, so many times."""

    times: int = 10_000
    asked: int = 0

    def __call__(self, request: AWSPreparedRequest) -> AWSResponse | None:
        self.asked += 1
        if self.asked > self.times:
            return None
        return _refusal(request, "ProvisionedThroughputExceededException")


@dataclass
class Busy:
    """Others write the same items, so many times."""

    times: int
    asked: int = 0

    def __call__(self, request: AWSPreparedRequest) -> AWSResponse | None:
        if operation(request) != "TransactWriteItems":
            return None
        self.asked += 1
        if self.asked > self.times:
            return None
        body: Any = request.body
        writes = json.loads(body)["TransactItems"]
        reasons = [{"Code": "TransactionConflict"}, *({"Code": "None"} for _ in writes[1:])]
        return _refusal(request, "TransactionCanceledException", CancellationReasons=reasons)


@dataclass
class LostAnswer:
    """The first request arrives and is carried out, but its answer never comes back."""

    store: Store
    lost: int = 0

    def __call__(self, request: AWSPreparedRequest) -> AWSResponse | None:
        if self.lost:
            return None
        self.lost += 1
        self.store.connection.client._endpoint.http_session.send(request)
        raise ReadTimeoutError(endpoint_url="lost")


def _refusal(request: AWSPreparedRequest, code: str, **more: object) -> AWSResponse:
    body = {"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": "", **more}
    raw: Any = BytesIO(json.dumps(body).encode())
    raw.stream = lambda **_: iter([raw.getvalue()])
    headers = HTTPHeaders.from_dict({"content-type": "application/x-amz-json-1.0"})
    return AWSResponse(request.url, 400, headers, raw)
