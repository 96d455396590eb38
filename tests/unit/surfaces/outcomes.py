"""Outcomes as the use cases hand them over, for tests of what is drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from fingerpost.domain.child import Details, Name
from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refusal, Refused
from fingerpost.domain.outcomes.asking import (
    Agreement,
    Asked,
    Confirmed,
    Detail,
    FamilyTold,
    InvolvedService,
    Many,
    NothingToShow,
    Possible,
)
from fingerpost.domain.outcomes.record_keeping import (
    AskShown,
    DisputeShown,
    NoSuchRecord,
    RecordChanged,
    RecordKeepingOutcome,
    RecordsCompared,
    RecordShown,
    SealToWriteDown,
    TooLarge,
)
from fingerpost.domain.outcomes.recording import (
    AlreadyInvolved,
    AlreadyWatching,
    ChangedMeanwhile,
    ChildShown,
    LeadStands,
    MyChildren,
    MyInvolvement,
    MyWatch,
    NotEnoughToRecord,
    Recorded,
)
from fingerpost.domain.service import Area, Contact, Coverage, Feed, ServiceKind
from tests.builders import details_of

AT = datetime(2026, 6, 2, 15, 59, tzinfo=UTC)
REFERENCE = "FP-7K3MX-2Q9DT"
AREA = Area("northbrook", "Northbrook", "01632 960100")
COVERAGE = Coverage(
    "Northbrook",
    (
        Feed(
            "Northbrook Health Visiting", ServiceKind.HEALTH_VISITING, datetime(2026, 6, 1, 5, 0, tzinfo=UTC)
        ),
        Feed("Hill School", ServiceKind.SCHOOL, None),
    ),
)
ASKED = Asked("Tom Lindqvist", "safeguarding", FamilyTold.UNSAFE)


def an_involved_service(name: str = "Hill School", *, ended: date | None = None) -> InvolvedService:
    return InvolvedService(
        involvement_reference="FP-AAAAA-BBBBB",
        service_name=name,
        kind=ServiceKind.SCHOOL,
        area_name="Northbrook",
        worker_name="Priya Nair",
        role="Pastoral lead",
        since=date(2025, 9, 3),
        ended=ended,
        lead=True,
        contact=Contact(
            "01632 960101", "Mon-Fri 08:30-16:30", "Emergency duty team 01632 960199", "the head"
        ),
        is_asker=False,
    )


def confirmed(*services: InvolvedService) -> Confirmed:
    agreed = (Agreement(Detail.IDENTIFIER, True), Agreement(Detail.FAMILY_NAME, False))
    return Confirmed(REFERENCE, AT, agreed, services or (an_involved_service(),), COVERAGE, ASKED)


def nothing(coverage: Coverage = COVERAGE) -> NothingToShow:
    return NothingToShow(REFERENCE, AT, coverage, ASKED)


def possible(wanted: Detail = Detail.POSTCODE, rounds_left: int = 2) -> Possible:
    return Possible(REFERENCE, AT, wanted, AREA, rounds_left)


def many(rounds_left: int = 1) -> Many:
    return Many(REFERENCE, AT, Detail.BIRTH_DATE, AREA, rounds_left)


def refused(because: Refusal = Refusal.NOT_TRAINED) -> Refused:
    return Refused(REFERENCE, AT, because)


def cannot() -> CannotAnswer:
    return CannotAnswer(REFERENCE, AT)


def already() -> AlreadyAsked:
    return AlreadyAsked(REFERENCE, AT)


def recorded(act: str = "record") -> Recorded:
    return Recorded(REFERENCE, AT, act)


def not_enough() -> NotEnoughToRecord:
    return NotEnoughToRecord(REFERENCE, AT)


def already_involved(*, lead: bool = True) -> AlreadyInvolved:
    return AlreadyInvolved(REFERENCE, AT, replace(my_involvement(), lead=lead))


def changed_meanwhile(own: MyInvolvement | None = None) -> ChangedMeanwhile:
    return ChangedMeanwhile(REFERENCE, AT, own or my_involvement())


def lead_stands() -> LeadStands:
    return LeadStands(REFERENCE, AT, (an_involved_service(), an_involved_service("Northbrook Nursing")))


def already_watching() -> AlreadyWatching:
    return AlreadyWatching(REFERENCE, AT, my_watch())


def my_involvement(number: int = 0, *, ended: date | None = None) -> MyInvolvement:
    return MyInvolvement(
        f"FP-AAAAA-{number:05}",
        "Hill School",
        "Pastoral lead",
        date(2025, 9, 3),
        ended,
        False,
        date(2026, 6, 20),
    )


def my_watch(number: int = 0) -> MyWatch:
    return MyWatch(f"FP-WWWWW-{number:05}", "missing", date(2026, 9, 1))


def my_children(involvements: int = 1, watches: int = 1) -> MyChildren:
    mine = tuple(my_involvement(number) for number in range(involvements))
    return MyChildren(REFERENCE, AT, mine, tuple(my_watch(number) for number in range(watches)))


def child_shown(own: MyInvolvement | None = None) -> ChildShown:
    return ChildShown(
        REFERENCE, AT, Name("Amina", "Okafor"), date(2016, 3, 27), own, (an_involved_service(),), COVERAGE
    )


DISPUTE = DisputeShown("Tom Lindqvist", "Hill School", AT, details_of().build())


def record_shown(*, retired: bool = False) -> RecordShown:
    return RecordShown(
        REFERENCE,
        AT,
        REFERENCE,
        details_of().build(),
        (an_involved_service(),),
        (DISPUTE, replace(DISPUTE, by="", service_name="", asked=Details())),
        ("FP-GGGGG-GGGGG",),
        retired,
    )


def records_compared(kept: RecordShown | None = None, absorbed: RecordShown | None = None) -> RecordsCompared:
    return RecordsCompared(REFERENCE, AT, kept or record_shown(), absorbed or record_shown())


def ask_shown(outcome: str) -> AskShown:
    return AskShown(REFERENCE, AT, REFERENCE, "Tom Lindqvist", "missing", outcome, details_of().build())


RECORD_KEEPING: dict[str, RecordKeepingOutcome] = {
    "one": record_shown(),
    "retired": record_shown(retired=True),
    "compared": records_compared(),
    **{f"asked, {kind}": ask_shown(kind) for kind in ("possible", "many", "nothing", "confirmed")},
    **{act: recorded(act) for act in ("correct_record", "merge", "unmerge", "new_identity")},
    "changed": RecordChanged(REFERENCE, AT, details_of().build(), 4),
    "to write down": SealToWriteDown(REFERENCE, AT, "FP-SEAL0-00000", 3, None, ("Priya Nair",)),
    "none": NoSuchRecord(REFERENCE, AT),
    "too large": TooLarge(REFERENCE, AT),
    "refused": refused(Refusal.ROLE_MAY_NOT),
    "cannot": cannot(),
    "already": already(),
}
