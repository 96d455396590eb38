"""The people of the town: those who may ask, and one of each sort that may not. None of them exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fingerpost.domain.outcomes.access import Refusal
from fingerpost.domain.practitioner import ChatIdentity, Practitioner, Product, Role, Status
from tools.teams.people import OTHER_TENANT, TENANT, object_id

TEAM = "T0LOCAL"
OTHER_TEAM = "T0OTHERTOWN"
EMAIL_DOMAIN = "example.org"
_OTHER_DOMAIN = "example.net"
_GOOD_FOR = timedelta(days=400)
_RAN_OUT = timedelta(days=-30)


@dataclass(frozen=True)
class SlackAccount:
    """What Slack's `users.info` says of somebody."""

    user_id: str
    team_id: str
    email: str
    email_confirmed: bool = True
    deleted: bool = False
    bot: bool = False
    guest: bool = False
    stranger: bool = False


@dataclass(frozen=True)
class Person:
    """Somebody with accounts in Slack and in Teams. practitioner: None where nobody knows them.

    refused_as: what they are told whatever they try; None for those in good standing.
    """

    id: str
    name: str
    account: SlackAccount
    teams: ChatIdentity
    practitioner: Practitioner | None
    refused_as: Refusal | None = None


@dataclass(frozen=True)
class _Plan:
    name: str
    job: str
    service_id: str
    area_id: str
    role: Role = Role.PRACTITIONER
    supervisor: str = ""
    refused_as: Refusal | None = None

    @property
    def id(self) -> str:
        return self.name.lower().replace(" ", "-")


_NB, _EM, _WH = "northbrook", "eastmere", "westhaven"
_IN_GOOD_STANDING = (
    _Plan("Amara Thackley", "social worker", "northbrook-social-care", _NB, supervisor="moira-pemberley"),
    _Plan("Gareth Penry", "class teacher and safeguarding lead", "riverside-primary", _NB),
    _Plan("Sunita Bhatt", "health visitor", "northbrook-health-visiting", _NB),
    _Plan("Colin Mossley", "police constable", "northbrook-police", _NB),
    _Plan("Ewa Sobczak", "school nurse", "northbrook-school-nursing", _NB),
    _Plan("Moira Pemberley", "team manager", "northbrook-social-care", _NB, Role.SUPERVISOR),
    _Plan("Hester Colbeck", "index officer", "northbrook-social-care", _NB, Role.OFFICER),
    _Plan("Tunde Afolabi", "social worker", "northbrook-social-care", _NB, supervisor="moira-pemberley"),
    _Plan("Bronwen Treharne", "family support worker", "northbrook-family-hub", _NB),
    _Plan("Linnet Sallow", "domestic abuse adviser", "lantern-house", _NB),
    _Plan("Nasra Duale", "social worker", "eastmere-social-care", _EM, supervisor="desmond-oakden"),
    _Plan("Desmond Oakden", "team manager", "eastmere-social-care", _EM, Role.SUPERVISOR),
    _Plan("Iqra Mirza", "head of year", "eastmere-academy", _EM),
    _Plan("Ling Cheung", "health visitor", "eastmere-health-visiting", _EM),
    _Plan("Rui Figueiredo", "clinical psychologist", "eastmere-child-mental-health", _EM),
    _Plan("Kelechi Onyeka", "youth justice worker", "eastmere-youth-justice", _EM),
    _Plan("Dorothy Garside", "safeguarding nurse", "eastmere-hospital", _EM),
    _Plan("Leopold Norbury", "index officer", "eastmere-social-care", _EM, Role.OFFICER),
    _Plan("Samir Haddad", "social worker", "westhaven-social-care", _WH),
    _Plan("Philippa Ridley", "safeguarding lead", "westhaven-high", _WH),
    _Plan("Cosmo Dunmore", "counsellor", "harbour-counselling", _WH),
    _Plan("Winifred Eastham", "index officer", "westhaven-social-care", _WH, Role.OFFICER),
    _Plan("Ambrose Copley", "system administrator", "northbrook-social-care", _NB, Role.ADMIN),
)
_REFUSED = (
    _Plan("Quentin Wickstead", "", "", "", refused_as=Refusal.UNKNOWN_PERSON),
    _Plan("Gideon Lockwood", "learning mentor", "riverside-primary", _NB, refused_as=Refusal.GUEST),
    _Plan("Rowena Marsden", "social worker", "northbrook-social-care", _NB, refused_as=Refusal.SUSPENDED),
    _Plan("Ivor Cadwallader", "class teacher", "riverside-primary", _NB, refused_as=Refusal.NOT_TRAINED),
    _Plan("Petra Krawczyk", "school nurse", "northbrook-school-nursing", _NB, refused_as=Refusal.NOT_VETTED),
    _Plan("Basil Tolworth", "family worker", "northbrook-family-hub", _NB, refused_as=Refusal.NO_AGREEMENT),
    _Plan("Jocasta Brindle", "mentor", "westhaven-mentors", _WH, refused_as=Refusal.SERVICE_NOT_ACCREDITED),
    _Plan("Case Robot", "case system", "northbrook-social-care", _NB, refused_as=Refusal.BOT),
    _Plan("Mildred Redfern", "social worker", "eastmere-social-care", _EM, refused_as=Refusal.ACCOUNT_CLOSED),
    _Plan("Stefan Pawlak", "youth worker", "eastmere-youth-justice", _EM, refused_as=Refusal.STRANGER),
    _Plan(
        "Octavia Hartwell", "class teacher", "eastmere-academy", _EM, refused_as=Refusal.EMAIL_NOT_ACCEPTED
    ),
    _Plan("Lionel Barnstead", "teacher", "westhaven-high", _WH, refused_as=Refusal.WRONG_WORKSPACE),
)


