"""Sealing against DynamoDB, S3 with Object Lock and an asymmetric KMS key, as the emulator plays them."""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from fingerpost.adapters.aws import AwsCalls
from fingerpost.adapters.dynamodb.ledger import DynamoLedger
from fingerpost.adapters.dynamodb.standing_lines import DynamoStandingLines
from fingerpost.adapters.keyring import Keyring
from fingerpost.adapters.seals import KmsSigner, S3SealHistory, S3Seals, name_of, s3_client
from fingerpost.domain.errors import Conflict
from fingerpost.domain.ledger import Act
from fingerpost.domain.sealing.examination import GRACE, Examined, Fault
from fingerpost.domain.sealing.seal import HOUR, hour_of
from fingerpost.usecases.protecting.seal_hours import SealHours
from tests.builders import a_ledger_entry
from tests.local_dynamodb import LocalTables
from tools.cli import ledger
from tools.cli.ledger import LedgerTrouble, Verification, add_to, public_key_of

NOW = datetime.now(UTC)  # S3's clock cannot be set
SEALED_HOUR = hour_of(NOW - GRACE) - HOUR


@dataclass
class Sealed:
    """A deployment's ledger with its seals."""

    tables: LocalTables
    keyring: Keyring
    bucket: str
    key: str
    s3: Any

    def write(self, at: datetime, reference: str, act: Act = Act.ASK) -> None:
        ledger = DynamoLedger(self.tables.store, self.keyring, lambda: at)
        ledger.attempt(replace(a_ledger_entry(reference), at=at, act=act), None)

    def seal(self) -> int:
        seals, lines = S3Seals(s3_client(), self.bucket), DynamoStandingLines(self.tables.store)
        signer = KmsSigner(AwsCalls(), self.key)
        return len(SealHours(lines=lines, signer=signer, seals=seals, stack="town", clock=lambda: NOW)())

    def verify(self) -> Examined:
        public = public_key_of(boto3.client("kms"), self.key)
        history = S3SealHistory(self.s3, self.bucket)
        return Verification(history, boto3.client("dynamodb"), self.tables.store, public).examine(NOW)

    def line(self, reference: str) -> dict[str, Any]:
        (item,) = (one for one in self.tables.items() if one.get("reference", {}).get("S") == reference)
        return dict(item)


@pytest.fixture(scope="module")
def key(emulated_tables: LocalTables) -> str:
    made = boto3.client("kms").create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")
    return made["KeyMetadata"]["Arn"]


