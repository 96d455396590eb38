"""How what is about feeds is named: nothing of a row but under a key."""

from __future__ import annotations

import hashlib

from fingerpost.adapters.dynamodb.keys import Key

FEEDS = "FEEDS"
IMPORT = "IM#"
SHARDS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""What the keyed name of a row begins with: each letter a place of its own, so that none is too busy."""


def rows_of(feed_id: str, shard: str) -> str:
    """Where the rows of a feed stand in the index `by_source`."""
    return f"rows:{feed_id}:{shard}"


def imports_partition(feed_id: str) -> str:
    """The files that a feed sent."""
    return f"IMPORTS#{feed_id}"


def feed_import(feed_id: str, import_id: str) -> Key:
    """One file. The stream to `fanout` is filtered by this sort key's prefix."""
    return Key(imports_partition(feed_id), f"{IMPORT}{import_id}")


def source(name: str) -> Key:
    """Where a feed's row went. name: of the row, under a key."""
    return Key(f"F#{name}", "SOURCE")


def feed(feed_id: str) -> Key:
    """A feed, in the list of all."""
    return Key(FEEDS, feed_id)


def feed_client(client: str) -> Key:
    """To which feed a client leads, by the hash of its name."""
    return Key(f"CLIENT#{hashlib.sha256(client.encode()).hexdigest()}", "FEED")


def feed_tally(feed_id: str) -> Key:
    """What became of all that a feed sent."""
    return Key(f"TALLY#{feed_id}", "TALLY")
