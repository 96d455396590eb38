"""Who sent an activity, as the use cases know people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the requests bring the whole domain with them, which a menu does not need
    from fingerpost.surfaces.teams.activities import Activity
    from fingerpost.usecases.requests import Sender


def sender_of(activity: Activity, what: str) -> Sender:
    """With the sender's name: nobody can use up, or ask for, what another one pressed."""
    from fingerpost.usecases.requests import Sender

    identity = activity.identity
    return Sender(identity, f"teams:{identity.workspace}:{identity.user}:{what}")
