"""Service episodes as the safeguarding and person standards of July 2026 write them, as rows (L5).

Source: SocialCareData/ontology, drafts. An episode says who works with whom, since when, and why. The *why*
(its type, its findings, where it took place) is dropped here, before anything else sees it, and so is what
Fingerpost does not keep of a person; the sender is told by the names of fields what was dropped, never by
their values.

A document is one object, a list, or an object with `@graph`. Persons and professionals are found by the
identifiers by which an episode points to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date, datetime
from typing import Any

from fingerpost.domain.confidential import Confidential
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.uk_time import local

NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number"
UPN = "https://www.gov.uk/education/unique-pupil-number"
PRACTITIONER = "urn:fingerpost:practitioner"
"""The system of the ids that this deployment's directory has for people."""

LEADS = "PPRF"
"""HL7's participation code of whoever performs the work first of all."""

_TAKEN = {
    "ServiceEpisode": {
        "identifier",
        "subjectPerson",
        "relatedProfessional",
        "relatedService",
        "timeInformation",
    },
    "Person": {"identifier", "name", "dateOfBirth", "address", "sex", "relatedPerson"},
    "Professional": {"identifier", "role"},
    "Service": {"identifier"},
    "Organisation": {"identifier"},
}
_KNOWN = {
    "ServiceEpisode": {"type", "finding", "location", "outcome", "episodeOutcome", "status"},
    "Person": {
        "ethnicity",
        "religion",
        "gender",
        "isDeceased",
        "nationality",
        "disability",
        "language",
        "contact",
    },
    "Professional": {"name", "status", "contact", "relatedService", "relatedOrganisation"},
    "Service": {"name", "alias", "type", "active", "contact", "costFrequency", "relatedProfessional"},
    "Organisation": {"name", "alias", "type", "active", "contact", "relatedProfessional", "relatedService"},
}
"""Fields of the standards that are dropped by name; whatever else a document has is dropped as `other`."""

_CARERS = frozenset({"MTH", "FTH", "PRN", "GUARD", "STPMTH", "STPFTH", "GRMTH", "GRFTH"})
_FORMER_NAMES = frozenset({"old", "maiden"})
_CURRENT_NAMES = ("usual", "official", "", "temp")

Node = Mapping[str, Any]


@dataclass(frozen=True, repr=False)
class Episodes(Confidential):
    """What was read. rows: by column, one for each worker of an episode and each child of it. dropped: fields
    that were not taken, by their names in the standard."""

    rows: tuple[Mapping[str, str], ...]
    dropped: tuple[str, ...]


@dataclass
class _Document:
    """The nodes of a document by class, and by the identifiers that others point to them with."""

    nodes: list[Node]
    dropped: set[str] = field(default_factory=set)

    def of_class(self, name: str) -> Iterator[Node]:
        return (node for node in self.nodes if _class_of(node) == name)

    def pointed_to(self, name: str, pointer: Any) -> Node:  # noqa: ANN401 - whatever a document has there
        """The node of a class that has one of the pointer's identifiers; else one with these alone."""
        meant = set(map(_name_of, _nodes(pointer)))
        found = (
            node for node in self.of_class(name) if meant & set(map(_name_of, _nodes(node.get("identifier"))))
        )
        return next(found, {"identifier": pointer})

    def drop(self) -> None:
        """Notes what is not taken, by name alone."""
        for node in self.nodes:
            kind = _class_of(node)
            if kind not in _TAKEN:
                self.dropped.add("other")
                continue
            for name in node.keys() - _TAKEN[kind] - {"@type", "@id", "@context"}:
                self.dropped.add(f"{kind}.{name}" if name in _KNOWN[kind] else "other")


def read_episodes(document: Any) -> Episodes:  # noqa: ANN401 - any JSON
    """The rows of a document. Every episode gives at least one: one that says too little has a row that says
    too little, and is refused as such."""
    read = _Document(list(_graph(document)))
    read.drop()
    rows = (row for episode in read.of_class("ServiceEpisode") for row in _rows_of(read, episode))
    return Episodes(tuple(rows), tuple(sorted(read.dropped)))


def _graph(document: Any) -> Iterator[Node]:  # noqa: ANN401
    for node in _nodes(document):
        inner = node.get("@graph")
        yield from _nodes(inner) if inner is not None else (node,)


def _nodes(value: Any) -> Iterator[Node]:  # noqa: ANN401
    """The objects of a value that may be one, several or none."""
    yield from (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, Mapping))


def _class_of(node: Node) -> str:
    named = node.get("@type", "")
    first = next(iter(named), "") if isinstance(named, list) else named
    return str(first).rsplit("/", 1)[-1]


def _text(value: Any) -> str:  # noqa: ANN401
    """The first plain value of what may be one or several."""
    first = next(iter(value), "") if isinstance(value, list) else value
    return str(first).strip() if isinstance(first, str | int | float) else ""


