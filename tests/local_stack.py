"""The deployed local stack as tests use it: clients, a function's own rights, signed requests."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import boto3
import pytest

from tools.local import stack as local_stack
from tools.local import state
from tools.local.logs import is_of
from tools.local.places import STACK_FILE

Json = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What the bot's endpoint answered, and in how many milliseconds."""

    status: int
    text: str
    milliseconds: float

    @property
    def body(self) -> Json:
        """The JSON of the answer; an empty one is an empty object."""
        return dict(json.loads(self.text)) if self.text else {}


@dataclass(frozen=True)
class LocalStack:
    """The document that `make up` wrote, and what can be done with it."""

    document: Json
    _clients: dict[tuple[str, str], Any] = field(default_factory=dict, repr=False)

    @property
    def people(self) -> list[Json]:
        """Everybody in the synthetic town who has a Slack account."""
        return list(self.document["people"])

    @property
    def tables(self) -> dict[str, str]:
        """The names of the tables index, casework and ledger."""
        return dict(self.document["tables"])

    @property
    def outputs(self) -> dict[str, str]:
        """What the deployed template put out."""
        return dict(self.document["outputs"])

    def client(self, service: str) -> Any:  # noqa: ANN401  (boto3 makes its clients at run time)
        """A client with the administrator's rights."""
        aws = self.document["aws"]
        return self._remembered(
            ("", service), lambda: self._client(service, aws["access_key_id"], aws["secret_access_key"])
        )

    def client_of(self, role_arn: str, service: str) -> Any:  # noqa: ANN401
        """A client with exactly the rights of a role, such as that of a function."""
        return self._remembered((role_arn, service), lambda: self._client_as(role_arn, service))

    def _client_as(self, role_arn: str, service: str) -> Any:  # noqa: ANN401
        rights = self.environment_of(role_arn)
        return self._client(
            service,
            rights["AWS_ACCESS_KEY_ID"],
            rights["AWS_SECRET_ACCESS_KEY"],
            rights["AWS_SESSION_TOKEN"],
        )

    def _remembered(self, name: tuple[str, str], make: Callable[[], Any]) -> Any:  # noqa: ANN401
        """Making a client takes a quarter of a second, so each is made once."""
        if name not in self._clients:
            self._clients[name] = make()
        return self._clients[name]

    def environment_of(self, role_arn: str) -> dict[str, str]:
        """What AWS sets in the environment of a function that runs with this role."""
        assumed = self.client("sts").assume_role(RoleArn=role_arn, RoleSessionName="test")["Credentials"]
        return {
            "AWS_ENDPOINT_URL": self.document["aws"]["endpoint_url"],
            "AWS_DEFAULT_REGION": self.document["aws"]["region"],
            "AWS_ACCESS_KEY_ID": assumed["AccessKeyId"],
            "AWS_SECRET_ACCESS_KEY": assumed["SecretAccessKey"],
            "AWS_SESSION_TOKEN": assumed["SessionToken"],
        }

    def _client(self, service: str, key: str, secret: str, token: str | None = None) -> Any:  # noqa: ANN401
        aws = self.document["aws"]
        session = boto3.Session(key, secret, token, region_name=aws["region"])
        return session.client(service, endpoint_url=aws["endpoint_url"])  # type: ignore[call-overload]

    def log_lines(self, function: str = "") -> list[str]:
        """Every line that slack, teams, fanout or deliver logged; all that stands in the log for none."""
        group = "/fingerpost/fingerpost/functions"
        pages = self.client("logs").get_paginator("filter_log_events").paginate(logGroupName=group)
        events = (event["message"] for page in pages for event in page["events"])
        return [line for line in events if not function or is_of(function, line)]

    def web_api_calls(self) -> list[Json]:
        """Every Web API call that the bot made."""
        with urllib.request.urlopen(self.document["slack"]["web_api_log_url"], timeout=5) as reply:  # noqa: S310
            return list(json.load(reply))

    def send(self, body: bytes, headers: Mapping[str, str]) -> Answer:
        """POST raw bytes to the bot's endpoint."""
        url = self.document["api_url"] + self.document["slack"]["events_path"]
        request = urllib.request.Request(url, data=body, headers=dict(headers), method="POST")  # noqa: S310
        started = time.perf_counter()
        status, text = _sent(request)
        return Answer(status, text, (time.perf_counter() - started) * 1000)

    def send_form(self, fields: Mapping[str, str], at: float | None = None) -> Answer:
        """A signed request as Slack sends commands."""
        return self.send_signed(
            urllib.parse.urlencode(fields).encode(), "application/x-www-form-urlencoded", at
        )

    def send_interaction(self, payload: Json, at: float | None = None) -> Answer:
        """A signed request as Slack sends shortcuts, buttons and submitted forms."""
        return self.send_form({"payload": json.dumps(payload)}, at)

    def send_event(self, event: Json, at: float | None = None) -> Answer:
        """A signed request as Slack sends events."""
        return self.send_signed(json.dumps(event).encode(), "application/json", at)

    def send_signed(self, body: bytes, content_type: str, at: float | None = None) -> Answer:
        """Sign bytes as Slack does and send them. at: seconds since 1970 that the signature claims."""
        moment = str(int(time.time() if at is None else at))
        return self.send(body, {"Content-Type": content_type, **self.signature(body, moment)})

    def signature(self, body: bytes, moment: str) -> dict[str, str]:
        """The headers with which Slack vouches for a body."""
        secret = self.document["slack"]["signing_secret"].encode()
        signed = hmac.new(secret, b"v0:" + moment.encode() + b":" + body, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": f"v0={signed}"}


def _sent(request: urllib.request.Request) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(request, timeout=30) as reply:  # noqa: S310  (a local http address)
            return int(reply.status), reply.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


@pytest.fixture(scope="session")
def stack(request: pytest.FixtureRequest) -> Iterator[LocalStack]:
    """The local stack with the code as it is now; taken down at the end unless it was up before."""
    remembered = state.remembered()
    was_up = remembered is not None and remembered.is_alive()
    capturing = request.config.pluginmanager.getplugin("capturemanager")
    with capturing.global_and_fixture_disabled():
        local_stack.up()
    yield LocalStack(json.loads(STACK_FILE.read_text(encoding="utf-8")))
    if not was_up:
        local_stack.down()
