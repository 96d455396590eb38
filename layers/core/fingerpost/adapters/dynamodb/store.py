"""Reading and writing the tables: one connection, short time-outs, all pages or none, every write once."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import field
from enum import Enum
from functools import cached_property
from secrets import SystemRandom
from typing import Any, TypeVar

from botocore.exceptions import BotoCoreError
from pynamodb.connection import Connection
from pynamodb.exceptions import PynamoDBException, TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from fingerpost.adapters.dynamodb.attributes import Item
from fingerpost.adapters.dynamodb.keys import Key
from fingerpost.adapters.dynamodb.queries import Query
from fingerpost.adapters.dynamodb.schema import schema
from fingerpost.domain.errors import Conflict, FingerpostError, TooManyRows, TooMuchAtOnce, Unavailable
from fingerpost.domain.made_when_used import dataclass

CONNECT_SECONDS = 0.5
READ_SECONDS = 1.0
"""With one retry a silent DynamoDB is known as such within the three seconds that Slack waits."""

PARALLEL_QUERIES = 16
MOST_WRITES = 100
MOST_KEYS_AT_ONCE = 100
TRIES = 4

_WORTH_ANOTHER_TRY = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"}

Found = TypeVar("Found")


class TooManyWrites(TooMuchAtOnce):
    """An act would write more than the 100 items that one transaction takes; it was not begun."""


class Kind(Enum):
    """The four things a transaction can hold, in the order in which PynamoDB sends them."""

    CHECK = "check"
    DELETE = "delete"
    PUT = "put"
    UPDATE = "update"


@dataclass(frozen=True, repr=False)
class Write:
    """One part of a transaction. otherwise: what is raised where the condition does not hold."""

    kind: Kind
    table: str
    key: Key
    attributes: Item = field(default_factory=dict)
    actions: tuple[Action, ...] = ()
    condition: Condition | None = None
    otherwise: type[FingerpostError] = Conflict


@dataclass(frozen=True)
class Store:
    """The tables of one deployment. Every method raises Unavailable where DynamoDB does not answer."""

    index: str
    casework: str
    ledger: str

    @cached_property
    def connection(self) -> Connection:
        """One client for all tables: making one costs more than all the rest of a cold start's first read.

        Its retries are safe: reads change nothing, and every write carries its own token.
        """
        connection = Connection(
            connect_timeout_seconds=CONNECT_SECONDS,
            read_timeout_seconds=READ_SECONDS,
            max_retry_attempts=1,
            max_pool_connections=PARALLEL_QUERIES,
        )
        for table in (self.index, self.casework, self.ledger):
            connection.add_meta_table(schema(table))
        return connection

    @cached_property
    def _threads(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(PARALLEL_QUERIES, thread_name_prefix="query")

    def warm(self) -> None:
        """Make the client now, in whatever thread can spare the time. Raises Unavailable."""
        try:
            self.connection.client  # noqa: B018 - the property makes it
        except BotoCoreError as fault:
            raise Unavailable(f"DynamoDB client: {type(fault).__name__}") from fault

    # -------------------------------------------------------------- reading

    def get(self, table: str, key: Key, *, consistent: bool = True) -> Item | None:
        """One item, or None."""
        try:
            answer = self.connection.get_item(table, key.pk, key.sk, consistent_read=consistent)
        except PynamoDBException as fault:
            raise _unavailable("GetItem", fault) from fault
        item: Item | None = answer.get("Item")
        return item

    def get_all(self, table: str, keys: Sequence[Key], *, consistent: bool = False) -> list[Item]:
        """The items that exist of those named, in no order."""
        starts = range(0, len(keys), MOST_KEYS_AT_ONCE)
        parts = (keys[start : start + MOST_KEYS_AT_ONCE] for start in starts)
        return [item for part in parts for item in self._batch(table, part, consistent)]

    def _batch(self, table: str, keys: Sequence[Key], consistent: bool) -> list[Item]:
        found: list[Item] = []
        wanted = [key.attributes() for key in keys]
        for attempt in range(TRIES):
            _wait_before(attempt)
            answer = self._batch_once(table, wanted, consistent)
            found.extend(answer["Responses"].get(table, []))
            wanted = answer.get("UnprocessedKeys", {}).get(table, {}).get("Keys", [])
            if not wanted:
                return found
        raise Unavailable("BatchGetItem: throttled")

    def _batch_once(self, table: str, wanted: Sequence[Item], consistent: bool) -> dict[str, Any]:
        try:
            return self.connection.batch_get_item(
                table,
                wanted,  # type: ignore[arg-type]  # typed as str there
                consistent_read=consistent or None,
            )
        except PynamoDBException as fault:
            raise _unavailable("BatchGetItem", fault) from fault

    def update(self, table: str, key: Key, actions: Sequence[Action]) -> Item:
        """Change one item, or make it; the item as it was before, empty where there was none."""
        try:
            answer = self.connection.update_item(
                table, key.pk, range_key=key.sk, actions=actions, return_values="ALL_OLD"
            )
        except PynamoDBException as fault:
            raise _unavailable("UpdateItem", fault) from fault
        return dict(answer.get("Attributes", {}))

    def rows(self, query: Query) -> list[Item]:
        """Every item of a partition, over all pages. Raises TooManyRows beyond `most`, never returns part."""
        found: list[Item] = []
        start: Item | None = None
        while True:
            page = self._page(query, query.most + 1 - len(found), start)
            found.extend(page["Items"])
            start = page.get("LastEvaluatedKey")
            if len(found) > query.most:
                raise TooManyRows(f"more than {query.most} rows")
            if not start:
                return found

    def _page(self, query: Query, limit: int, start: Item | None) -> dict[str, Any]:
        try:
            page: dict[str, Any] = self.connection.query(
                query.table,
                query.pk,
                range_key_condition=query.of_sk,
                limit=limit,
                consistent_read=query.consistent,
                index_name=query.by,
                exclusive_start_key=start,
            )
        except PynamoDBException as fault:
            raise _unavailable("Query", fault) from fault
        return page

    def page(self, query: Query, after: str) -> tuple[list[Item], str]:
        """At most `most` items, and the sort key after which the next page begins, empty on the last one.
        after: as it was given with the page before, empty for the first."""
        found = self._page(query, query.most, Key(query.pk, after).attributes() if after else None)
        return list(found["Items"]), found.get("LastEvaluatedKey", {}).get("sk", {}).get("S", "")

    def page_by(self, query: Query, after: str) -> tuple[list[Item], str]:
        """The same of an index. after: as it was given with the page before, empty for the first."""
        start = json.loads(after) if after else None
        found = self._page(query, query.most, start)
        last = found.get("LastEvaluatedKey")
        return list(found["Items"]), json.dumps(last) if last else ""

    def rows_of_each(self, queries: Sequence[Query]) -> list[list[Item] | None]:
        """Every item of several partitions, all read at once; None where there are more than `most`."""
        self.warm()  # botocore makes a client in one thread only
        return list(self._threads.map(self._rows_unless_too_many, queries))

    def _rows_unless_too_many(self, query: Query) -> list[Item] | None:
        try:
            return self.rows(query)
        except TooManyRows:
            return None

    def beside(self, task: Callable[[], Found]) -> Callable[[], Found]:
        """Begin something in another thread; what is returned waits for what it found, or raises."""
        self.warm()  # botocore makes a client in one thread only
        return self._threads.submit(task).result

    def meanwhile(self, task: Callable[[], object]) -> None:
        """Do something in another thread that nobody waits for; it must not matter whether it succeeds."""
        self._threads.submit(task)

    # -------------------------------------------------------------- writing

    def write(self, writes: Sequence[Write], token: str = "") -> None:
        """All of these or none, and once however often the network makes us send it.

        token: names the write, so that sending it again within ten minutes changes nothing.
        Raises what the first write whose condition fails says, Conflict where others write the same items
        all the time, TooManyWrites, Unavailable.
        """
        if len(writes) > MOST_WRITES:
            raise TooManyWrites(f"{len(writes)} items")
        reasons: list[str] = []
        for attempt in range(TRIES):
            _wait_before(attempt)
            reasons = self._try(writes, token if token and not attempt else str(uuid.uuid4()))
            if not reasons:
                return
            _raise_failed_condition(writes, reasons)
        raise Conflict("busy") if "TransactionConflict" in reasons else Unavailable("throttled")

    def _try(self, writes: Sequence[Write], token: str) -> list[str]:
        """Send it; the answer is empty where it is written, else one code for each write."""
        try:
            self.connection.transact_write_items(
                self._parts(writes, Kind.CHECK),
                self._parts(writes, Kind.DELETE),
                self._parts(writes, Kind.PUT),
                self._parts(writes, Kind.UPDATE),
                client_request_token=token,
            )
        except TransactWriteError as fault:
            return _reasons(writes, fault)
        except PynamoDBException as fault:
            raise _unavailable("TransactWriteItems", fault) from fault
        return []

    def _parts(self, writes: Sequence[Write], kind: Kind) -> list[dict[str, Any]]:
        return [self._part(each) for each in writes if each.kind is kind]

    def _part(self, write: Write) -> dict[str, Any]:
        return dict(
            self.connection.get_operation_kwargs(
                write.table,
                write.key.pk,
                range_key=write.key.sk,
                key="Item" if write.kind is Kind.PUT else "Key",
                attributes=write.attributes or None,
                actions=list(write.actions) or None,
                condition=write.condition,
            )
        )


def _reasons(writes: Sequence[Write], fault: TransactWriteError) -> list[str]:
    """One code for each write, in the order of `writes`. Raises Unavailable where it was not cancelled."""
    sent = [each for kind in Kind for each in writes if each.kind is kind]
    codes = [reason.code if reason else "" for reason in fault.cancellation_reasons]
    if fault.cause_response_code == "TransactionConflictException":
        return ["TransactionConflict"] * len(writes)
    if len(codes) != len(writes) or not any(codes):
        raise _unavailable("TransactWriteItems", fault) from fault
    by_write = {id(each): code for each, code in zip(sent, codes, strict=True)}
    return [by_write[id(each)] for each in writes]


def _raise_failed_condition(writes: Sequence[Write], reasons: Sequence[str]) -> None:
    for write, reason in zip(writes, reasons, strict=True):
        if reason == "ConditionalCheckFailed":
            raise write.otherwise(write.kind.value)
    unknown = set(reasons) - _WORTH_ANOTHER_TRY - {""}
    if unknown:
        raise Unavailable(f"TransactWriteItems: {', '.join(sorted(unknown))}")


def _unavailable(what: str, fault: PynamoDBException) -> Unavailable:
    """The operation and the error's code alone: a key or a value of the request must not go into a log."""
    return Unavailable(f"{what}: {fault.cause_response_code or type(fault.cause).__name__}")


def _wait_before(attempt: int) -> None:
    if attempt:
        time.sleep(SystemRandom().uniform(0.01, 0.02 * 2**attempt))
