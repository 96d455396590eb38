"""Names in any script, made comparable: a table for alphabets, Unicode's own names for syllabaries."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


def _table(letters: str, sounds: str) -> dict[str, str]:
    """Each letter with its romanisation; "." stands for a letter without a sound."""
    return {letter: sound.replace(".", "") for letter, sound in zip(letters, sounds.split(), strict=True)}


_SEMITIC = {
    **_table("ابتثجحخدذرزسشص", "a b t th j h kh d dh r z s sh s"),
    **_table("ضطظعغفقكلمنهوي", "d t z a gh f q k l m n h u i"),
    **_table("آأإٱءئؤىةپچژگکیہھےڈٹڑں", "a a i a . i u a a p ch zh g k i h h e d t r n"),
    **_table("אבגדהוזחטיכךלם", "a b g d h u z ch t i k k l m"),
    **_table("מנןסעפףצץקרשת", "m n n s a p p ts ts k r sh t"),
}
_UNVOWELLED = frozenset(_SEMITIC)
_VOWELS = frozenset({"", *"aeiou"})

# Romanisations as commonly met in UK records, not any single standard: the phonetic code forgives the rest.
_LETTERS = {
    **_table("абвгдезийклмнопрстуф", "a b v g d e z i i k l m n o p r s t u f"),
    **_table("ыэіїєґ", "y e i i ie g"),
    **_table("жхцчшщюяёъьўђћџљњј", "zh kh ts ch sh shch iu ia e . . u dj c dz lj nj j"),
    **_table("αβγδεζηθικλμ", "a v g d e z i th i k l m"),
    **_table("νξοπρσςτυφχψω", "n x o p r s s t y f ch ps o"),
    **_SEMITIC,
    **_table("øłđðþßæœıħŋ", "o l d d th ss ae oe i h n"),
}
_INDIC = (
    "DEVANAGARI",
    "BENGALI",
    "GURMUKHI",
    "GUJARATI",
    "TAMIL",
    "TELUGU",
    "KANNADA",
    "MALAYALAM",
    "SINHALA",
)
_SYLLABARIES = (*_INDIC, "ETHIOPIC", "HIRAGANA", "KATAKANA", "HANGUL")
_INDIC_SIGNS = ("SIGN VIRAMA", "SIGN AL-LAKUNA")
_NASAL = ("SIGN ANUSVARA", "SIGN CANDRABINDU", "SIGN BINDI", "TIPPI")


def latin(text: str) -> str:
    """The text in lower-case ASCII letters where its script allows it; other letters stay as they are."""
    if text.isascii():
        return text.casefold()
    folded = unicodedata.normalize("NFKC", text).casefold()
    composed = "".join(_letters_of(folded))
    stripped = unicodedata.normalize("NFKD", composed)
    return "".join(mark for mark in stripped if not unicodedata.combining(mark)).casefold()


def _letters_of(text: str) -> list[str]:
    """Each character in Latin; an Indic vowel sign takes the place of the vowel its consonant carries.

    Arabic and Hebrew leave short vowels out: between two consonants an "a" stands for whichever was meant.
    """
    out: list[str] = []
    before = ""
    for character in text:
        if _replaces_vowel(character) and out and out[-1].endswith("a"):
            out[-1] = out[-1][:-1]
        sound = _romanised(character)
        if character in _UNVOWELLED and before in _UNVOWELLED and not {sound[:1], out[-1][-1:]} & _VOWELS:
            out.append("a")
        out.append(sound)
        before = character
    return out


@lru_cache(maxsize=2048)
def _romanised(character: str) -> str:
    if character.isascii():
        return character
    bare = unicodedata.normalize("NFKD", character)[0]
    known = _LETTERS.get(character, _LETTERS.get(bare))
    return _syllable(character) if known is None else known


def _syllable(character: str) -> str:
    """The sound a syllabary's character is named after (`BENGALI LETTER MA` is "ma"), else the character."""
    name = unicodedata.name(character, "")
    if name.partition(" ")[0] not in _SYLLABARIES:
        return character
    if name.endswith(_NASAL):
        return "n"
    sound = name.rpartition(" ")[2].casefold()
    return "" if _is_silent(name) or not sound.isalpha() else sound


def _is_silent(name: str) -> bool:
    return name.endswith((*_INDIC_SIGNS, "NUKTA", "VISARGA", "ADDAK", "SOUND MARK"))


@lru_cache(maxsize=2048)
def _replaces_vowel(character: str) -> bool:
    if character.isascii():
        return False
    name = unicodedata.name(character, "")
    return name.partition(" ")[0] in _INDIC and ("VOWEL SIGN" in name or name.endswith(_INDIC_SIGNS))
