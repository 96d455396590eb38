"""Some services' word is enough to shield a child: a refuge's, for one (G5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from fingerpost.domain.reference import reference_from
from fingerpost.domain.shield import Shield
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.asking.child_resolution import ResolvedChild

REVIEW_AFTER = timedelta(days=90)
"""By then the area's officer has looked at it."""


def shielded_by_default(admitted: Admitted, resolved: ResolvedChild) -> ResolvedChild:
    """The child as it is to be written: under a shield where the recorder's service asks for one and none
    stands. Its officer hears of it as of a look."""
    flag = admitted.service.shields if admitted.service else None
    if flag is None or resolved.after.shield:
        return resolved
    seed = f"shield\n{admitted.reference}\n{admitted.practitioner.id}".encode()
    shield = Shield(reference_from(seed), flag, admitted.at.date() + REVIEW_AFTER, admitted.practitioner.id)
    changed = resolved.before is not None and resolved.after.version == resolved.before.version
    version = resolved.after.version + 1 if changed else resolved.after.version
    after = replace(resolved.after, shield=shield, version=version)
    return replace(resolved, after=after, shielded=(*resolved.shielded, after))
