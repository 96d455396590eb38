"""Who works for a service, and whom somebody supervises: lists beside the directory, by family name."""

from __future__ import annotations

from fingerpost.adapters.dynamodb import keys, people_keys
from fingerpost.adapters.dynamodb.attributes import from_attributes
from fingerpost.adapters.dynamodb.queries import Query
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import Practitioner

MOST_PEOPLE = 5_000


@dataclass(frozen=True)
class DynamoStaff:
    """Implements `ports.handing_over.Staff`: one Query, and one read of all that it names."""

    store: Store

    def of_service(self, service_id: str) -> tuple[Practitioner, ...]:
        """Whoever is still of it: a list that was left behind names nobody wrongly."""
        found = self._in(people_keys.staff_partition(service_id))
        return tuple(one for one in found if one.service_id == service_id)

    def of_supervisor(self, supervisor_id: str) -> tuple[Practitioner, ...]:
        """Whoever they still supervise."""
        found = self._in(people_keys.team_partition(supervisor_id))
        return tuple(one for one in found if one.supervisor_id == supervisor_id)

    def _in(self, partition: str) -> tuple[Practitioner, ...]:
        rows = self.store.rows(Query(self.store.casework, partition, MOST_PEOPLE))
        names = [str(row["id"]["S"]) for row in rows]
        read = self.store.get_all(self.store.casework, [keys.practitioner(name) for name in names])
        people = {one.id: one for one in (from_attributes(Practitioner, item) for item in read)}
        return tuple(people[name] for name in names if name in people)
