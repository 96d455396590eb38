"""Numbers that name a child: NHS number, Unique Pupil Number, a service's own number."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fingerpost.domain.confidential import Confidential

_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"  # the check letter skips I, O and S (DfE guidance on UPNs)


class IdentifierKind(StrEnum):
    """Which numbering a number belongs to."""

    NHS_NUMBER = "nhs"
    UPN = "upn"
    LOCAL = "local"


@dataclass(frozen=True, repr=False)
class Identifier(Confidential):
    """One number of one child. `issuer` is the service whose own number it is, empty for national ones."""

    kind: IdentifierKind
    value: str
    issuer: str = ""


def nhs_number_is_valid(digits: str) -> bool:
    """Whether ten digits carry the right modulus 11 check digit (NHS Data Dictionary)."""
    if len(digits) != 10 or not (digits.isascii() and digits.isdigit()):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    check = (11 - total % 11) % 11
    return check != 10 and check == int(digits[9])


def upn_is_valid(upn: str) -> bool:
    """Whether a Unique Pupil Number (check letter, then 12 characters of which 11 digits) is well formed."""
    if len(upn) != 13 or not upn.isascii() or not upn[1:12].isdigit():
        return False
    last = upn[12]
    if not (last.isdigit() or last in _UPN_LETTERS):
        return False
    values = [int(digit) for digit in upn[1:12]]
    values.append(int(last) if last.isdigit() else _UPN_LETTERS.index(last))
    total = sum(value * weight for weight, value in enumerate(values, start=2))
    return _UPN_LETTERS[total % 23] == upn[0]
