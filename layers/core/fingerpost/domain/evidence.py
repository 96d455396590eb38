"""What is no evidence of who a child is: values written where none is known. The one place that says so.

Such a value is kept for display, has no token, and compares as missing, whatever road it came by. A
deployment adds its own by `declare`, once, before its first question.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from fingerpost.domain.made_when_used import dataclass


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NOT_KNOWN = frozenset(
    {"", "NA", "NK", "NONE", "NIL", "NOTKNOWN", "UNKNOWN", "TBA", "TBC", "TEST", "XXX"}
) | _listed(
    "PENDING NOTGIVEN NOTYETKNOWN NOTALLOCATED NOTAVAILABLE NOTAPPLICABLE NOTRECORDED NONUMBER MISSING NULL "
    "NEW"
)

_RUNS = frozenset(
    run[start : start + length]
    for run in ("01234567890123", "98765432109876")
    for start in range(4)
    for length in (9, 10, 11)
)
_SHORTEST_REPEATED = 4
_NEVER_ISSUED = (("000000000", "010100999"), ("312000000", "319999999"), ("500000000", "599999999"),
                 ("860000000", "899999999"))  # fmt: skip
"""First nine digits that no NHS number, CHI number or H&C number has (NHS Data Dictionary)."""
_TEST_RANGE = "9"
"""How NHS numbers of the ranges for tests begin: they are valid, and nobody is ever given one."""

_AREAS = _listed(
    "AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC "
    "EH EN EX FK FY G GL GU GX GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS "
    "LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS "
    "ST SW "
    "SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
"""The letters that a postcode of the United Kingdom or a Crown dependency begins with (Royal Mail)."""
_AREAS_OF_THE_TOWN = frozenset({"NB", "EM", "WH"})
_PSEUDO = "ZZ99"  # ONS pseudo-postcodes: no fixed abode, not known, abroad
_UK = re.compile(r"([A-Z]{1,2})[0-9][A-Z0-9]?(?:[0-9][A-Z]{2})?")
_NO_HOME = _listed(
    "NFA NOFIXEDABODE NOFIXEDADDRESS HOMELESS ABROAD OVERSEAS NOTSTATED WITHHELD UNKNOWN NOTKNOWN NOTGIVEN "
    "NOTAPPLICABLE NOTAVAILABLE NONE NA NK TBC TBA"
)

_SYSTEMS_ZERO = frozenset({date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1), date(1901, 1, 1),
                           date(1970, 1, 1), date(2000, 1, 1)})  # fmt: skip

_NO_NAME = frozenset(
    {
        *("unknown", "unk", "unkn", "notknown", "notyetknown", "nameunknown", "nk", "noname", "nonameyet"),
        *("nonamegiven", "nogivenname", "nofirstname", "nosurname", "notgiven", "notgivenyet", "notnamed"),
        *("notnamedyet", "notyetnamed", "unnamed", "tobenamed", "notstated", "notrecorded", "notavailable"),
        *("notapplicable", "nfn", "nln", "fnu", "lnu", "none", "anonymous", "test", "testing", "testpatient"),
        *("testchild", "testtest", "dummy", "nobody", "tbc", "tba", "tbd", "withheld", "redacted", "pending"),
        *(
            "nameless",
            "noforename",
            "forename",
            "surname",
            "firstname",
            "lastname",
            "familyname",
            "givenname",
        ),
        *(
            "name",
            "refused",
            "declined",
            "confidential",
            "tobeconfirmed",
            "tobeadvised",
            "tobegiven",
            "awaited",
        ),
        *(
            "awaitingname",
            "nameawaited",
            "asyetunnamed",
            "yetunnamed",
            "yettobenamed",
            "unregistered",
            "missing",
        ),
        *("placeholder", "another", "anonymised", "unspecified", "undisclosed", "notdisclosed", "nonegiven"),
        *("unidentified", "noneyet", "notregistered", "notapplicable"),
        *("baby", "babyboy", "babygirl", "infant", "newborn", "unborn", "foetus", "fetus", "twin", "triplet"),
        *("boy", "girl"),
    }
)
_ONLY_GIVEN = frozenset({"male", "female", "child", "null", "daughter", "babe"})
"""Family names as well: Male, Child and Null are borne."""
_BABIES = frozenset({"baby", "babe", "infant", "newborn", "unborn", "twin", "triplet", "quad", "boy", "girl",
                     "male", "female", "child", "babygirl", "babyboy"})  # fmt: skip
_NO_CARER = frozenset(
    {
        *("mum", "mummy", "mam", "mom", "ma", "mama", "mother", "birthmother", "stepmother", "stepmum"),
        *("dad", "daddy", "da", "papa", "father", "stepfather", "stepdad", "parent", "parents"),
        *("nan", "nana", "nanny", "gran", "granny", "grandma", "grandmother", "grandad", "grandfather"),
        *(
            "aunt",
            "auntie",
            "uncle",
            "guardian",
            "carer",
            "carers",
            "fostercarer",
            "fostermother",
            "keyworker",
        ),
    }
)
_NO_GIVEN_NAME = _NO_NAME | _ONLY_GIVEN | _BABIES
_COUNTED = frozenset(
    {"one", "two", "three", "first", "second", "third", "i", "ii", "iii", "a", "b", "c", "of"}
)
_OF_SOMEBODY = re.compile(
    r"^[\W_]*(?:[bsdc]\s*[/\\.]\s*o\b|(?:baby|babe|son|daughter|child|infant|newborn|unborn|twin|boy|girl)(?:\s+(?:boy|girl))?\s+of\b)"
)
_LETTERS_APART = re.compile(r"[\W_]*n\s*[/\\.]\s*[ak][\W_]*")  # "N/A", "n.k.": Na itself is a name
_CROSSES = re.compile(r"x{2,7}|[?？¿]+")


@dataclass(frozen=True)
class Declared:
    """What a deployment adds. real: no value made for tests is evidence here.

    values: as typed: a number, a postcode or its first half, a name, or a day as yyyy-mm-dd.
    """

    real: bool = False
    values: frozenset[str] = frozenset()


class _Deployment:
    """Held for the life of the process: what no road may forget is not handed from road to road."""

    declared = Declared()


def declare(*, real: bool = False, values: Iterable[str] = ()) -> None:
    """Say what kind of deployment this is, and which further values stand for many in it."""
    _Deployment.declared = Declared(real, frozenset(_folded(value) for value in values if _folded(value)))


def national_number_stands_for_many(text: str) -> bool:
    """Of ten digits: equal, running, never issued, or, in a real deployment, of the range for tests."""
    digits = "".join(filter(str.isdigit, text))
    if not digits or len(set(digits[:9])) == 1 or digits in _RUNS or digits[:9] in _RUNS:
        return True
    return len(digits) == 10 and (_is_of_nobody(digits) or _is_declared(digits))


def is_made_for_tests(text: str) -> bool:
    """Whether a number is of the range for tests, and this deployment is a real one."""
    return _Deployment.declared.real and text.startswith(_TEST_RANGE)


def _is_of_nobody(digits: str) -> bool:
    return is_made_for_tests(digits) or any(low <= digits[:9] <= high for low, high in _NEVER_ISSUED)


def pupil_number_stands_for_many(text: str) -> bool:
    """Of a UPN: equal digits, or no authority or no school in it (DfE guidance on UPNs)."""
    digits = "".join(filter(str.isdigit, text))
    return len(set(digits)) <= 1 or digits[:3] == "000" or digits[3:7] == "0000" or _is_declared(text)


def own_number_stands_for_many(text: str) -> bool:
    """Of a service's own number. It may well have a child number 7, or 11; it has no 9999 by chance."""
    plain = "".join(filter(str.isalnum, text)).upper()
    repeated = len(plain) >= _SHORTEST_REPEATED and len(set(plain)) == 1
    return plain in _NOT_KNOWN or plain in _RUNS or set(plain) <= {"0"} or repeated or _is_declared(plain)


