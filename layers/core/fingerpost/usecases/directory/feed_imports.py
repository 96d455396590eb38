"""How feeds stand, for those who run them: what came of rows and files, and letting one go on (C6)."""

from __future__ import annotations

from dataclasses import replace

from fingerpost.domain.feed_imports import FeedImport, FeedOverview, ImportReleased, ImportState
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import CannotAnswer, Refused
from fingerpost.domain.outcomes.directory import Hindrance, NotKept
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.directory.keeping import NotDone, not_kept
from fingerpost.usecases.facts import Facts
from fingerpost.usecases.ports.directory import DirectoryEntries, DirectoryTransactions
from fingerpost.usecases.ports.feeds import FeedImports, FeedTallies
from fingerpost.usecases.requests import Request

SHOWN = 20


@dataclass(frozen=True)
class WatchFeeds:
    """Totals and names of files alone: nothing of any row."""

    acting: Acting
    entries: DirectoryEntries
    imports: FeedImports
    tallies: FeedTallies
    transactions: DirectoryTransactions

    def stands(self, request: Request, feed_id: str) -> FeedOverview | NotKept | Refused | CannotAnswer:
        """What was counted of a feed, and its latest files."""

        def middle(admitted: Admitted) -> Facts[FeedOverview | NotKept]:
            feed = self.entries.feed(feed_id)
            if feed is None:
                return not_kept(admitted, Hindrance.NOT_THERE)
            files = self.imports.latest(feed_id, SHOWN)
            tally = self.tallies.of(feed_id)
            return Facts(FeedOverview(admitted.reference, admitted.at, feed, tally, files), "found")

        about = replace(request, about=f"feed:{feed_id}")
        return self.acting.read(about, Act.LOOK_UP_DIRECTORY, middle)

    def release(self, request: Request, feed_id: str, import_id: str) -> ImportReleased | NotDone:
        """A full extract that would end many does so when it is driven on."""

        def middle(admitted: Admitted) -> Facts[ImportReleased | NotKept]:
            one = self.imports.find(feed_id, import_id)
            if one is None:
                return not_kept(admitted, Hindrance.NOT_THERE)
            if one.state is not ImportState.WAITING:
                return not_kept(admitted, Hindrance.NOT_WAITING)
            return self._released(admitted, one)

        about = replace(request, about=f"feed:{feed_id}")
        return self.acting.write(about, Act.RELEASE_IMPORT, middle)

    def _released(self, admitted: Admitted, one: FeedImport) -> Facts[ImportReleased | NotKept]:
        after = one.moved(ImportState.RELEASED)
        writes = self.transactions.begin()
        writes.put_import(one, after)
        return Facts(ImportReleased(admitted.reference, admitted.at, after), "released", writes=writes)
