"""Reads template.yaml as data: a tag such as `!GetAtt X.Arn` becomes the text `GetAtt X.Arn`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]


class _Loader(yaml.SafeLoader):
    """SafeLoader that keeps CloudFormation's tags as text."""


def _tagged(loader: yaml.SafeLoader, tag: str, node: yaml.Node) -> Any:  # noqa: ANN401  (any YAML)
    if isinstance(node, yaml.ScalarNode):
        return f"{tag} {loader.construct_scalar(node)}"
    if isinstance(node, yaml.SequenceNode):
        return {tag: loader.construct_sequence(node, deep=True)}
    raise TypeError(f"a mapping under !{tag}")


_Loader.add_multi_constructor("!", _tagged)


@dataclass(frozen=True)
class Statement:
    """One statement of a role: who may do what with what."""

    role: str
    sid: str
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    condition: Mapping[str, Any]


@cache
def template() -> dict[str, Any]:
    """The whole template."""
    loaded = yaml.load((ROOT / "template.yaml").read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
    return dict(loaded)


def resources(kind: str) -> dict[str, dict[str, Any]]:
    """Every resource of one type, by its name in the template."""
    return {name: body for name, body in template()["Resources"].items() if body["Type"] == kind}


def statements() -> list[Statement]:
    """Every statement of every role, those of a policy that roles share for each of them."""
    own = [each for role, body in resources("AWS::IAM::Role").items() for each in _of_role(role, body)]
    shared = [each for body in resources("AWS::IAM::Policy").values() for each in _of_policy(body)]
    return own + shared


def _of_role(role: str, body: Mapping[str, Any]) -> Iterator[Statement]:
    for policy in body["Properties"].get("Policies", ()):
        yield from _stated(role, policy["PolicyDocument"])


def _of_policy(body: Mapping[str, Any]) -> Iterator[Statement]:
    for role in body["Properties"]["Roles"]:
        yield from _stated(role.removeprefix("Ref "), body["Properties"]["PolicyDocument"])


def _stated(role: str, document: Mapping[str, Any]) -> Iterator[Statement]:
    for stated in document["Statement"]:
        yield Statement(
            role,
            stated["Sid"],
            tuple(_listed(stated["Action"])),
            tuple(_listed(stated["Resource"])),
            stated.get("Condition", {}),
        )


def _listed(one_or_many: str | list[str]) -> list[str]:
    return [one_or_many] if isinstance(one_or_many, str) else one_or_many
