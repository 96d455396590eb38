"""Finding the child a question means: tokens and files read at once, then decided on what may be shown.

What may be shown is judged for the likely candidates before any outcome is chosen (ADR 27). A child of whom
this asker may be shown nothing is as good as absent: the outcome, the reads and their number are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from fingerpost.domain.child import Child, Details
from fingerpost.domain.confidential import Confidential
from fingerpost.domain.involvement import InvolvementStatus
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.asking import Agreement, Detail
from fingerpost.domain.service import ServiceKind
from fingerpost.matching.decide import Inquiry, capped
from fingerpost.matching.model import NUMBER_ALONE, Decision, MatchOutcome
from fingerpost.matching.score import Weights, knew_bits, weights_for
from fingerpost.matching.telling import is_telling, one_more_detail
from fingerpost.matching.tokens import first_stage, identifier_keys, second_stage
from fingerpost.usecases.asking.answering import NOTHING_SHOWN, Shown
from fingerpost.usecases.asking.services_named import Named
from fingerpost.usecases.ports.index import NO_FILE, ChildFile, ChildIndex, Met

JUDGED = 3
"""The files read for every question, of the likeliest candidates or of nobody."""

NOBODY_NAMED: Named = {}

Show = Callable[[Sequence[ChildFile]], Sequence[Shown]]
"""What of each file this asker may see."""


@dataclass(frozen=True, repr=False)
class Found(Confidential):
    """What finding came to.

    decision: what the asker may be told. file, shown: of the child that was confirmed by it, else empty.
    hidden: the file of a child that the details surely mean, but of whom this asker may be told nothing.
    met: every child that was met, the likeliest first. disputed: the asker once said "not this child" of it.
    near: the file of the child that the details may mean, shown or not. shielded: children behind a shield
    that the details mean, surely or perhaps, of whom the officer is told. meant: the files of all that the
    details mean or may mean, shown or not: nothing that the asker is told may come of them but what they know
    of themselves.
    """

    decision: Decision
    file: ChildFile = NO_FILE
    shown: Shown = NOTHING_SHOWN
    hidden: ChildFile = NO_FILE
    met: tuple[str, ...] = ()
    disputed: bool = False
    near: ChildFile = NO_FILE
    shielded: tuple[Child, ...] = ()
    meant: tuple[ChildFile, ...] = ()


@dataclass(frozen=True, repr=False)
class _Judged(Confidential):
    """A candidate's file and what of it may be shown."""

    file: ChildFile
    shown: Shown


_NEVER_SO = InvolvementStatus.ENTERED_IN_ERROR


@dataclass(frozen=True)
class _KnownTo:
    """By child, what it says that a service which the question names has worked with them, in bits.

    to_anybody: by all that is held, so that a child who is shown does not gain by another's being hidden.
    to_asker: by what this asker would be shown in any case; only that may confirm (ADR 35).
    """

    to_anybody: Mapping[str, float]
    to_asker: Mapping[str, float]


def _known_to(judged: Mapping[str, _Judged], named: Named, weights: Weights) -> _KnownTo:
    anybody, asker = {}, {}
    for child_id, one in judged.items() if named else ():
        shown = {each.involvement_reference for each in one.shown.services}
        for involvement in one.file.involvements:
            if involvement.service_id in named and involvement.status is not _NEVER_SO:
                school = named[involvement.service_id] is ServiceKind.SCHOOL
                anybody[child_id] = knew_bits(weights, school=school)
                if involvement.reference in shown:
                    asker[child_id] = anybody[child_id]
    return _KnownTo(anybody, asker)


@dataclass(frozen=True)
class Finder:
    """children: how many the index holds, None for the size the weights were shipped for."""

    index: ChildIndex
    children: int | None = None

    def find(self, asked: Details, asker_id: str, show: Show, named: Named = NOBODY_NAMED) -> Found:
        """Decide who is meant, among those of whom something may be shown.

        A record of which the asker said "not this child" (B9) is not confirmed to them again.
        named: services that knew the child, looked for in the files that are read anyway.
        """
        met = self.index.candidates((*identifier_keys(asked), *first_stage(asked)), second_stage(asked))
        inquiry = Inquiry(asked, weights_for(self.children))
        whole = _by_stages(asked, inquiry, met, hidden=frozenset())
        likeliest = _likeliest(inquiry, met, whole)
        likely = likeliest[:JUDGED]
        files = self.index.files(likely, JUDGED)
        judged = dict(zip(likely, map(_Judged, files, show(files)), strict=True))
        known = _known_to(judged, named, inquiry.weights)
        if known.to_anybody:
            inquiry = inquiry.knowing(known.to_anybody)
            whole = _by_stages(asked, inquiry, met, hidden=frozenset())
        hidden = frozenset(child_id for child_id, one in judged.items() if one.shown.is_nothing)
        behind = frozenset(child_id for child_id in hidden if judged[child_id].file.shield)
        shielded = _shielded(judged, behind, whole)
        open_to_all = _by_stages(asked, inquiry.afresh(), met, behind) if behind else whole
        told = _as_told(asked, inquiry.knowing(known.to_asker), met, open_to_all, hidden, known)
        if behind and _gains(told, whole, judged, shielded):
            told = inquiry.unsure("rival_kept_back")
        told = self._unless_weak(asked, told)
        near = _near(judged, behind, likely, open_to_all)
        found = _found(asked, told, open_to_all, judged, asker_id)
        meant = _meant(judged, whole)
        return replace(found, met=likeliest, near=near, shielded=shielded, meant=meant)

    def _unless_weak(self, asked: Details, told: Decision) -> Decision:
        """Where a question tells nobody apart, whatever is not confirmed is one more detail: that nobody was
        met says nothing then, and that somebody was must not be told either."""
        if told.outcome is MatchOutcome.CONFIRMED or NUMBER_ALONE in told.rules:
            return told
        weak = not is_telling(asked, weights_for(self.children))
        return one_more_detail(asked, told) if weak else told


