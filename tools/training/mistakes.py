"""The mistakes people make with a child's details, each named, for synthetic questions.

Kinds and shares are assumptions (docs/matching.md repeats them), not fitted to any evaluation data.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from string import ascii_lowercase

from fingerpost.domain.child import Details, Name
from fingerpost.matching.names import name_table
from tools.training.diminutives import FORMAL, SPELLINGS
from tools.training.population import POSTCODES, postcode_of

Mistake = Callable[[Details, random.Random], Details]

_RESPELLINGS = (
    *(
        ("oo", "u"),
        ("u", "oo"),
        ("ee", "i"),
        ("i", "ee"),
        ("ou", "u"),
        ("ei", "ai"),
        ("ai", "ei"),
        ("ay", "ai"),
    ),
    *(("kh", "k"), ("k", "kh"), ("q", "k"), ("sz", "sh"), ("cz", "ch"), ("w", "v"), ("ph", "f"), ("y", "i")),
    *(("mm", "m"), ("ss", "s"), ("s", "ss"), ("m", "mm"), ("a", "e"), ("e", "a"), ("o", "u"), ("ia", "iya")),
    *(("ch", "c"), ("sh", "s"), ("dh", "d"), ("th", "t"), ("j", "y"), ("x", "ks"), ("aa", "a"), ("z", "s")),
)
_SPELLING_FAMILIES = [line.split() for line in SPELLINGS.splitlines() if line]


def typo(word: str, rng: random.Random) -> str:
    """One letter wrong, missing, too many, or two neighbours exchanged."""
    if len(word) < 2:
        return word + rng.choice(ascii_lowercase)
    at = rng.randrange(len(word))
    match rng.randrange(4):
        case 0:
            return word[:at] + rng.choice(ascii_lowercase) + word[at + 1 :]
        case 1:
            return word[:at] + word[at + 1 :]
        case 2:
            return word[:at] + rng.choice(ascii_lowercase) + word[at:]
        case _:
            at = min(at, len(word) - 2)
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def respelt(word: str, rng: random.Random) -> str:
    """The same sounds in other letters: one rule of transliteration, or a final h more or less."""
    lower = word.lower()
    rules = [rule for rule in _RESPELLINGS if rule[0] in lower[1:]]
    if not rules or rng.random() < 0.1:
        return (
            lower[:-1] if lower.endswith("h") else lower + "h" if lower[-1] in "aeiou" else typo(lower, rng)
        )
    old, new = rng.choice(rules)
    at = lower.index(old, 1)
    return lower[:at] + new + lower[at + len(old) :]


def nickname(word: str, rng: random.Random) -> str:
    """A diminutive, or the formal name of one; a respelling where there is none."""
    lower = word.lower()
    if lower in FORMAL:
        return rng.choice(FORMAL[lower].split())
    return name_table().formal.get(lower) or respelt(lower, rng)


def listed_variant(word: str, rng: random.Random) -> str | None:
    """Another transliteration from the project's own list; None where the name is not on it."""
    lower = word.lower()
    family = next((names for names in _SPELLING_FAMILIES if lower in names), None)
    return rng.choice([name for name in family if name != lower]) if family else None


def another_given(rng: random.Random) -> str:
    """A name by which the child is known that has nothing to do with the registered one."""
    return rng.choice(list(name_table().given))


def another_family(rng: random.Random) -> str:
    """A family name after marriage, separation or adoption."""
    table = name_table().family
    return rng.choices(list(table), weights=list(table.values()))[0]


def given_typo(child: Details, rng: random.Random) -> Details:
    """A letter wrong in the given name."""
    return _given(child, typo(_name(child).given.lower(), rng))


def given_nickname(child: Details, rng: random.Random) -> Details:
    """A nickname or its formal form."""
    return _given(child, nickname(_name(child).given, rng))


def given_respelt(child: Details, rng: random.Random) -> Details:
    """Another transliteration of the given name."""
    return _given(child, respelt(_name(child).given, rng))


def given_other(child: Details, rng: random.Random) -> Details:
    """Known by quite another name."""
    return _given(child, another_given(rng))


def given_doubled(child: Details, rng: random.Random) -> Details:
    """With a second given name."""
    return _given(child, f"{_name(child).given} {another_given(rng)}")


def given_initial(child: Details, rng: random.Random) -> Details:
    """Only the first letter."""
    return _given(child, _name(child).given[:1])


def given_missing(child: Details, rng: random.Random) -> Details:
    """Not known to the asker."""
    return _given(child, "")


def family_typo(child: Details, rng: random.Random) -> Details:
    """A letter wrong in the family name."""
    return _family(child, typo(_name(child).family.lower(), rng))


def family_respelt(child: Details, rng: random.Random) -> Details:
    """Another transliteration of the family name."""
    return _family(child, respelt(_name(child).family, rng))


def family_changed(child: Details, rng: random.Random) -> Details:
    """Quite another family name."""
    return _family(child, another_family(rng))


