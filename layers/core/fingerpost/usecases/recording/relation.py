"""How somebody stands to a child, on the child's file as read."""

from __future__ import annotations

from fingerpost.domain.involvement import Watch
from fingerpost.policy.model import Circumstances
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.index import ChildFile


def relation_of(
    directory: Directory, admitted: Admitted, file: ChildFile, stands_in_for: str = ""
) -> Circumstances:
    """Whether they are involved, watching, or supervising somebody who is involved. stands_in_for: the worker
    in whose place they were told; it counts while that one works with the child and they are their deputy or
    supervise them."""
    me, today = admitted.practitioner.id, admitted.at.date()
    shown = [one for one in file.involvements if one.is_shown_on(today)]
    workers = {one.practitioner_id for one in shown if one.is_current and one.practitioner_id != me}
    colleagues = directory.practitioners(sorted(workers)).values()
    return Circumstances(
        involved=any(one.practitioner_id == me and one.is_current for one in shown),
        watching=any(_watches(one, admitted) for one in file.watches),
        supervises_worker=any(one.supervisor_id == me for one in colleagues),
        stands_in=any(
            one.id == stands_in_for and me in (one.deputy_id, one.supervisor_id) for one in colleagues
        ),
    )


def _watches(watch: Watch, admitted: Admitted) -> bool:
    return watch.practitioner_id == admitted.practitioner.id and watch.until >= admitted.at.date()