def _near(
    judged: Mapping[str, _Judged], behind: frozenset[str], likely: Sequence[str], open_to_all: Decision
) -> ChildFile:
    """Whose file it is that the details may mean; never a shielded child's."""
    if open_to_all.outcome is MatchOutcome.NONE:
        return NO_FILE
    first = (open_to_all.child_id or "", *likely)
    return next((judged[one].file for one in first if one in judged and one not in behind), NO_FILE)


def _meant(judged: Mapping[str, _Judged], whole: Decision) -> tuple[ChildFile, ...]:
    if whole.outcome is MatchOutcome.NONE:
        return ()
    return tuple(one.file for name, one in judged.items() if whole.child_id in (None, "", name))


def _by_stages(asked: Details, inquiry: Inquiry, met: Sequence[Met], hidden: frozenset[str]) -> Decision:
    """The later stage counts only where the first did not confirm: with more candidates come more rivals."""
    decision = inquiry.decide(())
    for stage in met:
        if stage.too_full:
            return capped(asked)
        decision = inquiry.decide([one for one in stage.candidates if one.child_id not in hidden])
        if decision.outcome is MatchOutcome.CONFIRMED:
            break
    return decision


def _likeliest(inquiry: Inquiry, met: Sequence[Met], whole: Decision) -> tuple[str, ...]:
    """Whom the details mean, then all that were met, the likeliest first."""
    ranked = inquiry.rank([one for stage in met for one in stage.candidates])
    sure = (whole.child_id,) if whole.child_id else ()
    return tuple(dict.fromkeys((*sure, *(one.candidate.child_id for one in ranked))))


def _shielded(judged: Mapping[str, _Judged], behind: frozenset[str], whole: Decision) -> tuple[Child, ...]:
    """Children behind a shield that the question means, or may mean: not where somebody else is meant."""
    if whole.outcome is MatchOutcome.NONE:
        return ()
    children = [one.file.child for child_id, one in judged.items() if child_id in behind]
    return tuple(child for child in children if child and _may_mean(child, whole.child_id))


def _gains(told: Decision, whole: Decision, judged: Mapping[str, _Judged], shielded: Sequence[Child]) -> bool:
    """Whether a child would be shown only because another is shielded, or one that was not judged. A double
    of a shielded child is that child to everybody, so it is shown (ADR 141)."""
    if told.outcome is not MatchOutcome.CONFIRMED:
        return False
    return told.child_id not in {whole.child_id, *_doubles(shielded)} or told.child_id not in judged


def _may_mean(child: Child, meant: str | None) -> bool:
    return not meant or meant == child.id or meant in _doubles((child,))


def _doubles(shielded: Sequence[Child]) -> frozenset[str]:
    return frozenset(each for child in shielded if child.shield for each in child.shield.doubles)


def _as_told(
    asked: Details,
    inquiry: Inquiry,
    met: Sequence[Met],
    whole: Decision,
    hidden: frozenset[str],
    known: _KnownTo,
) -> Decision:
    """The decision without the hidden ones. It confirms only whom the whole one confirms: a child that is
    shown must not gain by another's being hidden, or a brother's services stood for those of the hidden."""
    if not hidden and known.to_asker == known.to_anybody:
        return whole
    told = _by_stages(asked, inquiry, met, hidden)
    if told.outcome is MatchOutcome.CONFIRMED and told.child_id != whole.child_id:
        return inquiry.unsure("rival_kept_back")
    return told


def _found(
    asked: Details, told: Decision, whole: Decision, judged: dict[str, _Judged], asker_id: str
) -> Found:
    confirmed = judged.get(told.child_id or "") if told.outcome is MatchOutcome.CONFIRMED else None
    if confirmed:
        disputed = confirmed.file.is_disputed_by(asker_id)
        if disputed and (confirmed.file.is_hidden_from(asker_id, asked) or not _agree_by_number(told)):
            return Found(_disputed(told))
        return Found(told, confirmed.file, confirmed.shown, disputed=disputed)
    meant = judged.get(whole.child_id or "")
    if meant and meant.shown.is_nothing and not meant.file.is_disputed_by(asker_id):
        return Found(told, hidden=meant.file, shown=meant.shown)
    return Found(told)


def _agree_by_number(told: Decision) -> bool:
    return {Agreement(Detail.IDENTIFIER, fully=True), Agreement(Detail.BIRTH_DATE, fully=True)} <= {
        *told.agreed
    }


def _disputed(decision: Decision) -> Decision:
    rules = (*decision.rules, "not_this_child")
    return Decision(MatchOutcome.POSSIBLE, decision.version, offered=(Detail.IDENTIFIER,), rules=rules)
