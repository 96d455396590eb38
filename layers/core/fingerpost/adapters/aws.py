"""The two calls a cold function needs before it can do anything: a secret, and a key unwrapped.

A client library costs more CPU than the whole Slack framework before it has sent a byte (docs/adr/0023).
These calls are one POST of JSON each, so they are signed here with the standard library alone; a test holds
the signature to botocore's. Everything else goes through PynamoDB or boto3.

The environment is read as the AWS SDKs read it: credentials and region as Lambda sets them, container
credentials under SnapStart, `AWS_ENDPOINT_URL` for a local AWS.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import json
import os
import ssl
from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import SplitResult, urlsplit

from fingerpost.domain.confidential import Confidential
from fingerpost.domain.errors import Unavailable
from fingerpost.domain.made_when_used import dataclass

TIMEOUT_SECONDS = 1.0
TRIES = 2
CONTENT_TYPE = "application/x-amz-json-1.1"


@dataclass(frozen=True, repr=False)
class Credentials(Confidential):
    """What requests are signed with. token: empty for long-lived credentials."""

    access_key: str
    secret_key: str
    token: str = ""


@dataclass(frozen=True)
class Service:
    """An AWS service: its name in signatures and hosts, before an action, and its endpoint's variable."""

    name: str
    target: str
    variable: str
    content_type: str = CONTENT_TYPE


SECRETS_MANAGER = Service("secretsmanager", "secretsmanager", "AWS_ENDPOINT_URL_SECRETS_MANAGER")
KMS = Service("kms", "TrentService", "AWS_ENDPOINT_URL_KMS")
DYNAMODB = Service("dynamodb", "DynamoDB_20120810", "AWS_ENDPOINT_URL_DYNAMODB", "application/x-amz-json-1.0")


