"""How long what people type may be, and how far ahead they may ask to be told."""

from __future__ import annotations

from datetime import timedelta

LONGEST_NAME = 100
MOST_AREAS = 5  # asked about besides one's own
LONGEST_NOTE = 2000
LONGEST_ROLE = 80
LONGEST_MEETING = 60
LONGEST_LIST = 1500
MOST_IN_A_LIST = 8
"""Of children asked for in one go: each takes a moment, and a chat product waits three seconds."""

SHORTEST_FIND = 2

LONGEST_WATCH = timedelta(days=365)
"""After a year the reason has to be given again."""
