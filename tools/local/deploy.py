"""Deploys the unmodified template to the local AWS, as it would be deployed to the real one."""

from collections.abc import Mapping
from typing import Any

from tools.local import emulator
from tools.local.commands import run
from tools.local.places import BUILT, SAM

STACK = "fingerpost"


def deploy(port: int, parameters: Mapping[str, str]) -> None:
    """`sam deploy` what was built. Raises LocalStackTrouble."""
    command = [
        *(str(SAM), "deploy", "--template-file", str(BUILT / "template.yaml"), "--stack-name", STACK),
        *("--capabilities", "CAPABILITY_IAM", "--resolve-s3", "--no-confirm-changeset"),
        *("--no-fail-on-empty-changeset", "--no-progressbar", "--parameter-overrides"),
        *(f"{name}={value}" for name, value in parameters.items()),
    ]
    next_step = "Read the failed resource above, mend the template, run `make down` and `make up`."
    run("sam-deploy", command, emulator.aws_environment(port), next_step)


def outputs(cloudformation: Any) -> dict[str, str]:  # noqa: ANN401  (boto3 makes its clients at run time)
    """The stack's outputs by name."""
    stack = cloudformation.describe_stacks(StackName=STACK)["Stacks"][0]
    return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}
