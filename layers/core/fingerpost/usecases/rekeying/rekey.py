"""Re-key one segment for a while: bounded, taken up where it was left, safe beside people's acts (J6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from fingerpost.domain.errors import Conflict
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.reference import reference_from
from fingerpost.domain.rekeying import Progress, Segment, Stage
from fingerpost.usecases.ports.acting import Clock, NewId, Timer
from fingerpost.usecases.ports.rekeying import Page, Rekeying, Stored
from fingerpost.usecases.unattended import Unattended

ACTOR = "rekey"
_TRIES = 3


@dataclass(frozen=True)
class Rekey:
    """Each call is an act of its own on the ledger, with how many items it changed."""

    rekeying: Rekeying
    unattended: Unattended
    clock: Clock
    timer: Timer
    new_id: NewId

    def __call__(self, segment: Segment, seconds: float) -> Progress:
        """As much as fits into so many seconds, at least a page. Raises Unavailable, LedgerUnavailable."""
        before = self.rekeying.progress(segment)
        if before.done:
            return before
        reached: list[Progress] = []

        def work() -> str:
            reached.append(self._until(self.timer.moment() + seconds, segment, before))
            return f"{segment.stage}:{reached[0].changed - before.changed}"

        self.unattended.run(self._attempt(segment), work)
        return reached[0]

    def _attempt(self, segment: Segment) -> LedgerEntry:
        reference = reference_from(bytes.fromhex(self.new_id()))
        about = f"{segment.table}:{segment.number}"
        return LedgerEntry(reference, Act.REKEY, Phase.ATTEMPT, self.clock(), ACTOR, about=about)

    def _until(self, moment: float, segment: Segment, progress: Progress) -> Progress:
        while not progress.done:
            page = self.rekeying.page(segment, progress.after)
            progress = self._done(segment.stage, page, progress)
            self.rekeying.keep(segment, progress)
            if self.timer.moment() >= moment:
                break
        return progress

    def _done(self, stage: Stage, page: Page, before: Progress) -> Progress:
        changed, busy, left = 0, 0, Counter(before.left)
        for item in page.items:
            try:
                match stage:
                    case Stage.COPY:
                        changed += self._tried(self.rekeying.copy, item)
                    case Stage.SWEEP:
                        changed += self._tried(self.rekeying.sweep, item)
                    case Stage.CHECK:
                        left += self.rekeying.left(item)
            except Conflict:
                busy += 1
        return replace(
            before,
            after=page.after,
            done=page.after is None,
            seen=before.seen + len(page.items),
            changed=before.changed + changed,
            busy=before.busy + busy,
            left=dict(left),
        )

    def _tried(self, do: Callable[[Stored], bool], item: Stored) -> bool:
        """Read anew where somebody changed it meanwhile. Raises Conflict where they keep doing so."""
        for _ in range(_TRIES):
            try:
                return do(item)
            except Conflict:
                found = self.rekeying.again(item)
                if found is None:
                    return False
                item = found
        return do(item)
