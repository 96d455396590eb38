"""`python -m tools.cli keys|link|ledger ... --stack NAME`, with one's own AWS credentials."""

from __future__ import annotations

import argparse
import sys

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.keyring import Purpose
from fingerpost.domain.errors import Unavailable
from tools.cli import ledger
from tools.cli.keys import AdminsKey, KeyringSecret, KeysTrouble
from tools.cli.links import DAYS, CodeOffice, LinkTrouble
from tools.cli.subject_access import NoSuchRecord


def main() -> int:
    """0 when done; 1 with a sentence on what to do when not."""
    asked = _parser().parse_args()
    try:
        print(_done(asked))
    except (
        KeysTrouble,
        LinkTrouble,
        ledger.LedgerTrouble,
        NoSuchRecord,
        Unavailable,
        ClientError,
        BotoCoreError,
    ) as trouble:
        print(f"Not done: {trouble}", file=sys.stderr)
        return 1
    return 0


def _done(asked: argparse.Namespace) -> str:
    match asked.subject:
        case "link":
            return _linked(asked)
        case "ledger":
            return ledger.run(asked, _outputs(asked.stack))
    return _do(asked, _keyring_secret(asked.stack))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.cli", description="Run a Fingerpost deployment.")
    subjects = parser.add_subparsers(dest="subject", required=True)
    keys = subjects.add_parser("keys", help="the keyring").add_subparsers(dest="verb", required=True)
    keys.add_parser("create", help="make the keyring of a new deployment")
    keys.add_parser("check", help="open the keyring as the functions do")
    for verb, what in (("add", "add a key that is read with"), ("promote", "write with the newest key")):
        keys.add_parser(verb, help=what).add_argument("keyset", choices=[each.value for each in Purpose])
    for each in keys.choices.values():
        each.add_argument("--stack", required=True, help="name of the CloudFormation stack")
    link = subjects.add_parser("link", help="give somebody a code that links their chat account")
    link.add_argument("practitioner", help="id in the directory")
    link.add_argument("--stack", required=True, help="name of the CloudFormation stack")
    ledger.add_to(subjects)
    return parser


def _linked(asked: argparse.Namespace) -> str:
    made = _outputs(asked.stack)
    store = Store(made["IndexTableName"], made["CaseworkTableName"], made["LedgerTableName"])
    who = str(boto3.client("sts").get_caller_identity()["Arn"])
    code = CodeOffice(store, who).give(asked.practitioner)
    return f"{code}  (good once, for {DAYS} days; to be written to the bot in a private chat)"


def _do(asked: argparse.Namespace, secret: KeyringSecret) -> str:
    match asked.verb:
        case "create":
            secret.create()
            return "The keyring is made. The functions open it at their next start."
        case "add":
            secret.add(Purpose(asked.keyset))
            return "Added. When every function has been replaced (deploy, or wait 15 minutes): keys promote."
        case "promote":
            secret.promote(Purpose(asked.keyset))
            return "What is new is written with the newest key from now on; all keys are still read with."
        case _:
            secret.check()
            return "The keyring opens."


def _keyring_secret(stack: str) -> KeyringSecret:
    outputs = _outputs(stack)
    key = AdminsKey(boto3.client("kms"), outputs["KeyringKeyArn"])
    secrets = boto3.client("secretsmanager")
    return KeyringSecret(secrets, outputs["KeyringSecretName"], key, outputs["StackName"])


def _outputs(stack: str) -> dict[str, str]:
    described = boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
    return {one["OutputKey"]: one["OutputValue"] for one in described["Outputs"]}


if __name__ == "__main__":
    sys.exit(main())
