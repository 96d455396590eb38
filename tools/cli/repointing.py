"""A stack's template with other tables in the place of its own, and these tables taken into the stack again.

First every reference to a table becomes the name or the ARN of the restored one, and the table itself is
left out: CloudFormation keeps it (DeletionPolicy Retain) and forgets it. The functions use the restored ones.
Afterwards these are imported under the names of the first, so that the template that is kept fits again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tools.cli.deployment import Deployment

Node = Any


@dataclass(frozen=True)
class Table:
    """A restored table."""

    name: str
    arn: str
    stream_arn: str = ""

    def attribute(self, name: str) -> str:
        """What GetAtt gives. Raises KeyError for what no reference of ours asks."""
        return {"Arn": self.arn, "StreamArn": self.stream_arn}[name]


def repointed(template: Mapping[str, Any], tables: Mapping[str, Table]) -> dict[str, Any]:
    """The template, in which what named one of these tables names the restored one."""
    changed: dict[str, Any] = _walk(template, tables)
    for name in tables:
        del changed["Resources"][name]
    return changed


def _walk(node: Node, tables: Mapping[str, Table]) -> Node:
    match node:
        case {"Ref": str(name)} if name in tables:
            return tables[name].name
        case {"Fn::GetAtt": [str(name), str(attribute)]} if name in tables:
            return tables[name].attribute(attribute)
        case {"Fn::Sub": str(text)}:
            return {"Fn::Sub": _substituted(text, tables)}
        case dict():
            return {key: _walk(value, tables) for key, value in node.items()}
        case list():
            return [_walk(value, tables) for value in node]
        case _:
            return node


def _substituted(text: str, tables: Mapping[str, Table]) -> str:
    def put(found: re.Match[str]) -> str:
        table = tables.get(found[1])
        if table is None:
            return found[0]
        return table.attribute(found[2]) if found[2] else table.name

    return re.sub(r"\$\{(\w+)(?:\.(\w+))?\}", put, text)


def adopt(deployment: Deployment, kept: Mapping[str, Any], tables: Mapping[str, Table], stamp: str) -> None:
    """Import the restored tables under the names that the kept template has for them."""
    cloud = deployment.client("cloudformation")
    told = cloud.get_template(StackName=deployment.stack, TemplateStage="Processed")["TemplateBody"]
    deployed = json.loads(told) if isinstance(told, str) else told
    resources = {**deployed["Resources"], **{name: kept["Resources"][name] for name in tables}}
    asked = {"StackName": deployment.stack, "ChangeSetName": f"adopt-{stamp}"}
    cloud.create_change_set(
        **asked,
        ChangeSetType="IMPORT",
        TemplateURL=_uploaded(deployment, {**deployed, "Resources": resources}, stamp),
        Parameters=[{"ParameterKey": name, "UsePreviousValue": True} for name in deployed["Parameters"]],
        Capabilities=["CAPABILITY_IAM"],
        ResourcesToImport=[
            {
                "ResourceType": "AWS::DynamoDB::Table",
                "LogicalResourceId": name,
                "ResourceIdentifier": {"TableName": table.name},
            }
            for name, table in tables.items()
        ],
    )
    cloud.get_waiter("change_set_create_complete").wait(**asked)
    cloud.execute_change_set(**asked)
    cloud.get_waiter("stack_import_complete").wait(StackName=deployment.stack)


def _uploaded(deployment: Deployment, template: Mapping[str, Any], stamp: str) -> str:
    """The template beside the functions' code: it is too long to be handed over. Its address."""
    bucket = template["Resources"]["SlackFunction"]["Properties"]["Code"]["S3Bucket"]
    name = f"{deployment.stack}-adopt-{stamp}.json"
    deployment.client("s3").put_object(Bucket=bucket, Key=name, Body=json.dumps(template).encode())
    if deployment.endpoint:
        return f"{deployment.endpoint}/{bucket}/{name}"
    return f"https://{bucket}.s3.{deployment.session.region_name}.amazonaws.com/{name}"
