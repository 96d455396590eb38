"""`fingerpost keys`."""

from __future__ import annotations

from typing import Annotated

import typer

from fingerpost.adapters.keyring import Purpose, WrappedBy
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


@keys.command("adopt")
def adopt(
    context: typer.Context,
    old_stack: Annotated[str, typer.Option("--from", help="name of the stack that is no more")],
    old_key: Annotated[str, typer.Option("--key", help="ARN of the KMS key that wraps its keyring")],
) -> None:
    """Take over the keyring of a stack that was deleted, so that restored tables can be read.

    Both outlive their stack. The keyring's context holds that stack's name: it is opened as that stack's and
    wrapped anew as this one's.
    """
    session = Session.of(context)
    secrets, kms = session.deployment.client("secretsmanager"), session.deployment.client("kms")
    try:
        with recorded(session, Act.KEEP_KEYRING, f"adopt:{old_stack}") as came:
            held = secrets.get_secret_value(SecretId=f"{old_stack}/keyring")["SecretString"]
            keyring_of(session).adopt(held, WrappedBy(AdminsKey(kms, old_key), old_stack))
            came.outcome = "adopted"
    except (KeysTrouble, Unavailable) as trouble:
        why, hint = str(trouble), "Adopt into a new deployment, by the key that wrapped it."
        raise Trouble(why, hint, Exit.CONFLICT) from trouble
    session.screen.say(f"The keyring of {old_stack} is this stack's now. (Ledger: {came.reference})")
    session.screen.say("Next: keys check; then restore the tables.")


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
