"""What stands around a value when people type or paste it, taken off before any reader looks at it."""

from __future__ import annotations

import html
import re
import unicodedata

_JOINERS = "\u200c\u200d"  # invisible, but part of the spelling of Persian and Indian names
_SPACES = re.compile(r"\s+")
_DASHES = frozenset("\u2043\u2212\u02d7")  # drawn as dashes, though Unicode files them elsewhere
_QUOTES = "\"“”„«»‹›「」'‘’‚‛′`"
_AROUND = " ,;:|*_=#" + _QUOTES
_LABELS = {
    "number": re.compile(
        r"(?:(?:nhs|upn|chi|hcn|h\s*(?:&|and)\s*c|health\s+and\s+care|unique\s+pupil|child'?s?|pupil|patient"
        r"|old|former|number|no|num|nr|id|ref)(?=[\W_\d]|$)[\s.:#=-]*)+",
        re.IGNORECASE,
    ),
    "date": re.compile(
        r"(?:(?:d\.?\s*o\.?\s*b|date\s+of\s+birth|birth\s*date|birthday|born(?:\s+on)?|edd|due(?:\s+on)?|date|on)"
        r"\b[\s.:=-]*)+",
        re.IGNORECASE,
    ),
    "postcode": re.compile(r"(?:(?:post\s*code|p\.?\s*code|pc|zip|home|address)\b[\s.:=-]*)+", re.IGNORECASE),
    "name": re.compile(
        r"(?:(?:first|given|fore|family|last|sur|full|former|middle)?[\s-]*names?)\s*[:=]\s*", re.IGNORECASE
    ),
}
_NOT_GIVEN = frozenset(
    {
        *("na", "none", "nil", "null", "unknown", "unk", "notknown", "nk", "notgiven", "notapplicable"),
        *(
            "notavailable",
            "notyetknown",
            "notyet",
            "notsure",
            "unsure",
            "dontknow",
            "idontknow",
            "tbc",
            "tba",
        ),
        *("nofixedabode", "nofixedaddress", "nfa", "homeless", "no", "nothing", "missing", "blank", "empty"),
        *("xxx", "notstated", "notrecorded"),
    }
)
_LONGEST_NOTHING = 40


def clean(text: str) -> str:
    """One line without control characters, marks of writing direction, or halves of characters."""
    return _SPACES.sub(" ", "".join(map(_visible, text))).strip()


def clean_lines(text: str) -> str:
    """The same, keeping lines."""
    lines = (clean(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(lines).strip()


def clean_value(kind: str, text: str) -> str:
    """A value without entities, quotes, commas at its ends and the label before it; every dash is a hyphen.

    kind: `number`, `date`, `postcode` or `name`.
    """
    plain = clean("".join(map(_hyphen, html.unescape(html.unescape(text)))))
    bare = plain.strip(_AROUND)
    found = _LABELS[kind].match(bare)
    rest = bare[found.end() :].strip(_AROUND) if found else bare
    return rest or bare


def is_label(kind: str, text: str) -> bool:
    """Whether it is nothing but what is written before a value: "NHS No", "UPN"."""
    return _LABELS[kind].fullmatch(clean(text)) is not None


def is_not_given(text: str) -> bool:
    """Whether it says that there is nothing to say: "-", "n/a", "none", "?", "unknown", "no fixed abode"."""
    whole = unicodedata.normalize("NFKC", clean(text[: _LONGEST_NOTHING + 1])).casefold()
    plain = "".join(map(_hyphen, whole))
    said = "".join(filter(str.isalnum, plain))
    is_none = said in _NOT_GIVEN if said else not plain.strip(" ?-")
    return is_none and len(text) <= _LONGEST_NOTHING and not any(map(_is_symbol, plain))


def _is_symbol(character: str) -> bool:
    """An emoji is no way to say nothing."""
    return unicodedata.category(character).startswith("S")


def _hyphen(character: str) -> str:
    return "-" if unicodedata.category(character) == "Pd" or character in _DASHES else character


def _visible(character: str) -> str:
    if character.isspace():
        return " "
    hidden = unicodedata.category(character).startswith("C") and character not in _JOINERS
    return "" if hidden else character
