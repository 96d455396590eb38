"""Every line the functions may log, with the fields each may carry.

Logs are read by many and kept for long, so they hold codes, counts, opaque ids and references: never text
that somebody typed, never the text of an exception, never a library's own words.
"""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from fingerpost.domain.errors import FingerpostError

Value = str | int | float | bool

OURS = "fingerpost"
_CODE = re.compile(r"[A-Za-z0-9_.:#/-]{0,100}")  # ids, references, class names: nothing with a space
_WITHHELD = "(withheld)"


class Line(Enum):
    """One line: its code, its level and the only fields that it carries.

    error: the class of an exception. code: an error code of the chat product or of AWS.
    """

    LEDGER_WRITE_FAILED = "LEDGER_WRITE_FAILED", logging.ERROR, ("act", "reference", "error", "code")
    ASK_ANSWERED = "ASK_ANSWERED", logging.INFO, ("outcome",)
    ACT_REFUSED = "ACT_REFUSED", logging.INFO, ("act", "because")
    CANNOT_ANSWER = "CANNOT_ANSWER", logging.ERROR, ("reference", "error", "code")
    FANOUT_DONE = "FANOUT_DONE", logging.INFO, ("involvement", "version", "kind", "told")
    FANOUT_FAILED = "FANOUT_FAILED", logging.ERROR, ("error", "code", "sequence")
    FANOUT_PARKED = "FANOUT_PARKED", logging.ERROR, ("sequence",)
    RECIPIENT_UNKNOWN = "RECIPIENT_UNKNOWN", logging.WARNING, ("involvement", "unknown")
    NOTICE_DELIVERED = "NOTICE_DELIVERED", logging.INFO, ("notice", "kind", "attempts")
    NOTICE_UNDELIVERABLE = "NOTICE_UNDELIVERABLE", logging.ERROR, ("notice", "kind", "attempts", "code")
    NOTICE_POSTPONED = "NOTICE_POSTPONED", logging.WARNING, ("error", "code", "seconds", "receives")
    CLOCK_DONE = "CLOCK_DONE", logging.INFO, ("moved", "left", "failed")
    CLOCK_FAILED = "CLOCK_FAILED", logging.ERROR, ("error", "code")
    DUE_FAILED = "DUE_FAILED", logging.ERROR, ("work", "due", "error", "code")
    REKEYED = "REKEYED", logging.INFO, ("stage", "table", "segment", "seen", "changed", "busy", "done")
    REKEYING_FAILED = "REKEYING_FAILED", logging.ERROR, ("stage", "error", "code")
    VISIBILITY_NOT_CHANGED = "VISIBILITY_NOT_CHANGED", logging.WARNING, ("error",)

    LEDGER_SEALED = "LEDGER_SEALED", logging.INFO, ("number", "lines")
    LEDGER_CHANGED = "LEDGER_CHANGED", logging.ERROR, ("code",)
    SEALING_FAILED = "SEALING_FAILED", logging.ERROR, ("error", "code")

    IMPORT_PART_TAKEN = (
        "IMPORT_PART_TAKEN",
        logging.INFO,
        ("feed", "part", "accepted", "unchanged", "rejected"),
    )
    IMPORT_MOVED = "IMPORT_MOVED", logging.INFO, ("feed", "state", "rows", "rejected")
    IMPORT_FAILED = "IMPORT_FAILED", logging.ERROR, ("step", "error", "code")

    TURNED_AWAY = "TURNED_AWAY", logging.WARNING, ("door", "code")
    ASKED_TOO_ALIKE = "ASKED_TOO_ALIKE", logging.WARNING, ("reference",)
    SLACK_CALL_FAILED = "SLACK_CALL_FAILED", logging.WARNING, ("method", "code")
    SLACK_APP_CHANGED = "SLACK_APP_CHANGED", logging.ERROR, ("event",)
    TEAMS_CALL_FAILED = "TEAMS_CALL_FAILED", logging.WARNING, ("method", "error")
    OLD_FORM = "OLD_FORM", logging.INFO, ("door", "act", "error")
    SURFACE_FAILED = "SURFACE_FAILED", logging.ERROR, ("door", "act", "error")

    def __init__(self, code: str, level: int, fields: tuple[str, ...]) -> None:
        self.code = code
        self.level = level
        self.fields = fields


def log(line: Line, **fields: Value) -> None:
    """Log one line. A field that the line does not list is left out, and its name is logged as withheld."""
    kept = {name: _tame(value) for name, value in fields.items() if name in line.fields}
    withheld = sorted(set(fields) - set(line.fields))
    extra = kept | ({"withheld": withheld} if withheld else {})
    logging.getLogger(OURS).log(line.level, line.code, extra=extra, stacklevel=2)


def code_of(error: BaseException | None) -> str:
    """What one of our own errors says, as a code; their texts never carry anything of a child.

    Empty for everybody else's errors, whose texts may hold whatever they were given.
    """
    return re.sub(r"[\s,]+", "_", str(error))[:100] if isinstance(error, FingerpostError) else ""


def configure(service: str) -> None:
    """Write the catalogue's lines as JSON to standard output, with the standard library alone.

    For the function that must answer within three seconds from cold: Powertools' Logger takes 41 ms to load.
    """
    _write_as(_JsonFormatter(service))


def configure_with_powertools(service: str) -> None:
    """The same lines as Powertools' Logger writes them, for functions nobody waits for."""
    # The formatter, not the Logger: that one takes the service's name for the logger's, which is fixed here.
    from aws_lambda_powertools.logging.formatter import LambdaPowertoolsFormatter

    _write_as(LambdaPowertoolsFormatter(service=service, utc=True))


def quiet_libraries() -> None:
    """From now on a record of any logger but ours says where it was logged, and nothing of what.

    Bolt logs whole bodies at a bad signature, slack_sdk and botocore whole requests at DEBUG. A filter on
    a logger misses its children and one on a handler misses later handlers, so this sits where records are
    made.
    """
    logging.setLogRecordFactory(_quiet_record)


def _tame(value: Value) -> Value:
    if isinstance(value, str):
        return str(value) if _CODE.fullmatch(value) else _WITHHELD
    return value


def _write_as(formatter: logging.Formatter) -> None:
    handler = _StandardOutput()
    handler.setFormatter(formatter)
    logger = logging.getLogger(OURS)
    logger.handlers = [handler]
    logger.setLevel(logging.INFO)
    logger.propagate = False  # the Lambda runtime's own handler would print each line a second time


class _StandardOutput(logging.Handler):
    """Where Lambda reads. Not a StreamHandler: that one keeps the output of the moment when it was made."""

    def emit(self, record: logging.LogRecord) -> None:
        print(self.format(record), flush=True)


def _quiet_record(*args: Any, **kwargs: Any) -> logging.LogRecord:  # noqa: ANN401 - logging's own signature
    record = logging.LogRecord(*args, **kwargs)
    if record.name != OURS:
        record.msg = f"{record.name}: message withheld ({record.filename}:{record.lineno})"
        record.args = None
        record.exc_info = None
        record.stack_info = None
    return record


_STANDARD = frozenset(logging.LogRecord("", 0, "", 0, "", None, None).__dict__)


class _JsonFormatter(logging.Formatter):
    """The shape Powertools gives, so that one query reads the logs of all functions."""

    def __init__(self, service: str) -> None:
        super().__init__()
        self._service = service

    def format(self, record: logging.LogRecord) -> str:
        extra = {name: value for name, value in record.__dict__.items() if name not in _STANDARD}
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        head = {"level": record.levelname, "message": record.msg, "timestamp": at, "service": self._service}
        return json.dumps(head | extra)
