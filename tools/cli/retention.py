"""`retention report` and `retention erase`: which records have had their time, and that they are gone (I6).

The report changes nothing. Erasing takes each record out of every question first, then removes all that
stands of it, its own item last, so that what was cut off in the middle is finished by the next run. The
ledger keeps what was done with the record, for its own period.
"""

from __future__ import annotations

import argparse
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

import boto3

from fingerpost.adapters.dynamodb import feed_keys, keys
from fingerpost.adapters.dynamodb.attributes import Item
from fingerpost.adapters.dynamodb.child_index import MOST_IN_A_FILE, MOST_LOOKS, DynamoChildIndex
from fingerpost.adapters.dynamodb.index_items import read_joining
from fingerpost.adapters.dynamodb.keys import Key
from fingerpost.adapters.dynamodb.ledger import DynamoLedger
from fingerpost.adapters.dynamodb.queries import Query
from fingerpost.adapters.dynamodb.record_keeping import DynamoRecordTransactions, DynamoReferences
from fingerpost.adapters.dynamodb.store import MOST_WRITES, Kind, Store, Write
from fingerpost.adapters.keyring import Keyring, open_keyring
from fingerpost.domain.child import Child
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.reference import reference_from
from fingerpost.domain.retention import Due, due
from fingerpost.usecases.ports.index import ChildFile
from tools.cli.keys import AdminsKey

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_SEAL = "SEAL#"


def add_to(subjects: Any) -> None:  # noqa: ANN401 - argparse's own class is private
    """Declare `retention` and its verbs."""
    verbs = subjects.add_parser("retention", help="records that have had their time")
    both = verbs.add_subparsers(dest="verb", required=True)
    for name, what in (("report", "count them; changes nothing"), ("erase", "erase them")):
        both.add_parser(name, help=what).add_argument("--stack", required=True, help="name of the stack")


def run(asked: argparse.Namespace, outputs: Mapping[str, str]) -> str:
    """What is due, or what was erased, by count. outputs: of the stack. Raises Unavailable."""
    store = Store(outputs["IndexTableName"], outputs["CaseworkTableName"], outputs["LedgerTableName"])
    secret = boto3.client("secretsmanager").get_secret_value(SecretId=outputs["KeyringSecretName"])
    key = AdminsKey(boto3.client("kms"), outputs["KeyringKeyArn"])
    keyring = open_keyring(secret["SecretString"], key, outputs["StackName"])
    who = str(boto3.client("sts").get_caller_identity()["Arn"])
    retention = Retention(store, keyring, boto3.client("dynamodb"), who, lambda: datetime.now(UTC))
    records = retention.report()
    if asked.verb == "erase":
        retention.erase(records)
        return f"Erased.\n{in_words(records)}"
    return f"Due, nothing was changed.\n{in_words(records)}"


@dataclass(frozen=True, repr=False)
class DueRecord:
    """A record that has had its time."""

    file: ChildFile
    child: Child
    why: Due


def in_words(records: Sequence[DueRecord]) -> str:
    """Counts by area and reason: no child is named in a report."""
    counted = Counter((one.child.area_id, one.why) for one in records)
    lines = [f"  {area}: {number} {why}" for (area, why), number in sorted(counted.items())]
    return "\n".join([f"{len(records)} records", *lines])


