"""What the state machine of imports brings: a file to open, a part of it to take, all of it to close."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fingerpost.domain.errors import FingerpostError
from fingerpost.domain.feed_imports import FeedImport, FilePart, SentFile
from fingerpost.domain.feed_rows import RowOutcome
from fingerpost.domain.made_when_used import dataclass
from fingerpost.log_catalogue import Line, code_of, log
from fingerpost.usecases.feeds.importing import ENDED, ImportFiles

Json = dict[str, Any]


@dataclass(frozen=True)
class OnStep:
    """One step. file_of, parts_key, part_of: how the bucket names things."""

    imports: ImportFiles
    file_of: Callable[[str, str], SentFile | None]
    parts_key: Callable[[SentFile], str]
    part_of: Callable[[Json], FilePart]

    def __call__(self, event: Mapping[str, Any]) -> Json:
        """What the next step needs. Raises, so that the step is tried again, or driven on by hand."""
        file = self.file_of(event["file"]["key"], event["file"]["etag"])
        if file is None:
            return {"go": False}
        try:
            return self._step(event, file)
        except FingerpostError as fault:
            log(Line.IMPORT_FAILED, step=str(event["step"]), error=type(fault).__name__, code=code_of(fault))
            raise

    def _step(self, event: Mapping[str, Any], file: SentFile) -> Json:
        match event["step"]:
            case "open":
                return self._opened(event, file)
            case "take":
                return self._taken(event, file)
            case _:
                return _told(self.imports.close(file))

    def _opened(self, event: Mapping[str, Any], file: SentFile) -> Json:
        opened = self.imports.open(file)
        go = opened.state not in ENDED
        return {"go": go, "file": dict(event["file"]), "parts_key": self.parts_key(file), **_told(opened)}

    def _taken(self, event: Mapping[str, Any], file: SentFile) -> Json:
        """Counts alone: what a step answers is kept by Step Functions."""
        part = self.part_of(event["part"])
        taken = self.imports.take(file, part)
        counts = {
            str(outcome): sum(one.outcome is outcome for one in taken.results) for outcome in RowOutcome
        }
        log(Line.IMPORT_PART_TAKEN, feed=file.feed_id, part=part.number, **counts)
        return counts


def _told(one: FeedImport) -> Json:
    log(Line.IMPORT_MOVED, feed=one.feed_id, state=one.state, rows=one.rows, rejected=one.rejected)
    return {"import": one.id, "state": str(one.state), "parts": one.parts}
