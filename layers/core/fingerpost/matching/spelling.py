"""Whether two spellings write the same sounds: one name brought into Latin letters in two ways.

Stricter than Soundex, which also joins Hasan with Husain: vowels count here, by class.
"""

from __future__ import annotations

import re

from fingerpost.matching.scripts import OPEN, closed

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
_OPEN_FORMS = {
    OPEN: "[aeiou]?",
    "a": "[aeou]{1,2}",  # long, or an ain, or the ending that is written with a letter of its own
    "p": "[pf]",
    "i": "(?:[ae]?[ie]|i[ae]?)",
    "u": "(?:[ao]?[uo]|v)",
    "v": "[vu]",
    "h": "h?",
}
_ANY_BEGINNING = "[aeiou]{0,2}"  # an alef or ain carries whichever vowel it is: Umar, Omar
_PARTICLES_BEFORE = frozenset(
    {
        *(
            "vander",
            "vanden",
            "vande",
            "vonder",
            "della",
            "dello",
            "dela",
            "delas",
            "delos",
            "del",
            "dos",
            "das",
        ),
        *("van", "von", "de", "da", "di", "du", "la", "le", "el", "al"),
    }
)
_LEAST_BEHIND_PARTICLES = 4

_TWO_SYLLABLES = 4  # runs of a name such as f-i-nl-ai
_LIGHT_ENDINGS = frozenset({"i", "ie", "ei", "ai"})  # Finlay, Finley, Finlie


def same_sounds(one: str, other: str) -> bool:
    """True for Mohammed and Muhammad, Zainab and Zaynab; false for Hasan and Husain, Ella and Ellie."""
    if OPEN in one or OPEN in other:
        return _same_consonants(one, other)
    if _beginning(one) != _beginning(other):
        return False  # a name that begins with another sound is another name: Emilia, Amelia; Sara, Zara
    first, second = _runs(one), _runs(other)
    if len(first) != len(second) or not first or not all(map(_alike, first[:-1], second[:-1])):
        return False
    return _end_alike(first[-1], second[-1], short=len(first) < _TWO_SYLLABLES)


def _same_consonants(one: str, other: str) -> bool:
    """Of a name without its short vowels: the other's vowels may stand where it leaves them open."""
    pattern, name = (one, other) if OPEN in one else (other, one)
    if OPEN in name:
        return closed(_folded(pattern)) == closed(_folded(name))
    written = "".join(_OPEN_FORMS.get(letter, letter) for letter in _folded(pattern))
    if _folded(pattern)[0] == "a":
        written = _ANY_BEGINNING + written.removeprefix(_OPEN_FORMS["a"])
    return re.fullmatch(written, _folded(name)) is not None


def _beginning(name: str) -> str:
    return "f" if name.startswith("ph") else _FIRST.get(name[0], name[0])


def _runs(name: str) -> list[str]:
    """Runs of vowels and of consonants in turn, consonants folded to one spelling each."""
    return _RUN.findall(_folded(name))


def _folded(name: str) -> str:
    text = name
    for cluster, letter in _CLUSTERS:
        text = text.replace(cluster, letter)
    if len(text) > 2 and text.endswith("h"):
        text = text[:-1]
    return _DOUBLED.sub(r"\1", text.translate(_CONSONANTS))


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


def differ_by_particles(one: str, other: str) -> bool:
    """Delacruz and (De La) Cruz, Elsayed and (El) Sayed: particles in one with the name, or left out."""
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    written = longer[: -len(shorter)] in _PARTICLES_BEFORE and longer.endswith(shorter)
    return written and len(shorter) >= _LEAST_BEHIND_PARTICLES
