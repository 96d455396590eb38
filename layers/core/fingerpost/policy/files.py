"""The policy files as Cedar holds them: parsed once a process, named by @id, versioned by content."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from fingerpost.domain.errors import Unavailable
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import Refusal

if TYPE_CHECKING:
    import cedarpy

_FOLDER = Path(__file__).parent
_SCHEMA = _FOLDER / "fingerpost.cedarschema"


@dataclass(frozen=True)
class PolicyFiles:
    """Every policy and the schema, parsed. version: 12 hexadecimal digits of a hash over both."""

    policies: cedarpy.PolicySet
    schema: cedarpy.Schema
    version: str


@dataclass(frozen=True)
class PolicyWords:
    """What a policy says of itself. place: its turn in the files; refusal: None on a permission."""

    name: str
    says: str
    place: int
    refusal: Refusal | None


@cache
def policy_files() -> PolicyFiles:
    """The files, read and parsed at the first call. Raises Unavailable where they cannot be.

    Cedar is imported here, not above: a function that decides nothing does not pay for it (30 ms).
    """
    try:
        return files_of(policy_text(), _SCHEMA.read_text("utf-8"))
    except OSError as error:
        raise Unavailable("the policy files cannot be read") from error


def files_of(policies: str, schema: str) -> PolicyFiles:
    """These texts, parsed. Raises Unavailable where they cannot be."""
    from fingerpost.policy.lean_cedarpy import cedarpy

    try:
        return PolicyFiles(
            cedarpy.PolicySet.from_str(policies), cedarpy.Schema.from_str(schema), _version(policies, schema)
        )
    except ValueError as error:
        raise Unavailable("the policy files cannot be read") from error


@cache
def policy_words() -> dict[str, PolicyWords]:
    """What each policy says of itself, by Cedar's own name for it (`policy0`, in the order of the files)."""
    return words_of(policy_text())


def words_of(policies: str) -> dict[str, PolicyWords]:
    """The same of these policies."""
    from fingerpost.policy.lean_cedarpy import cedarpy

    parsed = json.loads(cedarpy.policies_to_json_str(policies))["staticPolicies"]
    return {key: _words(key, policy["annotations"]) for key, policy in parsed.items()}


def policy_text(folder: Path = _FOLDER) -> str:
    """All policies of a folder as one text, the files in the order of their numbers."""
    return "\n".join(file.read_text("utf-8") for file in sorted(folder.glob("*.cedar")))


def schema_text() -> str:
    """The schema the policies are checked against."""
    return _SCHEMA.read_text("utf-8")


def _words(key: str, annotations: dict[str, str]) -> PolicyWords:
    refusal = annotations.get("refusal")
    return PolicyWords(
        name=annotations["id"],
        says=annotations["says"],
        place=int(key.removeprefix("policy")),
        refusal=Refusal(refusal) if refusal else None,
    )


def _version(policies: str, schema: str) -> str:
    return hashlib.sha256(f"{policies}\n{schema}".encode()).hexdigest()[:12]
