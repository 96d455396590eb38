"""What people write, made comparable: name parts, postcodes and dates as the matcher sees them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from fingerpost.domain.birth import Born
from fingerpost.domain.child import Details
from fingerpost.domain.evidence import (
    date_stands_for_many,
    is_no_carers_name,
    is_no_given_name,
    is_no_name,
    postcode_stands_for_many,
)
from fingerpost.matching.scripts import OPEN, latin

MAX_PARTS = 4
_MAX_LETTERS = 40  # of one part: the longest real name part on record is shorter
_MAX_POSTCODE = 12
_BREAKS = re.compile(r"[\s\-‐-―/,.+&_()\[\]]+")
_UK_POSTCODE = re.compile(r"^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})$")
_UK_OUTCODE = re.compile(r"^[A-Z]{1,2}[0-9][A-Z0-9]?$")
# They come and go between records of one person, so they say nothing; on their own they are kept.
_PARTICLES = frozenset(
    {
        *("al", "el", "ul", "ur", "ad", "ar", "as", "bin", "ibn", "binti", "bint"),
        *("de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le"),
        *("van", "von", "der", "den", "ter", "ten", "y", "e", "mr", "mrs", "ms", "miss", "master", "dr"),
        *("nee", "aka"),
    }
)
_JOINING = frozenset(("o", "mc", "mac", "st", "abdul", "abdal", "abd", "abu", "umm", "um"))
_SAINT = {"saint": "st", "sainte": "st", "ste": "st"}
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "master", "dr"})
_NOT_A_NAME = frozenset(
    {
        *("baby", "babyboy", "babygirl", "boy", "girl", "infant", "newborn", "unborn", "twin"),
        *("unknown", "unk", "notknown", "nk", "noname", "nfn", "nln", "fnu", "lnu"),
    }
)


def is_usable_name(text: str) -> bool:
    """Whether a name holds at least one letter once punctuation, emoji and direction marks are gone."""
    return bool(joined(text))


def name_parts(text: str) -> tuple[str, ...]:
    """The parts of a given or family name that identify: at most MAX_PARTS, no particles or placeholders.

    "Smith-Jones" has two, "O'Brien" and "Mc Donald" one, "de la Cruz" one, "Baby" none.
    """
    if is_no_name(text):
        return ()
    if text.isascii() and text.isalpha() and len(text) <= _MAX_LETTERS:  # most names need no more than this
        return (text.lower(),)
    words = _words(text)
    kept = [word for word in words if word not in _PARTICLES and word not in _NOT_A_NAME] or words
    return tuple(dict.fromkeys(_with_prefixes_joined(kept)))[:MAX_PARTS]


def given_parts(text: str) -> tuple[str, ...]:
    """The same of a given name: "Male", "Twin 1", "B/O Jane" and "Baby Girl Smith" are none."""
    if is_no_given_name(text):
        return ()
    if text.isascii() and text.isalpha() and len(text) <= _MAX_LETTERS:
        return (text.lower(),)
    return name_parts(text)


def is_telling_carer(text: str) -> bool:
    """Whether a carer is named: "Mum" stands for many."""
    return not is_no_carers_name(text) and bool(name_parts(text))


def _words(text: str) -> list[str]:
    return [word for word in map(_letters, _BREAKS.split(latin(text[:400]))) if word]


def joined(text: str) -> str:
    """The whole name as one word."""
    return "".join(name_parts(text))


def run_together(text: str) -> str:
    """The whole name as one word with its particles: "De La Cruz" is also written "Delacruz"."""
    if not name_parts(text):
        return ""
    return "".join(_with_prefixes_joined([word for word in _words(text) if word not in _TITLES]))[
        :_MAX_LETTERS
    ]


def without_day_of_entry(asked: Details, today: date) -> Details:
    """The question without a birth date that is the very day it is asked: systems fill that in."""
    return replace(asked, birth_date=None) if asked.birth_date == today and not asked.is_unborn else asked


def telling_date(day: date | None) -> date | None:
    """The day, unless it is one that systems write where they have none."""
    return None if day is None or date_stands_for_many(day) else day


def telling_birth(details: Details) -> Born | None:
    """The birth date as well as it is known: to the day where that is evidence, else the part of it."""
    part = details.birth_in_part
    return telling_date(details.birth_date) or (part if part and 1900 <= part.day.year < 2100 else None)


def telling_postcode(text: str) -> str:
    """A postcode without blanks and in capitals; empty where it stands for many children."""
    postcode = postcode_text(text)
    return "" if not postcode or postcode_stands_for_many(postcode) else postcode


def _letters(word: str) -> str:
    return "".join(filter(str.isalpha, word))[:_MAX_LETTERS]


def _with_prefixes_joined(words: list[str]) -> list[str]:
    out: list[str] = []
    prefix = ""
    for word in (_SAINT.get(word, word) for word in words) if len(words) > 1 else words:
        if word.replace(OPEN, "") in _JOINING:
            prefix += word
        else:
            out.append(prefix + word)
            prefix = ""
    return [*out, prefix] if prefix else out


def postcode_text(text: str) -> str:
    """A postcode without blanks and in capitals; empty where nothing is left."""
    if text.isascii():
        text = text.replace(" ", "")
        if text.isalnum() and len(text) <= _MAX_POSTCODE:
            return text.upper()
    return "".join(filter(str.isalnum, latin(text[:40]))).upper()[:_MAX_POSTCODE]


def is_uk_postcode(postcode: str) -> bool:
    """Whether a normalised postcode is a whole UK one."""
    return _UK_POSTCODE.match(postcode) is not None


def is_whole_postcode(postcode: str) -> bool:
    """Whether it can stand for an address; an outward code alone ("BS1") cannot."""
    return bool(postcode) and not _UK_OUTCODE.match(postcode)


def sector(postcode: str) -> str:
    """The postcode without its last two letters; of other countries' codes all but the last character."""
    match = _UK_POSTCODE.match(postcode)
    return match[1] + match[2][0] if match else postcode[:-1]


def outcode(postcode: str) -> str:
    """The outward part ("BS1"); of other countries' codes all but the last two characters."""
    match = _UK_POSTCODE.match(postcode)
    if match:
        return match[1]
    return postcode if _UK_OUTCODE.match(postcode) else postcode[:-2]


def digits_of(day: date) -> str:
    """yyyymmdd."""
    return day.isoformat().replace("-", "")


def unordered(day: date) -> str:
    """Year and the two smaller parts in rising order, so that 03/04 and 04/03 are the same."""
    low, high = sorted((day.month, day.day))
    return f"{day.year:04d}{low:02d}{high:02d}"
