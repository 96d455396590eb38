"""Restoring a deployment's three tables as they were at a moment, into new names.

DynamoDB restores items, keys and indexes. Streams, time to live, recovery, protection and table class are not
brought along: they are set anew from the table that is replaced, before anything uses the new one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from fingerpost.domain.sealing.examination import Examined, Fault
from tools.cli.deployment import Deployment
from tools.cli.exits import Exit, Trouble
from tools.cli.ledger import Verification

TABLES = {
    "IndexTable": "IndexTableName",
    "CaseworkTable": "CaseworkTableName",
    "LedgerTable": "LedgerTableName",
}
"""Each table's name in the template, and the output that says what it is called."""

SEALED_AFTER = timedelta(hours=1, minutes=15)
"""When the seal of an hour is there: the hour, and what the seal function waits and takes."""


@dataclass(frozen=True)
class Window:
    """One table. source, target: names. earliest, latest: what can be had; None where recovery is off."""

    table: str
    source: str
    target: str
    earliest: datetime | None
    latest: datetime | None
    status: str


@dataclass(frozen=True)
class Restoring:
    """One moment of one deployment."""

    deployment: Deployment
    at: datetime

    @property
    def _database(self) -> Any:  # noqa: ANN401 - boto3's client
        return self.deployment.client("dynamodb")

    def source(self, table: str) -> str:
        """What a table of the stack is called now."""
        return str(self.deployment.outputs[TABLES[table]])

    def target(self, table: str) -> str:
        """What it is called restored: the same for the same moment, so that each step finds it."""
        return f"{self.source(table).partition('-at-')[0]}-at-{self.at:%Y%m%dT%H%M%S}"

    # -------------------------------------------------------------- what can be done

    def windows(self) -> list[Window]:
        """Of each table, what can be restored and how far it is."""
        return [self._window(table) for table in TABLES]

    def _window(self, table: str) -> Window:
        backups = self._database.describe_continuous_backups(TableName=self.source(table))
        told = backups["ContinuousBackupsDescription"].get("PointInTimeRecoveryDescription", {})
        on = told.get("PointInTimeRecoveryStatus") == "ENABLED"
        earliest, latest = (
            told.get(f"{end}RestorableDateTime") if on else None for end in ("Earliest", "Latest")
        )
        status = str(self._described(self.target(table)).get("TableStatus", "not begun"))
        return Window(table, self.source(table), self.target(table), earliest, latest, status)

    def _described(self, name: str) -> Mapping[str, Any]:
        try:
            table: Mapping[str, Any] = self._database.describe_table(TableName=name)["Table"]
        except self._database.exceptions.ResourceNotFoundException:
            return {}
        return table

    # -------------------------------------------------------------- restore

    def begin(self) -> None:
        """Ask DynamoDB for each table that is not there yet. Raises Trouble where a moment cannot be had."""
        windows = self.windows()
        for one in windows:
            if one.earliest and one.latest and not one.earliest <= self.at <= one.latest:
                raise Trouble(
                    f"{one.table} can be restored from {one.earliest} to {one.latest} only.",
                    "Choose a moment between.",
                    Exit.NOT_VALID,
                )
        for one in windows:
            if one.status == "not begun":
                self._restore(one)

    def _restore(self, one: Window) -> None:
        encrypted = self._described(one.source).get("SSEDescription", {})
        same_key = (
            {"SSESpecificationOverride": {"Enabled": True, "SSEType": "KMS", "KMSMasterKeyId": key}}
            if (key := encrypted.get("KMSMasterKeyArn"))
            else {}
        )
        self._database.restore_table_to_point_in_time(
            SourceTableName=one.source,
            TargetTableName=one.target,
            RestoreDateTime=self.at,
            BillingModeOverride="PAY_PER_REQUEST",
            **same_key,
        )

    def must_be_there(self) -> None:
        """Raises Trouble where a table is not restored yet."""
        if waiting := [f"{one.table} ({one.status})" for one in self.windows() if one.status != "ACTIVE"]:
            said = f"Not restored yet: {', '.join(waiting)}."
            raise Trouble(said, "restore begin, or wait: hours, for a large table.", Exit.NOT_THERE)

    def finish(self) -> None:
        """What a restored table lacks, as the replaced one has it. Done again it changes nothing."""
        for one in self.windows():
            before, now = self._described(one.source), self._described(one.target)
            changes = _changes(before, now)
            if changes:
                self._database.update_table(TableName=one.target, **changes)
                self._database.get_waiter("table_exists").wait(TableName=one.target)
            self._set_recovery(one.target)
            self._set_time_to_live(one)

    def _set_recovery(self, target: str) -> None:
        self._database.update_continuous_backups(
            TableName=target, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
        )

    def _set_time_to_live(self, one: Window) -> None:
        lives = [
            self._database.describe_time_to_live(TableName=name)["TimeToLiveDescription"]
            for name in (one.source, one.target)
        ]
        if lives[0].get("TimeToLiveStatus") == "ENABLED" and lives[1].get("TimeToLiveStatus") != "ENABLED":
            wanted = {"Enabled": True, "AttributeName": lives[0]["AttributeName"]}
            self._database.update_time_to_live(TableName=one.target, TimeToLiveSpecification=wanted)

    # -------------------------------------------------------------- compare

    def counts(self) -> Iterator[tuple[str, str, int, int]]:
        """By table and kind of item: how many there are now, and how many were there then."""
        for one in self.windows():
            now, then = self._counted(one.source), self._counted(one.target)
            yield from ((one.table, kind, now[kind], then[kind]) for kind in sorted({*now, *then}))

    def _counted(self, name: str) -> Counter[str]:
        pages = self._database.get_paginator("scan").paginate(
            TableName=name, ProjectionExpression="pk, sk", ConsistentRead=True
        )
        return Counter(_kind(item["pk"]["S"], item["sk"]["S"]) for page in pages for item in page["Items"])

    def examined(self, verification: Verification) -> Examined:
        """The restored ledger against every seal that was there by then. That there are none of the newest
        hours is so because they are left out, and no fault of it."""
        store = replace(verification.store, ledger=self.target("LedgerTable"))
        until = _SealsUntil(verification.history, self.at - SEALED_AFTER)
        examined = replace(verification, store=store, history=until).examine(self.at)  # type: ignore[arg-type]
        found = tuple(one for one in examined.findings if one.fault is not Fault.OVERDUE)
        return replace(examined, findings=found)