@pytest.fixture
def sealed(tables: LocalTables, keyring: Keyring, key: str, request: pytest.FixtureRequest) -> Sealed:
    s3: Any = boto3.client("s3")  # type: ignore[call-overload, unused-ignore]
    bucket = f"seals-{abs(hash(request.node.name))}"
    place = {"LocationConstraint": "eu-west-2"}
    s3.create_bucket(Bucket=bucket, ObjectLockEnabledForBucket=True, CreateBucketConfiguration=place)
    locked = {"Rule": {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": 1}}, "ObjectLockEnabled": "Enabled"}
    s3.put_object_lock_configuration(Bucket=bucket, ObjectLockConfiguration=locked)
    sealed = Sealed(tables, keyring, bucket, key, s3)
    sealed.write(SEALED_HOUR, "FP-AAAAA-AAAAA")
    sealed.write(SEALED_HOUR + timedelta(minutes=7), "FP-BBBBB-BBBBB", Act.DELIVER)
    sealed.write(NOW, "FP-CCCCC-CCCCC")
    assert sealed.seal() == 1
    return sealed


def test_what_was_sealed_is_proven_with_the_public_half_of_the_key_alone(sealed: Sealed) -> None:
    examined = sealed.verify()
    assert (examined.findings, examined.seals, examined.lines) == ((), 1, 2)
    assert len(examined.waiting) == 1
    assert sealed.seal() == 0


def test_a_line_that_was_changed_is_found_where_it_stands(sealed: Sealed) -> None:
    item = sealed.line("FP-AAAAA-AAAAA")
    sealed.tables.client.put_item(TableName="ledger", Item={**item, "reason": {"S": "another"}})
    (finding,) = sealed.verify().findings
    assert (finding.fault, finding.place) == (Fault.CHANGED, f"{item['pk']['S']}|{item['sk']['S']}")


def test_a_box_that_was_changed_is_found_though_nothing_else_was(sealed: Sealed) -> None:
    item = sealed.line("FP-AAAAA-AAAAA")
    sealed.tables.client.put_item(TableName="ledger", Item={**item, "box": {"B": b"other"}})
    assert [one.fault for one in sealed.verify().findings] == [Fault.CHANGED]


def test_a_line_that_was_removed_is_found(sealed: Sealed) -> None:
    item = sealed.line("FP-BBBBB-BBBBB")
    sealed.tables.client.delete_item(TableName="ledger", Key={"pk": item["pk"], "sk": item["sk"]})
    (finding,) = sealed.verify().findings
    assert (finding.fault, finding.place) == (Fault.REMOVED, f"{item['pk']['S']}|{item['sk']['S']}")


def test_a_line_that_was_slipped_in_anywhere_in_the_table_is_found(sealed: Sealed) -> None:
    hidden = {"pk": {"S": "somewhere"}, "sk": {"S": "else"}}
    sealed.tables.client.put_item(TableName="ledger", Item=hidden)
    (finding,) = sealed.verify().findings
    assert (finding.fault, finding.place) == (Fault.ADDED, "somewhere|else")


def test_a_seal_cannot_be_put_twice_nor_removed(sealed: Sealed) -> None:
    (kept,) = S3SealHistory(sealed.s3, sealed.bucket).kept()
    assert kept.seal
    with pytest.raises(Conflict):
        S3Seals(sealed.s3, sealed.bucket).keep(kept.seal)
    name = name_of(kept.hour)
    version = sealed.s3.head_object(Bucket=sealed.bucket, Key=name)["VersionId"]
    with pytest.raises(ClientError, match="object lock"):
        sealed.s3.delete_object(Bucket=sealed.bucket, Key=name, VersionId=version)


def test_a_seal_that_was_covered_by_another_is_found_and_the_first_one_still_counts(sealed: Sealed) -> None:
    (kept,) = S3SealHistory(sealed.s3, sealed.bucket).kept()
    sealed.s3.put_object(Bucket=sealed.bucket, Key=name_of(kept.hour), Body=b"{}")
    assert [one.fault for one in sealed.verify().findings] == [Fault.REPLACED]


def test_a_seal_that_was_hidden_is_found(sealed: Sealed) -> None:
    (kept,) = S3SealHistory(sealed.s3, sealed.bucket).kept()
    sealed.s3.delete_object(Bucket=sealed.bucket, Key=name_of(kept.hour))
    assert [one.fault for one in sealed.verify().findings] == [Fault.REPLACED]


def test_a_signature_by_another_key_is_found(sealed: Sealed) -> None:
    other = boto3.client("kms").create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")
    sealed.key = other["KeyMetadata"]["Arn"]
    assert [one.fault for one in sealed.verify().findings] == [Fault.SIGNATURE]


def test_a_later_part_is_proven_without_reading_all_there_is(sealed: Sealed) -> None:
    public = public_key_of(boto3.client("kms"), sealed.key)
    history, since = S3SealHistory(sealed.s3, sealed.bucket), SEALED_HOUR
    verification = Verification(history, boto3.client("dynamodb"), sealed.tables.store, public, since=since)
    assert (verification.examine(NOW).findings, verification.examine(NOW).lines) == ((), 2)
    item = sealed.line("FP-AAAAA-AAAAA")
    sealed.tables.client.delete_item(TableName="ledger", Key={"pk": item["pk"], "sk": item["sk"]})
    assert [one.fault for one in verification.examine(NOW).findings] == [Fault.REMOVED]


def test_the_command_says_in_words_what_is_proven_and_where_it_is_not(sealed: Sealed, tmp_path: Path) -> None:
    outputs = {"SealKeyArn": sealed.key, "SealsBucketName": sealed.bucket, "LedgerTableName": "ledger"}
    outputs |= {"IndexTableName": "index", "CaseworkTableName": "casework"}

    def run(*words: str) -> str:
        parser = argparse.ArgumentParser()
        add_to(parser.add_subparsers())
        return ledger.run(parser.parse_args(["ledger", *words, "--stack", "town"]), outputs)

    pem = tmp_path / "key.pem"
    pem.write_text(run("public-key"))
    told = run("verify", "--public-key", str(pem))
    assert told.startswith("1 seals over 2 lines.\nNothing was added, changed or removed.")
    item = sealed.line("FP-AAAAA-AAAAA")
    sealed.tables.client.delete_item(TableName="ledger", Key={"pk": item["pk"], "sk": item["sk"]})
    with pytest.raises(LedgerTrouble, match=f"line_removed at {re.escape(item['pk']['S'])}"):
        run("verify")
    with pytest.raises(LedgerTrouble, match="not_the_seal_that_was_noted"):
        run("verify", "--noted", f"{SEALED_HOUR:%Y-%m-%dT%H}=0000")


def test_what_is_in_the_store_under_another_name_is_found(sealed: Sealed) -> None:
    sealed.s3.put_object(Bucket=sealed.bucket, Key="seals/zzz", Body=b"{}")
    assert [one.fault for one in sealed.verify().findings] == [Fault.UNREADABLE]
