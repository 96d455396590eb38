"""May this caller do this? Decided by the policy files, and refused wherever they cannot decide."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from fingerpost.domain.ledger import Act
from fingerpost.domain.outcomes.access import Refusal
from fingerpost.domain.practitioner import Caller
from fingerpost.policy.cedar_request import cedar_entities, cedar_request
from fingerpost.policy.files import PolicyFiles, PolicyWords, policy_files, policy_words
from fingerpost.policy.model import AccessRules, Circumstances, Judgement

if TYPE_CHECKING:
    import cedarpy

UNDECIDABLE = "undecidable"
"""Named in place of a policy where the request could not be put to the policies at all."""


def judge(
    caller: Caller, act: Act, circumstances: Circumstances, rules: AccessRules, today: date
) -> Judgement:
    """Permit, or forbid with the most fundamental reason. About 0.3 ms.

    today: the day on which the act happens; the last day of a standing still counts.
    What is malformed or missing is refused under the name UNDECIDABLE.
    Raises Unavailable where the policy files cannot be read.
    """
    return judge_by(policy_files(), policy_words(), caller, act, circumstances, rules, today)


def judge_by(
    files: PolicyFiles,
    words: Mapping[str, PolicyWords],
    caller: Caller,
    act: Act,
    circumstances: Circumstances,
    rules: AccessRules,
    today: date,
) -> Judgement:
    """The same by these files, such as some that are not deployed yet. words: what they say of themselves."""
    try:
        decided = _decide(files, caller, act, circumstances, rules, today)
    except (AttributeError, TypeError, ValueError):
        return _undecidable(files)
    # Cedar passes over a policy that fails, a prohibition too: with any failure a permission means nothing.
    if decided.diagnostics.errors:
        return _undecidable(files)
    return _permitted(files, decided) if decided.allowed else _forbidden(files, words, decided)


def _decide(
    files: PolicyFiles,
    caller: Caller,
    act: Act,
    circumstances: Circumstances,
    rules: AccessRules,
    today: date,
) -> cedarpy.AuthzResult:
    from fingerpost.policy.lean_cedarpy import cedarpy

    return cedarpy.is_authorized(
        cedar_request(caller, act, circumstances, rules, today),
        files.policies,
        cedar_entities(caller, circumstances),
        schema=files.schema,
    )


def _permitted(files: PolicyFiles, decided: cedarpy.AuthzResult) -> Judgement:
    names = decided.diagnostics.id_annotations_by_reason.values()
    return Judgement(True, tuple(sorted(names)), files.version)


def _forbidden(
    files: PolicyFiles, words: Mapping[str, PolicyWords], decided: cedarpy.AuthzResult
) -> Judgement:
    policies = sorted((words[key] for key in decided.diagnostics.reasons), key=lambda policy: policy.place)
    because = policies[0].refusal if policies else Refusal.ROLE_MAY_NOT  # no permission is a refusal too
    return Judgement(False, tuple(policy.name for policy in policies), files.version, because)


def _undecidable(files: PolicyFiles) -> Judgement:
    return Judgement(False, (UNDECIDABLE,), files.version, Refusal.ROLE_MAY_NOT)
