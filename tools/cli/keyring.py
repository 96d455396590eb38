"""`fingerpost keys`."""

from __future__ import annotations

from typing import Annotated

import typer

from fingerpost.adapters.keyring import Purpose, WrappedBy
from fingerpost.domain.errors import Unavailable
from fingerpost.domain.ledger import Act
from tools.cli.checks import now
from tools.cli.exits import Exit, Trouble
from tools.cli.keys import AdminsKey, KeyringSecret, KeysTrouble
from tools.cli.recorded import recorded
from tools.cli.rekeying import Rekeying
from tools.cli.session import Session

keys = typer.Typer(no_args_is_help=True, help="The keyring: without it everything stored is unreadable.")
Keyset = Annotated[Purpose, typer.Argument(help="which of the two keysets")]
Yes = Annotated[bool, typer.Option("--yes", help="do not ask")]
_COLUMNS = ("stage", "table", "segments", "seen", "changed", "busy", "left")


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
    """Step 1 of 6: add a key that is read with, not yet written with."""
    try:
        with recorded(Session.of(context), Act.KEEP_KEYRING, f"add:{keyset}") as came:
            _secret(context).add(keyset, now())
            came.outcome = "added"
    except KeysTrouble as trouble:
        next_step = "keys reload, then keys promote."
        raise Trouble(str(trouble), next_step, Exit.CONFLICT) from trouble
    Session.of(context).screen.say("Added. Next: keys reload, then keys promote.")


@keys.command("reload")
def reload(context: typer.Context) -> None:
    """Put the functions that hold the keyring in place anew, as a deployment does (steps 2 and 4)."""
    with recorded(Session.of(context), Act.KEEP_KEYRING, "reload") as came:
        _rekeying(context).reload(now())
        came.outcome = "reloaded"
    Session.of(context).screen.say("The functions are in place anew and open the keyring as it is now.")
    Session.of(context).screen.say("Next: keys promote after keys add, keys rekey after keys promote.")


@keys.command("promote")
def promote(context: typer.Context, keyset: Keyset) -> None:
    """Step 3: write with the newest key from now on."""
    rekeying = _rekeying(context)
    _must_know(rekeying, "the new key", f"added:{keyset}")
    with recorded(Session.of(context), Act.KEEP_KEYRING, f"promote:{keyset}") as came:
        rekeying.secret.promote(keyset, now())
        came.outcome = "promoted"
    Session.of(context).screen.say("What is new is written with the newest key; all keys are read with.")
    Session.of(context).screen.say("Next: keys reload, then keys rekey.")


@keys.command("rekey")
def rekey(
    context: typer.Context,
    yes: Yes = False,
    segments: Annotated[int, typer.Option(min=1, max=100, help="parts of each table")] = 8,
    wait: Annotated[int, typer.Option(min=1, help="seconds between copying and sweeping")] = 60,
) -> None:
    """Step 5: write anew what stands under old keys, in the background; taken up where it was left."""
    session, rekeying = Session.of(context), _rekeying(context)
    _must_know(rekeying, "which key is written with")
    if rekeying.is_running():
        raise Trouble("It is running already.", "keys status shows how far it is.", Exit.CONFLICT)
    left = rekeying.unfinished()
    session.screen.say(f"The run {left} goes on." if left else "A new run over all three tables begins.")
    session.screen.say("People may ask meanwhile. Every child is written twice and every table is read.")
    if not yes:
        typer.confirm("Begin?", abort=True)
    with recorded(session, Act.KEEP_KEYRING, "rekey") as came:
        run = rekeying.begin(now(), segments, wait)
        came.outcome = f"begun:{run}"
    session.screen.say(f"The run {run} is begun. Next: keys status.")


@keys.command("status")
def status(context: typer.Context) -> None:
    """Which keys there are, how far re-keying is, and which old keys may be retired."""
    session, rekeying = Session.of(context), _rekeying(context)
    screen = session.screen
    for purpose in Purpose:
        screen.say(_keyset_in_words(purpose, *rekeying.secret.ids(purpose)))
    screen.rows(rekeying.rows(), _COLUMNS)
    screen.say("Re-keying is running." if rekeying.is_running() else "Re-keying is not running.")
    for purpose in Purpose:
        why = rekeying.hindrance(purpose)
        screen.say(
            f"{purpose}: old keys may not be retired. {why}" if why else f"Next: keys retire {purpose}."
        )


@keys.command("retire")
def retire(context: typer.Context, keyset: Keyset, yes: Yes = False) -> None:
    """Step 6: forget the old keys of a keyset, once nothing is under them."""
    session, rekeying = Session.of(context), _rekeying(context)
    if why := rekeying.hindrance(keyset):
        raise Trouble(why, "keys status shows more; keys rekey writes it anew.", Exit.CONFLICT)
    _must_know(rekeying, "which key is written with")
    in_use, ids = rekeying.secret.ids(keyset)
    old = ", ".join(str(one) for one in ids if one != in_use)
    if not yes:
        typer.confirm(f"Forget key {old} of {keyset}? Tables restored from before would need it.", abort=True)
    with recorded(session, Act.KEEP_KEYRING, f"retire:{keyset}") as came:
        rekeying.secret.retire(keyset, now())
        came.outcome = f"retired:{old.replace(', ', '-')}"
    session.screen.say(f"Key {old} is retired. Next: keys reload.")


def _keyset_in_words(purpose: Purpose, in_use: int, ids: tuple[int, ...]) -> str:
    others = ", ".join(str(one) for one in ids if one != in_use)
    said = f"{purpose}: written with key {in_use}"
    return f"{said}; also read with {others}." if others else f"{said} alone."


def _must_know(rekeying: Rekeying, what: str, since: str = "") -> None:
    """What was put in place before the keyring was changed last reads and writes by the old one."""
    changed = rekeying.secret.changed_at(since)
    if changed and rekeying.holders_since() <= changed:
        raise Trouble(
            f"Functions that run do not know {what}.", "keys reload, or make deploy.", Exit.CONFLICT
        )


def _rekeying(context: typer.Context) -> Rekeying:
    return Rekeying(Session.of(context).deployment, _secret(context))


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
