"""Other engines on identical questions: Splink (tuned, all pairs), recordlinkage's ECM, exact name and date.

Each is given the same normalised details and no truth, and answers in the same form: the best child, and
whether it is sure. Sure is a probability of 0.99, or for the exact rule that one child alone agrees.
"""

from __future__ import annotations

import logging
import warnings
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from benchmarks.matching.recognition import Answer
from fingerpost.domain.child import Details
from fingerpost.matching.decide import POSSIBLE_AT
from fingerpost.matching.model import MatchOutcome
from fingerpost.matching.normalise import joined, postcode_text
from fingerpost.matching.ranked import CONFIRM_AT

People = Mapping[str, Details]
Best = dict[str, tuple[str, float]]
_ECM_SURE = 0.5  # its own classification: its probabilities hardly ever reach 0.99
_COLUMNS = ("given", "family", "born", "postcode")


def exact(index: People, asked: People) -> dict[str, Answer]:
    """The child who alone has the same names and birth date."""
    held: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for key, details in index.items():
        held[_row(details)[:3]].append(key)
    answers = {}
    for key, details in asked.items():
        row = _row(details)[:3]
        found = held[row] if all(row) and row in held else []
        answers[key] = _answer((found[0], 1.0 if len(found) == 1 else 0.5) if found else None, len(found))
    return answers


def splink(index: People, asked: People) -> dict[str, Answer]:
    """Splink 5 on DuckDB over every pair."""
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    database = DuckDBAPI()
    frames = [
        database.register(_frame(people), dataset_display_name=name) for name, people in _named(index, asked)
    ]
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=_comparisons(),
        blocking_rules_to_generate_predictions=[{"blocking_rule": "1=1"}],
        probability_two_random_records_match=1 / len(index),
        retain_matching_columns=False,
        max_iterations=40,
    )
    linker = Linker(frames, settings, log_level=None)
    linker.training.estimate_u_using_random_sampling(max_pairs=4e6, seed=1)
    for columns in (("given", "born"), ("family", "born"), ("given", "family")):
        linker.training.estimate_parameters_using_expectation_maximisation(
            block_on(*columns), record_sample_proportion=1.0
        )
    pairs = linker.inference.predict(threshold_match_weight=-8).as_pandas_dataframe()  # type: ignore[no-untyped-call]
    return _best_of(pairs.unique_id_l, pairs.unique_id_r, pairs.match_probability, asked)


def ecm(index: People, asked: People) -> dict[str, Answer]:
    """recordlinkage's unsupervised ECM classifier, blocked on each detail in turn."""
    import recordlinkage

    warnings.filterwarnings("ignore", module="recordlinkage|sklearn|pandas")
    left, right = (_frame(people).set_index("unique_id") for people in (index, asked))
    indexer = recordlinkage.Index()
    for column in _COLUMNS:
        indexer.block(column)
    pairs = indexer.index(left, right)
    comparing = recordlinkage.Compare()
    for column in _COLUMNS:
        comparing.string(column, column, method="damerau_levenshtein", threshold=0.8, label=column)
    vectors = comparing.compute(pairs, left, right)
    classifier = recordlinkage.ECMClassifier(binarize=0.5, max_iter=200)
    classifier.fit(vectors)
    chances = classifier.prob(vectors)
    return _best_of(
        chances.index.get_level_values(0), chances.index.get_level_values(1), chances, asked, _ECM_SURE
    )


def _named(index: People, asked: People) -> tuple[tuple[str, People], tuple[str, People]]:
    return ("a_index", index), ("b_asked", asked)


def _row(details: Details) -> tuple[str | None, ...]:
    name = details.names[0]
    born = details.birth_date.isoformat() if details.birth_date else None
    postcode = postcode_text(details.postcodes[0]) if details.postcodes else None
    return joined(name.given) or None, joined(name.family) or None, born, postcode


def _frame(people: People) -> pd.DataFrame:
    rows = [(key, *_row(details)) for key, details in people.items()]
    return pd.DataFrame(rows, columns=["unique_id", *_COLUMNS])


def _best_of(
    children: Iterable[str],
    questions: Iterable[str],
    chances: Iterable[float],
    asked: People,
    sure_at: float = CONFIRM_AT,
) -> dict[str, Answer]:
    frame = pd.DataFrame({"child": list(children), "question": list(questions), "chance": list(chances)})
    ordered = frame.sort_values(["chance", "child"], ascending=[False, True])
    met = ordered.groupby("question").size().to_dict()
    first = ordered.drop_duplicates("question").set_index("question")
    best = {key: (row.child, row.chance) for key, row in first.iterrows()}
    return {key: _answer(best.get(key), met.get(key, 0), sure_at) for key in asked}


def _answer(best: tuple[str, float] | None, candidates: int, sure_at: float = CONFIRM_AT) -> Answer:
    child, chance = best or (None, 0.0)
    outcome = MatchOutcome.NONE
    if chance >= sure_at:
        outcome = MatchOutcome.CONFIRMED
    elif chance >= POSSIBLE_AT:
        outcome = MatchOutcome.POSSIBLE
    sure = child if outcome is MatchOutcome.CONFIRMED else None
    return Answer(outcome, sure, child, reads=None, candidates=candidates, cpu_ms=None)


def _comparisons() -> list[Any]:
    return [_name("given", "family"), _name("family", "given"), _born(), _postcode()]


def _name(column: str, other: str) -> dict[str, Any]:
    near = f"jaro_winkler_similarity({column}_l, {column}_r)"
    crossed = f"jaro_winkler_similarity({column}_l, {other}_r)"
    return _custom(
        column,
        f"{column}_l IS NULL OR {column}_r IS NULL",
        [
            f"{column}_l = {column}_r",
            f"{near} >= 0.92",
            f"{near} >= 0.85",
            f"{crossed} >= 0.92",
            f"{near} >= 0.75",
        ],
        frequencies=True,
    )


def _born() -> dict[str, Any]:
    same = "born_l = born_r"
    edits = "damerau_levenshtein(born_l, born_r)"
    spans = ("1, 4", "6, 2", "9, 2")  # year, month, day
    parts = " + ".join(f"CAST(substr(born_l, {span}) = substr(born_r, {span}) AS INT)" for span in spans)
    swapped = "born_l = substr(born_r, 1, 5) || substr(born_r, 9, 2) || '-' || substr(born_r, 6, 2)"
    tests = [same, f"{swapped} OR {edits} <= 1", f"{edits} <= 2", f"({parts}) >= 2", f"({parts}) >= 1"]
    return _custom("born", "born_l IS NULL OR born_r IS NULL", tests, frequencies=False)


def _postcode() -> dict[str, Any]:
    tests = [
        "postcode_l = postcode_r",
        "damerau_levenshtein(postcode_l, postcode_r) <= 1",
        "damerau_levenshtein(postcode_l, postcode_r) <= 2",
    ]
    return _custom("postcode", "postcode_l IS NULL OR postcode_r IS NULL", tests, frequencies=True)


def _custom(column: str, missing: str, tests: list[str], *, frequencies: bool) -> dict[str, Any]:
    """A Splink comparison: missing, each test in turn, else. The first is exact, with term frequencies."""
    levels: list[dict[str, Any]] = [
        {"sql_condition": missing, "label_for_charts": "missing", "is_null_level": True}
    ]
    levels += [{"sql_condition": test, "label_for_charts": f"{column} {at}"} for at, test in enumerate(tests)]
    if frequencies:
        levels[1]["tf_adjustment_column"] = column
    levels.append({"sql_condition": "ELSE", "label_for_charts": "else"})
    return {"output_column_name": column, "comparison_levels": levels}
