"""Whether two spellings write the same sounds: one name brought into Latin letters in two ways.

Stricter than Soundex, which also joins Hasan with Husain: vowels count here, by class.
"""

from __future__ import annotations

import re

_CONSONANTS = str.maketrans({"q": "k", "c": "k", "x": "k", "z": "s", "w": "v"})
_CLUSTERS = (
    *(("sch", "s"), ("tch", "c"), ("sh", "s"), ("cz", "c"), ("sz", "s"), ("ch", "c"), ("ck", "k")),
    *(("ph", "f"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("dj", "j")),
)
_ENDINGS = {"y": "i", "ie": "i", "ey": "i", "ee": "i", "ei": "i", "o": "u", "oo": "u", "ou": "u"}
_RUN = re.compile(r"[aeiouy]+|[^aeiouy]+")
_CLASSES = {"a": "A", "e": "AI", "i": "I", "y": "I", "o": "U", "u": "U"}


def same_sounds(one: str, other: str) -> bool:
    """True for Mohammed and Muhammad, Zainab and Zaynab; false for Hasan and Husain, Ella and Ellie."""
    first, second = _runs(one), _runs(other)
    if len(first) != len(second) or not first or first[0][0] != second[0][0]:
        return False  # a name that begins with another sound is another name: Emilia, Amelia
    last = len(first) - 1
    return all(
        _alike(a, b, final=place == last) for place, (a, b) in enumerate(zip(first, second, strict=True))
    )


def _runs(name: str) -> list[str]:
    """Runs of vowels and of consonants in turn, consonants folded to one spelling each."""
    text = name
    for cluster, letter in _CLUSTERS:
        text = text.replace(cluster, letter)
    if len(text) > 2 and text.endswith("h"):
        text = text[:-1]
    return [run if run[0] in _CLASSES else _folded(run) for run in _RUN.findall(text)]


def _folded(consonants: str) -> str:
    folded = consonants.translate(_CONSONANTS)
    return "".join(letter for at, letter in enumerate(folded) if at == 0 or letter != folded[at - 1])


def _alike(one: str, other: str, *, final: bool) -> bool:
    if one[0] not in _CLASSES or other[0] not in _CLASSES:
        return one == other
    if final:  # endings tell names apart (Maria, Marie): only the plainest variation passes
        return _ending(one) == _ending(other)
    return bool(_vowel_classes(one) & _vowel_classes(other))


def _vowel_classes(run: str) -> set[str]:
    return {kind for vowel in run for kind in _CLASSES[vowel]}


def _ending(run: str) -> str:
    return _ENDINGS.get(run, run)
