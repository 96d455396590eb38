"""Parts of AWS that fail for a while, for the deployed functions and nobody else.

A function is denied what it calls by its own role, so it meets refusals on every call as in an outage; or it
runs for a while with its endpoint variable pointing at a proxy that answers as an overloaded or silent AWS.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

from tests.local_stack import LocalStack

_POLICY = "outage"


@contextmanager
def outage(stack: LocalStack, function: str, *actions: str, of: str = "*") -> Iterator[None]:
    """These actions of slack, fanout or deliver are refused. of: the ARN on which, every one if not given."""
    role = stack.outputs[f"{function.title()}RoleArn"].split("/")[-1]
    iam = stack.client("iam")
    statement = {"Effect": "Deny", "Action": list(actions), "Resource": of}
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    iam.put_role_policy(RoleName=role, PolicyName=_POLICY, PolicyDocument=document)
    try:
        yield
    finally:
        iam.delete_role_policy(RoleName=role, PolicyName=_POLICY)
