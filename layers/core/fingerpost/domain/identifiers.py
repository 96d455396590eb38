"""Numbers that name a child: NHS number, Unique Pupil Number, a service's own number."""

from __future__ import annotations

from enum import StrEnum

from fingerpost.domain.confidential import Confidential
from fingerpost.domain.evidence import (
    national_number_stands_for_many,
    own_number_stands_for_many,
    pupil_number_stands_for_many,
)
from fingerpost.domain.made_when_used import dataclass

_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"  # the check letter skips I, O and S (DfE guidance on UPNs)


class IdentifierKind(StrEnum):
    """Which numbering a number belongs to."""

    NHS_NUMBER = "nhs"
    CHI_NUMBER = "chi"  # Scotland
    HC_NUMBER = "hcn"  # Northern Ireland
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
        match self.kind:
            case IdentifierKind.LOCAL:
                return own_number_stands_for_many(self.value)
            case IdentifierKind.UPN:
                return pupil_number_stands_for_many(self.value)
            case _:
                return national_number_stands_for_many(self.value)

    @property
    def is_temporary(self) -> bool:
        """A temporary UPN ends in a letter; the permanent one that follows is another number."""
        return self.kind is IdentifierKind.UPN and self.value[-1:].isalpha()


def kind_of_ten_digits(digits: str) -> IdentifierKind:
    """Whose ten digits they are, by their range; a CHI number begins with a birth date."""
    if "0101010000" <= digits <= "3112999999" and 1 <= int(digits[2:4]) <= 12:
        return IdentifierKind.CHI_NUMBER
    if "3200000010" <= digits <= "3999999999":
        return IdentifierKind.HC_NUMBER
    return IdentifierKind.NHS_NUMBER


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
