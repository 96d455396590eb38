"""The shapes of /v1 that are about feeds."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field, StrictBool

from fingerpost.domain.feed import FeedMay, FeedState
from fingerpost.domain.feed_imports import ImportState
from fingerpost.domain.feed_rows import ROWS_AT_ONCE, RowOutcome
from fingerpost.surfaces.rest.models import Id, Line, Sent, Version

TheirColumn = Annotated[str, Field(min_length=1, max_length=100)]


class FeedWish(Sent):
    """A feed as it is to stand. client: the ARN of an IAM user or role, or an OAuth client's id.

    may: what it is let do. owner_id: who answers for it. contact: of whoever runs the system. columns: which
    column of its files is which of ours; none to have them proposed from each header. full_extract: what is
    missing from a file has ended; most_ended: percent that one file may end without anybody's look.
    """

    service_id: Id
    client: Annotated[str, Field(min_length=1, max_length=256)]
    may: Annotated[list[FeedMay], Field(min_length=1, max_length=4)]
    owner_id: Id
    contact: Line
    columns: Annotated[dict[str, TheirColumn], Field(max_length=18, default_factory=dict)]
    full_extract: StrictBool = False
    most_ended: Annotated[int, Field(ge=0, le=100)] = 5


class FeedShown(BaseModel):
    """A feed as it stands."""

    id: str
    service_id: str
    client: str
    may: list[FeedMay]
    owner_id: str
    contact: str
    state: FeedState
    columns: dict[str, str]
    full_extract: bool
    most_ended: int
    version: Version


Text = Annotated[str, Field(max_length=500)]


class RowSent(Sent):
    """One involvement as its case system has it. Days are written YYYY-MM-DD.

    source_ref: the system's own name for it, by which it is found again. worker_id: the practitioner's id in
    the directory. ended: the last day; leave it out while the work goes on. What only adds to the details (a
    number, a postcode) is left out with a warning where it cannot be used.
    """

    source_ref: Annotated[str, Field(min_length=1, max_length=100)]
    given_name: Text
    family_name: Text
    birth_date: Text
    worker_id: Text
    role: Text
    since: Text
    ended: Text | None = None
    lead: StrictBool = False
    former_name: Text | None = None
    known_as: Text | None = None
    sex: Text | None = None
    nhs_number: Text | None = None
    upn: Text | None = None
    own_number: Text | None = None
    postcode: Text | None = None
    earlier_postcode: Text | None = None
    carer: Text | None = None

    def by_column(self) -> dict[str, str]:
        """As every other row is read: text by column, what is empty left out."""
        given = self.model_dump(exclude_none=True)
        return {**given, "lead": "yes" if self.lead else "no"}


class RowsSent(Sent):
    """Many at once. initial_load: they were current before Fingerpost knew of them, so nobody is told."""

    rows: Annotated[list[RowSent], Field(min_length=1, max_length=ROWS_AT_ONCE)]
    initial_load: StrictBool = False


class EndSent(Sent):
    """That an involvement which was sent before has ended."""

    source_ref: Annotated[str, Field(min_length=1, max_length=100)]
    ended: Text


class ColumnShown(BaseModel):
    """One column of a row, and what is wrong with it."""

    column: str
    problem: str
    says: str


class RowShown(BaseModel):
    """What became of one row. row: its place in the request, from 1. problems: why it was rejected.

    warnings: values that could not be used; the row counts without them. reference: of the ledger.
    """

    row: int
    source_ref: str
    outcome: RowOutcome
    problems: list[ColumnShown]
    warnings: list[ColumnShown]
    reference: str | None


class RowsShown(BaseModel):
    """What became of every row: accepted + unchanged + rejected are all of them."""

    accepted: int
    unchanged: int
    rejected: int
    results: list[RowShown]
    reference: str


class EpisodesShown(RowsShown):
    """The same of a document of service episodes. dropped: fields that were not taken, by their names in the
    standard; `other` stands for all that is not in it."""

    dropped: list[str]


class CountsShown(BaseModel):
    """Of all rows that a feed ever sent. matched: of new rows, the share whose child was clear, 0 to 1."""

    accepted: int
    unchanged: int
    rejected: int
    matched: float | None
    last_success: datetime | None


class StandsShown(BaseModel):
    """How a feed stands."""

    feed: FeedShown
    counts: CountsShown
    reference: str


class FedShown(BaseModel):
    """A service that feeds the area, and when it last did."""

    service: str
    kind: str
    last_fed: datetime | None


class CoverageShown(BaseModel):
    """Which services feed the area of this feed: what a nil answer there rests on."""

    area: str
    services: list[FedShown]
    reference: str


class FileShown(BaseModel):
    """A file of a feed. state: running, waiting (for a look, it would end many), released, done, refused."""

    id: str
    file: str
    state: ImportState
    rows: int
    accepted: int
    unchanged: int
    rejected: int
    missing: int
    ended: int
    problem: str
    started_at: datetime
    ended_at: datetime | None


class OverviewShown(BaseModel):
    """How a feed stands, with its latest files."""

    feed: FeedShown
    counts: CountsShown
    files: list[FileShown]
    reference: str


class ReleasedShown(BaseModel):
    """A file that waited may go on."""

    file: FileShown
    reference: str