@dataclass(frozen=True)
class AwsCalls:
    """Signed calls of services that speak JSON over POST.

    tls: makes the TLS context; a function that has one already lends it, since making one costs 20 ms of CPU.
    """

    environment: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def call(
        self, service: Service, action: str, request: Mapping[str, object], *, tries: int = TRIES
    ) -> dict[str, Any]:
        """The answer of one action. tries: one for an action that changes something.

        Raises AwsRefusal with the action and the error's code, never with what was sent or received.
        """
        body = json.dumps(request).encode()
        for _ in range(tries - 1):
            try:
                return self._send(service, action, body)
            except _WorthAnotherTry:
                continue
        return self._send(service, action, body)

    def _send(self, service: Service, action: str, body: bytes) -> dict[str, Any]:
        endpoint = urlsplit(self._endpoint(service))
        headers = self._signed(service, action, endpoint.netloc, body)
        status, answer = self._exchange(endpoint, "POST", "/", headers, body, f"{service.name} {action}")
        if status == http.client.OK:
            return _json(answer)
        raise _refusal(f"{service.name} {action}", status, answer)

    def _signed(self, service: Service, action: str, host: str, body: bytes) -> dict[str, str]:
        credentials = self.credentials()
        headers = {
            "content-type": service.content_type,
            "host": host,
            "x-amz-date": self.clock().strftime("%Y%m%dT%H%M%SZ"),
            "x-amz-target": f"{service.target}.{action}",
        }
        if credentials.token:
            headers["x-amz-security-token"] = credentials.token
        return headers | {
            "authorization": authorization(headers, body, credentials, self.region, service.name)
        }

    @property
    def region(self) -> str:
        """The region of the function."""
        region = self.environment.get("AWS_REGION") or self.environment.get("AWS_DEFAULT_REGION")
        if not region:
            raise Unavailable("AWS_REGION is not set")
        return region

    def _endpoint(self, service: Service) -> str:
        regional = f"https://{service.name}.{self.region}.amazonaws.com"
        return self.environment.get(service.variable) or self.environment.get("AWS_ENDPOINT_URL") or regional

    def credentials(self) -> Credentials:
        """The function's credentials now. Raises Unavailable."""
        environment = self.environment
        if "AWS_ACCESS_KEY_ID" in environment and "AWS_SECRET_ACCESS_KEY" in environment:
            return Credentials(
                environment["AWS_ACCESS_KEY_ID"],
                environment["AWS_SECRET_ACCESS_KEY"],
                environment.get("AWS_SESSION_TOKEN", ""),
            )
        return self._container_credentials()

    def _container_credentials(self) -> Credentials:
        """Under SnapStart the environment holds no keys: a snapshot would outlive them."""
        if "AWS_CONTAINER_CREDENTIALS_FULL_URI" not in self.environment:
            raise Unavailable("no AWS credentials")
        place = urlsplit(self.environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"])
        headers = {"authorization": self.environment.get("AWS_CONTAINER_AUTHORIZATION_TOKEN", "")}
        path = f"{place.path}?{place.query}" if place.query else place.path
        status, answer = self._exchange(place, "GET", path, headers, b"", "container credentials")
        if status != http.client.OK:
            raise _refusal("container credentials", status, b"")
        held = _json(answer)
        return Credentials(held["AccessKeyId"], held["SecretAccessKey"], held["Token"])

    def _exchange(
        self, place: SplitResult, method: str, path: str, headers: dict[str, str], body: bytes, what: str
    ) -> tuple[int, bytes]:
        connection = self._connection(place)
        try:
            connection.request(method, path, body=body or None, headers=headers)
            response = connection.getresponse()
            return response.status, response.read()
        except (OSError, http.client.HTTPException) as fault:
            raise _WorthAnotherTry(f"{what}: {type(fault).__name__}") from fault
        finally:
            connection.close()

    def _connection(self, place: SplitResult) -> http.client.HTTPConnection:
        host = place.hostname or ""
        if place.scheme == "http":
            return http.client.HTTPConnection(host, place.port, timeout=TIMEOUT_SECONDS)
        return http.client.HTTPSConnection(host, place.port, timeout=TIMEOUT_SECONDS, context=self.tls())


class AwsRefusal(Unavailable):
    """AWS did not do it. code: its own, such as `AccessDeniedException`, empty where no answer came."""

    def __init__(self, text: str, code: str = "") -> None:
        super().__init__(text)
        self.code = code


class _WorthAnotherTry(AwsRefusal):
    """No answer, or one that says to come back."""


def _refusal(what: str, status: int, answer: bytes) -> AwsRefusal:
    try:
        code = str(json.loads(answer).get("__type", "")).rpartition("#")[2]
    except (ValueError, AttributeError):
        code = ""
    kind = _WorthAnotherTry if status >= 500 or "Throttl" in code else AwsRefusal
    return kind(f"{what}: {status} {code}".rstrip(), code)


def _json(answer: bytes) -> dict[str, Any]:
    try:
        return dict(json.loads(answer))
    except ValueError:
        raise Unavailable("an answer from AWS is not JSON") from None


def authorization(
    headers: Mapping[str, str], body: bytes, credentials: Credentials, region: str, service: str
) -> str:
    """The Authorization header of a POST to `/`, AWS Signature Version 4. headers: lower case, all signed."""
    moment = headers["x-amz-date"]
    scope = f"{moment[:8]}/{region}/{service}/aws4_request"
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    request = f"POST\n/\n\n{lines}\n{names}\n{hashlib.sha256(body).hexdigest()}"
    text = f"AWS4-HMAC-SHA256\n{moment}\n{scope}\n{hashlib.sha256(request.encode()).hexdigest()}"
    key = f"AWS4{credentials.secret_key}".encode()
    for part in scope.split("/"):
        key = hmac.digest(key, part.encode(), "sha256")
    signature = hmac.digest(key, text.encode(), "sha256").hex()
    return (
        f"AWS4-HMAC-SHA256 Credential={credentials.access_key}/{scope}, "
        f"SignedHeaders={names}, Signature={signature}"
    )


def get_secret(calls: AwsCalls, name: str) -> str:
    """The text of a secret, read now. Raises Unavailable."""
    answer = calls.call(SECRETS_MANAGER, "GetSecretValue", {"SecretId": name})
    if not isinstance(answer.get("SecretString"), str):
        raise Unavailable("the secret holds no text")
    return str(answer["SecretString"])


@dataclass(frozen=True)
class KmsKey:
    """A KMS key that wraps keysets. context: bound into what it wraps, and written to AWS's own trail."""

    calls: AwsCalls
    arn: str

    def wrap(self, plain: bytes, context: Mapping[str, str]) -> bytes:
        """Encrypt under the key, 4 KB at most. Raises Unavailable."""
        sent = {"Plaintext": base64.b64encode(plain).decode(), "EncryptionContext": dict(context)}
        return self._blob("Encrypt", sent, "CiphertextBlob")

    def unwrap(self, wrapped: bytes, context: Mapping[str, str]) -> bytes:
        """Decrypt what this key wrapped in this context. Raises Unavailable."""
        sent = {"CiphertextBlob": base64.b64encode(wrapped).decode(), "EncryptionContext": dict(context)}
        return self._blob("Decrypt", sent, "Plaintext")

    def _blob(self, action: str, sent: Mapping[str, object], wanted: str) -> bytes:
        answer = self.calls.call(KMS, action, {"KeyId": self.arn, **sent})
        if not isinstance(answer.get(wanted), str):
            raise Unavailable(f"kms {action}: no {wanted}")
        return base64.b64decode(answer[wanted])
