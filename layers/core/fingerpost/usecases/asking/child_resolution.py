"""Which child a new involvement or watch belongs to: one the index knows, a new one, or not clear yet."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from fingerpost.domain.child import Child, Details
from fingerpost.domain.confidential import Confidential
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.retention import retained_until
from fingerpost.matching.model import Decision, MatchOutcome
from fingerpost.matching.normalise import given_parts, name_parts, telling_birth, without_day_of_entry
from fingerpost.matching.tokens import index_keys, read_first
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.asking.answering import NOTHING_SHOWN, Answering, Shown
from fingerpost.usecases.asking.finding import Finder, Found, Show
from fingerpost.usecases.asking.services_named import ServicesNamed
from fingerpost.usecases.ports.acting import Transaction
from fingerpost.usecases.ports.index import NO_FILE, ChildFile, ChildIndex


@dataclass(frozen=True, repr=False)
class ResolvedChild(Confidential):
    """The child to write to.

    before: as the index has it, None for a new one. hidden: the index has it, but to whoever writes it has to
    look like a new one. seen: who was met before a new child was found to be new. near: whom the details of
    another child may mean as well. shielded: children behind a shield that may be meant: a new child is a
    double of theirs from now on. meant: the files of all that the details may mean.
    """

    before: Child | None
    after: Child
    file: ChildFile
    hidden: bool = False
    seen: tuple[str, ...] = ()
    shielded: tuple[Child, ...] = ()
    near: Child | None = None
    meant: tuple[ChildFile, ...] = ()

    @property
    def added(self) -> tuple[str, ...]:
        """Rules for the ledger: which details of a child the index knew were added to."""
        if self.before is None:
            return ()
        return tuple(f"added:{name}" for name in self.after.details.beyond(self.before.details).given)

    @property
    def looks_new(self) -> bool:
        """Whether whoever writes is to be told what they would be told of a new child."""
        return self.before is None or self.hidden

    def write(self, transaction: Transaction) -> None:
        """Put the child's part into a transaction."""
        if self.before is None:
            transaction.claim(self.after.id, read_first(self.after.details), self.seen)
            transaction.add_child(self.after, index_keys(self.after.details))
            self._double(transaction)
        elif self.before != self.after:
            transaction.change_child(self.before, self.after, index_keys(self.after.details))
        else:
            transaction.hold(self.before)

    def _double(self, transaction: Transaction) -> None:
        for child in self.shielded:
            if child.shield and child.id != self.after.id:
                transaction.change_shield(child, child.under(child.shield.with_double(self.after.id)))


@dataclass(frozen=True)
class Unclear:
    """The details fit some child, but not surely. shielded, meant: as in `ResolvedChild`."""

    decision: Decision
    shielded: tuple[Child, ...] = ()
    meant: tuple[ChildFile, ...] = ()


