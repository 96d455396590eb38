"""Loads many children into an index quickly: items as the adapters make them, written in batches."""

from __future__ import annotations

import base64
import json
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Any

import urllib3

from fingerpost.adapters.dynamodb import keys
from fingerpost.adapters.dynamodb.attributes import Item
from fingerpost.adapters.dynamodb.index_items import child_item, token_row_item
from fingerpost.adapters.keyring import Keyring
from fingerpost.domain.child import Child
from fingerpost.matching.tokens import index_keys

BATCH = 25
THREADS = 4
HEADERS = {
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": "DynamoDB_20120810.BatchWriteItem",
    # The emulator without IAM reads the region out of this and checks nothing.
    "authorization": "AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-2/dynamodb/aws4_request, "
    "SignedHeaders=host, Signature=0",
}


def items_of(keyring: Keyring, child: Child) -> Iterator[Item]:
    """A child and its token rows."""
    places = dict.fromkeys(keys.bucket(keyring, key) for key in index_keys(child.details))
    rows = [keys.token_row(keyring, child.id, pk) for pk in places]
    yield {**keys.child(child.id).attributes(), **child_item(keyring, child, rows)}
    for row in rows:
        yield {**row.attributes(), **token_row_item(keyring, child, row)}


def load(endpoint: str, table: str, keyring: Keyring, children: Iterable[Child], count: int) -> None:
    """Write so many children, showing how far it has come."""
    pool, started = urllib3.PoolManager(maxsize=THREADS), time.monotonic()
    numbered = enumerate(children, start=1)
    with ThreadPoolExecutor(THREADS) as threads:
        while chunk := list(islice(numbered, 500)):
            items = (item for _, child in chunk for item in items_of(keyring, child))
            for _ in threads.map(lambda batch: _write(pool, endpoint, table, batch), _batches(items)):
                pass
            _show(chunk[-1][0], count, time.monotonic() - started)


def _batches(items: Iterator[Item]) -> Iterator[list[Item]]:
    while batch := list(islice(items, BATCH)):
        yield batch


def _write(pool: urllib3.PoolManager, endpoint: str, table: str, batch: list[Item]) -> None:
    requests = {"RequestItems": {table: [{"PutRequest": {"Item": item}} for item in batch]}}
    body = json.dumps(requests, default=_base64)
    answer = pool.request("POST", endpoint, body=body, headers=HEADERS, timeout=30.0)
    if answer.status != 200 or json.loads(answer.data).get("UnprocessedItems"):
        raise RuntimeError(f"BatchWriteItem: {answer.status}")


def _base64(value: Any) -> str:  # noqa: ANN401 - json asks for whatever it cannot write
    return base64.b64encode(value).decode()


def _show(done: int, count: int, seconds: float) -> None:
    bar = "#" * (30 * done // count)
    end = "\n" if done == count else ""
    print(
        f"\rloading {count:,} children [{bar:<30}] {done / seconds:,.0f}/s",
        end=end,
        file=sys.stderr,
        flush=True,
    )