def people(today: date) -> tuple[Person, ...]:
    """Everybody: those in good standing first, then one for each way of being refused."""
    return tuple(
        _person(plan, f"U0{number:03d}{plan.name.split()[0].upper()[:5]}", today)
        for number, plan in enumerate((*_IN_GOOD_STANDING, *_REFUSED), start=1)
    )


def _person(plan: _Plan, user_id: str, today: date) -> Person:
    account = _account(plan, user_id)
    unknown = plan.refused_as is Refusal.UNKNOWN_PERSON
    teams = _in_teams(plan)
    practitioner = None if unknown else _practitioner(plan, account, teams, today)
    return Person(plan.id, plan.name, account, teams, practitioner, plan.refused_as)


def _in_teams(plan: _Plan) -> ChatIdentity:
    tenant = OTHER_TENANT if plan.refused_as is Refusal.WRONG_WORKSPACE else TENANT
    return ChatIdentity(Product.TEAMS, tenant, object_id(plan.id))


def _account(plan: _Plan, user_id: str) -> SlackAccount:
    refused = plan.refused_as
    domain = _OTHER_DOMAIN if refused is Refusal.EMAIL_NOT_ACCEPTED else EMAIL_DOMAIN
    return SlackAccount(
        user_id=user_id,
        team_id=OTHER_TEAM if refused is Refusal.WRONG_WORKSPACE else TEAM,
        email=f"{_mailbox(plan.name)}@{domain}",
        deleted=refused is Refusal.ACCOUNT_CLOSED,
        bot=refused is Refusal.BOT,
        guest=refused is Refusal.GUEST,
        stranger=refused is Refusal.STRANGER,
    )


def _mailbox(name: str) -> str:
    return name.lower().replace(" ", ".")


def _practitioner(plan: _Plan, account: SlackAccount, teams: ChatIdentity, today: date) -> Practitioner:
    def until(ran_out: Refusal) -> date:
        return today + (_RAN_OUT if plan.refused_as is ran_out else _GOOD_FOR)

    return Practitioner(
        id=plan.id,
        name=plan.name,
        role=plan.role,
        service_id=plan.service_id,
        area_id=plan.area_id,
        job_title=plan.job,
        status=Status.SUSPENDED if plan.refused_as is Refusal.SUSPENDED else Status.ACTIVE,
        vetted_until=until(Refusal.NOT_VETTED),
        trained_until=until(Refusal.NOT_TRAINED),
        agreed_until=until(Refusal.NO_AGREEMENT),
        supervisor_id=plan.supervisor,
        identities=(ChatIdentity(Product.SLACK, account.team_id, account.user_id), teams),
    )
