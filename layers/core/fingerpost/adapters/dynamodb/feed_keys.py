"""How what is about feeds is named: nothing of a row but under a key."""

from __future__ import annotations

import hashlib

from fingerpost.adapters.dynamodb.keys import Key

FEEDS = "FEEDS"


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
