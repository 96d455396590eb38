"""The routes of feeds: what case systems send, and how they stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.event_handler.openapi.params import Body

from fingerpost.domain.errors import InvalidField, Problem
from fingerpost.domain.feed_rows import ROWS_AT_ONCE
from fingerpost.domain.made_when_used import dataclass
from fingerpost.surfaces.feeds.rows import read_end, read_row
from fingerpost.surfaces.feeds.safeguarding_2026_07 import read_episodes
from fingerpost.surfaces.rest import feed_models, feed_painting
from fingerpost.surfaces.rest.calls import reading, writing
from fingerpost.surfaces.rest.described import Key, answers, takes
from fingerpost.surfaces.rest.handler import Described, RestHandler, handled, signed
from fingerpost.usecases.feeds.catalogue import Feeding
from fingerpost.usecases.requests import Request

BASE = "/v1/feed"
_ABOUT = (
    "For the case systems of services. Each is registered by an administrator for one service, with what it "
    "may do; anything else is refused and recorded. Involvements are sent by the system's own reference: the "
    "same row again changes nothing. An answer says what became of each row, and never whom Fingerpost knows."
)


@dataclass(frozen=True)
class FeedRoutes:
    """What /v1/feed does. a_second: how many requests are let through. today: where the services are."""

    app: APIGatewayRestResolver
    feeding: Feeding
    a_second: int
    today: Callable[[], date]

    def register(self) -> None:
        """Add every route to the resolver."""
        app, rows = self.app, feed_models.RowsShown
        app.post(f"{BASE}/involvements", **takes(rows))(self.send_one)
        app.post(f"{BASE}/involvements/batch", **takes(rows))(self.send)
        app.post(f"{BASE}/involvements/end", **takes(rows))(self.end)
        app.post(f"{BASE}/episodes", **takes(feed_models.EpisodesShown))(self.send_episodes)
        app.get(f"{BASE}/status", **answers(feed_models.StandsShown))(self.status)
        app.get(f"{BASE}/coverage", **answers(feed_models.CoverageShown))(self.coverage)

    def send_one(self, row: Annotated[feed_models.RowSent, Body()], key: Key) -> Response[Any]:
        """Enter or change one involvement, with the child's details."""
        taken = self.feeding.take_rows(self._writing(), [read_row(row.by_column(), self.today())])
        return self._limited(feed_painting.taken(taken))

    def send(self, sent: Annotated[feed_models.RowsSent, Body()], key: Key) -> Response[Any]:
        """The same of up to 100 at once; each has its own result, in the order in which they were sent."""
        rows = [read_row(row.by_column(), self.today()) for row in sent.rows]
        taken = self.feeding.take_rows(self._writing(), rows, initial=sent.initial_load)
        return self._limited(feed_painting.taken(taken))

    def end(self, sent: Annotated[feed_models.EndSent, Body()], key: Key) -> Response[Any]:
        """End one involvement that was sent before."""
        row = read_end({"source_ref": sent.source_ref, "ended": sent.ended}, self.today())
        return self._limited(feed_painting.taken(self.feeding.take_rows(self._writing(), [row])))

    def send_episodes(self, document: Annotated[dict[str, Any], Body()], key: Key) -> Response[Any]:
        """Service episodes as the safeguarding standard of July 2026 writes them (JSON-LD), up to 100 rows:
        one for each worker of an episode. Why somebody is involved is dropped, and what was dropped is said.
        """
        read = read_episodes(document)
        if not read.rows:
            raise InvalidField("ServiceEpisode", Problem.MISSING)
        if len(read.rows) > ROWS_AT_ONCE:
            raise InvalidField("ServiceEpisode", Problem.TOO_LONG)
        rows = [read_row(row, self.today()) for row in read.rows]
        taken = self.feeding.take_rows(self._writing(), rows)
        return self._limited(feed_painting.episodes_taken(taken, read.dropped))

    def status(self) -> Response[Any]:
        """How this feed stands: totals alone."""
        return self._limited(feed_painting.stands(self.feeding.status(self._reading())))

    def coverage(self) -> Response[Any]:
        """Which services feed the area, and when each was last fed."""
        return self._limited(feed_painting.covered(self.feeding.status(self._reading())))

    def _reading(self) -> Request:
        return reading(self.app.current_event)

    def _writing(self) -> Request:
        return writing(self.app.current_event)

    def _limited(self, answer: Response[Any]) -> Response[Any]:
        """What a sender may send, told with every answer (draft-ietf-httpapi-ratelimit-headers)."""
        answer.headers["RateLimit-Policy"] = f'"requests";q={self.a_second};w=1'
        answer.headers["Rows-Limit"] = str(ROWS_AT_ONCE)
        return answer


def feed_handler(feeding: Feeding, a_second: int, today: Callable[[], date]) -> RestHandler:
    """All routes of feeds over the use cases."""
    app = APIGatewayRestResolver(enable_validation=True)
    FeedRoutes(app, feeding, a_second, today).register()
    return handled(app, Described("Fingerpost /v1/feed, for case systems", _ABOUT, signed()))
