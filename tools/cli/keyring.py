"""`fingerpost keys`."""

from __future__ import annotations

from typing import Annotated

import typer

from fingerpost.adapters.keyring import Purpose
from fingerpost.domain.errors import Unavailable
from fingerpost.domain.ledger import Act
from tools.cli.exits import Exit, Trouble
from tools.cli.keys import AdminsKey, KeyringSecret, KeysTrouble
from tools.cli.recorded import recorded
from tools.cli.session import Session

keys = typer.Typer(no_args_is_help=True, help="The keyring: without it everything stored is unreadable.")
Keyset = Annotated[Purpose, typer.Argument(help="which of the two keysets")]


@keys.command("create")
def create(context: typer.Context) -> None:
    """Make the keyring of a new deployment; refuses where there is one."""
    create_for(Session.of(context))
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
    with recorded(Session.of(context), Act.KEEP_KEYRING, f"add:{keyset}") as came:
        _secret(context).add(keyset)
        came.outcome = "added"
    Session.of(context).screen.say(
        "Added. Next, when every function has been replaced (15 minutes): keys promote."
    )


@keys.command("promote")
def promote(context: typer.Context, keyset: Keyset) -> None:
    """Write with the newest key from now on."""
    with recorded(Session.of(context), Act.KEEP_KEYRING, f"promote:{keyset}") as came:
        _secret(context).promote(keyset)
        came.outcome = "promoted"
    Session.of(context).screen.say(
        "What is new is written with the newest key; all keys are still read with."
    )


def create_for(session: Session) -> None:
    """Make the keyring of a new deployment, on record. Raises Trouble where there is one."""
    try:
        with recorded(session, Act.KEEP_KEYRING, "create") as came:
            keyring_of(session).create()
            came.outcome = "created"
    except KeysTrouble as trouble:
        raise Trouble(str(trouble), "keys check opens the one there is.", Exit.CONFLICT) from trouble


def _secret(context: typer.Context) -> KeyringSecret:
    return keyring_of(Session.of(context))


def keyring_of(session: Session) -> KeyringSecret:
    """The keyring's secret of a deployment."""
    deployment = session.deployment
    key = AdminsKey(deployment.client("kms"), deployment.outputs["KeyringKeyArn"])
    name = deployment.outputs["KeyringSecretName"]
    return KeyringSecret(deployment.client("secretsmanager"), name, key, deployment.stack)
