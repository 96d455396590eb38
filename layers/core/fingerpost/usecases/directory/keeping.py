"""Entering and changing one entry: the same wish twice changes nothing, and nobody's change is lost to
another's."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any, Generic

from fingerpost.domain.directory import Entry, changed, doubts_about
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refused
from fingerpost.domain.outcomes.directory import Hindrance, Kept, NotKept
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.facts import Facts
from fingerpost.usecases.ports.directory import DirectoryTransaction, DirectoryTransactions
from fingerpost.usecases.requests import Request

NotDone = NotKept | Refused | CannotAnswer | AlreadyAsked


@dataclass(frozen=True)
class Wish(Generic[Entry]):
    """What is to stand in the directory.

    about: its kind and id, such as `area:northbrook`. stored: reads it as it is now.
    completed: the entry as it would stand after what is stored, or why it may not; raises InvalidField.
    write: puts it into a transaction; raises Conflict where what it rests on is no longer so.
    """

    act: Act
    about: str
    stored: Callable[[], Entry | None]
    completed: Callable[[Entry | None], Entry | Hindrance]
    write: Callable[[DirectoryTransaction, Entry | None, Entry], None]


@dataclass(frozen=True)
class Keeper:
    """Fulfils wishes, by the one way through. Raises InvalidField, with the attempt on the ledger."""

    acting: Acting
    transactions: DirectoryTransactions

    def keep(self, request: Request, wish: Wish[Entry], seen: int | None) -> Kept[Entry] | NotDone:
        """Enter, or change what was seen at a version. seen: None where it is to be new."""

        def out_of_turn(before: Entry | None) -> Hindrance | None:
            return _out_of_turn(before.version if before else None, seen)

        return self._fulfil(request, wish, out_of_turn)

    def keep_at_any_version(self, request: Request, wish: Wish[Entry]) -> Kept[Entry] | NotDone:
        """Change what stands, whatever its version: a suspension does not wait for somebody to look first."""
        return self._fulfil(request, wish, lambda before: None)

    def _fulfil(
        self, request: Request, wish: Wish[Entry], out_of_turn: Callable[[Entry | None], Hindrance | None]
    ) -> Kept[Entry] | NotDone:
        """A wish that was sent before is looked at again: it says the same, whatever became of the first."""

        def middle(admitted: Admitted) -> Facts[Kept[Entry] | NotKept]:
            before = wish.stored()
            after = wish.completed(before)
            if isinstance(after, Hindrance):
                return not_kept(admitted, after)
            because = out_of_turn(before)
            if because and (before is None or changed(before, after)):
                return not_kept(admitted, because)
            return self._kept(admitted, wish, before, after)

        about = replace(request, about=wish.about)
        return self.acting.write(about, wish.act, middle, second_press=lambda: middle)

    def _kept(
        self, admitted: Admitted, wish: Wish[Entry], before: Entry | None, after: Entry
    ) -> Facts[Kept[Entry] | NotKept]:
        reference, at = admitted.reference, admitted.at
        doubts = doubts_about(after, at.date())
        differs = changed(before, after) if before else ()
        if before and not differs:
            return Facts(Kept(reference, at, before, doubts=doubts), "unchanged")
        writes = self.transactions.begin()
        wish.write(writes, before, after)
        outcome = "entered" if before is None else f"changed:{','.join(differs)}"
        return Facts(Kept(reference, at, after, before is None, differs, doubts), outcome, writes=writes)


def not_kept(admitted: Admitted, because: Hindrance) -> Facts[Any]:
    """The directory stays as it is, and the ledger says why."""
    return Facts(NotKept(admitted.reference, admitted.at, because), f"not_kept:{because}")


def next_version(before: Entry | None) -> int:
    """The version at which it stands after this change."""
    return before.version + 1 if before else 1


def unsaid(entry: Entry, before: Entry | None, stays: Collection[str]) -> Entry:
    """The entry, with these fields as they stand: its sender said nothing of them."""
    return replace(entry, **{name: getattr(before, name) for name in stays}) if before else entry


def _out_of_turn(stands: int | None, seen: int | None) -> Hindrance | None:
    if stands is None:
        return None if seen is None else Hindrance.NOT_THERE
    if seen is None:
        return Hindrance.ALREADY_THERE
    return None if seen == stands else Hindrance.CHANGED_SINCE
