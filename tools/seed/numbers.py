"""Numbers that belong to nobody: NHS numbers of the test range, UPNs of no authority, made-up postcodes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from random import Random

from fingerpost.domain.identifiers import nhs_number_is_valid, upn_is_valid

_FIRST = 999_000_000  # nine digits and a check digit: 999 000 0000 to 999 999 9999 is kept for tests
_MANY = 1_000_000
_STRIDE = 619_477  # shares no factor with _MANY, so every number comes once before any comes again
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_INWARD_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"  # Royal Mail leaves out C I K M O V


def nhs_numbers(seed: int) -> Iterator[str]:
    """Valid NHS numbers of the test range, each once, in an order that depends on the seed."""
    for turn in range(_MANY):
        nine = _FIRST + (seed * 7_919 + turn * _STRIDE) % _MANY
        yield from _with_check_digit(str(nine))


def _with_check_digit(nine: str) -> Iterator[str]:
    return (nine + check for check in "0123456789" if nhs_number_is_valid(nine + check))


def upn(year: int, serial: int) -> str:
    """A well-formed Unique Pupil Number of authority 999, which does not exist."""
    rest = f"999{4001 + serial // 1000:04d}{year % 100:02d}{serial % 1000:03d}"
    return next(letter + rest for letter in _UPN_LETTERS if upn_is_valid(letter + rest))


def postcode(random: Random, outward: str) -> str:
    """A postcode of an outward code that Royal Mail does not use."""
    district = random.randint(1, 9)
    letters = "".join(random.choice(_INWARD_LETTERS) for _ in range(2))
    return f"{outward}{district} {random.randint(1, 9)}{letters}"


def made_id(*parts: object) -> str:
    """An id (128 bits) that is always the same for the same parts."""
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:32]
