"""Calls /v1 with the administrator's own AWS credentials, and says in words what it answers."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import urllib3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest

from tools.cli.exits import Exit, Trouble

TRIES = 5
PARALLEL = 8
_COME_AGAIN = {429, 502, 503, 504}
_EXITS = {403: Exit.REFUSED, 404: Exit.NOT_THERE, 409: Exit.CONFLICT, 412: Exit.CONFLICT, 422: Exit.NOT_VALID}

Headers = Mapping[str, str]
Entry = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What came back. body: read as JSON; etag: empty where there is none."""

    status: int
    body: Any
    etag: str = ""

    @property
    def is_success(self) -> bool:
        """Whether it did what was asked."""
        return 200 <= self.status < 300

    @property
    def problem(self) -> str:
        """The code of a problem document, empty where it is none."""
        return str(_told(self.body, "type")).removeprefix("urn:fingerpost:")

    def or_trouble(self) -> Answer:
        """Itself. Raises Trouble where it is no success."""
        if self.is_success:
            return self
        raise Trouble(_why(self), _next_step(self), _EXITS.get(self.status, Exit.NOT_DONE))


def _told(body: Any, name: str) -> Any:  # noqa: ANN401 - any JSON
    return body.get(name, "") if isinstance(body, dict) else ""


def _why(answer: Answer) -> str:
    wrong = [f"{each['field']}: {each['says']}" for each in _told(answer.body, "errors") or ()]
    title = _told(answer.body, "title") or _told(answer.body, "message") or "No reason was given."
    return "\n  ".join((f"{title} ({answer.status})", *wrong))


def _next_step(answer: Answer) -> str:
    reference = _told(answer.body, "reference")
    at = f" On the ledger as {reference}." if reference else ""
    if answer.status == 403 and not _told(answer.body, "type"):
        return "Your IAM user or role needs execute-api:Invoke on the stack's API, path /v1/*."
    return f"{_told(answer.body, 'detail') or 'Try again in a minute.'}{at}"


@dataclass(frozen=True)
class Api:
    """/v1 of one deployment. wait: sleeps so many seconds between tries."""

    base_url: str
    credentials: Any
    region: str
    wait: Callable[[float], None] = time.sleep
    pool: urllib3.PoolManager = field(
        default_factory=lambda: urllib3.PoolManager(maxsize=PARALLEL, retries=False, timeout=30.0)
    )

    def get(self, path: str, **query: str) -> Answer:
        """Read. Raises Trouble where nothing answers."""
        asked = urlencode({name: value for name, value in query.items() if value})
        return self._call("GET", f"{path}?{asked}" if asked else path, {}, None)

    def put(self, path: str, body: Entry, etag: str = "") -> Answer:
        """Enter what is new, or change what was read with an ETag."""
        condition = {"If-Match": etag} if etag else {"If-None-Match": "*"}
        return self._call("PUT", path, {**condition, **_new_key()}, body)

    def post(self, path: str, body: Entry | None = None) -> Answer:
        """Do something that counts once."""
        return self._call("POST", path, _new_key(), body)

    def every(self, path: str, **query: str) -> Iterator[Entry]:
        """All entries of a list, page by page. Raises Trouble."""
        after = ""
        while True:
            page = self.get(path, after=after, limit="100", **query).or_trouble().body
            yield from page["entries"]
            after = page["next"] or ""
            if not after:
                return

    def _call(self, method: str, path: str, headers: Headers, body: Entry | None) -> Answer:
        """The same request under the same key, until it is answered: what counts once is not done twice."""
        answer = self._once(method, path, headers, body)
        for number in range(1, TRIES):
            if answer.status not in _COME_AGAIN:
                break
            self.wait(min(2.0**number / 4, 8.0))
            answer = self._once(method, path, headers, body)
        return answer

    def _once(self, method: str, path: str, headers: Headers, body: Entry | None) -> Answer:
        data = None if body is None else json.dumps(body).encode()
        request = AWSRequest(method, f"{self.base_url}{path}", dict(headers), data)
        if data is not None:
            request.headers["Content-Type"] = "application/json"
        SigV4Auth(self.credentials, "execute-api", self.region).add_auth(request)
        try:
            reply = self.pool.request(
                method, str(request.url), body=data, headers=dict(request.headers.items())
            )
        except urllib3.exceptions.HTTPError as fault:
            raise Trouble(
                f"{self.base_url} does not answer: {type(fault).__name__}.",
                "Check the connection; then send it again, nothing is done twice.",
            ) from fault
        return Answer(reply.status, _read(reply.data), reply.headers.get("ETag", ""))


def _new_key() -> dict[str, str]:
    return {"Idempotency-Key": uuid.uuid4().hex}


def _read(data: bytes) -> Any:  # noqa: ANN401 - any JSON
    try:
        return json.loads(data) if data else None
    except ValueError:
        return None