def family_doubled(child: Details, rng: random.Random) -> Details:
    """Joined by a hyphen with another, in either order."""
    own, other = _name(child).family, another_family(rng)
    return _family(child, "-".join(rng.sample([own, other], 2)))


def names_swapped(child: Details, rng: random.Random) -> Details:
    """Given and family name in each other's field."""
    name = _name(child)
    return replace(child, names=(Name(name.family, name.given),))


def day_month_swapped(child: Details, rng: random.Random) -> Details:
    """03/04 for 04/03; a digit wrong where the day cannot be a month."""
    day = _born(child)
    if day.day > 12 or day.day == day.month:
        return digit_wrong(child, rng)
    return replace(child, birth_date=date(day.year, day.day, day.month))


def digit_wrong(child: Details, rng: random.Random) -> Details:
    """One digit of the birth date wrong, the date still a date."""
    digits = _born(child).strftime("%Y%m%d")
    while True:
        at = rng.randrange(3, 8)
        try:
            day = date.fromisoformat(digits[:at] + rng.choice("0123456789") + digits[at + 1 :])
        except ValueError:
            continue
        if day != _born(child):
            return replace(child, birth_date=day)


def part_wrong(child: Details, rng: random.Random) -> Details:
    """Year, month or day wrong altogether."""
    day = _born(child)
    year, month, number = day.year, day.month, day.day
    match rng.randrange(3):
        case 0:
            year += rng.choice((-2, -1, 1, 2))
        case 1:
            month = rng.randrange(1, 13)
        case _:
            number = rng.randrange(1, 29)
    return replace(child, birth_date=date(year, month, min(number, 28)))


def estimated(child: Details, rng: random.Random) -> Details:
    """Only the age is known: another day of about that year."""
    return replace(child, birth_date=_born(child) + timedelta(days=rng.randrange(-400, 400)))


def moved_away(child: Details, rng: random.Random) -> Details:
    """A postcode in another part of the country."""
    return replace(child, postcodes=(any_postcode(rng),))


def moved_near(child: Details, rng: random.Random) -> Details:
    """Another postcode of the same district."""
    outward = child.postcodes[0].split()[0]
    return replace(child, postcodes=(f"{outward} {any_postcode(rng).split()[1]}",))


def postcode_typo(child: Details, rng: random.Random) -> Details:
    """One character of the postcode wrong, or two exchanged."""
    text = child.postcodes[0].replace(" ", "")
    at = rng.randrange(len(text) - 1)
    if rng.random() < 0.3 and text[at] != text[at + 1]:
        return replace(child, postcodes=(text[:at] + text[at + 1] + text[at] + text[at + 2 :],))
    pool = "0123456789" if text[at].isdigit() else "ABDEFGHJLNPQRSTUWXYZ"
    return replace(
        child, postcodes=(text[:at] + rng.choice([c for c in pool if c != text[at]]) + text[at + 1 :],)
    )


def postcode_missing(child: Details, rng: random.Random) -> Details:
    """Not known to the asker."""
    return replace(child, postcodes=())


def any_postcode(rng: random.Random) -> str:
    """Any synthetic postcode."""
    return postcode_of(rng.randrange(POSTCODES))


GIVEN: dict[Mistake, float] = {
    given_typo: 0.35, given_nickname: 0.23, given_respelt: 0.2, given_doubled: 0.1, given_other: 0.06,
    given_initial: 0.02, given_missing: 0.04,
}  # fmt: skip
FAMILY: dict[Mistake, float] = {
    family_typo: 0.4, family_respelt: 0.2, family_changed: 0.25, family_doubled: 0.15,
}  # fmt: skip
BIRTH_DATE: dict[Mistake, float] = {
    digit_wrong: 0.4, day_month_swapped: 0.25, part_wrong: 0.28, estimated: 0.07,
}  # fmt: skip
POSTCODE: dict[Mistake, float] = {
    moved_away: 0.4, moved_near: 0.2, postcode_typo: 0.3, postcode_missing: 0.1,
}  # fmt: skip
_ATTRIBUTES = (GIVEN, FAMILY, BIRTH_DATE, POSTCODE)


def compound(child: Details, chance: float, rng: random.Random) -> Details:
    """Each of given name, family name, birth date and postcode broken with the chance, independently."""
    for mistakes in _ATTRIBUTES:
        if rng.random() < chance:
            child = rng.choices(list(mistakes), weights=list(mistakes.values()))[0](child, rng)
    return names_swapped(child, rng) if rng.random() < chance / 10 else child


def _name(child: Details) -> Name:
    return child.names[0]


def _born(child: Details) -> date:
    if child.birth_date is None:
        raise ValueError("a synthetic child has a birth date")
    return child.birth_date


def _given(child: Details, given: str) -> Details:
    return replace(child, names=(Name(given, _name(child).family),))


def _family(child: Details, family: str) -> Details:
    return replace(child, names=(Name(_name(child).given, family),))