@dataclass(frozen=True)
class ChildResolution:
    """Finds or makes the child."""

    finder: Finder
    answering: Answering
    index: ChildIndex
    services_named: ServicesNamed

    def of(self, admitted: Admitted, details: Details) -> ResolvedChild | Unclear:
        """By details: confirmed is known, none is new, anything between is unclear.

        A child that is surely meant, but of whom the asker may be told nothing, is written to as well, and
        they are told what they would be told of a new one. But for a shielded child: theirs is a record of
        its own, so that nothing that anybody else does reaches them (ADR 141).
        """
        found = self._find(admitted, details)
        if found.file.child is not None:
            known = _known(admitted, found.file, found.file.child, details)
            return replace(known, shielded=found.shielded, meant=found.meant)
        if found.decision.outcome is not MatchOutcome.NONE:
            return Unclear(found.decision, found.shielded, found.meant)
        if found.hidden.child is not None and found.hidden.shield is None:
            hidden = _known(admitted, found.hidden, found.hidden.child, details)
            return replace(hidden, hidden=True, meant=found.meant)
        return _new(admitted, details, found)

    def another(self, admitted: Admitted, details: Details) -> ResolvedChild:
        """A new child, whoever is met: the asker says that it is none of them."""
        found = self._find(admitted, details)
        return replace(_new(admitted, details, found), near=found.near.child)

    def of_feed(self, admitted: Admitted, details: Details) -> ResolvedChild:
        """As a feed means a child, of whom it is told nothing: surely known, or a new one. Where the details
        fit some child but not surely, it is a new one beside the near one, for the officer to look at: a
        wrong child is never joined, and no row is lost."""
        found = self._found(admitted, details, _all_but_shielded)
        if found.file.child is not None:
            known = _known(admitted, found.file, found.file.child, details)
            return replace(known, shielded=found.shielded)
        new = _new(admitted, _without_numbers_of(found.near.child, details), found)
        return replace(new, near=found.near.child)

    def _find(self, admitted: Admitted, details: Details) -> Found:
        return self._found(admitted, details, partial(self.answering.show_each, admitted))

    def _found(self, admitted: Admitted, details: Details, show: Show) -> Found:
        asked = without_day_of_entry(details, admitted.at.date())
        named, _ = self.services_named.named(admitted, details.knew)
        return self.finder.find(asked, admitted.practitioner.id, show, named)

    def known(self, admitted: Admitted, child_id: str, details: Details) -> ResolvedChild | None:
        """By the id an answer left behind; None where that record is no longer one for this person to write
        to: gone, retired, or not the child they mean, as they said themselves."""
        file = self.index.child_file(child_id)
        me = admitted.practitioner.id
        if file.child is None or file.child.retired or file.is_hidden_from(me, details):
            return None
        if file.shield and not file.shown_to(me):
            return None
        return _known(admitted, file, file.child, details)


def _all_but_shielded(files: Sequence[ChildFile]) -> tuple[Shown, ...]:
    """To a feed no answer shows anything, so only who is shielded, or lives under another name, is absent."""
    there = Shown((), kept_back=0, told_nothing=True)
    return tuple(there if _is_open(file) else NOTHING_SHOWN for file in files)


def _is_open(file: ChildFile) -> bool:
    return file.child is not None and not file.shield and not file.child.retired


def _without_numbers_of(near: Child | None, details: Details) -> Details:
    """A number that fits another child is in dispute, so a new record beside that one does not carry it."""
    held = near.details.identifiers if near else ()
    return replace(details, identifiers=tuple(one for one in details.identifiers if one not in held))


def _known(admitted: Admitted, file: ChildFile, child: Child, details: Details) -> ResolvedChild:
    who = admitted.practitioner
    return ResolvedChild(child, child.told_by(who.service_id, who.id, details), file)


def _new(admitted: Admitted, details: Details, found: Found) -> ResolvedChild:
    return replace(new_child(admitted, details, found.met), shielded=found.shielded, meant=found.meant)


def new_child(admitted: Admitted, details: Details, seen: tuple[str, ...]) -> ResolvedChild:
    """A child the index does not know yet. The id comes from the submission, so a retry makes no second."""
    child_id = hashlib.sha256(f"child\n{admitted.reference}\n{admitted.practitioner.id}".encode()).hexdigest()
    today = admitted.at.date()
    child = Child(
        id=child_id[:32],
        details=replace(details, knew=()),
        area_id=admitted.practitioner.area_id,
        retain_until=retained_until(details, today),
    )
    return ResolvedChild(None, child, NO_FILE, seen=seen)


def is_enough_to_record(details: Details) -> bool:
    """Whether others could find the child again by this: a name, and a birth date or the year of it."""
    name = details.name
    is_named = name is not None and bool(given_parts(name.given) or name_parts(name.family))
    return is_named and telling_birth(details) is not None


def take_back_word(transaction: Transaction, child: Child | None, admitted: Admitted) -> bool:
    """What somebody added to a child's details goes; whether the child changed by it."""
    if child is None or child.retired:
        return False
    after = child.without_word_of(admitted.practitioner.id)
    if after == child:
        return False
    transaction.change_child(child, after, index_keys(after.details))
    return True
