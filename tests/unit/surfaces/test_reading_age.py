"""The words are read by tired people: a reader of eleven or twelve understands them (`docs/words.md`).

The measure is the automated readability index, whose grade 6 is read at eleven or twelve. It counts
characters, words and sentences; what is put into the gaps is short.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import textstat

from fingerpost.surfaces import words

ELEVEN_OR_TWELVE = 6
FEW_WORDS = 10
"""Of fewer words a grade says little: "Guests of this workspace cannot use Fingerpost." would be hard."""

HARDEST_SENTENCE = 10
LONGEST_SENTENCE = 32
_GAP = re.compile(r"\{[^}]*\}")
_SENTENCE = re.compile(r"(?<=[.?!:])\s+")
PRIVATE = ("counts once", "tell Fingerpost", "tells Fingerpost", "good for", "Confirm by", "the same day")


def texts() -> dict[str, str]:
    """Every text with its key, refusals with theirs."""
    said = {f"refusal.{code}": " ".join(both) for code, both in words._REFUSALS.items()}
    return {key: _GAP.sub("Ann", text) for key, text in (words.ENGLISH | said).items()}


def sentences() -> Iterator[tuple[str, str]]:
    for key, text in texts().items():
        for sentence in _SENTENCE.split(text.strip()):
            if len(sentence.split()) >= FEW_WORDS:
                yield key, sentence


def grade(text: str) -> float:
    return float(textstat.automated_readability_index(text))


def test_the_whole_table_is_read_at_eleven_or_twelve() -> None:
    spoken = [text if text.endswith((".", "?", "!")) else f"{text}." for text in texts().values()]
    longer = [text for text in spoken if len(text.split()) > FEW_WORDS // 2]
    assert grade(" ".join(longer)) <= ELEVEN_OR_TWELVE


def test_no_sentence_is_hard() -> None:
    hard = [(key, sentence) for key, sentence in sentences() if grade(sentence) > HARDEST_SENTENCE]
    assert hard == []


def test_no_sentence_is_long() -> None:
    too_long = [(key, one) for key, one in sentences() if len(one.split()) > LONGEST_SENTENCE]
    assert too_long == []


@pytest.mark.parametrize("phrase", PRIVATE)
def test_no_private_phrase_is_left(phrase: str) -> None:
    assert [key for key, text in texts().items() if phrase in text] == []
