"""Feeds as the shapes of /v1, and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from aws_lambda_powertools.event_handler import Response

from fingerpost.domain.errors import InvalidField
from fingerpost.domain.feed import RegisteredFeed
from fingerpost.domain.feed_rows import FeedStands, RowOutcome, RowResult, RowsTaken
from fingerpost.domain.outcomes.access import CannotAnswer, Refused
from fingerpost.domain.principals import lasting_arn
from fingerpost.surfaces import words
from fingerpost.surfaces.rest.feed_models import (
    ColumnShown,
    CountsShown,
    CoverageShown,
    EpisodesShown,
    FedShown,
    FeedShown,
    FeedWish,
    RowShown,
    RowsShown,
    StandsShown,
)
from fingerpost.surfaces.rest.painting import as_json
from fingerpost.surfaces.rest.problems import problem_of


def feed_of(feed_id: str, wish: FeedWish) -> RegisteredFeed:
    """The feed that is wanted; whether it is paused is not the sender's to say here."""
    return RegisteredFeed(
        id=feed_id,
        service_id=wish.service_id,
        client=lasting_arn(wish.client),
        may=tuple(sorted(set(wish.may))),
        owner_id=wish.owner_id,
        contact=wish.contact,
    )


def feed(entry: RegisteredFeed) -> FeedShown:
    """A feed."""
    return FeedShown.model_validate(entry, from_attributes=True)


def taken(outcome: RowsTaken | Refused | CannotAnswer) -> Response[Any]:
    """What became of each row. It is 200 whatever became of them: each has its own result."""
    return as_json(200, _rows(outcome)) if isinstance(outcome, RowsTaken) else problem_of(outcome)


def episodes_taken(outcome: RowsTaken | Refused | CannotAnswer, dropped: Iterable[str]) -> Response[Any]:
    """The same of service episodes, with what was dropped at the door."""
    if not isinstance(outcome, RowsTaken):
        return problem_of(outcome)
    return as_json(200, EpisodesShown(**_rows(outcome).model_dump(), dropped=list(dropped)))


def _rows(outcome: RowsTaken) -> RowsShown:
    return RowsShown(
        accepted=outcome.count(RowOutcome.ACCEPTED),
        unchanged=outcome.count(RowOutcome.UNCHANGED),
        rejected=outcome.count(RowOutcome.REJECTED),
        results=[_row(number, one) for number, one in enumerate(outcome.results, start=1)],
        reference=outcome.reference,
    )


def stands(outcome: FeedStands | Refused | CannotAnswer) -> Response[Any]:
    """How a feed stands."""
    if not isinstance(outcome, FeedStands):
        return problem_of(outcome)
    tally = outcome.tally
    counts = CountsShown(
        accepted=tally.accepted,
        unchanged=tally.unchanged,
        rejected=tally.rejected,
        matched=tally.matched,
        last_success=tally.last_success,
    )
    return as_json(200, StandsShown(feed=feed(outcome.feed), counts=counts, reference=outcome.reference))


def covered(outcome: FeedStands | Refused | CannotAnswer) -> Response[Any]:
    """Which services feed the area."""
    if not isinstance(outcome, FeedStands):
        return problem_of(outcome)
    fed = [
        FedShown(service=one.service_name, kind=one.kind, last_fed=one.last_fed)
        for one in outcome.coverage.feeds
    ]
    body = CoverageShown(area=outcome.coverage.area_name, services=fed, reference=outcome.reference)
    return as_json(200, body)


def _row(number: int, one: RowResult) -> RowShown:
    return RowShown(
        row=number,
        source_ref=one.source_ref,
        outcome=one.outcome,
        problems=columns(one.problems),
        warnings=columns(one.warnings),
        reference=one.reference or None,
    )


def columns(faults: Iterable[InvalidField]) -> list[ColumnShown]:
    """What is wrong, column by column."""
    return [
        ColumnShown(
            column=each.field, problem=str(each.problem), says=words.say_problem(each.field, each.problem)
        )
        for each in faults
    ]
