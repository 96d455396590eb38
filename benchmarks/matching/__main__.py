"""`make bench-matching`; on any files with `--index A.csv --ask B.csv --truth T.csv [--train U.csv]`.

The last line printed is one JSON object; docs/matching.md explains its keys.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.matching.measures import ask_all, figures
from benchmarks.matching.people_files import People, Truth, read_people, read_truth
from benchmarks.matching.recognition import told_of
from fingerpost.matching.score import Weights, shipped_weights


def main(arguments: list[str] | None = None) -> None:
    """Measure, and print the figures."""
    options = _parser().parse_args(arguments)
    given = [options.index, options.ask, options.truth]
    if any(given) and not all(given):
        sys.exit("--index, --ask and --truth belong together")
    for path in filter(None, [*given, options.train]):
        if not path.is_file():
            sys.exit(f"{path} is not a file")
    result = _on_files(options) if all(given) else _on_public_data(options)
    print(json.dumps(result))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.matching", description=__doc__)
    for name, words in {
        "index": "people in the index",
        "ask": "people asked for",
        "truth": "which is which",
        "train": "people, without links, to learn the weights from; the shipped weights otherwise",
    }.items():
        parser.add_argument(f"--{name}", type=Path, help=words)
    return parser


def _on_files(options: argparse.Namespace) -> dict[str, Any]:
    index, asked, truth = read_people(options.index), read_people(options.ask), read_truth(options.truth)
    weights = told_of(_weights(options.train), len(index.details))
    judged = ask_all(index.details, asked.details, truth.right, weights)
    return {
        **figures(judged),
        "weights": weights.version,
        "faults": {
            "index": dict(index.faults),
            "ask": dict(asked.faults),
            "truth": _truth_faults(index, asked, truth),
        },
    }


def _truth_faults(index: People, asked: People, truth: Truth) -> dict[str, int]:
    """What the truth says of people who are not in the files, and questions of which it says nothing."""
    linked = [child for children in truth.right.values() for child in children]
    named = Counter(
        question_not_in_ask_file=sum(key not in asked.details for key in truth.right),
        child_not_in_index_file=sum(child not in index.details for child in linked),
        question_without_truth_not_measured=sum(key not in truth.right for key in asked.details),
    )
    return {fault: count for fault, count in (truth.faults + named).items() if count}


def _weights(train: Path | None) -> Weights:
    if train is None:
        return shipped_weights()
    from tools.training.learn import learned_from_people

    return learned_from_people(list(read_people(train).details.values()))


def _on_public_data(options: argparse.Namespace) -> dict[str, Any]:
    from benchmarks.matching.public_data import compare_engines

    return compare_engines(_weights(options.train))


if __name__ == "__main__":
    main()
