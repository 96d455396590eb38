"""One-time codes by which people show that a chat account is theirs: given by the officer, good once."""

from __future__ import annotations

import re

from fingerpost.domain.reference import read_reference, reference_from

_PREFIX = "LINK-"
_WRITTEN = re.compile(r"\bLINK[-\s]?([0-9A-Z]{5})[-\s]?([0-9A-Z]{5})\b", re.IGNORECASE)


def link_code(random: bytes) -> str:
    """A code such as LINK-7K3MX-2Q9DT (50 bits). random: at least 16 bytes of chance."""
    return _PREFIX + reference_from(random).removeprefix("FP-")


def read_link_code(text: str) -> str | None:
    """The code in what somebody wrote, None where there is none: case and look-alikes do not matter."""
    found = _WRITTEN.search(text)
    reference = read_reference("".join(found.groups())) if found else None
    return _PREFIX + reference.removeprefix("FP-") if reference else None
