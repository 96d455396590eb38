"""The seal function: each hour's lines of the ledger, signed and locked."""

from __future__ import annotations

from functools import cache

from fingerpost.adapters.dynamodb.standing_lines import DynamoStandingLines
from fingerpost.adapters.seals import KmsSigner, S3Seals, s3_client
from fingerpost.bootstrap.aws_secrets import aws_calls
from fingerpost.bootstrap.machine import now
from fingerpost.bootstrap.tables import store_of
from fingerpost.entrypoints.schedules import OnTheHour
from fingerpost.log_catalogue import configure_with_powertools, quiet_libraries
from fingerpost.settings import Settings
from fingerpost.usecases.protecting.seal_hours import SealHours


@cache
def seal() -> OnTheHour:
    """Sealing, once an hour. Raises SettingMissing."""
    quiet_libraries()
    configure_with_powertools("seal")
    settings = Settings.from_environment()
    return OnTheHour(
        SealHours(
            lines=DynamoStandingLines(store_of(settings)),
            signer=KmsSigner(aws_calls(), settings.seal_key_arn),
            seals=S3Seals(s3_client(), settings.seals_bucket),
            stack=settings.stack,
            clock=now,
        )
    )
