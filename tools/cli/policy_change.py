"""What policies that are not deployed yet would decide otherwise, of what was attempted lately.

The ledger holds who attempted what, not how they stood to a child. So each attempt is judged twice, by the
person as the directory has them now: as somebody with no relation to anything, and as somebody with every
relation. What changes for either is shown. What a policy says of chat accounts is not: no product is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from fingerpost.domain.ledger import LedgerEntry
from fingerpost.domain.practitioner import Caller, Channel, Practitioner
from fingerpost.domain.service import Service
from fingerpost.policy.decide import judge_by
from fingerpost.policy.files import (
    PolicyFiles,
    PolicyWords,
    files_of,
    policy_files,
    policy_text,
    policy_words,
    schema_text,
    words_of,
)
from fingerpost.policy.model import AccessRules, Circumstances, Judgement
from fingerpost.usecases.ports.access import Directory

_NOBODYS = Circumstances()
_EVERYBODYS = Circumstances(
    involved=True,
    watching=True,
    supervises_worker=True,
    own_area=True,
    shown=True,
    contact_asker=True,
    contact_asked=True,
)
NO_RULES = AccessRules(frozenset(), frozenset())


@dataclass(frozen=True)
class Change:
    """One attempt that would be decided otherwise.

    before, after: `permit`, or the refusal. by: the policies that would decide.
    """

    reference: str
    act: str
    before: str
    after: str
    by: str


@dataclass(frozen=True)
class Changes:
    """Judges by the deployed files and by those of a folder."""

    directory: Directory
    folder: Path

    @cached_property
    def _new(self) -> tuple[PolicyFiles, dict[str, PolicyWords]]:
        """Its own schema, if it has one. Raises Unavailable."""
        policies = policy_text(self.folder)
        schema = next(iter(sorted(self.folder.glob("*.cedarschema"))), None)
        return files_of(policies, schema.read_text("utf-8") if schema else schema_text()), words_of(policies)

    def among(self, attempts: Iterable[LedgerEntry]) -> Iterator[Change]:
        """Those of people whom the directory still knows; each once for each kind of relation."""
        for line in attempts:
            who = self.directory.practitioners([line.actor_id]).get(line.actor_id)
            if who is not None:
                service = self.directory.services([who.service_id]).get(who.service_id)
                yield from dict.fromkeys(self._of(line, who, service))

    def _of(self, line: LedgerEntry, who: Practitioner, service: Service | None) -> Iterator[Change]:
        old, old_words = policy_files(), policy_words()
        new, new_words = self._new
        caller = Caller(Channel.API, None, who)
        for relation in (_NOBODYS, _EVERYBODYS):
            about = replace(relation, service=service)
            asked = (caller, line.act, about, NO_RULES, line.at.date())
            before, after = judge_by(old, old_words, *asked), judge_by(new, new_words, *asked)
            if _told(before) != _told(after):
                by = ", ".join(after.policies)
                yield Change(line.reference, line.act.value, _told(before), _told(after), by)


def _told(judgement: Judgement) -> str:
    return "permit" if judgement.permitted else str(judgement.because)
