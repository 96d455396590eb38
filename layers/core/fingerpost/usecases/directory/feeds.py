"""Feeds: registered for one service, with what each may do; paused and resumed (C5, H8)."""

from __future__ import annotations

from dataclasses import replace

from fingerpost.domain.directory import check_feed
from fingerpost.domain.feed import FeedState, RegisteredFeed
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.directory import Hindrance, Kept
from fingerpost.usecases.directory.keeping import Keeper, NotDone, Wish, next_version
from fingerpost.usecases.ports.directory import DirectoryEntries
from fingerpost.usecases.ports.feeds import FeedTallies
from fingerpost.usecases.requests import Request


@dataclass(frozen=True)
class KeepFeeds:
    """An administrator's changes. `feed` may raise InvalidField, with the attempt on the ledger."""

    keeper: Keeper
    entries: DirectoryEntries
    tallies: FeedTallies

    def feed(
        self, request: Request, feed: RegisteredFeed, seen: int | None
    ) -> Kept[RegisteredFeed] | NotDone:
        """Register a feed, or change what it may do, its client, owner or contact. It stays with its service,
        and paused if it is."""
        wish = Wish(
            act=Act.ENTER_FEED if seen is None else Act.CHANGE_FEED,
            about=f"feed:{feed.id}",
            stored=lambda: self.entries.feed(feed.id),
            completed=lambda before: self._completed(feed, before),
            write=lambda writes, before, after: writes.put_feed(before, after),
        )
        return self.keeper.keep(request, wish, seen)

    def pause(self, request: Request, feed_id: str) -> Kept[RegisteredFeed] | NotDone:
        """Nothing it sends is taken from now on."""
        return self._move(request, Act.PAUSE_FEED, feed_id, FeedState.PAUSED)

    def resume(self, request: Request, feed_id: str) -> Kept[RegisteredFeed] | NotDone:
        """What it sends is taken again, or from now on after its trial: while too many of its rows are in
        doubt it stays in trial (J9)."""
        return self._move(request, Act.RESUME_FEED, feed_id, FeedState.OPEN)

    def _move(
        self, request: Request, act: Act, feed_id: str, state: FeedState
    ) -> Kept[RegisteredFeed] | NotDone:
        def completed(before: RegisteredFeed | None) -> RegisteredFeed | Hindrance:
            if before is None:
                return Hindrance.NOT_THERE
            if state is FeedState.OPEN and self._held_back(before):
                return Hindrance.TOO_MANY_IN_DOUBT
            return replace(before, state=state, version=next_version(before))

        wish = Wish(
            act=act,
            about=f"feed:{feed_id}",
            stored=lambda: self.entries.feed(feed_id),
            completed=completed,
            write=lambda writes, before, after: writes.put_feed(before, after),
        )
        return self.keeper.keep_at_any_version(request, wish)

    def _held_back(self, feed: RegisteredFeed) -> bool:
        return feed.state is not FeedState.OPEN and self.tallies.of(feed.id).holds_back

    def _completed(self, feed: RegisteredFeed, before: RegisteredFeed | None) -> RegisteredFeed | Hindrance:
        check_feed(feed)
        hindrance = self._hindered(feed, before)
        state = before.state if before else FeedState.TRIAL
        return hindrance or replace(feed, state=state, version=next_version(before))

    def _hindered(self, feed: RegisteredFeed, before: RegisteredFeed | None) -> Hindrance | None:
        if before and before.service_id != feed.service_id:
            return Hindrance.STAYS_WITH_ITS_SERVICE
        if self.entries.service(feed.service_id) is None:
            return Hindrance.UNKNOWN_SERVICE
        if self.entries.practitioner(feed.owner_id) is None:
            return Hindrance.UNKNOWN_OWNER
        holder = self.entries.feed_of_client(feed.client)
        return Hindrance.CLIENT_OF_ANOTHER_FEED if holder and holder.id != feed.id else None
