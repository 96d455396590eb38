"""The routes of the register of feeds, for administrators."""

from __future__ import annotations

from typing import Annotated, Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.event_handler.openapi.params import Body

from fingerpost.domain.made_when_used import dataclass
from fingerpost.surfaces.rest import feed_painting, models, painting
from fingerpost.surfaces.rest.calls import reading, seen, writing
from fingerpost.surfaces.rest.described import After, IfMatch, IfNone, Key, Limit, Named, acts, answers, keeps
from fingerpost.surfaces.rest.feed_models import FeedShown, FeedWish, OverviewShown, ReleasedShown
from fingerpost.usecases.directory.catalogue import Administration


@dataclass(frozen=True)
class RegisterRoutes:
    """What /v1 does with the register of feeds."""

    app: APIGatewayRestResolver
    administration: Administration

    def register(self) -> None:
        """Add every route to the resolver."""
        app = self.app
        app.get("/v1/feeds", **answers(models.Listed[FeedShown]))(self.feeds)
        app.get("/v1/feeds/<feed_id>", **answers(FeedShown))(self.feed)
        app.put("/v1/feeds/<feed_id>", **keeps(FeedShown))(self.put_feed)
        app.get("/v1/feeds/<feed_id>/status", **answers(OverviewShown))(self.status)
        release = "/v1/feeds/<feed_id>/imports/<import_id>/release"
        app.post(release, **acts(200, ReleasedShown))(self.release)
        app.post("/v1/feeds/<feed_id>/pause", **acts(200, models.Kept[FeedShown]))(self.pause)
        app.post("/v1/feeds/<feed_id>/resumption", **acts(200, models.Kept[FeedShown]))(self.resume)

    def status(self, feed_id: Named) -> Response[Any]:
        """What was counted of a feed, and its latest files."""
        outcome = self.administration.watch_feeds.stands(reading(self.app.current_event), feed_id)
        return feed_painting.overview(outcome)

    def release(self, feed_id: Named, import_id: Named, key: Key) -> Response[Any]:
        """Let a full extract end what it leaves out; it does when it is driven on."""
        outcome = self.administration.watch_feeds.release(writing(self.app.current_event), feed_id, import_id)
        return feed_painting.released(outcome)

    def feeds(self, after: After = "", limit: Limit = 50) -> Response[Any]:
        """All feeds."""
        wish = painting.page_wish(after, limit)
        outcome = self.administration.look_up.feeds(reading(self.app.current_event), wish)
        return painting.listed(outcome, feed_painting.feed)

    def feed(self, feed_id: Named) -> Response[Any]:
        """One feed."""
        outcome = self.administration.look_up.feed(reading(self.app.current_event), feed_id)
        return painting.found(outcome, feed_painting.feed)

    def put_feed(
        self,
        feed_id: Named,
        wish: Annotated[FeedWish, Body()],
        key: Key,
        if_match: IfMatch = None,
        if_none_match: IfNone = None,
    ) -> Response[Any]:
        """Register a feed of one service, or change what it may do, its client, owner or contact."""
        version, entry = seen(self.app.current_event), feed_painting.feed_of(feed_id, wish)
        outcome = self.administration.feeds.feed(writing(self.app.current_event), entry, version)
        return painting.kept(outcome, feed_painting.feed)

    def pause(self, feed_id: Named, key: Key) -> Response[Any]:
        """Take nothing more from a feed, until it is resumed."""
        outcome = self.administration.feeds.pause(writing(self.app.current_event), feed_id)
        return painting.kept(outcome, feed_painting.feed)

    def resume(self, feed_id: Named, key: Key) -> Response[Any]:
        """Take what a feed sends again."""
        outcome = self.administration.feeds.resume(writing(self.app.current_event), feed_id)
        return painting.kept(outcome, feed_painting.feed)
