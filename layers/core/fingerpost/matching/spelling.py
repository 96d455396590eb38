"""Whether two spellings write the same sounds: one name brought into Latin letters in two ways.

Stricter than Soundex, which also joins Hasan with Husain: vowels count here, by class.
"""

from __future__ import annotations

import re

_CONSONANTS = str.maketrans({"q": "k", "c": "k", "z": "s", "w": "v"})
_CLUSTERS = (
    *(("sch", "s"), ("tch", "c"), ("sh", "s"), ("cz", "c"), ("sz", "s"), ("ch", "c"), ("ck", "k")),
    *(("ph", "f"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("dj", "j"), ("x", "ks")),
    *(("ee", "i"), ("oo", "u"), ("ou", "u"), ("y", "i"), ("ii", "i")),
)
_FIRST = {"q": "k", "c": "k"}
_DOUBLED = re.compile(r"([^aeiou])\1+")
_RUN = re.compile(r"[aeiou]+|[^aeiou]+")
_CLASSES = {"a": "A", "e": "AI", "i": "I", "o": "U", "u": "U"}
_LAST_CLASSES = {"a": "A", "e": "A", "i": "I", "o": "U", "u": "U"}
_TWO_SYLLABLES = 4  # runs of a name such as f-i-nl-ai
_LIGHT_ENDINGS = frozenset({"i", "ie", "ei", "ai"})  # Finlay, Finley, Finlie


def same_sounds(one: str, other: str) -> bool:
    """True for Mohammed and Muhammad, Zainab and Zaynab; false for Hasan and Husain, Ella and Ellie."""
    if _beginning(one) != _beginning(other):
        return False  # a name that begins with another sound is another name: Emilia, Amelia; Sara, Zara
    first, second = _runs(one), _runs(other)
    if len(first) != len(second) or not first or not all(map(_alike, first[:-1], second[:-1])):
        return False
    return _end_alike(first[-1], second[-1], short=len(first) < _TWO_SYLLABLES)


def _beginning(name: str) -> str:
    return "f" if name.startswith("ph") else _FIRST.get(name[0], name[0])


def _runs(name: str) -> list[str]:
    """Runs of vowels and of consonants in turn, consonants folded to one spelling each."""
    text = name
    for cluster, letter in _CLUSTERS:
        text = text.replace(cluster, letter)
    if len(text) > 2 and text.endswith("h"):
        text = text[:-1]
    return _RUN.findall(_DOUBLED.sub(r"\1", text.translate(_CONSONANTS)))


def _alike(one: str, other: str) -> bool:
    if one[0] not in _CLASSES or other[0] not in _CLASSES:
        return one == other
    return bool({kind for vowel in one for kind in _CLASSES[vowel]} & {k for v in other for k in _CLASSES[v]})


def _end_alike(one: str, other: str, *, short: bool) -> bool:
    """Endings tell names apart (Maria, Marie; Mia, Maya): only the plainest variation passes."""
    if one == other or (not short and {one, other} <= _LIGHT_ENDINGS):
        return True
    if len(one) != len(other) or one[0] not in _CLASSES or other[0] not in _CLASSES:
        return False
    classes = [[_LAST_CLASSES[vowel] for vowel in run] for run in (one, other)]
    return classes[0] == classes[1] and one[-1] + other[-1] not in ("ae", "ea")
