"""What officers do to records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from fingerpost.domain.child import Child
from fingerpost.domain.record_keeping import Dispute, IdentityLink, Merge
from fingerpost.matching.model import TokenKey
from fingerpost.usecases.ports.acting import Transaction
from fingerpost.usecases.ports.index import ChildFile


class RecordTransaction(Transaction, Protocol):
    """What officers do to records, and what disputes them, on top of an ordinary transaction."""

    def remove_dispute(self, dispute: Dispute) -> None:
        """It is taken back. Conflict where it is no longer there."""

    def merge(self, merge: Merge, kept: Child, keys: Sequence[TokenKey], file: ChildFile) -> None:
        """Two records become one.

        The involvements, watches and disputes of `file`, the absorbed record's, move under `kept` with the
        merge's reference as their cause; the token rows of `kept` follow `keys`; the absorbed record's rows
        go, and in its place stands where it went. The merge itself stays with `kept` as the trail. Versions
        are conditions: Conflict.
        """

    def unmerge(
        self,
        merge: Merge,
        kept: Child,
        kept_keys: Sequence[TokenKey],
        absorbed_keys: Sequence[TokenKey],
        file: ChildFile,
    ) -> None:
        """The other way round: what is in `file` goes back under the absorbed record, which stands again.

        `kept` is the record as it is to be from now on; `merge` is marked undone.
        """

    def retire(self, child: Child) -> None:
        """A record that no question finds any more: its token rows go, the rest stays for the trail.

        `child` is the record as read; it is marked retired. Its version is a condition: Conflict."""

    def add_identity_link(self, seal: IdentityLink) -> None:
        """The one link between an old and a new identity, boxed whole under its own reference."""


class RecordTransactions(Protocol):
    """Opens transactions for records."""

    def begin(self) -> RecordTransaction:
        """An empty transaction."""


class References(Protocol):
    """Where references lead, for officers alone."""

    def child_of(self, reference: str) -> str:
        """The child id behind the reference of an involvement, a watch, a dispute or a merge: of the
        record as it was then, whose file leads on where it was merged since. Raises NotFound.
        """

    def identity_link(self, reference: str) -> IdentityLink:
        """The sealed link under its own reference. Raises NotFound."""
