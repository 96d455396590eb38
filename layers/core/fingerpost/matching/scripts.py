"""Names in any script, made comparable: a table for alphabets, Unicode's own names for all else."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from fingerpost.matching.letters import ALPHABETS, BY_LETTER_NAME, SEMITIC, UNNAMED_LATIN

OPEN = "ə"
"""A vowel that the script leaves out, whichever it was, as Arabic and Hebrew do."""

_ARTICLE = re.compile(
    r"(?<!\w)(?<!عبد\s)ال(?=\w{3})"
)  # written in one with the name; of Abd al-Rahman it stays
_ALLAH = "الله"  # the one word whose doubled letter is written out
_VOWELS = frozenset("aeiou" + OPEN)
_AT_THE_BEGINNING = {"و": "w", "ي": "y", "ی": "y", "ו": "v", "י": "y"}  # consonants there, vowels elsewhere
_INDIC = (
    *("DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM"),
    "SINHALA",
)
_SYLLABARIES = (*_INDIC, "ETHIOPIC", "HIRAGANA", "KATAKANA", "HANGUL", "CHEROKEE", "VAI", "YI", "BOPOMOFO")
_INDIC_SIGNS = ("SIGN VIRAMA", "SIGN AL-LAKUNA")
_NASAL = ("SIGN ANUSVARA", "SIGN CANDRABINDU", "SIGN BINDI", "TIPPI", "ANUSVARAYA")
_IDEOGRAPHS = ("CJK", "IDEOGRAPHIC")


def latin(text: str) -> str:
    """The text in lower-case Latin letters where its script allows it; other letters stay as they are.

    OPEN stands for a vowel that was not written.
    """
    if text.isascii():
        return text.casefold()
    kept = "".join(filter(_is_kept, unicodedata.normalize("NFKC", text).casefold()))
    folded = _ARTICLE.sub("", unicodedata.normalize("NFC", kept).replace(_ALLAH, "اله"))
    composed = "".join(_letters_of(folded))
    stripped = unicodedata.normalize("NFKD", composed)
    return "".join(mark for mark in stripped if not unicodedata.combining(mark)).casefold()


def closed(name: str) -> str:
    """A name in which every open vowel is an "a"."""
    return name.replace(OPEN, "a")


def is_in_latin_letters(name: str) -> bool:
    """Whether every letter can be compared with a Latin spelling; a Chinese character is itself."""
    return name.isascii() or all(map(_is_comparable, latin(name)))


def _is_comparable(character: str) -> bool:
    if character.isascii() or character == OPEN or not character.isalpha():
        return True
    return unicodedata.name(character, "").startswith(_IDEOGRAPHS)


def _is_kept(character: str) -> bool:
    """Not modifier letters and the tatweel, nor the vowel marks that Arabic and Hebrew seldom write."""
    if unicodedata.category(character) == "Lm":
        return unicodedata.name(character, "").startswith(("KATAKANA", "HIRAGANA")) and character not in "ーｰ"
    mark = unicodedata.combining(character) and unicodedata.name(character, "").startswith(
        ("ARABIC", "HEBREW")
    )
    return not mark or character in "\u0653\u0654\u0655"


def _letters_of(text: str) -> list[str]:
    """Each character in Latin; an Indic vowel sign takes the place of the vowel its consonant carries."""
    out: list[str] = []
    before = ""
    for character in text:
        if _replaces_vowel(character) and out and out[-1].endswith("a"):
            out[-1] = out[-1][:-1]
        sound = _romanised(character) if before.isalpha() else _at_the_beginning(character)
        if character in SEMITIC and before in SEMITIC and not {sound[:1], out[-1][-1:]} & _VOWELS:
            out.append(OPEN)
        out.append(sound)
        before = character
    return out


def _at_the_beginning(character: str) -> str:
    return _AT_THE_BEGINNING.get(character) or _romanised(character)


@lru_cache(maxsize=4096)
def _romanised(character: str) -> str:
    if character.isascii():
        return character
    bare = unicodedata.normalize("NFKD", character)[0]
    known = ALPHABETS.get(character, ALPHABETS.get(bare))
    return _by_its_name(character) if known is None else known


def _by_its_name(character: str) -> str:
    """`CYRILLIC SMALL LETTER KA WITH DESCENDER` is a "k", `BENGALI LETTER MA` is "ma"; else the character."""
    name = unicodedata.name(character, "")
    script = name.partition(" ")[0]
    if script in _SYLLABARIES:
        return _syllable(name, character)
    if script == "LATIN":
        return _latin_letter(name, character)
    sounds = BY_LETTER_NAME.get(script)
    return character if sounds is None else _named(name, sounds, character)


def _letter_name(name: str) -> str:
    """What stands between "LETTER" and "WITH": "KA", "SHORT I", "FARSI YEH"."""
    return name.partition(" LETTER ")[2].partition(" WITH ")[0]


def _named(name: str, sounds: dict[str, str], character: str) -> str:
    words = _letter_name(name).split()
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            if (sound := sounds.get(" ".join(words[start:end]))) is not None:
                return sound
    return "" if unicodedata.combining(character) or not words else character


def _latin_letter(name: str, character: str) -> str:
    letter = _letter_name(name)
    if len(letter) in (1, 2) and letter.isalpha():
        return letter.casefold()
    last = letter.rpartition(" ")[2]
    return UNNAMED_LATIN.get(
        letter, UNNAMED_LATIN.get(last, last.casefold() if len(last) in (1, 2) else character)
    )


def _syllable(name: str, character: str) -> str:
    """The sound a syllabary's character is named after, else the character."""
    if name.endswith(_NASAL):
        return "n"
    sound = name.rpartition(" ")[2].casefold()
    return "" if _is_silent(name) or not sound.isalpha() else sound


def _is_silent(name: str) -> bool:
    return name.endswith((*_INDIC_SIGNS, "NUKTA", "VISARGA", "VISARGAYA", "ADDAK", "SOUND MARK"))


@lru_cache(maxsize=2048)
def _replaces_vowel(character: str) -> bool:
    if character.isascii():
        return False
    name = unicodedata.name(character, "")
    return name.partition(" ")[0] in _INDIC and ("VOWEL SIGN" in name or name.endswith(_INDIC_SIGNS))
