"""Parts of AWS that fail for a while, for one deployed function and nobody else.

`outage` denies a function by its own role what it calls: every such call is refused. `aws_behind_proxy`
lets it run with the endpoint variables of the AWS SDKs pointing at a proxy, which throttles, keeps silent or
loses answers as a real network does; the code and the template stay as deployed.
"""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from tests.local_stack import LocalStack

Json = dict[str, Any]

_POLICY = "outage"
_ENDPOINTS = ("AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_KMS")
_THROTTLED = {
    "__type": "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
    "message": "The level of configured provisioned throughput for the table was exceeded.",
}
_DOWN = {"__type": "InternalServerError", "message": "The request processing has failed."}
_SILENT_SECONDS = 12.0


@contextmanager
def outage(stack: LocalStack, function: str, *actions: str, of: str = "*") -> Iterator[None]:
    """These actions of slack, fanout or deliver are refused. of: the ARN on which, every one if not given."""
    role = stack.outputs[f"{function.title()}RoleArn"].split("/")[-1]
    iam = stack.client("iam")
    statement = {"Effect": "Deny", "Action": list(actions), "Resource": of}
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    iam.put_role_policy(RoleName=role, PolicyName=_POLICY, PolicyDocument=document)
    try:
        yield
    finally:
        iam.delete_role_policy(RoleName=role, PolicyName=_POLICY)


@dataclass
class Weather:
    """What the proxy does to calls. target: part of an action's name, such as `TransactWriteItems`.

    how: `throttled`, `down`, `silent`, or `answer lost` (the call has its effect, nobody hears of it).
    spared: how many such calls pass first. times: how many it strikes then. struck: how many it did.
    """

    how: str = ""
    target: str = ""
    spared: int = 0
    times: int = 0
    struck: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def becomes(self, how: str, target: str = "", spared: int = 0, times: int = 1_000) -> None:
        """From now on."""
        self.how, self.target, self.spared, self.times, self.struck = how, target, spared, times, 0

    def clears(self) -> None:
        """All is well again."""
        self.becomes("", times=0)

    def strikes(self, action: str) -> str:
        """What happens to this call; empty for nothing."""
        with self._lock:
            if not self.how or self.target not in action or self.struck >= self.times:
                return ""
            if self.spared:
                self.spared -= 1
                return ""
            self.struck += 1
            return self.how


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, weather: Weather, behind: str) -> None:
        super().__init__(("127.0.0.1", 0), _Proxy)
        self.weather = weather
        self.behind = urlsplit(behind).netloc

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Proxy(BaseHTTPRequestHandler):
    """Passes signed calls on as they are, Host included, or does what the weather says."""

    server: _Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        match self.server.weather.strikes(self.headers.get("X-Amz-Target", "")):
            case "throttled":
                self._answer(400, json.dumps(_THROTTLED).encode())
            case "down":
                self._answer(500, json.dumps(_DOWN).encode())
            case "silent":
                time.sleep(_SILENT_SECONDS)
                self.close_connection = True
            case "answer lost":
                self._behind(body)
                self.close_connection = True
            case _:
                self._answer(*self._behind(body))

    def _behind(self, body: bytes) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection(self.server.behind, timeout=30)
        connection.request("POST", self.path, body, dict(self.headers))
        answer = connection.getresponse()
        status, said = answer.status, answer.read()
        connection.close()
        return status, said

    def _answer(self, status: int, said: bytes) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):  # whoever asked has given up meanwhile
            self.send_response(status)
            self.send_header("Content-Type", "application/x-amz-json-1.0")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

    def log_message(self, *args: object) -> None:
        """Nothing of a request belongs on a terminal."""


@contextmanager
def aws_behind_proxy(stack: LocalStack, function: str) -> Iterator[Weather]:
    """A function, freshly started, meets DynamoDB and KMS through a proxy; afterwards it is as it was."""
    server = _Server(Weather(), stack.document["aws"]["endpoint_url"])
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with _running_with(stack, function, dict.fromkeys(_ENDPOINTS, server.url)):
            yield server.weather
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def _running_with(stack: LocalStack, function: str, variables: dict[str, str]) -> Iterator[None]:
    """The live alias leads to another version of the same code, with these variables, and back again."""
    lambdas, name = stack.client("lambda"), stack.outputs[f"{function.title()}FunctionName"]
    deployed = lambdas.get_alias(FunctionName=name, Name="live")["FunctionVersion"]
    usual = lambdas.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
    try:
        lambdas.update_function_configuration(
            FunctionName=name, Environment={"Variables": {**usual, **variables}}
        )
        other = lambdas.publish_version(FunctionName=name)["Version"]
        lambdas.update_alias(FunctionName=name, Name="live", FunctionVersion=other)
        yield
    finally:
        lambdas.update_alias(FunctionName=name, Name="live", FunctionVersion=deployed)
        lambdas.update_function_configuration(FunctionName=name, Environment={"Variables": usual})
