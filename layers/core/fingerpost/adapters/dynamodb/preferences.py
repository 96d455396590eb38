"""When people want to be told, in the casework table: beside the directory, which administrators replace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fingerpost.adapters.dynamodb import work_keys
from fingerpost.adapters.dynamodb.attributes import from_attributes, to_attributes
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.domain.preferences import Preferences


def preferences_write(store: Store, chosen: Preferences) -> Write:
    """What somebody chose, in the place of what they chose before."""
    return Write(
        Kind.PUT, store.casework, work_keys.preferences(chosen.practitioner_id), to_attributes(chosen)
    )


@dataclass(frozen=True)
class DynamoPreferences:
    """Implements `ports.telling.PreferencesKept`."""

    store: Store

    def of(self, practitioner_ids: Sequence[str]) -> Mapping[str, Preferences]:
        """One read of all."""
        names = [work_keys.preferences(one) for one in dict.fromkeys(practitioner_ids)]
        items = self.store.get_all(self.store.casework, names)
        chosen = {one.practitioner_id: one for one in (from_attributes(Preferences, item) for item in items)}
        return {one: chosen.get(one, Preferences(one)) for one in practitioner_ids}