@dataclass(frozen=True, repr=False)
class Retention:
    """Reads and erases in the name of whoever runs it; no function has these rights."""

    store: Store
    keyring: Keyring
    client: DynamoDBClient
    run_by: str
    clock: Callable[[], datetime]

    # -------------------------------------------------------------- report

    def report(self) -> tuple[DueRecord, ...]:
        """Every record that is due today."""
        index = DynamoChildIndex(self.store, self.keyring)
        files = (index.child_file(child_id) for child_id in self._children())
        return tuple(one for file in files if (one := self._due(file)))

    def _children(self) -> Iterator[str]:
        """Every child's id, also of records that an erasing was cut off in."""
        for item in self._scan(self.store.index):
            if item["sk"]["S"] == keys.CHILD:
                yield item["pk"]["S"].removeprefix(keys.child_partition(""))

    def _due(self, file: ChildFile) -> DueRecord | None:
        if file.child is None:
            return None
        why = due(file.child, file.involvements, file.watches, self.clock().date())
        return DueRecord(file, file.child, why) if why else None

    # -------------------------------------------------------------- erase

    def erase(self, records: Iterable[DueRecord]) -> None:
        """Each of these, with all that leads to it. Raises Conflict where one was changed meanwhile."""
        for one in records:
            self._take_out(one)
            ids = self._ids(one.child.id)
            self._remove(self.store.casework, self._casework_of(ids))
            self._remove(self.store.index, self._index_of(ids, but=keys.child(one.child.id)))
            self._remove(self.store.index, [keys.child(one.child.id)])

    def _take_out(self, one: DueRecord) -> None:
        """No question finds the record from now on, and the ledger says why."""
        reference = reference_from(secrets.token_bytes(16))
        attempt = LedgerEntry(reference, Act.ERASE, Phase.ATTEMPT, self.clock(), self.run_by)
        DynamoLedger(self.store, self.keyring, self.clock).attempt(attempt, None)
        transaction = DynamoRecordTransactions(self.store, self.keyring, self.clock).begin()
        transaction.retire(one.child)
        outcome = f"erased:{one.why}"
        transaction.record(replace(attempt, phase=Phase.OUTCOME, outcome=outcome, child_id=one.child.id))
        transaction.commit()

    def _ids(self, child_id: str) -> tuple[str, ...]:
        """Every id under which the child stood: also of what an absorbed record had absorbed itself."""
        rows = self.store.rows(Query(self.store.index, keys.child_partition(child_id), MOST_IN_A_FILE))
        joined = [read_joining(row) for row in rows if row["sk"]["S"].startswith(keys.MERGES)]
        absorbed = [one.absorbed_id for one in joined if one.undone is None]
        return (child_id, *(each for one in absorbed for each in self._ids(one)))

    def _index_of(self, ids: Sequence[str], but: Key) -> list[Key]:
        """All that stands under these ids: the record, those it absorbed, and who looked."""
        queries = [Query(self.store.index, keys.child_partition(one), MOST_IN_A_FILE) for one in ids]
        queries += [Query(self.store.index, keys.looks_partition(one), MOST_LOOKS) for one in ids]
        rows = [row for query in queries for row in self.store.rows(query)]
        return [key for row in rows if (key := Key.of(row)) != but] + self._sources_of(rows, ids)

    def _sources_of(self, rows: Sequence[Item], ids: Sequence[str]) -> list[Key]:
        """What feeds know these by; a row that is of another child by now stays."""
        kept = (str(row["source_ref"]["S"]) for row in rows if "source_ref" in row)
        named = list({feed_keys.source(ref.rpartition(":")[2]) for ref in kept})
        found = self.store.get_all(self.store.index, named, consistent=True) if named else []
        return [Key.of(item) for item in found if item["child_id"]["S"] in ids]

    def _casework_of(self, ids: Sequence[str]) -> list[Key]:
        """References, answers, notices and identity links that lead to any of these ids."""
        return [Key.of(item) for item in self._scan(self.store.casework) if self._leads_to(item, ids)]

    def _leads_to(self, item: Item, ids: Sequence[str]) -> bool:
        if item["pk"]["S"].startswith(_SEAL):
            link = DynamoReferences(self.store, self.keyring).identity_link(
                item["pk"]["S"].removeprefix(_SEAL)
            )
            return link.old_child_id in ids or link.new_child_id in ids
        return item.get("child_id", {}).get("S") in ids

    def _remove(self, table: str, gone: Sequence[Key]) -> None:
        for start in range(0, len(gone), MOST_WRITES):
            part = gone[start : start + MOST_WRITES]
            self.store.write([Write(Kind.DELETE, table, key) for key in part])

    def _scan(self, table: str) -> Iterator[Item]:
        for page in self.client.get_paginator("scan").paginate(TableName=table, ConsistentRead=True):
            yield from (cast(Item, item) for item in page["Items"])