def postcode_stands_for_many(text: str) -> bool:
    """A pseudo-postcode (ZZ99), one of an area that does not exist, or words that say that there is none.

    text: as typed. What has not the form of a UK postcode may be another country's, and is left alone.
    """
    plain = text if text.isascii() and text.isalnum() else _alnum(text)
    plain = plain.upper()
    if not plain.strip("X") or not plain.strip("0") or plain in _NO_HOME or plain.startswith(_PSEUDO):
        return True
    if _Deployment.declared.values and (_is_declared(plain) or _is_declared(plain[:-3])):
        return True
    found = _UK.fullmatch(plain)
    return found is not None and found[1] not in _AREAS and not _is_of_the_town(found[1])


def _is_of_the_town(area: str) -> bool:
    """The made-up town of demonstrations and tests."""
    return area in _AREAS_OF_THE_TOWN and not _Deployment.declared.real


def date_stands_for_many(day: date) -> bool:
    """A day that systems write where they have none. Of 1 January at large the year is still evidence."""
    if day in _SYSTEMS_ZERO or not 1900 <= day.year < 2100:
        return True
    return bool(_Deployment.declared.values) and _is_declared(day.isoformat())


def is_first_of_january(day: date | None) -> bool:
    """Whether it is the date that many records hold for want of the true one; its year is still evidence."""
    return day is not None and (day.month, day.day) == (1, 1)


def is_no_given_name(text: str) -> bool:
    """Whether nobody is called this: "Baby", "Twin 1", "Male"; "B/O Jane", "Baby Girl Smith", which name the
    mother or the family."""
    if text.isascii() and text.isalpha():
        plain = text.lower()
        return plain in _NO_GIVEN_NAME or _is_crossed_out(plain) or _is_declared(plain)
    if is_no_name(text):
        return True
    plain, words = _plain(text), _words(text)
    if not words:
        return False
    return bool(_OF_SOMEBODY.match(plain)) or "".join(words) in _ONLY_GIVEN or _is_of_a_baby(words)


def _is_of_a_baby(words: list[str]) -> bool:
    if all(word in _NO_GIVEN_NAME for word in words):
        return True
    named = [word for word in words if not (word.isdigit() or word in _COUNTED)]
    return (
        bool(named) and len(named) < 8 and (named[0] in _BABIES or named[-1] in _BABIES - {"child", "male"})
    )


def is_no_carers_name(text: str) -> bool:
    """Whether it says what a carer is to the child, not what they are called: "Mum", "Foster carer"."""
    return "".join(_words(text)) in _NO_CARER or is_no_given_name(text)


def is_no_name(text: str) -> bool:
    """Whether it says that a name is not known, or stands where none is: "Unknown", "N/A", "XXX", "?"."""
    if text.isascii() and text.isalpha():
        plain = text.lower()
        return plain in _NO_NAME or _is_crossed_out(plain) or _is_declared(plain)
    plain = _plain(text)
    if _LETTERS_APART.fullmatch(plain) or _CROSSES.fullmatch(plain.strip(" .")):
        return True
    words = "".join(_words(text))
    return bool(words) and (words.rstrip("0123456789") in _NO_NAME or _is_declared(words))


def _is_crossed_out(word: str) -> bool:
    return 1 < len(word) < 8 and not word.strip("x")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text[:200]).casefold().strip()


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", _plain(text))


def _is_declared(text: str) -> bool:
    values = _Deployment.declared.values
    return bool(values) and _folded(text) in values


def _folded(text: str) -> str:
    return _alnum(text).casefold()


def _alnum(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))
