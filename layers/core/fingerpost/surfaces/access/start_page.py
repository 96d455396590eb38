"""The start page, for whoever supervises with what waits in the team."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fingerpost.domain.outcomes.recording import MyChildren
from fingerpost.domain.outcomes.supervising import TeamShown
from fingerpost.domain.practitioner import SUPERVISING
from fingerpost.surfaces import dates
from fingerpost.surfaces.access import menu
from fingerpost.surfaces.views import Screen
from fingerpost.usecases.requests import Request

if TYPE_CHECKING:  # the use cases bring the data layer with them
    from fingerpost.usecases.catalogue import UseCases


def start_page(cases: UseCases, request: Request) -> Screen:
    """With counts that name nobody. Two acts, each on the ledger: one's own list, and the team."""
    own, team = cases.mine.list(request), None
    if isinstance(own, MyChildren) and own.role in SUPERVISING:
        team = cases.team(replace(request, idempotency_key=f"{request.idempotency_key}:team"))
    return menu.home(own, dates.today(own.at), team if isinstance(team, TeamShown) else None)
