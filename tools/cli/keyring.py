"""`fingerpost keys`."""

from __future__ import annotations

from typing import Annotated

import typer

from fingerpost.adapters.keyring import Purpose
from fingerpost.domain.errors import Unavailable
from tools.cli.exits import Exit, Trouble
from tools.cli.keys import AdminsKey, KeyringSecret, KeysTrouble
from tools.cli.session import Session

keys = typer.Typer(no_args_is_help=True, help="The keyring: without it everything stored is unreadable.")
Keyset = Annotated[Purpose, typer.Argument(help="which of the two keysets")]


@keys.command("create")
def create(context: typer.Context) -> None:
    """Make the keyring of a new deployment; refuses where there is one."""
    try:
        _secret(context).create()
    except KeysTrouble as trouble:
        raise Trouble(str(trouble), "keys check opens the one there is.", Exit.CONFLICT) from trouble
    Session.of(context).screen.say("The keyring is made. The functions open it at their next start.")
    Session.of(context).screen.say("Next: area add.")


@keys.command("check")
def check(context: typer.Context) -> None:
    """Open the keyring as the functions do."""
    try:
        _secret(context).check()
    except Unavailable as fault:
        raise Trouble(f"The keyring does not open: {fault}", "In a new deployment: keys create.") from fault
    Session.of(context).screen.say("The keyring opens.")


@keys.command("add")
def add(context: typer.Context, keyset: Keyset) -> None:
    """Add a key that is read with, not yet written with."""
    _secret(context).add(keyset)
    Session.of(context).screen.say(
        "Added. Next, when every function has been replaced (15 minutes): keys promote."
    )


@keys.command("promote")
def promote(context: typer.Context, keyset: Keyset) -> None:
    """Write with the newest key from now on."""
    _secret(context).promote(keyset)
    Session.of(context).screen.say(
        "What is new is written with the newest key; all keys are still read with."
    )


def _secret(context: typer.Context) -> KeyringSecret:
    deployment = Session.of(context).deployment
    key = AdminsKey(deployment.client("kms"), deployment.outputs["KeyringKeyArn"])
    name = deployment.outputs["KeyringSecretName"]
    return KeyringSecret(deployment.client("secretsmanager"), name, key, deployment.stack)
