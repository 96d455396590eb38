"""What a cold function talks to: AWS with one child in it, and a Slack that answers at once, over TLS."""

from __future__ import annotations

import json
import os
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any
from unittest.mock import patch

import boto3
import botocore
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from fingerpost.adapters.aws import AwsCalls, KmsKey
from fingerpost.adapters.dynamodb.directory import DynamoRegister
from fingerpost.adapters.dynamodb.transactions import DynamoTransactions
from fingerpost.adapters.keyring import create_keyring, open_keyring
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.matching.tokens import index_keys
from tests.builders import (
    WORKSPACE,
    a_child,
    a_practitioner,
    a_service,
    an_area,
    an_involvement,
    slack_identity,
)
from tests.local_dynamodb import LocalTables, emulator, environment

STACK = "cold"
SIGNING_SECRET = "a signing secret of this benchmark"  # noqa: S105 - opens nothing
BOT_TOKEN = "xoxb-benchmark"  # noqa: S105 - opens nothing
ASKER, WORKER = "p-rowan", "p-sam"


@dataclass(frozen=True)
class Surroundings:
    """environment: of the function, as the template sets it. slack, plain_slack: the Web API's addresses."""

    environment: dict[str, str]
    slack: str
    plain_slack: str


@contextmanager
def surroundings(folder: Path) -> Iterator[Surroundings]:
    """Start everything, and end it."""
    with emulator() as endpoint, _slack(None) as plain, _slack(_certificate(folder)) as slack:
        aws = environment(endpoint)
        with patch.dict(os.environ, aws):
            key = _filled()
        settings = {
            "FINGERPOST_STACK": STACK,
            "INDEX_TABLE": "index",
            "CASEWORK_TABLE": "casework",
            "LEDGER_TABLE": "ledger",
            "SLACK_SECRET_NAME": "slack",
            "KEYRING_SECRET_NAME": "keyring",
            "KEYRING_KEY_ARN": key,
            "SLACK_API_URL": slack,
            "SLACK_TEAMS": WORKSPACE,
            "SLACK_EMAIL_DOMAINS": "northbrook.example",
            "SSL_CERT_FILE": str(folder / "trusted.pem"),
        }
        yield Surroundings(aws | settings, slack, plain)


# ------------------------------------------------------------------ AWS


def _filled() -> str:
    """Tables, secrets and one child with a worker; gives the ARN of the key that wraps the keyring."""
    arn = str(boto3.client("kms").create_key()["KeyMetadata"]["Arn"])
    wrapping = KmsKey(AwsCalls(), arn)
    keyring = create_keyring(wrapping, STACK)
    secrets = boto3.client("secretsmanager")
    secrets.create_secret(Name="keyring", SecretString=keyring)
    held = {"signing_secret": SIGNING_SECRET, "bot_token": BOT_TOKEN}
    secrets.create_secret(Name="slack", SecretString=json.dumps(held))
    tables = LocalTables()
    tables.create()
    _enter_people(DynamoRegister(tables.store))
    _enter_child(DynamoTransactions(tables.store, open_keyring(keyring, wrapping, STACK), _now))
    return arn


def _now() -> datetime:
    return datetime.now(UTC)


def _enter_people(register: DynamoRegister) -> None:
    """Qualified until next year, whenever this is run."""
    care, next_year = a_service().build(), date.today() + timedelta(days=365)
    register.enter_area(an_area())
    register.enter_service(care)
    for name in (ASKER, WORKER):
        person = a_practitioner(name).of(care).vetted_until(next_year).trained_until(next_year)
        register.enter_practitioner(person.agreed_until(next_year).build())


def _enter_child(transactions: DynamoTransactions) -> None:
    child = a_child().build()
    involvement = an_involvement().of(a_practitioner(WORKER).build()).with_child(child).build()
    transaction = transactions.begin()
    transaction.add_child(child, index_keys(child.details))
    transaction.add_involvement(involvement)
    transaction.record(LedgerEntry("FP-00000-00000", Act.RECORD, Phase.OUTCOME, _now(), WORKER))
    transaction.commit()


# ------------------------------------------------------------------ Slack


_USER = {
    "id": slack_identity(ASKER).user,
    "team_id": WORKSPACE,
    "profile": {"email": "rowan@northbrook.example"},
    "is_email_confirmed": True,
}
_ANSWERS: dict[str, dict[str, Any]] = {
    "auth.test": {"team_id": WORKSPACE, "user_id": "UBOT", "bot_id": "BBOT"},
    "users.info": {"user": _USER},
    "views.open": {"view": {"id": "V1", "hash": "1.a"}},
}


class _WebApi(BaseHTTPRequestHandler):
    """Answers at once; any method it does not know is fine with it."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """One method of the Web API."""
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        answer = json.dumps({"ok": True, **_ANSWERS.get(self.path.rpartition("/")[2], {})}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Print nothing: the last line of the output is the result."""


@contextmanager
def _slack(certificate: Path | None) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _WebApi)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"{'https' if certificate else 'http'}://127.0.0.1:{server.server_address[1]}/api/"
    server.shutdown()


def _certificate(folder: Path) -> Path:
    """A certificate for this machine, trusted beside all those that a function has to load on Lambda."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "benchmark")])
    address = x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(address, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public = signed.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    everybody = (Path(botocore.__file__).parent / "cacert.pem").read_bytes()
    (folder / "trusted.pem").write_bytes(everybody + public)
    (folder / "server.pem").write_bytes(private + public)
    return folder / "server.pem"
