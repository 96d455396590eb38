"""Boxes: all that is of a child, sealed to the item it stands in and padded so that its length is no clue."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from fingerpost.adapters.dynamodb.attributes import Item, Value, binary
from fingerpost.adapters.dynamodb.keys import Key
from fingerpost.adapters.keyring import BoxDoesNotOpen, Keyring
from fingerpost.domain.birth import part_date_from
from fingerpost.domain.child import Details, Name, Sex
from fingerpost.domain.identifiers import Identifier, IdentifierKind

ROW_UNIT = 224
"""Bytes that a token row is padded to a multiple of: what nearly every child needs with one alias or two."""

VERSION = 4
"""Stands first in every box of details. A version that is not known is refused, never guessed at."""

_FIELDS = {2: 7, 3: 8, 4: 9}
"""How many fields follow each version: 3 added the carers, 4 a birth date known in part."""

_EMPTY = {7: [], 8: ""}
"""What the fields that a version had not yet are, by their place."""

CHILD_UNIT = 1_024
"""The same for a child's own box, which also holds the keys of its token rows."""


def encrypt(keyring: Keyring, content: Any, key: Key, unit: int = ROW_UNIT) -> Value:  # noqa: ANN401 - JSON
    """A box for the item of this key. JSON reads past trailing spaces, so these are the padding."""
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return binary(keyring.encrypt(plain + b" " * (-len(plain) % unit), key.place))


def decrypt(keyring: Keyring, item: Item, *parts: int) -> list[Any]:
    """What is in an item's box, of as many parts as any of these. Raises BoxDoesNotOpen, also where there is
    none or another one."""
    if "box" not in item:
        raise BoxDoesNotOpen("no box")
    content = json.loads(keyring.decrypt(item["box"]["B"], Key.of(item).place))
    if not isinstance(content, list) or len(content) not in parts:
        raise BoxDoesNotOpen("box holds something else")
    return content


def pack(details: Details) -> list[Any]:
    """Details as short lists after the version: their field names would be half of a box."""
    return [
        VERSION,
        [[name.given, name.family] for name in details.names],
        details.birth_date.isoformat() if details.birth_date else "",
        list(details.postcodes),
        details.sex or "",
        [[each.kind, each.value, each.issuer] for each in details.identifiers],
        int(details.multiple_birth),
        details.expected.isoformat() if details.expected else "",
        list(details.carers),
        details.birth_in_part.text if details.birth_in_part else "",
    ]


def unpack(packed: Any) -> Details:  # noqa: ANN401 - JSON
    """Details from their lists, of this version or an earlier one. Raises BoxDoesNotOpen."""
    try:
        names, born, postcodes, sex, identifiers, multiple, expected, carers, part = _fields_of(packed)
        return Details(
            names=tuple(Name(given, family) for given, family in names),
            birth_date=date.fromisoformat(born) if born else None,
            postcodes=tuple(postcodes),
            sex=Sex(sex) if sex else None,
            identifiers=tuple(_identifier(*each) for each in identifiers),
            multiple_birth=bool(multiple),
            expected=date.fromisoformat(expected) if expected else None,
            carers=tuple(carers),
            birth_in_part=part_date_from(part) if part else None,
        )
    except (ValueError, TypeError, IndexError):
        raise BoxDoesNotOpen("box holds no details") from None


def _fields_of(packed: list[Any]) -> list[Any]:
    """The nine fields; those that a version had not yet are empty. Before there were versions a box began
    with its names, and ended with the day expected only where there was one."""
    if isinstance(packed[0], list):
        return _completed([*packed, ""] if len(packed) == _FIELDS[2] - 1 else packed)
    version, *fields = packed
    if version not in _FIELDS or len(fields) != _FIELDS[version]:
        raise BoxDoesNotOpen(f"box of version {version}")
    return _completed(fields)


def _completed(fields: list[Any]) -> list[Any]:
    return [*fields, *(empty for place, empty in _EMPTY.items() if place >= len(fields))]


def _identifier(kind: str, value: str, issuer: str) -> Identifier:
    return Identifier(IdentifierKind(kind), value, issuer)
