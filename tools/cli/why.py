"""`fingerpost why REFERENCE`: what was decided under a reference, and by which policies, in words.

`fingerpost policy-change FOLDER`: what policies that are not deployed yet would decide otherwise.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from fingerpost.adapters.dynamodb import keys
from fingerpost.adapters.dynamodb.attributes import Item, from_attributes
from fingerpost.adapters.dynamodb.directory import DynamoDirectory
from fingerpost.adapters.dynamodb.ledger import DynamoLedger
from fingerpost.adapters.dynamodb.queries import Query
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.keyless import no_keyring
from fingerpost.domain.errors import Unavailable
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.reference import reference_from
from fingerpost.policy.files import policy_words
from fingerpost.surfaces.words import say_refusal
from tools.cli.deployment import speak_to
from tools.cli.exits import Exit, Trouble
from tools.cli.policy_change import Change, Changes
from tools.cli.session import Session

MOST_LINES = 100_000
MOST_SHOWN = 40
Days = Annotated[int, typer.Option(min=1, max=400, help="how many days back")]


@dataclass(frozen=True, repr=False)
class Reasons:
    """Reads the ledger in the name of whoever runs it; nothing boxed is opened, and no child is named."""

    store: Store
    run_by: str
    clock: Callable[[], datetime]

    def lines_of(self, reference: str, days: int) -> list[LedgerEntry]:
        """Attempt and outcome under a reference, oldest first. That it was asked is on the ledger first."""
        with_trail = self._on_the_ledger(f"reference:{reference}")
        found = [line for line in self._within(days, reference) if line.reference == reference]
        with_trail(f"listed:{len(found)}")
        return sorted(found, key=lambda line: (line.at, line.phase is Phase.OUTCOME))

    def attempts(self, days: int) -> list[LedgerEntry]:
        """Every act that people attempted within so many days."""
        with_trail = self._on_the_ledger("policy:change")
        found = [line for line in self._within(days) if line.phase is Phase.ATTEMPT]
        with_trail(f"listed:{len(found)}")
        return found

    def _on_the_ledger(self, about: str) -> Callable[[str], None]:
        ledger = DynamoLedger(self.store, no_keyring(), self.clock)
        name = reference_from(secrets.token_bytes(16))
        attempt = LedgerEntry(name, Act.AUDIT, Phase.ATTEMPT, self.clock(), self.run_by, about=about)
        ledger.attempt(attempt, None)
        return lambda outcome: ledger.outcome(replace(attempt, phase=Phase.OUTCOME, outcome=outcome))

    def _within(self, days: int, reference: str = "") -> Iterator[LedgerEntry]:
        """The newest day first. reference: only the partitions that it may stand in."""
        for ago in range(days):
            day = self.clock() - timedelta(days=ago)
            for partition in _partitions(day, reference):
                rows = self.store.rows(Query(self.store.ledger, partition, MOST_LINES))
                yield from map(_line, rows)


def _partitions(day: datetime, reference: str) -> tuple[str, ...]:
    if not reference:
        return tuple(one for one in keys.ledger_partitions(day) if one.startswith("L#"))
    line = LedgerEntry(reference, Act.ASK, Phase.ATTEMPT, day, "")
    return (keys.ledger_entry(line).pk, keys.ledger_entry(replace(line, act=Act.NOTIFY)).pk)


def _line(item: Item) -> LedgerEntry:
    return from_attributes(LedgerEntry, item, details=None, note="")


def in_words(lines: list[LedgerEntry]) -> Iterator[str]:
    """Who did what when, what came of it, and by what it was decided; nothing of a child."""
    first, last = lines[0], lines[-1]
    about = f", about {first.about}" if first.about else ""
    act, at = first.act.replace("_", " "), f"{first.at:%Y-%m-%d %H:%M} UTC"
    yield f"{first.reference}: {first.actor_id} tried to {act}{about}, {at}."
    if last.phase is Phase.ATTEMPT:
        yield "It never came to an outcome: something it rests on failed, and nothing was shown."
        return
    kind, _, because = last.outcome.partition(":")
    if kind != "refused":
        yield f"It was not refused. Outcome: {last.outcome.replace('_', ' ')}."
    else:
        why, what_to_do = say_refusal(because)
        yield f"It was refused. They were told: {why} {what_to_do}"
    words = {policy.name: policy.says for policy in policy_words().values()}
    for name in last.policies:
        yield f"  {name}: {words.get(name, 'a policy of an earlier version.')}"
    yield f"Policies at version {last.policy_version or first.policy_version or 'unknown'}."


def why(
    context: typer.Context,
    reference: Annotated[str, typer.Argument(help="such as FP-7K3MX-2Q9DT, as the person was shown it")],
    days: Days = 30,
) -> None:
    """Why was this refused? Or what came of it, and by which policies it was decided."""
    session = Session.of(context)
    lines = _reasons(session).lines_of(reference.strip().upper(), days)
    if not lines:
        raise Trouble(
            f"Nothing is on the ledger under {reference} within {days} days.",
            "Look further back with --days, or check the reference.",
            Exit.NOT_THERE,
        )
    for sentence in in_words(lines):
        session.screen.say(sentence)


def policy_change(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="folder with the policies to come", exists=True)],
    days: Days = 30,
) -> None:
    """What would be decided otherwise, had these policies stood for the last 30 days."""
    session = Session.of(context)
    reasons = _reasons(session)
    changes = Changes(DynamoDirectory(reasons.store, reasons.clock), folder)
    found = list(changes.among(reasons.attempts(days)))
    for line in shown(found):
        session.screen.say(line)
    if not found:
        session.screen.say(f"None of what was attempted within {days} days would be decided otherwise.")


def shown(found: list[Change]) -> Iterator[str]:
    """By act and decision, the most frequent first, with a reference to look at."""
    counted = Counter((one.act, one.before, one.after, one.by) for one in found)
    example = {(one.act, one.before, one.after, one.by): one.reference for one in found}
    for key, number in counted.most_common(MOST_SHOWN):
        act, before, after, by = key
        yield f"{number} x {act}: {before} -> {after} by {by or 'no permission'}, such as {example[key]}"


def _reasons(session: Session) -> Reasons:
    deployment = session.deployment
    speak_to(deployment)
    run_by = str(deployment.client("sts").get_caller_identity()["Arn"])
    names = (deployment.outputs[f"{table}TableName"] for table in ("Index", "Casework", "Ledger"))
    try:
        return Reasons(Store(*names), run_by, lambda: datetime.now(UTC))
    except Unavailable as fault:
        next_step = "Your rights must include its table."
        raise Trouble(f"The ledger does not answer: {fault}", next_step) from fault