def _name_of(identifier: Node) -> tuple[str, str]:
    return _text(identifier.get("system")), _text(identifier.get("value"))


def _value(node: Node, *systems: str) -> str:
    """The identifier of one of these systems, else the first of any; of no system named, the first."""
    named = dict(map(_name_of, _nodes(node.get("identifier"))))
    wanted = (named[system] for system in systems if system in named)
    return next(wanted, "") if systems else next(iter(named.values()), "")


def _rows_of(read: _Document, episode: Node) -> Iterator[Mapping[str, str]]:
    """One row for each of its workers with each of its children."""
    timing = next(_nodes(episode.get("timeInformation")), {})
    days = {"since": _day(timing.get("startDateTime")), "ended": _day(timing.get("endDateTime"))}
    people = list(_nodes(episode.get("subjectPerson"))) or [{}]
    workers = list(_nodes(episode.get("relatedProfessional"))) or [{}]
    several = len(people) * len(workers) > 1
    for person in people:
        child = read.pointed_to("Person", person.get("person"))
        for related in workers:
            worker = _worker(read, related)
            parts = (_value(episode), worker["worker_id"], _value(child, NHS_NUMBER) or _value(child))
            source_ref = ":".join(parts) if several else parts[0]
            yield _filled({"source_ref": source_ref, **_child(read, child), **worker, **days})


def _worker(read: _Document, related: Node) -> dict[str, str]:
    professional = read.pointed_to("Professional", related.get("professional"))
    leads = _text(related.get("involvement")).upper() == LEADS
    own = _value(professional, PRACTITIONER) or _value(professional)
    return {"worker_id": own, "role": _text(professional.get("role")), "lead": "yes" if leads else "no"}


def _child(read: _Document, person: Node) -> dict[str, str]:
    numbers = [
        one for one in map(_name_of, _nodes(person.get("identifier"))) if one[0] not in (NHS_NUMBER, UPN)
    ]
    return {
        **_names(person),
        **_addresses(person),
        "birth_date": _birth(next(_nodes(person.get("dateOfBirth")), {})),
        "sex": _text(person.get("sex")),
        "nhs_number": _value(person, NHS_NUMBER),
        "upn": _value(person, UPN),
        "own_number": next((value for _, value in numbers), ""),
        "carer": next(_carers(read, person), ""),
    }


def _names(person: Node) -> dict[str, str]:
    names = list(_nodes(person.get("name")))
    by_use = {_text(name.get("use")).rsplit("#", 1)[-1].lower(): name for name in reversed(names)}
    current: Node = next((by_use[use] for use in _CURRENT_NAMES if use in by_use), next(iter(names), {}))
    former = next((_text(by_use[use].get("familyName")) for use in _FORMER_NAMES & by_use.keys()), "")
    nickname = _text(by_use.get("nickname", {}).get("givenName"))
    return {
        "given_name": _text(current.get("givenName")),
        "family_name": _text(current.get("familyName")),
        "former_name": former,
        "known_as": _text(current.get("preferredName")) or nickname,
    }


def _addresses(person: Node) -> dict[str, str]:
    """The postcode of each and nothing else of it."""
    addresses = [
        (_text(one.get("use")).lower(), _text(one.get("postcode"))) for one in _nodes(person.get("address"))
    ]
    now = [postcode for use, postcode in addresses if use != "old"]
    old = [postcode for use, postcode in addresses if use == "old"]
    return {"postcode": next(iter(now), ""), "earlier_postcode": next(iter(old), "")}


def _carers(read: _Document, person: Node) -> Iterator[str]:
    for related in _nodes(person.get("relatedPerson")):
        if _text(related.get("relationship")).upper() in _CARERS:
            carer = read.pointed_to("Person", related.get("person"))
            yield _names(carer)["given_name"]


def _birth(partial: Node) -> str:
    """The date as well as it is known, as people write it: what is estimated is never given as exact."""
    written, accuracy = _text(partial.get("date")), _text(partial.get("accuracyIndicator")).upper() or "AAA"
    try:
        day = date.fromisoformat(written[:10])
    except ValueError:
        return written
    known = {"AAA": day.isoformat(), "A": str(day.year), "E": f"about {day.year}"}
    if accuracy in known:
        return known[accuracy]
    if accuracy[1:] == "AA":
        return f"{day.month}/{day.year}"
    return known.get(accuracy[2:], "")


def _day(value: Any) -> str:  # noqa: ANN401
    """The day of a moment, where the services are; what is no moment is refused later, by its column."""
    written = _text(value)
    try:
        moment = datetime.fromisoformat(written)
        return (local(moment) if moment.tzinfo else moment).date().isoformat()
    except ValueError:
        return written


def _filled(row: Mapping[str, str]) -> Mapping[str, str]:
    return {name: value for name, value in row.items() if value}
