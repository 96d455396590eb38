"""The people who may ask, and the chat accounts they ask from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from fingerpost.domain.errors import Conflict
from fingerpost.domain.feed import RegisteredFeed
from fingerpost.domain.made_when_used import dataclass


class Role(StrEnum):
    """What a person may do, decided by policy (H8)."""

    PRACTITIONER = "practitioner"
    SUPERVISOR = "supervisor"
    OFFICER = "officer"
    ADMIN = "admin"
    FEED = "feed"


SUPERVISING = frozenset({Role.SUPERVISOR, Role.OFFICER})
"""Who sees to others' work."""


class Status(StrEnum):
    """Whether a practitioner's access stands."""

    ACTIVE = "active"
    SUSPENDED = "suspended"


class Product(StrEnum):
    """A chat product."""

    SLACK = "slack"
    TEAMS = "teams"


class Channel(StrEnum):
    """By what way somebody comes: a chat product, the REST interface, or the clock."""

    SLACK = "slack"
    TEAMS = "teams"
    API = "api"
    CLOCK = "clock"


@dataclass(frozen=True)
class ChatIdentity:
    """Who somebody is in a chat product: workspace (Slack) or tenant (Teams), and the user in it."""

    product: Product
    workspace: str
    user: str


@dataclass(frozen=True)
class Principal:
    """Who signed a request to the REST interface. name: an IAM principal's ARN, or an OAuth client's id."""

    name: str


@dataclass(frozen=True)
class Tick:
    """The clock: something is due, and nobody asked. schedule: the name of what is due."""

    schedule: str


@dataclass(frozen=True)
class Folder:
    """The folder of a feed, in which a file was put: whoever may write there is let in by IAM."""

    feed_id: str


CallerId = ChatIdentity | Principal | Tick | Folder
"""Who or what a request comes from. A chat account is one kind, and no other kind is ever given one."""


def channel_of(caller: CallerId) -> Channel:
    """The way a caller comes."""
    match caller:
        case ChatIdentity():
            return Channel(caller.product)
        case Principal() | Folder():
            return Channel.API
        case Tick():
            return Channel.CLOCK


@dataclass(frozen=True)
class Whereabouts:
    """Where one person is written to in a product that has no one address for everybody (Teams).

    service_url: the region's connector. user_id, bot_id: what the connector calls the two of them.
    left: the person took the app away; nothing can be sent until they bring it back.
    """

    service_url: str
    conversation_id: str
    user_id: str
    bot_id: str
    left: bool = False


@dataclass(frozen=True)
class ChatAccount:
    """What the chat product says of an account, and when it said so (UTC)."""

    identity: ChatIdentity
    email: str
    checked_at: datetime
    email_confirmed: bool = True
    deleted: bool = False
    bot: bool = False
    guest: bool = False
    stranger: bool = False


@dataclass(frozen=True)
class Practitioner:
    """Somebody the directory knows.

    supervisor_id: the practitioner who supervises this one, empty if none. deputy_id: who answers in their
    place, empty if nobody.
    vetted_until, trained_until, agreed_until: last day each of these holds (H3).
    household_names: family names of those they live with; home_district: the first half of their postcode.
    Both only to hold a question that may be about their own family (H6); empty where nobody said.
    version: counts changes; an ask made on an older version is decided again.
    """

    id: str
    name: str
    role: Role
    service_id: str
    area_id: str
    job_title: str
    status: Status
    vetted_until: date
    trained_until: date
    agreed_until: date
    supervisor_id: str = ""
    identities: tuple[ChatIdentity, ...] = ()
    version: int = 1
    deputy_id: str = ""
    household_names: tuple[str, ...] = ()
    home_district: str = ""

    def entered_after(self, before: Practitioner | None) -> Practitioner:
        """As it is entered: at the version after the one that stands, where it differs from that.

        Raises Conflict where it was made of another version than the one that stands: what was changed in
        between, a suspension above all, would be undone.
        """
        if before is None or replace(self, version=before.version) == before:
            return before or self
        if self.version != before.version:
            raise Conflict("practitioner")
        return replace(self, version=before.version + 1)

    @property
    def standing(self) -> dict[str, object]:
        """What an attempt checks to be still as it was read, by field. The version counts whatever was
        entered; the others are there for what was typed into the table."""
        return {name: getattr(self, name) for name in _STANDING}


_STANDING = (
    "version",
    "status",
    "role",
    "service_id",
    "area_id",
    "vetted_until",
    "trained_until",
    "agreed_until",
)


@dataclass(frozen=True)
class Caller:
    """Who is at the door: by what way they come, the chat account if that is a chat, and the practitioner it
    belongs to, if any. administrator: who signed the request, where the deployment names them as one.
    feed: the feed whose client signed it."""

    channel: Channel
    account: ChatAccount | None
    practitioner: Practitioner | None
    administrator: Principal | None = None
    feed: RegisteredFeed | None = None

    @property
    def is_known(self) -> bool:
        """Whether it is anybody at all."""
        return any((self.practitioner, self.administrator, self.feed))
