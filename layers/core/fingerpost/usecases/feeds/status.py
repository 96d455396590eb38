"""How a feed stands, and which services feed its area, for the feed itself (B5)."""

from __future__ import annotations

from fingerpost.domain.feed_rows import FeedStands
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import CannotAnswer, Refused
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.facts import Facts
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.feeds import FeedTallies
from fingerpost.usecases.requests import Request


@dataclass(frozen=True)
class FeedStatus:
    """Totals alone: nothing of any row."""

    acting: Acting
    directory: Directory
    tallies: FeedTallies

    def __call__(self, request: Request) -> FeedStands | Refused | CannotAnswer:
        """What was counted of the feed, and the coverage of its area."""

        def middle(admitted: Admitted) -> Facts[FeedStands]:
            feed, area = admitted.feed, admitted.attempt.area_id
            stands = FeedStands(
                reference=admitted.reference,
                at=admitted.at,
                feed=feed,
                tally=self.tallies.of(feed.id),
                coverage=self.directory.coverage(area),
            )
            return Facts(stands, stands.kind)

        return self.acting.read(request, Act.FEED_STATUS, middle)
