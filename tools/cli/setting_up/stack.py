"""The account, its quotas, and the stack: found, or deployed with what is asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from fingerpost.domain.principals import lasting_arn
from tools import release
from tools.cli.checking.aws import FEWEST_AT_ONCE
from tools.cli.exits import Trouble
from tools.cli.setting_up.steps import SettingUp, Step
from tools.cli.setting_up.talk import Talk, looks_like
from tools.local import state
from tools.local.places import HOME, ROOT, SAM

BUILT = HOME / "build" / "deploy" / "template.yaml"
_GUID = r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_DOMAIN = r"[a-z0-9-]+(\.[a-z0-9-]+)+"
_ARN = r"arn:aws[a-z-]*:iam::\d{12}:(user|role|root).*"
_UNUSABLE = ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED")
_TOPIC = r"arn:aws[a-z-]*:sns:.+"


# ------------------------------------------------------------------ the account


def _account_is_known(setting_up: SettingUp) -> str:
    return "It is this machine: nothing leaves it." if setting_up.session.is_local else ""


def _look_at_account(setting_up: SettingUp) -> None:
    """Whose account it is, and what it allows. Raises Trouble where nobody is signed in."""
    session, talk = boto3.Session(), setting_up.talk
    if session.region_name is None:
        raise Trouble("No AWS region is set.", "Set AWS_REGION, such as eu-west-2, and run this again.")
    try:
        caller = session.client("sts").get_caller_identity()
        limits = session.client("lambda").get_account_settings()["AccountLimit"]
    except (ClientError, BotoCoreError) as fault:
        raise Trouble(
            f"AWS does not say who you are: {fault}", "Sign in, for example with `aws sso login`."
        ) from fault
    talk.say(f"   Account {caller['Account']}, region {session.region_name}, as {caller['Arn']}.")
    allowed = int(limits["ConcurrentExecutions"])
    if allowed < FEWEST_AT_ONCE:
        talk.say(f"   It runs {allowed} functions at once, which is enough to try it and too few for use:")
        talk.say("   ask for 1,000: Service Quotas, AWS Lambda, Concurrent executions. It takes some hours.")
    if not talk.agreed("account_is_right", "Is this the account and region to use?", otherwise=True):
        raise Trouble("It is another account.", "Sign in there, or set AWS_PROFILE and AWS_REGION.")


ACCOUNT = Step("Account, region and quotas", _account_is_known, _look_at_account)


# ------------------------------------------------------------------ the stack


def _stack_is_there(setting_up: SettingUp) -> str:
    """Raises Trouble where it is there and of no use, or nobody may look."""
    session = setting_up.session
    if session.is_local:
        up = state.remembered()
        return "The local stack is up." if up and up.is_alive() else ""
    try:
        [found] = boto3.client("cloudformation").describe_stacks(StackName=session.stack)["Stacks"]
    except ClientError as fault:
        if fault.response["Error"]["Code"] == "ValidationError":
            return ""
        raise
    status = found["StackStatus"]
    if status in _UNUSABLE:
        remedy = (
            f"Delete it (aws cloudformation delete-stack --stack-name {session.stack}), and run this again."
        )
        raise Trouble(f"The stack {session.stack} is {status}: its deployment failed.", remedy)
    return f"The stack {session.stack} is there ({status})."


def _deploy(setting_up: SettingUp) -> None:
    if setting_up.session.is_local:
        _run([sys.executable, "-m", "tools.local", "up", "--empty"], "Read what it says above.")
        return
    session, talk = boto3.Session(), setting_up.talk
    _refuse_leftovers(session, setting_up.stack)
    wanted = _parameters(talk, session)
    talk.say("   It is built and deployed now; that takes about ten minutes.")
    _run(["make", "build"], "Read what it says above; the log is in .local.")
    BUILT.write_text(release.stamped(BUILT.read_text("utf-8"), release.name_of_now()), encoding="utf-8")
    _run(_sam(setting_up.stack, session.region_name or "", wanted), "Read the failed resource above.")


def _refuse_leftovers(session: Any, stack: str) -> None:  # noqa: ANN401 - boto3
    """A keyring outlives its stack, and its name blocks another of the same name. Raises Trouble."""
    try:
        session.client("secretsmanager").describe_secret(SecretId=f"{stack}/keyring")
    except ClientError:
        return
    raise Trouble(
        f"The keyring of an earlier stack {stack} is still there: it opens what that stack stored.",
        f"Deploy under another name, such as {stack}-2; then keys adopt --from {stack} takes it over.",
    )


def _parameters(talk: Talk, session: Any) -> dict[str, str]:  # noqa: ANN401 - boto3
    caller = lasting_arn(str(session.client("sts").get_caller_identity()["Arn"]))
    domain = looks_like(_DOMAIN, "Write it as council.gov.uk, several with commas.")
    wanted = {
        "Administrators": talk.ask(
            "administrators",
            "ARNs of the AWS users and roles that keep the directory",
            otherwise=caller,
            check=looks_like(_ARN, "An ARN looks like arn:aws:iam::123456789012:role/Name."),
        ),
        "SlackTeams": talk.ask(
            "slack_team",
            "Id of your Slack workspace (in its web address, T...)",
            check=looks_like(r"[TE][A-Z0-9]{6,}", "It looks like T0123ABCD."),
        ),
        "SlackEmailDomains": talk.ask("slack_domains", "E-mail domains of those who may ask", check=domain),
        "AlarmTopicArn": talk.ask(
            "alarm_topic",
            "SNS topic that alarms go to (empty: to nobody)",
            check=looks_like(_TOPIC, "It looks like arn:aws:sns:...", may_be_empty=True),
        ),
        "Deployment": "real" if talk.agreed("is_real", "Will real children be looked for?") else "test",
        "ApiGatewayAccountRole": _log_role(session),
    }
    return wanted | (_teams(talk) if talk.agreed("has_teams", "Is there an Azure bot for Teams?") else {})


def _teams(talk: Talk) -> dict[str, str]:
    guid = looks_like(_GUID, "It looks like 00000000-0000-0000-0000-000000000000.")
    domain = looks_like(_DOMAIN, "Write it as council.gov.uk, several with commas.")
    tenant = talk.ask("teams_tenant", "Id of the bot's Entra tenant", check=guid)
    return {
        "TeamsAppId": talk.ask("teams_app", "Application (client) id of the bot", check=guid),
        "TeamsAppTenant": tenant,
        "TeamsTenants": talk.ask(
            "teams_tenants", "Ids of the tenants that may ask", otherwise=tenant, check=guid
        ),
        "TeamsEmailDomains": talk.ask("teams_domains", "Domains of their people", check=domain),
    }


def _log_role(session: Any) -> str:  # noqa: ANN401 - boto3
    """API Gateway has one role for its logs in each account and region: another's is left alone."""
    try:
        has_one = session.client("apigateway").get_account().get("cloudwatchRoleArn")
    except (ClientError, BotoCoreError):
        return "create"
    return "exists" if has_one else "create"


def _sam(stack: str, region: str, wanted: dict[str, str]) -> list[str]:
    given = [f"{name}={value}" for name, value in wanted.items() if value]
    return [
        *(str(SAM), "deploy", "--template-file", str(BUILT), "--stack-name", stack, "--region", region),
        *("--capabilities", "CAPABILITY_IAM", "--resolve-s3", "--no-confirm-changeset"),
        *("--no-fail-on-empty-changeset", "--parameter-overrides", *given),
    ]


def _run(command: list[str], next_step: str, folder: Path = ROOT) -> None:
    """Run a tool with its output where everybody sees it. Raises Trouble."""
    sys.stdout.flush()
    ended = subprocess.run(command, cwd=folder, check=False)  # noqa: S603 - our own tools
    if ended.returncode:
        name = Path(command[0]).name
        raise Trouble(f"{name} ended with {ended.returncode}.", f"{next_step} Then run this again.")


STACK = Step("The stack", _stack_is_there, _deploy)
