"""Who sent an activity, as the use cases know people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the requests bring the whole domain with them, which a menu does not need
    from fingerpost.surfaces.teams.activities import Activity
    from fingerpost.usecases.requests import Request


def request_of(activity: Activity, what: str) -> Request:
    """With the request's name: nobody can use up, or ask for, what another one pressed."""
    from fingerpost.usecases.requests import Request

    identity = activity.identity
    return Request(identity, f"teams:{identity.workspace}:{identity.user}:{what}")
