"""The two signed calls, against a server that plays AWS and against botocore's own signature."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import botocore.auth
import botocore.credentials
import pytest
from botocore.awsrequest import AWSRequest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.adapters.aws import AwsCalls, Credentials, KmsKey, authorization, get_secret
from fingerpost.domain.errors import Unavailable

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PRINTABLE = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=60)


@dataclass
class Aws:
    """Answers from a list, the last one for ever, and keeps what was asked."""

    answers: list[tuple[int, dict[str, Any]]]
    asked: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)

    def answer(self) -> tuple[int, bytes]:
        status, body = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return status, json.dumps(body).encode()


Start = Callable[..., tuple[Aws, str]]


@pytest.fixture
def start() -> Iterator[Start]:
    servers: list[ThreadingHTTPServer] = []

    def run(*answers: tuple[int, dict[str, Any]]) -> tuple[Aws, str]:
        aws = Aws(list(answers))
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(aws))
        servers.append(server)
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        return aws, f"http://127.0.0.1:{server.server_port}"

    yield run
    for server in servers:
        server.shutdown()
        server.server_close()


def _handler(aws: Aws) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            aws.asked.append((self.command, self.path, dict(self.headers), body))
            status, answer = aws.answer()
            self.send_response(status)
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_POST  # noqa: N815 - the name is http.server's

        def log_message(self, format: str, *args: object) -> None:
            return None

    return Handler


def calls(endpoint: str, **environment: str) -> AwsCalls:
    usual = {"AWS_REGION": "eu-west-2", "AWS_ENDPOINT_URL": endpoint}
    keys = {"AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret"}
    return AwsCalls({**usual, **keys, **environment}, clock=lambda: NOON)


@given(
    body=st.binary(max_size=200),
    secret=PRINTABLE,
    token=st.one_of(st.just(""), PRINTABLE),
    service=st.sampled_from(["kms", "secretsmanager"]),
)
def test_requests_are_signed_as_botocore_signs_them(
    body: bytes, secret: str, token: str, service: str
) -> None:
    host = f"{service}.eu-west-2.amazonaws.com"
    headers = {"content-type": "application/x-amz-json-1.1", "host": host, "x-amz-target": "Some.Action"}
    theirs = AWSRequest("POST", f"https://{host}/", headers=headers, data=body)
    credentials = botocore.credentials.Credentials("AKIDEXAMPLE", secret, token or None)
    botocore.auth.SigV4Auth(credentials, service, "eu-west-2").add_auth(theirs)
    sent = headers | {"x-amz-date": theirs.headers["X-Amz-Date"]}
    if token:
        sent["x-amz-security-token"] = token
    ours = authorization(sent, body, Credentials("AKIDEXAMPLE", secret, token), "eu-west-2", service)
    assert ours == theirs.headers["Authorization"]


def test_a_secret_is_read_by_its_name(start: Start) -> None:
    aws, endpoint = start((200, {"SecretString": '{"signing_secret": "s"}'}))
    assert (
        get_secret(calls(endpoint, AWS_SESSION_TOKEN="session"), "stack/slack") == '{"signing_secret": "s"}'
    )
    method, path, headers, body = aws.asked[0]
    assert (method, path, json.loads(body)) == ("POST", "/", {"SecretId": "stack/slack"})
    assert headers["x-amz-target"] == "secretsmanager.GetSecretValue"
    assert headers["x-amz-security-token"] == "session"


def test_a_key_unwraps_in_the_context_it_is_given(start: Start) -> None:
    aws, endpoint = start((200, {"Plaintext": base64.b64encode(b"keyset").decode()}))
    key = KmsKey(calls(endpoint), "arn:aws:kms:eu-west-2:000000000000:key/1")
    assert key.unwrap(b"wrapped", {"stack": "s", "purpose": "boxes"}) == b"keyset"
    assert json.loads(aws.asked[0][3]) == {
        "KeyId": key.arn,
        "CiphertextBlob": base64.b64encode(b"wrapped").decode(),
        "EncryptionContext": {"stack": "s", "purpose": "boxes"},
    }


def test_the_endpoint_of_one_service_goes_before_the_endpoint_of_all(start: Start) -> None:
    aws, endpoint = start((200, {"SecretString": "s"}))
    one = calls("http://127.0.0.1:9", AWS_ENDPOINT_URL_SECRETS_MANAGER=endpoint)
    assert get_secret(one, "stack/slack") == "s"
    assert len(aws.asked) == 1


def test_under_snapstart_credentials_come_from_the_container(start: Start) -> None:
    held = {"AccessKeyId": "ASIA", "SecretAccessKey": "secret", "Token": "session"}
    container, place = start((200, held))
    environment = {
        "AWS_REGION": "eu-west-2",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": f"{place}/v1/credentials?id=7",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN": "let me in",
    }
    credentials = AwsCalls(environment).credentials()
    assert (credentials.access_key, credentials.token) == ("ASIA", "session")
    method, path, headers, _ = container.asked[0]
    assert (method, path, headers["authorization"]) == ("GET", "/v1/credentials?id=7", "let me in")


def test_one_failure_is_tried_again(start: Start) -> None:
    aws, endpoint = start((500, {}), (200, {"SecretString": "s"}))
    assert get_secret(calls(endpoint), "stack/slack") == "s"
    assert len(aws.asked) == 2


def test_a_refusal_for_load_is_tried_again(start: Start) -> None:
    _, endpoint = start((400, {"__type": "ThrottlingException"}), (200, {"SecretString": "s"}))
    assert get_secret(calls(endpoint), "stack/slack") == "s"


def test_a_refusal_is_final_and_names_its_code_alone(start: Start) -> None:
    refusal = {"__type": "com.amazonaws#AccessDeniedException", "message": "arn:… may not read hush"}
    aws, endpoint = start((400, refusal))
    with pytest.raises(Unavailable) as refused:
        get_secret(calls(endpoint), "stack/slack")
    assert str(refused.value) == "secretsmanager GetSecretValue: 400 AccessDeniedException"
    assert len(aws.asked) == 1


@pytest.mark.parametrize("answer", [{"SecretBinary": "c2VjcmV0"}, {"SecretString": None}, {}])
def test_an_answer_without_a_text_is_unavailable(start: Start, answer: dict[str, Any]) -> None:
    _, endpoint = start((200, answer))
    with pytest.raises(Unavailable):
        get_secret(calls(endpoint), "stack/slack")


def test_nobody_there_is_unavailable() -> None:
    with pytest.raises(Unavailable, match="ConnectionRefusedError"):
        get_secret(calls("http://127.0.0.1:9"), "stack/slack")


@pytest.mark.parametrize("missing", ["AWS_REGION", "AWS_ACCESS_KEY_ID"])
def test_an_environment_without_what_is_needed_is_unavailable(missing: str) -> None:
    whole = calls("http://127.0.0.1:9").environment
    environment = {name: value for name, value in whole.items() if name != missing}
    with pytest.raises(Unavailable):
        get_secret(AwsCalls(environment), "stack/slack")


def test_neither_calls_nor_credentials_print_a_key() -> None:
    mine = calls("http://127.0.0.1:9")
    assert "secret" not in repr(mine)
    assert "secret" not in f"{mine.credentials()!r} {mine.credentials()}"