@dataclass(frozen=True)
class _SealsUntil:
    """The seals of the hours up to one; those after it know of lines that the restored ledger has not."""

    history: Any
    until: datetime

    def kept(self) -> list[Any]:
        """In their order."""
        return [one for one in self.history.kept() if one.hour <= self.until]


def _changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """What UpdateTable is to set."""
    changes: dict[str, Any] = {}
    if before.get("StreamSpecification") and now.get("StreamSpecification") != before["StreamSpecification"]:
        changes["StreamSpecification"] = before["StreamSpecification"]
    if _is_protected(before) and not _is_protected(now):
        changes["DeletionProtectionEnabled"] = True
    wanted, held = (one.get("TableClassSummary", {}).get("TableClass") for one in (before, now))
    return changes | ({"TableClass": wanted} if wanted and wanted != held else {})


def _is_protected(table: Mapping[str, Any]) -> bool:
    """The local AWS keeps it as the template's text."""
    return str(table.get("DeletionProtectionEnabled", "")).lower() == "true"


def _kind(pk: str, sk: str) -> str:
    """What an item is, by the beginnings of its key: nothing after them."""
    first, _, rest = pk.partition("#")
    if first == "C":
        return f"C {sk.partition('#')[0]}"
    return (
        f"{first} {rest.partition('#')[0]}" if first in ("T", "L", "M") and not rest[:1].isdigit() else first
    )
