"""Birth dates as people know them: to the day, a part of one ("2016", "March 2016"), or about ("aged 6")."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from fingerpost.domain.birth import Born, PartDate
from fingerpost.domain.errors import InvalidField, Problem
from fingerpost.surfaces.cleaning import clean_value
from fingerpost.surfaces.typed_dates import read_date
from fingerpost.surfaces.words import month_numbers

_LONGEST = 80
_DAY, _MONTH, _CENTURY = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", "(?:19|20)"
_TO_THE_DAY = re.compile(rf"{_DAY}[/.-]{_MONTH}[/.-]{_CENTURY}\d\d|{_CENTURY}\d\d-{_MONTH}-{_DAY}", re.ASCII)
"""As most are typed. What the others need is compiled when one is met: 2 ms of a cold start."""
_ABOUT = (
    r"\b(?:about|abt|approx(?:imately)?|around|circa|ca|c|roughly|est(?:imated)?|probably|maybe|nearly|almost"
    r"|just\s+over|just\s+under|between|or\s+so)\b[.:]?|(?<=\w)\s*[~≈±?]+\s*$|^[~≈±]+"
)
_FILLED = r"\b(?:in|the|year|is|he|she|they|of|born|early|mid|late|spring|summer|autumn)\b[\s:-]*"
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen"
)
_WORDS = {word: number for number, word in enumerate(_NUMBERS.split(), start=1)}
_HOW_MANY = rf"(?P<first>\d{{1,2}}|{'|'.join(_WORDS)})"
_HALF = r"(?P<half>\s+and\s+a\s+half|\.5)?"
_AGE = (
    rf"(?P<aged>aged?\s*:?\s*)?{_HOW_MANY}(?:\s*(?:-|/|(?P<either>or|to))\s*(?P<last>\d{{1,2}}))?{_HALF}"
    r"[\s-]*(?P<unit>y/?o|years?|yrs?|y|months?|mths?|mos?|m|weeks?|wks?|w)?[\s.-]*(?P<old>olds?|age)?\s*"
)
_SAY_AN_AGE = ("aged", "unit", "old", "either", "half")
_YEAR = rf"(?P<year>{_CENTURY}\d\d)"
_NOT_KNOWN = r"(?:[?x*_-]{1,2}|00?)"
_BETWEEN = r"\s*[\s./,-]\s*"
_IN_PART = (
    _YEAR,
    rf"(?P<month>\d{{1,2}}){_BETWEEN}{_YEAR}",
    rf"{_YEAR}{_BETWEEN}(?P<month>\d{{1,2}})",
    rf"(?P<word>[a-z]{{3,9}})\.?[\s./,-]*{_YEAR}",
    rf"{_YEAR}[\s./,-]*(?P<word>[a-z]{{3,9}})\.?",
    rf"{_NOT_KNOWN}{_BETWEEN}(?P<month>\d{{1,2}}){_BETWEEN}{_YEAR}",
    rf"{_NOT_KNOWN}{_BETWEEN}(?P<word>[a-z]{{3,9}}){_BETWEEN}{_YEAR}",
    rf"(?:\d{{1,2}}|{_NOT_KNOWN}){_BETWEEN}{_NOT_KNOWN}{_BETWEEN}{_YEAR}",
    rf"{_YEAR}{_BETWEEN}(?P<month>\d{{1,2}}){_BETWEEN}{_NOT_KNOWN}",
    rf"{_YEAR}{_BETWEEN}{_NOT_KNOWN}{_BETWEEN}(?:\d{{1,2}}|{_NOT_KNOWN})",
)
_A_YEAR = timedelta(days=365.25)
_OLDEST_IN = {"y": 99, "m": 36, "w": 104}
"""Up to what an age is given in years, months, weeks."""


def read_birth(field: str, text: str, today: date, first: date, last: date) -> Born:
    """A birth date between two days, to the day or as far as it is known. Raises InvalidField.

    An age is the year in the middle of what it may mean, estimated; of a baby the month.
    """
    if _TO_THE_DAY.fullmatch(text.strip()):
        return read_date(field, text, first, last)
    plain, is_about = _plain(text)
    if part := _aged(plain, today, is_about=is_about) or _written(field, plain, is_about=is_about):
        _check(field, part, first, last)
        return part
    if not is_about:
        return read_date(field, text, first, last)
    return PartDate(_day(field, plain, first, last), "EEE")


def _plain(text: str) -> tuple[str, bool]:
    """The text without what says that it is only about, and whether anything did."""
    whole = unicodedata.normalize("NFKC", text[:_LONGEST]).lower().replace("(", " ").replace(")", " ")
    bare = clean_value("date", whole)
    without, times = re.subn(_ABOUT, " ", bare)
    plain = clean_value("date", without).strip(" .")
    return re.sub(_FILLED, " ", plain).strip(" ,") if plain[:1].isalpha() else plain, times > 0


def _aged(plain: str, today: date, *, is_about: bool) -> PartDate | None:
    found = re.fullmatch(_AGE, plain)
    if found is None or not (is_about or any(found[said] for said in _SAY_AN_AGE)):
        return None
    unit = (found["unit"] or "y")[0]
    first = _WORDS.get(found["first"]) or int(found["first"])
    age = (first + int(found["last"] or first)) / 2
    if age > _OLDEST_IN[unit]:
        return None
    lived = {"y": _A_YEAR, "m": _A_YEAR / 12, "w": timedelta(weeks=1)}[unit] * (age + 0.5)
    born = today - lived
    return (
        PartDate(born.replace(month=1, day=1), "UUE") if unit == "y" else PartDate(born.replace(day=1), "UEE")
    )


def _written(field: str, plain: str, *, is_about: bool) -> PartDate | None:
    parts = next((found.groupdict() for one in _IN_PART if (found := re.fullmatch(one, plain))), None)
    if parts is None:
        return None
    month = month_numbers().get(parts["word"]) if parts.get("word") else int(parts.get("month") or 0)
    if month is None:
        return None
    if month > 12:
        raise InvalidField(field, Problem.NO_SUCH_DAY)
    sure = "E" if is_about else "A"
    return PartDate(date(int(parts["year"]), month or 1, 1), f"U{sure if month else 'U'}{sure}")


def _check(field: str, part: PartDate, first: date, last: date) -> None:
    earliest = date(min(part.years), part.month or 1, 1)
    if earliest > last:
        raise InvalidField(field, Problem.IN_FUTURE)
    if part.latest < first:
        raise InvalidField(field, Problem.TOO_OLD)


def _day(field: str, plain: str, first: date, last: date) -> date:
    day = read_date(field, plain, first, last)
    if not first <= day <= last:
        raise InvalidField(field, Problem.IN_FUTURE if day > last else Problem.TOO_OLD)
    return day
