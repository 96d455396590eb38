"""Feeds as the shapes of /v1, and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from aws_lambda_powertools.event_handler import Response

from fingerpost.domain.errors import InvalidField
from fingerpost.domain.feed import FeedColumn, RegisteredFeed
from fingerpost.domain.feed_imports import FeedImport, FeedOverview, ImportReleased
from fingerpost.domain.feed_rows import FeedStands, FeedTally, RowOutcome, RowResult, RowsTaken
from fingerpost.domain.outcomes.access import CannotAnswer, Refused
from fingerpost.domain.outcomes.directory import NotKept
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
    FileShown,
    OverviewShown,
    ReleasedShown,
    RowShown,
    RowsShown,
    StandsShown,
)
from fingerpost.surfaces.rest.painting import NotDone, as_json
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
        columns=tuple(FeedColumn(ours, theirs) for ours, theirs in sorted(wish.columns.items())),
        full_extract=wish.full_extract,
        most_ended=wish.most_ended,
    )


def feed(entry: RegisteredFeed) -> FeedShown:
    """A feed."""
    return FeedShown(
        id=entry.id,
        service_id=entry.service_id,
        client=entry.client,
        may=list(entry.may),
        owner_id=entry.owner_id,
        contact=entry.contact,
        state=entry.state,
        columns={one.ours: one.theirs for one in entry.columns},
        full_extract=entry.full_extract,
        most_ended=entry.most_ended,
        version=entry.version,
    )


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
    counts = _counts(outcome.tally)
    return as_json(200, StandsShown(feed=feed(outcome.feed), counts=counts, reference=outcome.reference))


def overview(outcome: FeedOverview | NotKept | Refused | CannotAnswer) -> Response[Any]:
    """How a feed stands, with its latest files."""
    if not isinstance(outcome, FeedOverview):
        return problem_of(outcome)
    body = OverviewShown(
        feed=feed(outcome.feed),
        counts=_counts(outcome.tally),
        files=[_file(one) for one in outcome.files],
        reference=outcome.reference,
    )
    return as_json(200, body)


def released(outcome: ImportReleased | NotDone) -> Response[Any]:
    """A file that may go on."""
    if not isinstance(outcome, ImportReleased):
        return problem_of(outcome)
    return as_json(200, ReleasedShown(file=_file(outcome.file), reference=outcome.reference))


def _file(one: FeedImport) -> FileShown:
    return FileShown.model_validate(one, from_attributes=True)


def _counts(tally: FeedTally) -> CountsShown:
    return CountsShown(
        accepted=tally.accepted,
        unchanged=tally.unchanged,
        rejected=tally.rejected,
        matched=tally.matched,
        last_success=tally.last_success,
    )


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
