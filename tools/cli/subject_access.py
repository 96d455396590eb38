"""`ledger who-asked` and `ledger subject-access`: who asked about a child, and all that is held (I3, I4).

Both are on the ledger themselves, in the name of whoever runs them, before anything is read. What is handed
to a family is redacted by rule: no worker is named, only their service; a sensitive service is not named at
all; what others typed about the child is not shown, since it may be about somebody else.
"""

from __future__ import annotations

import argparse
import csv
import html
import io
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boto3

from fingerpost.adapters.dynamodb.child_index import DynamoChildIndex
from fingerpost.adapters.dynamodb.directory import DynamoDirectory
from fingerpost.adapters.dynamodb.ledger import DynamoLedger
from fingerpost.adapters.dynamodb.record_keeping import DynamoReferences
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.dynamodb.trail import DynamoTrail
from fingerpost.adapters.keyring import Keyring, open_keyring
from fingerpost.domain.child import Details
from fingerpost.domain.errors import NotFound
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.practitioner import Practitioner
from fingerpost.domain.reference import reference_from
from fingerpost.domain.service import Service
from fingerpost.usecases.ports.index import ChildFile
from tools.cli.keys import AdminsKey

WITHHELD = "withheld: a service that may not be named here; ask the area's officer"
NOBODY = "not in the directory any more"

Row = tuple[str, ...]


class NoSuchRecord(Exception):
    """The reference leads to no record."""


def add_to(verbs: Any) -> None:  # noqa: ANN401 - argparse's own class is private
    """Declare both verbs under `ledger`."""
    who = verbs.add_parser("who-asked", help="who asked about a child, when, why, with what outcome")
    whole = verbs.add_parser("subject-access", help="all that is held of a child, redacted, as HTML and CSV")
    whole.add_argument("--out", type=Path, required=True, help="folder the two files are written to")
    for each in (who, whole):
        each.add_argument("reference", help="of an involvement, a watch, a dispute or a merge of the child")
        each.add_argument("--stack", required=True, help="name of the CloudFormation stack")


def run(asked: argparse.Namespace, outputs: Mapping[str, str]) -> str:
    """What was found, or where it was written. outputs: of the stack. Raises NoSuchRecord, Unavailable."""
    registry = _registry(outputs)
    if asked.verb == "who-asked":
        return as_csv(registry.who_asked(asked.reference)).strip()
    return _written(registry.subject_access(asked.reference), asked.out)


def _registry(outputs: Mapping[str, str]) -> Registry:
    store = Store(outputs["IndexTableName"], outputs["CaseworkTableName"], outputs["LedgerTableName"])
    secret = boto3.client("secretsmanager").get_secret_value(SecretId=outputs["KeyringSecretName"])
    key = AdminsKey(boto3.client("kms"), outputs["KeyringKeyArn"])
    keyring = open_keyring(secret["SecretString"], key, outputs["StackName"])
    who = str(boto3.client("sts").get_caller_identity()["Arn"])
    return Registry(store, keyring, who, lambda: datetime.now(UTC))


@dataclass(frozen=True)
class Held:
    """Titled tables: what a family is given."""

    reference: str
    parts: tuple[tuple[str, Row, tuple[Row, ...]], ...]


@dataclass(frozen=True, repr=False)
class Registry:
    """Reads everything of one child, in the name of whoever runs it."""

    store: Store
    keyring: Keyring
    run_by: str
    clock: Callable[[], datetime]

    def who_asked(self, reference: str) -> tuple[Row, ...]:
        """One row for each line of the ledger about the child, people named: not for a family."""
        _, lines = self._read(reference, Act.WHO_ASKED)
        people, services = self._people(lines)
        head = ("time (UTC)", "reference", "act", "outcome", "reason", "family told", "service", "person")
        return (head, *(_asked_by(line, people, services) for line in lines))

    def subject_access(self, reference: str) -> Held:
        """All that is held of the child, redacted."""
        file, lines = self._read(reference, Act.SUBJECT_ACCESS)
        services = self._services(_services_in(file, lines))
        return Held(reference, tuple(_parts(file, lines, services)))

    def _read(self, reference: str, act: Act) -> tuple[ChildFile, tuple[LedgerEntry, ...]]:
        """The attempt is on the ledger before anything of the child is read, and so is what came of it."""
        attempt = self._attempt(act)
        ledger = DynamoLedger(self.store, self.keyring, self.clock)
        ledger.attempt(attempt, None)
        try:
            child_id = DynamoReferences(self.store, self.keyring).child_of(reference)
        except NotFound:
            ledger.outcome(replace(attempt, phase=Phase.OUTCOME, outcome="no_such_record"))
            raise NoSuchRecord(f"{reference} leads to no record.") from None
        ledger.outcome(replace(attempt, phase=Phase.OUTCOME, outcome=act.value, child_id=child_id))
        file = DynamoChildIndex(self.store, self.keyring).child_file(child_id)
        return file, DynamoTrail(self.store, self.keyring).of(_ids(child_id, file))

    def _attempt(self, act: Act) -> LedgerEntry:
        reference = reference_from(secrets.token_bytes(16))
        return LedgerEntry(reference, act, Phase.ATTEMPT, self.clock(), self.run_by)

    def _people(
        self, lines: Iterable[LedgerEntry]
    ) -> tuple[Mapping[str, Practitioner], Mapping[str, Service]]:
        people = DynamoDirectory(self.store, self.clock).practitioners(
            sorted({one.actor_id for one in lines})
        )
        return people, self._services({line.service_id for line in lines})

    def _services(self, ids: Iterable[str]) -> Mapping[str, Service]:
        return DynamoDirectory(self.store, self.clock).services(sorted(set(ids) - {""}))


