"""The deployment that is spoken to: a stack of one's AWS account, or the local one."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from tools.cli.exits import Exit, Trouble
from tools.local.places import STACK_FILE

_PATIENCE = Config(connect_timeout=5, read_timeout=20, retries={"max_attempts": 3, "mode": "standard"})


@dataclass(frozen=True)
class Deployment:
    """One stack. outputs: the stack's own; endpoint: None on AWS."""

    session: boto3.Session
    outputs: Mapping[str, str]
    api_url: str
    endpoint: str | None = None

    @property
    def stack(self) -> str:
        """The stack's name."""
        return self.outputs["StackName"]

    @cached_property
    def parameters(self) -> dict[str, str]:
        """What the stack was deployed with; what is secret there is no parameter."""
        [stack] = self.client("cloudformation").describe_stacks(StackName=self.stack)["Stacks"]
        return {one["ParameterKey"]: one["ParameterValue"] for one in stack.get("Parameters", [])}

    @property
    def is_local(self) -> bool:
        """Whether it runs on this machine."""
        return self.endpoint is not None

    @cached_property
    def credentials(self) -> Any:  # noqa: ANN401 - botocore has no types here
        """Whose rights are used. Raises Trouble where there are none."""
        found = self.session.get_credentials()
        if found is None:
            raise Trouble("There are no AWS credentials.", "Sign in, for example with `aws sso login`.")
        return found.get_frozen_credentials()

    def client(self, service: str) -> Any:  # noqa: ANN401 - boto3 makes its clients at run time
        """A boto3 client of the deployment's account and region."""
        return self.session.client(  # type: ignore[call-overload]
            service, endpoint_url=self.endpoint, config=_PATIENCE
        )


def deployed(stack: str) -> Deployment:
    """A stack of the account and region of one's credentials. Raises Trouble."""
    session = boto3.Session()
    if session.region_name is None:
        raise Trouble(
            "No AWS region is set.", "Set AWS_REGION to the region of the stack, such as eu-west-2."
        )
    outputs = _outputs(session, stack)
    if "ApiUrl" not in outputs:
        raise Trouble(
            f"The stack {stack} has no outputs: it was not deployed to its end.",
            f"fingerpost init --stack {stack} says what it lacks.",
        )
    return Deployment(session, outputs, outputs["ApiUrl"])


def _outputs(session: boto3.Session, stack: str) -> dict[str, str]:
    try:
        described = session.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
    except ClientError as fault:
        raise Trouble(
            f"The stack {stack} cannot be read: {fault.response['Error']['Message']}",
            f"Check the name, AWS_REGION ({session.region_name}) and your credentials.",
        ) from fault
    except BotoCoreError as fault:
        raise Trouble(f"AWS does not answer: {fault}", "Check your connection and credentials.") from fault
    return {one["OutputKey"]: one["OutputValue"] for one in described.get("Outputs", [])}


def local(stack_file: Path = STACK_FILE) -> Deployment:
    """The local stack. Raises Trouble where it is not up."""
    if not stack_file.exists():
        raise Trouble("The local stack is not up.", "Run `make up`.", Exit.NOT_THERE)
    described = json.loads(stack_file.read_text(encoding="utf-8"))
    aws = described["aws"]
    session = boto3.Session(
        aws_access_key_id=aws["access_key_id"],
        aws_secret_access_key=aws["secret_access_key"],
        region_name=aws["region"],
    )
    return Deployment(session, described["outputs"], described["api_url"], aws["endpoint_url"])


def speak_to(deployment: Deployment) -> None:
    """From now on every AWS client of this process speaks to the deployment's own AWS."""
    if deployment.is_local:
        os.environ.update(_of_the_local_aws(deployment))


def _of_the_local_aws(deployment: Deployment) -> dict[str, str]:
    """What every AWS client of this process needs to speak to the local one."""
    return {
        "AWS_ENDPOINT_URL": str(deployment.endpoint),
        "AWS_ACCESS_KEY_ID": deployment.credentials.access_key,
        "AWS_SECRET_ACCESS_KEY": deployment.credentials.secret_key,
        "AWS_DEFAULT_REGION": str(deployment.session.region_name),
    }
