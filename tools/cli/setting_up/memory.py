"""What `fingerpost init` remembers between two runs: what was answered, and never a secret."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Memory:
    """The answers by the name of their question, in a file of one's own. Steps that are done are not in it:
    whether one is, is looked up where it was done."""

    file: Path
    answers: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def at(cls, file: Path) -> Memory:
        """What was remembered there; nothing where the file is not one of ours."""
        try:
            read = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            read = {}
        return cls(file, read if isinstance(read, dict) else {})

    def remember(self, name: str, answer: Any) -> None:  # noqa: ANN401 - JSON
        """At once, and whole: whoever is broken off finds what was answered before."""
        self.answers[name] = answer
        self.file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self.file.with_suffix(".part")
        unfinished.touch(mode=0o600)
        unfinished.write_text(json.dumps(self.answers, indent=1, ensure_ascii=False), encoding="utf-8")
        unfinished.replace(self.file)

    def get(self, name: str, otherwise: str = "") -> str:
        """An answer, as it was given."""
        return str(self.answers.get(name, otherwise))
