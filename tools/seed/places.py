"""The town's areas and services. Telephone numbers are of Ofcom's ranges for drama: nobody answers them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from fingerpost.domain.service import Area, Contact, OpeningTimes, Service, ServiceKind

AREAS = (
    Area("northbrook", "Northbrook", "01632 960100"),
    Area("eastmere", "Eastmere", "0115 496 0100"),
    Area("westhaven", "Westhaven", "0116 496 0100"),
)
OUTWARD = {"northbrook": "NB", "eastmere": "EM", "westhaven": "WH"}
"""Letters that begin the area's postcodes; Royal Mail uses none of them."""

_DUTY_TEAM = {
    "northbrook": "Northbrook emergency duty team, 01632 960199",
    "eastmere": "Eastmere emergency duty team, 0115 496 0199",
    "westhaven": "Westhaven emergency duty team, 0116 496 0199",
}
_OFFICE = "Monday to Friday 8.30 to 17.00"
_SCHOOL = "School days 8.00 to 16.30"
_ALWAYS = "Every day, day and night"
_WEEKDAYS = (0, 1, 2, 3, 4)
_OPENING = {
    _OFFICE: OpeningTimes(_WEEKDAYS, 8 * 60 + 30, 17 * 60),
    _SCHOOL: OpeningTimes(_WEEKDAYS, 8 * 60, 16 * 60 + 30, school_days=True),
    _ALWAYS: OpeningTimes(tuple(range(7)), 0, 24 * 60, bank_holidays=True),
    "Monday to Saturday 9.00 to 17.00": OpeningTimes((*_WEEKDAYS, 5), 9 * 60, 17 * 60),
    "Monday to Friday 10.00 to 20.00": OpeningTimes(_WEEKDAYS, 10 * 60, 20 * 60),
    "Monday to Thursday 12.00 to 18.00": OpeningTimes((0, 1, 2, 3), 12 * 60, 18 * 60),
}


@dataclass(frozen=True)
class _Plan:
    """One service. fed: how long ago it was brought up to date; None where it never was."""

    id: str
    name: str
    kind: ServiceKind
    area_id: str
    telephone: str
    hours: str
    deputy: str
    fed: timedelta | None
    out_of_hours: str = ""
    accredited: bool = True
    sensitive: bool = False
    tell_supervisor: bool = False

    def service(self, now: datetime) -> Service:
        elsewhere = self.out_of_hours or _DUTY_TEAM[self.area_id]
        return Service(
            id=self.id,
            name=self.name,
            kind=self.kind,
            area_id=self.area_id,
            contact=Contact(self.telephone, self.hours, elsewhere, self.deputy, (_OPENING[self.hours],)),
            accredited=self.accredited,
            sensitive=self.sensitive,
            tell_supervisor=self.tell_supervisor,
            last_fed=now - self.fed if self.fed else None,
        )


