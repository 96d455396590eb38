"""An administrator gives a code with the command line; its holder writes it to the bot and can ask."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.local_stack import LocalStack
from tests.scenarios.town import TownInChat, in_teams
from tools.local import emulator
from tools.local.places import ROOT

NEWCOMER = "kelechi-onyeka"


@pytest.fixture
def town(stack: LocalStack) -> TownInChat:
    return in_teams(stack, "card")


def give_a_code(town: TownInChat, practitioner: str) -> str:
    port = int(town.stack.document["aws"]["endpoint_url"].rpartition(":")[2])
    command = [sys.executable, "-m", "tools.cli", "--local", "person", "link", practitioner, "--json"]
    told = subprocess.run(  # noqa: S603  (our own command)
        command, cwd=ROOT, env=emulator.aws_environment(port), capture_output=True, text=True, check=True
    )
    return str(json.loads(told.stdout)["code"])


def test_an_account_that_nobody_knows_may_ask_once_its_owner_wrote_the_code(town: TownInChat) -> None:
    # given a practitioner whose account in Teams was never linked, and a code for them
    _unlink(town, NEWCOMER)
    newcomer = town.product.person({"id": NEWCOMER})
    assert newcomer.open("ask").title == "Not possible"
    code = give_a_code(town, NEWCOMER)

    # when they write the code to the bot
    before = len(newcomer.messages())
    newcomer.write(f"hello, {code.lower()}")

    # then the account may ask, and the code is good for nobody else
    assert "is now yours" in newcomer.messages()[before].words
    assert newcomer.open("ask").title == "Ask who is involved"
    other = town.refused_as("unknown_person")
    seen = len(other.messages())
    other.write(code)
    assert "not good" in other.messages()[seen].words


def _unlink(town: TownInChat, practitioner: str) -> None:
    """Linking puts it back: at the end all is as it was."""
    [person] = [one for one in town.stack.people if one["id"] == practitioner]
    database, table = town.stack.client("dynamodb"), town.stack.tables["casework"]
    account = f"CHAT#teams#{person['teams_tenant_id']}#{person['teams_user_id']}"
    identity = {"pk": {"S": account}, "sk": {"S": "IDENTITY"}}
    database.update_item(TableName=table, Key=identity, UpdateExpression="REMOVE practitioner_id")
    key = {"pk": {"S": f"P#{practitioner}"}, "sk": {"S": "PRACTITIONER"}}
    held = database.get_item(TableName=table, Key=key)["Item"]["identities"]["L"]
    kept = {"L": [one for one in held if one["M"]["user"]["S"] != person["teams_user_id"]]}
    database.update_item(
        TableName=table,
        Key=key,
        UpdateExpression="SET identities = :kept",
        ExpressionAttributeValues={":kept": kept},
    )
