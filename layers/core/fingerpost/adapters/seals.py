"""Seals in an S3 bucket under Object Lock: one object an hour, put once, changed and deleted by nobody.

The bucket's own default retention locks what is put, so the function needs no right to set one.
`If-None-Match` keeps it from putting a second version over the first.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, cast

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import get_session

from fingerpost.adapters.aws import KMS, AwsCalls
from fingerpost.domain.errors import Conflict, FingerpostError, Unavailable
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.sealing.examination import Kept
from fingerpost.domain.sealing.seal import Leaf, Seal, Statement, hour_of

FOLDER = "seals/"
ALGORITHM = "ECDSA_SHA_256"
LOOKED_BACK = timedelta(days=30)
"""How far back the newest seal is looked for first: a list of a bucket begins with the oldest."""

_PATIENT = Config(connect_timeout=2, read_timeout=30, retries={"mode": "standard", "total_max_attempts": 3})
_TAKEN = {"PreconditionFailed", "ConditionalRequestConflict"}


class BrokenSeal(FingerpostError):
    """What stands in a seal's place cannot be read as one."""


class S3Client(Protocol):
    """What is asked of S3."""

    def put_object(self, **asked: Any) -> Any: ...  # noqa: ANN401 - botocore's keywords

    def get_object(self, **asked: Any) -> Any: ...  # noqa: ANN401

    def get_paginator(self, operation: str) -> Any: ...  # noqa: ANN401


def s3_client() -> S3Client:
    """A client with the function's credentials."""
    return cast("S3Client", get_session().create_client("s3", config=_PATIENT))


@dataclass(frozen=True)
class KmsSigner:
    """Implements `ports.Signer` with an asymmetric key of KMS (ECC_NIST_P256)."""

    calls: AwsCalls
    arn: str

    @property
    def name(self) -> str:
        """The key's ARN, which stands in the seal."""
        return self.arn

    def sign(self, text: bytes) -> bytes:
        """A DER signature over the SHA-256 of a text of 4 KB at most. Raises Unavailable."""
        message = base64.b64encode(text).decode()
        sent = {"KeyId": self.arn, "Message": message, "MessageType": "RAW", "SigningAlgorithm": ALGORITHM}
        answer = self.calls.call(KMS, "Sign", sent)
        if not isinstance(answer.get("Signature"), str):
            raise Unavailable("kms Sign: no Signature")
        return base64.b64decode(answer["Signature"])


def name_of(hour: datetime) -> str:
    """The object that holds an hour's seal."""
    return f"{FOLDER}{hour.astimezone(UTC):%Y-%m-%dT%H}.json"


def to_bytes(seal: Seal) -> bytes:
    """A seal as it is kept: the signed text as it was signed, the signature, and the leaves."""
    leaves = [[leaf.place, leaf.digest] for leaf in seal.leaves]
    signature = base64.b64encode(seal.signature).decode()
    return json.dumps({"statement": seal.statement.text(), "signature": signature, "leaves": leaves}).encode()


def from_bytes(kept: bytes) -> Seal:
    """A seal, read again. Raises BrokenSeal."""
    try:
        read = json.loads(kept)
        statement = Statement.from_text(read["statement"])
        if statement.text() != read["statement"]:
            raise BrokenSeal("statement")
        leaves = tuple(Leaf(str(place), str(digest)) for place, digest in read["leaves"])
        return Seal(statement, base64.b64decode(read["signature"]), leaves)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BrokenSeal("seal") from None


@dataclass(frozen=True)
class S3Seals:
    """Implements `ports.Seals`; what the function may do."""

    client: S3Client
    bucket: str

    def newest(self, count: int, now: datetime) -> Sequence[Seal]:
        """The last ones, oldest first. Raises Unavailable."""
        recent = self._names(name_of(now - LOOKED_BACK)) or self._names("")
        return [self._read(name) for name in recent[-count:]]

    def keep(self, seal: Seal) -> None:
        """Put it where none is yet. Raises Conflict, Unavailable."""
        name = name_of(seal.statement.hour)
        asked = {"Bucket": self.bucket, "Key": name, "Body": to_bytes(seal), "IfNoneMatch": "*"}
        try:
            self.client.put_object(**asked, ContentType="application/json")
        except ClientError as fault:
            if _code(fault) in _TAKEN:
                raise Conflict("this hour has a seal") from None
            raise _unavailable("PutObject", fault) from None
        except BotoCoreError as fault:
            raise _unavailable("PutObject", fault) from None

    def _names(self, after: str) -> list[str]:
        asked = {"Bucket": self.bucket, "Prefix": FOLDER} | ({"StartAfter": after} if after else {})
        try:
            pages = self.client.get_paginator("list_objects_v2").paginate(**asked)
            return sorted(one["Key"] for page in pages for one in page.get("Contents", ()))
        except (BotoCoreError, ClientError) as fault:
            raise _unavailable("ListObjectsV2", fault) from None

    def _read(self, name: str) -> Seal:
        try:
            body: bytes = self.client.get_object(Bucket=self.bucket, Key=name)["Body"].read()
        except (BotoCoreError, ClientError) as fault:
            raise _unavailable("GetObject", fault) from None
        try:
            return from_bytes(body)
        except BrokenSeal:
            raise Unavailable("the newest seal cannot be read") from None


@dataclass(frozen=True)
class S3SealHistory:
    """Every version of every seal, for whoever examines them; the function has no right to that."""

    client: S3Client
    bucket: str

    def kept(self) -> tuple[Kept, ...]:
        """What stands for each hour: its first version, and how many there are."""
        versions: dict[str, list[Any]] = {}
        for one in self._versions():
            versions.setdefault(one["Key"], []).append(one)
        return tuple(self._of_one(name, of_it) for name, of_it in sorted(versions.items()))

    def _versions(self) -> Iterator[Any]:
        pages = self.client.get_paginator("list_object_versions").paginate(Bucket=self.bucket, Prefix=FOLDER)
        for page in pages:
            yield from page.get("Versions", ())
            yield from ({**one, "hides": True} for one in page.get("DeleteMarkers", ()))

    def _of_one(self, name: str, versions: Sequence[Any]) -> Kept:
        first = min(versions, key=lambda one: one["LastModified"])
        received_at, hour = first["LastModified"], _hour_in(name)
        if hour is None:  # no seal of ours is called so: it counts as one that cannot be read
            return Kept(hour_of(received_at), None, len(versions), received_at)
        return Kept(hour, self._seal(first), len(versions), received_at)

    def _seal(self, version: Any) -> Seal | None:  # noqa: ANN401 - S3's own form
        if "hides" in version:
            return None
        asked = {"Bucket": self.bucket, "Key": version["Key"], "VersionId": version["VersionId"]}
        try:
            return from_bytes(self.client.get_object(**asked)["Body"].read())
        except BrokenSeal:
            return None


def _hour_in(name: str) -> datetime | None:
    try:
        return datetime.strptime(name, f"{FOLDER}%Y-%m-%dT%H.json").replace(tzinfo=UTC)
    except ValueError:
        return None


def _unavailable(what: str, fault: BotoCoreError | ClientError) -> Unavailable:
    return Unavailable(f"s3 {what}: {_code(fault)}")


def _code(fault: BotoCoreError | ClientError) -> str:
    if isinstance(fault, ClientError):
        return str(fault.response.get("Error", {}).get("Code", ""))
    return type(fault).__name__
