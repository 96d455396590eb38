"""Numbers that name a child: NHS number, Unique Pupil Number, a service's own number."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fingerpost.domain.confidential import Confidential

_NOT_KNOWN = frozenset({"", "NA", "NK", "NONE", "NIL", "NOTKNOWN", "UNKNOWN", "TBA", "TBC", "TEST", "XXX"})
_RUNS = frozenset(
    run[:length] for run in ("01234567890", "1234567890", "9876543210") for length in (9, 10, 11)
)
_SHORTEST_REPEATED = 4

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

    @property
    def stands_for_many(self) -> bool:
        """Whether it is what people and systems write where no number is known (9999999999, 1234567890, TBC).

        Such a number is no evidence of who a child is, though its check digit may be right: ten equal digits
        always pass the modulus of an NHS number.
        """
        text = "".join(filter(str.isalnum, self.value)).upper()
        if self.kind is IdentifierKind.LOCAL:
            return text in _NOT_KNOWN or text in _RUNS or set(text) <= {"0"} or _is_one_repeated(text)
        digits = "".join(filter(str.isdigit, text))
        return digits in _RUNS or len(set(digits)) <= 1


def _is_one_repeated(text: str) -> bool:
    """A service may well have a child number 7, or 11; it has no 9999 by chance."""
    return len(text) >= _SHORTEST_REPEATED and len(set(text)) == 1


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
