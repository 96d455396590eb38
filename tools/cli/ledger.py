"""`ledger verify`: proves that the ledger is as it was sealed, and says where it is not.

Needs the right to read ledger and seals, and the public half of the key alone; nothing of a box is opened.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import boto3
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_public_key,
    load_pem_public_key,
)

from fingerpost.adapters.dynamodb.attributes import Item
from fingerpost.adapters.dynamodb.standing_lines import DynamoStandingLines, leaf_of
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.seals import S3SealHistory, s3_client
from fingerpost.domain.sealing.examination import LATE_HOURS, Examination, Examined, Finding
from fingerpost.domain.sealing.seal import HOUR, Leaf, Seal, hour_of, hours_between
from tools.cli import subject_access

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_kms import KMSClient

MOST_SHOWN = 50


class LedgerTrouble(Exception):
    """The ledger is not as it was sealed, or cannot be verified; the text says where."""


def add_to(subjects: Any) -> None:  # noqa: ANN401 - argparse's own class is private
    """Declare `ledger` and its verbs."""
    verbs = subjects.add_parser("ledger", help="the ledger").add_subparsers(dest="verb", required=True)
    verify = verbs.add_parser("verify", help="prove that nothing was added, changed, removed or reordered")
    verify.add_argument("--stack", required=True, help="name of the CloudFormation stack")
    verify.add_argument("--since", type=_hour, help="examine from this hour on (2026-03-02T09), not all")
    verify.add_argument("--public-key", type=Path, help="PEM file of the key that seals, kept outside AWS")
    verify.add_argument(
        "--noted", type=_noted, action="append", default=[], help="HOUR=DIGEST written down elsewhere"
    )
    subject_access.add_to(verbs)
    key = verbs.add_parser("public-key", help="print what verifies the seals, to be kept outside AWS")
    key.add_argument("--stack", required=True, help="name of the CloudFormation stack")


def run(asked: argparse.Namespace, outputs: Mapping[str, str]) -> str:
    """What was found, in words. outputs: of the stack. Raises LedgerTrouble where it is not as sealed."""
    if asked.verb == "public-key":
        return _pem(public_key_of(boto3.client("kms"), outputs["SealKeyArn"]))
    if asked.verb != "verify":
        return subject_access.run(asked, outputs)
    examined = _verification(asked, outputs).examine(datetime.now(UTC))
    if examined.findings:
        raise LedgerTrouble(report(examined))
    return report(examined)


def _hour(text: str) -> datetime:
    return hour_of(datetime.fromisoformat(f"{text[:13]}:00:00+00:00"))


def _noted(text: str) -> tuple[datetime, str]:
    hour, _, digest = text.partition("=")
    return _hour(hour), digest


def _verification(asked: argparse.Namespace, outputs: Mapping[str, str]) -> Verification:
    return Verification(
        history=S3SealHistory(s3_client(), outputs["SealsBucketName"]),
        database=boto3.client("dynamodb"),
        store=Store(outputs["IndexTableName"], outputs["CaseworkTableName"], outputs["LedgerTableName"]),
        public=_given(asked.public_key) or public_key_of(boto3.client("kms"), outputs["SealKeyArn"]),
        noted=dict(asked.noted),
        since=asked.since,
    )


@dataclass(frozen=True)
class Verification:
    """One verification of a deployment's ledger. since: the first hour examined; None for all there are."""

    history: S3SealHistory
    database: DynamoDBClient
    store: Store
    public: EllipticCurvePublicKey
    noted: Mapping[datetime, str] = field(default_factory=dict)
    since: datetime | None = None

    def examine(self, now: datetime) -> Examined:
        """Every seal against every line."""
        kept = [one for one in self.history.kept() if self.since is None or one.hour >= self.since]
        standing = {leaf.place: leaf.digest for leaf in self._lines(now)}
        return Examination(self._signed, now, self.noted, self.since is None).of(kept, standing)

    def _lines(self, now: datetime) -> Iterable[Leaf]:
        """All that stands in the table, wherever; or the lines of the hours that are examined."""
        if self.since is None:
            pages = self.database.get_paginator("scan").paginate(
                TableName=self.store.ledger, ConsistentRead=True
            )
            return (leaf_of(cast(Item, item)) for page in pages for item in page["Items"])
        lines = DynamoStandingLines(self.store)
        hours = hours_between(self.since - LATE_HOURS * HOUR, hour_of(now) + HOUR)
        return (leaf for hour in hours for leaf in lines.of(hour))

    def _signed(self, seal: Seal) -> bool:
        try:
            self.public.verify(seal.signature, seal.statement.text().encode(), ECDSA(SHA256()))
        except InvalidSignature:
            return False
        return True


def public_key_of(kms: KMSClient, arn: str) -> EllipticCurvePublicKey:
    """The public half of the key that seals, as KMS gives it."""
    return _elliptic(load_der_public_key(kms.get_public_key(KeyId=arn)["PublicKey"]))


def _given(file: Path | None) -> EllipticCurvePublicKey | None:
    return _elliptic(load_pem_public_key(file.read_bytes())) if file else None


def _elliptic(key: object) -> EllipticCurvePublicKey:
    if not isinstance(key, EllipticCurvePublicKey):
        raise LedgerTrouble("This is no public key of the kind that seals.")
    return key


def _pem(key: EllipticCurvePublicKey) -> str:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode().strip()


# ------------------------------------------------------------------ in words


def report(examined: Examined) -> str:
    """What was examined, and every finding up to a number, with its hour and its place."""
    counted = f"{examined.seals} seals over {examined.lines} lines."
    shown = [_sentence(one) for one in examined.findings[:MOST_SHOWN]]
    more = len(examined.findings) - len(shown)
    verdict = f"{len(examined.findings)} findings:" if shown else "Nothing was added, changed or removed."
    rest = [f"... and {more} more."] if more > 0 else []
    return "\n".join([counted, verdict, *shown, *rest, *_beside(examined)])


def _sentence(found: Finding) -> str:
    hour = f"{found.hour:%Y-%m-%d %H}h UTC" if found.hour else "no hour"
    return f"  {hour}: {found.fault}" + (f" at {found.place}" if found.place else "")


def _beside(examined: Examined) -> Iterable[str]:
    if examined.late:
        yield f"{len(examined.late)} lines came after their own hour was sealed, and are in a later seal:"
        yield from (f"  {leaf.place}" for leaf in examined.late[:MOST_SHOWN])
    if examined.waiting:
        yield f"{len(examined.waiting)} lines wait for the next seal and are not proven yet."
