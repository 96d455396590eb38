"""Names of the whole world: no letter of a living alphabet is left unmapped, or the form asks for Latin."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from datetime import date

import pytest

from fingerpost.domain.child import Details, Name
from fingerpost.domain.errors import InvalidField, Problem
from fingerpost.matching.compare import compare_names
from fingerpost.matching.decide import decide
from fingerpost.matching.levels import NameLevel
from fingerpost.matching.model import Candidate
from fingerpost.matching.normalise import name_parts
from fingerpost.matching.ranked import NAME_AGREES
from fingerpost.matching.scripts import is_in_latin_letters, latin
from fingerpost.matching.tokens import first_stage, index_keys, second_stage, sound
from fingerpost.surfaces.typed import read_name

BLOCKS = {
    "Latin-1 Supplement": (0x00C0, 0x00FF),
    "Latin Extended-A": (0x0100, 0x017F),
    "Latin Extended-B": (0x0180, 0x024F),
    "Latin Extended Additional": (0x1E00, 0x1EFF),
    "Greek": (0x0370, 0x03FF),
    "Greek Extended": (0x1F00, 0x1FFF),
    "Cyrillic": (0x0400, 0x04FF),
    "Cyrillic Supplement": (0x0500, 0x052F),
    "Armenian": (0x0530, 0x058F),
    "Hebrew": (0x0590, 0x05FF),
    "Arabic": (0x0600, 0x06FF),
    "Arabic Supplement": (0x0750, 0x077F),
    "Arabic Extended-A": (0x08A0, 0x08FF),
    "Arabic Presentation Forms-A": (0xFB50, 0xFDFF),
    "Arabic Presentation Forms-B": (0xFE70, 0xFEFF),
    "Devanagari": (0x0900, 0x097F),
    "Bengali": (0x0980, 0x09FF),
    "Gurmukhi": (0x0A00, 0x0A7F),
    "Gujarati": (0x0A80, 0x0AFF),
    "Oriya": (0x0B00, 0x0B7F),
    "Tamil": (0x0B80, 0x0BFF),
    "Telugu": (0x0C00, 0x0C7F),
    "Kannada": (0x0C80, 0x0CFF),
    "Malayalam": (0x0D00, 0x0D7F),
    "Sinhala": (0x0D80, 0x0DFF),
    "Georgian": (0x10A0, 0x10FF),
    "Georgian Extended": (0x1C90, 0x1CBF),
    "Georgian Supplement": (0x2D00, 0x2D2F),
    "Ethiopic": (0x1200, 0x137F),
    "Hiragana": (0x3040, 0x309F),
    "Katakana": (0x30A0, 0x30FF),
    "Hangul Syllables": (0xAC00, 0xD7AF),
    "Latin ligatures": (0xFB00, 0xFB06),
    "Half- and fullwidth": (0xFF21, 0xFF9D),
}


def letters(first: int, last: int) -> Iterator[str]:
    yield from (
        chr(code)
        for code in range(first, last + 1)
        if unicodedata.category(chr(code)) in ("Lu", "Ll", "Lt", "Lo", "Lm")
    )


@pytest.mark.parametrize("block", BLOCKS)
def test_every_letter_of_the_block_has_a_latin_spelling(block: str) -> None:
    unmapped = [
        unicodedata.name(one) for one in letters(*BLOCKS[block]) if not is_in_latin_letters(f"a{one}")
    ]
    assert unmapped == []


def test_a_letter_of_any_other_alphabet_asks_for_latin() -> None:
    """Either a name can be compared, or the form says that it cannot: never "nothing" for a name in vain."""
    for code in range(0x80, sys.maxunicode, 7):
        one = chr(code)
        if unicodedata.category(one) in ("Lu", "Ll", "Lt", "Lo") and not is_in_latin_letters(one * 2):
            with pytest.raises(InvalidField) as refused:
                read_name("family_name", one * 2)
            assert refused.value.problem == Problem.LATIN_NEEDED


SAME = [
    *(
        ("محمد", "Mohammed"),
        ("محمد", "Muhammad"),
        ("مُحَمَّد", "Mohammed"),
        ("محـمد", "Mohamed"),
        ("حسين", "Hussain"),
    ),
    *(
        ("حسن", "Hasan"),
        ("يوسف", "Yusuf"),
        ("يوسف", "Yousef"),
        ("عمر", "Omar"),
        ("عمر", "Umar"),
        ("فاطمة", "Fatima"),
    ),
    *(
        ("زينب", "Zainab"),
        ("عائشة", "Aisha"),
        ("خديجة", "Khadija"),
        ("أحمد", "Ahmed"),
        ("عبد الرحمن", "Abdul Rahman"),
    ),
    *(("عبدالله", "Abdullah"), ("الحسن", "Hassan"), ("حسین", "Hussain"), ("משה", "Moshe"), ("יוסף", "Yosef")),
    *(("Oʻgʻil", "Ogil"), ("Əliyev", "Aliyev"), ("Đặng", "Dang"), ("Ŋgugi", "Ngugi"), ("Ɓello", "Bello")),
    *(
        ("გიორგი", "Giorgi"),
        ("ԱՐՄԵՆ", "Armen"),
        ("Ґалина", "Galina"),
        ("Қайрат", "Kairat"),
        ("Łukasz", "Lukasz"),
    ),
    *(("De La Cruz", "Delacruz"), ("van der Berg", "Vanderberg"), ("van den Berg", "Vandenberg")),
    *(
        ("El Sayed", "Elsayed"),
        ("Saint Clair", "St Clair"),
        ("St. John", "Saint-John"),
        ("van Dijk", "Vandijk"),
    ),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_spellings_of_one_family_name_agree(one: str, other: str) -> None:
    level, _ = compare_names(name_parts(one), name_parts(other), given_names=False)
    assert level in NAME_AGREES


@pytest.mark.parametrize(
    ("one", "other"), [("حسن", "Hussain"), ("Delaney", "Ney"), ("Vanessa", "Essa"), ("Leroy", "Roy")]
)
def test_two_names_are_not_made_one(one: str, other: str) -> None:
    level, _ = compare_names(name_parts(one), name_parts(other), given_names=True)
    assert level in (NameLevel.DIFFERENT, NameLevel.SIMILAR, NameLevel.SOUNDS)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_a_child_is_met_without_a_postcode_whichever_spelling_is_held(one: str, other: str) -> None:
    born = date(2015, 5, 6)
    for asked, held in ((one, other), (other, one)):
        question = Details((Name("Noor", asked),), born)
        met = {*first_stage(question), *second_stage(question)}
        assert met & set(index_keys(Details((Name("Noor", held),), born)))


@pytest.mark.parametrize(
    ("asked", "held"),
    [("محمد حسين", "Muhammad Hussain"), ("زينب خان", "Zainab Khan"), ("Мария Иванова", "Maria Ivanova")],
)
def test_a_name_in_its_own_script_confirms_the_child_of_the_same_home(asked: str, held: str) -> None:
    def of(text: str) -> Details:
        given, family = text.split()
        return Details((Name(given, family),), date(2015, 5, 6), ("LS1 4AB",))

    assert decide(of(asked), [Candidate("c", of(held))]).child_id == "c"


@pytest.mark.parametrize("mark", ["ʻ", "ʼ", "ـ", "ʹ", "ˈ", "\u064e", "\u05b8"])
def test_marks_beside_letters_change_nothing(mark: str) -> None:
    assert latin(f"الن{mark}ور") == latin("النور")
    assert sound("".join(name_parts(f"No{mark}ra"))) == sound("nora")
