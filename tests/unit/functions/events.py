"""The payload files of `events/`, which `sam local` can play as well."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[3] / "events"


def event(name: str) -> dict[str, Any]:
    """One trigger's payload."""
    payload: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return payload


def names(function: str) -> list[str]:
    """Every payload that there is for a function."""
    return sorted(path.stem for path in FOLDER.glob(f"{function}.*.json"))
