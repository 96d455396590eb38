"""The policy's interface: what is asked of it and what it answers."""

from __future__ import annotations

from fingerpost.domain.involvement import Involvement
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import Refusal
from fingerpost.domain.practitioner import Product
from fingerpost.domain.service import Service


@dataclass(frozen=True)
class AccessRules:
    """The deployment's allow lists: workspaces (Slack) or tenants (Teams), and e-mail domains."""

    workspaces: frozenset[tuple[Product, str]]
    email_domains: frozenset[str]


@dataclass(frozen=True)
class Circumstances:
    """What the act is about, as far as it matters to a policy.

    service: the caller's own service, None where the directory knows neither.
    involvement: the one acted on or about to be shown; owner_supervisor_id: who supervises its worker;
    involved_service: its service. An involvement whose service is not given here is never shown.
    involved, watching: the caller's own present relation to the child. (To open a child from one's own list
    after one's work has ended, give the ended involvement: it counts for 12 months.)
    supervises_worker: the caller supervises a current worker of the child.
    stands_in: the caller was told in the place of a current worker, as their deputy.
    own_area: the record of the child belongs to the caller's own area.
    shown: an answer that still holds showed the caller who is involved with the child.
    contact_asker, contact_asked: the caller made the request to be contacted, or may answer it.
    offered: the caller is whom an involvement was offered to.
    supervises_person: the person whom the act is about is, or was, of the caller's team, or of their area.
    overseer, overseen: the caller was asked to look at what somebody did, or did it themselves.
    """

    service: Service | None = None
    involvement: Involvement | None = None
    owner_supervisor_id: str = ""
    involved_service: Service | None = None
    involved: bool = False
    watching: bool = False
    supervises_worker: bool = False
    stands_in: bool = False
    own_area: bool = False
    shown: bool = False
    contact_asker: bool = False
    contact_asked: bool = False
    offered: bool = False
    supervises_person: bool = False
    overseer: bool = False
    overseen: bool = False


@dataclass(frozen=True)
class Judgement:
    """Permit or forbid, by which policies (their names), at which version of the policy files."""

    permitted: bool
    policies: tuple[str, ...]
    version: str
    because: Refusal | None = None
