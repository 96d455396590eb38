"""A whole name in one field, parted into given and family name."""

from __future__ import annotations

from fingerpost.surfaces.cleaning import clean_value

_BEFORE_A_FAMILY_NAME = frozenset(
    {
        *(
            "de",
            "da",
            "do",
            "dos",
            "das",
            "del",
            "della",
            "di",
            "du",
            "la",
            "le",
            "van",
            "von",
            "der",
            "den",
            "ter",
        ),
        *(
            "ten",
            "al",
            "el",
            "bin",
            "ibn",
            "bint",
            "binti",
            "st",
            "st.",
            "saint",
            "mc",
            "mac",
            "o'",
            "ap",
            "abu",
        ),
    }
)


def whole_name(text: str) -> tuple[str, str] | None:
    """Given and family name of "Ann Lee", "Lee, Ann" or "Ann van der Berg"; None where it is one word."""
    plain = clean_value("name", text)
    family, comma, given = (part.strip() for part in plain.partition(","))
    if comma:
        return (given, family) if given and family else None
    words = plain.split()
    if len(words) < 2:
        return None
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold() in _BEFORE_A_FAMILY_NAME:
        at -= 1
    return " ".join(words[:at]), " ".join(words[at:])