def _services_in(file: ChildFile, lines: Iterable[LedgerEntry]) -> Iterable[str]:
    yield from (line.service_id for line in lines)
    yield from (one.service_id for one in file.involvements)
    yield from (one.service_id for one in file.watches)


def _ids(child_id: str, file: ChildFile) -> tuple[str, ...]:
    """Every id under which the child stood: what was asked before a merge counts as well."""
    joined = (one for merge in file.merges for one in (merge.joining.child_id, merge.joining.absorbed_id))
    own = (file.child.id,) if file.child else ()
    return tuple(dict.fromkeys((child_id, *own, *joined)))


def _asked_by(line: LedgerEntry, people: Mapping[str, Practitioner], services: Mapping[str, Service]) -> Row:
    person = people[line.actor_id].name if line.actor_id in people else line.actor_id
    service = services[line.service_id].name if line.service_id in services else line.service_id
    return (*_of_line(line), service, person)


def _of_line(line: LedgerEntry) -> Row:
    told = line.family_told.value if line.family_told else ""
    return (f"{line.at:%Y-%m-%d %H:%M}", line.reference, line.act, line.outcome, line.reason, told)


# ------------------------------------------------------------------ redacted


def _parts(
    file: ChildFile, lines: Sequence[LedgerEntry], services: Mapping[str, Service]
) -> Iterable[tuple[str, Row, tuple[Row, ...]]]:
    sensitive = {one.service_id for one in file.involvements if one.sensitive}

    def named(service_id: str) -> str:
        return _service_named(service_id, services, sensitive)

    yield "Details held", ("what", "value"), tuple(_details(file))
    work = ("service", "since", "ended", "lead", "status")
    yield (
        "Services involved",
        work,
        tuple(
            (
                named(one.service_id),
                f"{one.since}",
                str(one.ended or ""),
                "yes" if one.lead else "",
                one.status,
            )
            for one in file.involvements
        ),
    )
    watched = tuple((named(one.service_id), one.reason, f"{one.until}") for one in file.watches)
    yield "Services that asked to be told", ("service", "reason", "until"), watched
    asked = ("time (UTC)", "reference", "act", "outcome", "reason", "family told", "service")
    yield (
        "Who asked and what was done",
        asked,
        tuple((*_of_line(line), named(line.service_id)) for line in lines if line.phase is Phase.OUTCOME),
    )


def _service_named(service_id: str, services: Mapping[str, Service], sensitive: set[str]) -> str:
    if service_id not in services:
        return NOBODY if service_id else "the system"
    service = services[service_id]
    return WITHHELD if service.sensitive or service_id in sensitive else service.name


def _details(file: ChildFile) -> Iterable[Row]:
    if file.child is None:
        return
    yield from _of_details(file.child.details)
    yield "area", file.child.area_id
    yield "kept until", f"{file.child.retain_until}"


def _of_details(details: Details) -> Iterable[Row]:
    if details.is_unborn:  # an unborn child's record holds the mother's details, and she is a third party
        yield "expected", f"{details.expected}"
        return
    yield from (("name", f"{name.given} {name.family}".strip()) for name in details.names)
    yield "birth date", _birth(details)
    yield from (("postcode", postcode) for postcode in details.postcodes)
    yield "sex", str(details.sex or "")
    yield from ((f"number ({one.kind})", one.value) for one in details.identifiers)


def _birth(details: Details) -> str:
    """To the day, or as far as it is known, by the letters of the standard: accurate, estimated, unknown."""
    part = details.birth_in_part
    known = f"{part.day} (day, month, year: {', '.join(part.accuracy)})" if part else ""
    return str(details.birth_date or known)


# ------------------------------------------------------------------ files


def as_csv(rows: Iterable[Row]) -> str:
    """Rows for a spreadsheet. What it would take for a formula begins with an apostrophe."""
    made = io.StringIO()
    csv.writer(made).writerows([_tame(cell) for cell in row] for row in rows)
    return made.getvalue()


def _tame(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else str(cell)


def as_html(held: Held) -> str:
    """One page that needs nothing else."""
    body = "".join(_table(*part) for part in held.parts)
    title = html.escape(f"What Fingerpost holds ({held.reference})")
    style = "body{font:16px sans-serif;margin:2em}td,th{text-align:left;padding:.3em 1em .3em 0}"
    head = f'<meta charset="utf-8"><title>{title}</title><style>{style}</style>'
    return f'<!doctype html><html lang="en"><head>{head}</head><body><h1>{title}</h1>{body}</body></html>'


def _table(title: str, head: Row, rows: Sequence[Row]) -> str:
    lines = "".join(f"<tr>{_cells('td', row)}</tr>" for row in rows)
    shown = f"<table><tr>{_cells('th', head)}</tr>{lines}</table>" if rows else "<p>Nothing.</p>"
    return f"<h2>{html.escape(title)}</h2>{shown}"


def _cells(tag: str, row: Row) -> str:
    return "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in row)


def _written(held: Held, folder: Path) -> str:
    """Readable by whoever runs it alone: these files are of a child."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    rows = [(title, *row) for title, head, rows in held.parts for row in (head, *rows)]
    for name, text in (("subject-access.html", as_html(held)), ("subject-access.csv", as_csv(rows))):
        file = folder / name
        file.touch(mode=0o600)
        file.write_text(text, encoding="utf-8")
    return f"Written to {folder}: subject-access.html, subject-access.csv"