_PLANS = (
    _Plan(
        "northbrook-social-care",
        "Northbrook Children's Social Care",
        ServiceKind.SOCIAL_CARE,
        "northbrook",
        "01632 960101",
        _OFFICE,
        "the duty social worker",
        timedelta(hours=2),
        tell_supervisor=True,
    ),
    _Plan(
        "riverside-primary",
        "Riverside Primary School",
        ServiceKind.SCHOOL,
        "northbrook",
        "01632 960102",
        _SCHOOL,
        "the deputy safeguarding lead",
        timedelta(hours=5),
    ),
    _Plan(
        "northbrook-health-visiting",
        "Northbrook Health Visiting",
        ServiceKind.HEALTH_VISITING,
        "northbrook",
        "01632 960103",
        _OFFICE,
        "the duty health visitor",
        timedelta(hours=20),
    ),
    _Plan(
        "northbrook-school-nursing",
        "Northbrook School Nursing",
        ServiceKind.SCHOOL_NURSING,
        "northbrook",
        "01632 960104",
        _OFFICE,
        "the duty school nurse",
        timedelta(days=3),
    ),
    _Plan(
        "northbrook-police",
        "Northbrook Police Child Protection Unit",
        ServiceKind.POLICE,
        "northbrook",
        "01632 960105",
        _ALWAYS,
        "the duty sergeant",
        timedelta(hours=6),
        out_of_hours="The same number, 01632 960105",
    ),
    _Plan(
        "northbrook-family-hub",
        "Northbrook Family Hub",
        ServiceKind.FAMILY_SUPPORT,
        "northbrook",
        "01632 960106",
        "Monday to Saturday 9.00 to 17.00",
        "the hub manager",
        timedelta(days=47),
    ),
    _Plan(
        "lantern-house",
        "Lantern House Domestic Abuse Support",
        ServiceKind.FAMILY_SUPPORT,
        "northbrook",
        "01632 960107",
        _ALWAYS,
        "the duty adviser",
        timedelta(days=1),
        out_of_hours="The same number, 01632 960107",
        sensitive=True,
    ),
    _Plan(
        "eastmere-social-care",
        "Eastmere Children's Social Care",
        ServiceKind.SOCIAL_CARE,
        "eastmere",
        "0115 496 0101",
        _OFFICE,
        "the duty social worker",
        timedelta(hours=9),
        tell_supervisor=True,
    ),
    _Plan(
        "eastmere-academy",
        "Eastmere Academy",
        ServiceKind.SCHOOL,
        "eastmere",
        "0115 496 0102",
        _SCHOOL,
        "the deputy safeguarding lead",
        timedelta(days=2),
    ),
    _Plan(
        "eastmere-health-visiting",
        "Eastmere Health Visiting",
        ServiceKind.HEALTH_VISITING,
        "eastmere",
        "0115 496 0103",
        _OFFICE,
        "the duty health visitor",
        None,
    ),
    _Plan(
        "eastmere-child-mental-health",
        "Eastmere Child and Adolescent Mental Health",
        ServiceKind.MENTAL_HEALTH,
        "eastmere",
        "0115 496 0104",
        _OFFICE,
        "the duty clinician",
        timedelta(days=1),
        out_of_hours="Eastmere crisis line, 0115 496 0198",
    ),
    _Plan(
        "eastmere-youth-justice",
        "Eastmere Youth Justice Service",
        ServiceKind.YOUTH_JUSTICE,
        "eastmere",
        "0115 496 0105",
        _OFFICE,
        "the duty officer",
        timedelta(days=12),
    ),
    _Plan(
        "eastmere-hospital",
        "Eastmere General Hospital, Children's Safeguarding",
        ServiceKind.HOSPITAL,
        "eastmere",
        "0115 496 0106",
        _ALWAYS,
        "the site safeguarding nurse",
        timedelta(hours=1),
        out_of_hours="The same number, 0115 496 0106",
    ),
    _Plan(
        "westhaven-social-care",
        "Westhaven Children's Social Care",
        ServiceKind.SOCIAL_CARE,
        "westhaven",
        "0116 496 0101",
        _OFFICE,
        "the duty social worker",
        timedelta(days=93),
    ),
    _Plan(
        "westhaven-high",
        "Westhaven High School",
        ServiceKind.SCHOOL,
        "westhaven",
        "0116 496 0102",
        _SCHOOL,
        "the deputy safeguarding lead",
        timedelta(hours=4),
    ),
    _Plan(
        "harbour-counselling",
        "Harbour Counselling for Young People",
        ServiceKind.MENTAL_HEALTH,
        "westhaven",
        "0116 496 0104",
        "Monday to Friday 10.00 to 20.00",
        "the duty counsellor",
        timedelta(days=5),
        sensitive=True,
    ),
    _Plan(
        "westhaven-mentors",
        "Westhaven Youth Mentors",
        ServiceKind.FAMILY_SUPPORT,
        "westhaven",
        "0116 496 0105",
        "Monday to Thursday 12.00 to 18.00",
        "the co-ordinator",
        timedelta(days=30),
        accredited=False,
    ),
)


def services(now: datetime) -> tuple[Service, ...]:
    """Every service, with its feed as fresh or stale as it is at `now`."""
    return tuple(plan.service(now) for plan in _PLANS)
