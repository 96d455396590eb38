"""`fingerpost teams`: the app package for this deployment, the bot's secret, and whether Microsoft agrees."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tools.cli.checking import chat
from tools.cli.doctor import told_of
from tools.cli.exits import Exit, Trouble
from tools.cli.product_secrets import APP_PASSWORD, ProductSecret, kept, typed
from tools.cli.session import Session
from tools.local.places import LOCAL
from tools.teams.package import App, CannotPackage, bot_of, package

teams = typer.Typer(no_args_is_help=True, help="The Teams app: its package, the bot's secret, and a check.")


@teams.command("package")
def write_package(
    context: typer.Context,
    site: Annotated[str, typer.Option(help="web address of who runs it; /privacy and /terms below it")],
    organisation: Annotated[str, typer.Option(help="who runs it, 32 characters at most")] = "Fingerpost",
    out: Annotated[Path, typer.Option(help="where to write it")] = LOCAL / "fingerpost-teams.zip",
) -> None:
    """Write the app package that an administrator uploads to Teams. Nothing secret is in it."""
    session = Session.of(context)
    package_for(session, site, organisation, out)
    session.screen.say(f"The package is in {out}.")
    session.screen.say("Next: upload it in the Teams admin centre, Manage apps. Then: teams check.")


def package_for(session: Session, site: str, organisation: str, out: Path) -> None:
    """Write the package of a deployment's bot. Raises Trouble."""
    deployment = session.deployment
    try:
        app = App(bot_of(deployment.client("cloudformation"), deployment.stack), site, organisation)
        out.write_bytes(package(app))
    except CannotPackage as trouble:
        raise Trouble(
            str(trouble), "Deploy with the bot's id, then run this again.", Exit.NOT_THERE
        ) from trouble


@teams.command("secret")
def secret(context: typer.Context) -> None:
    """Store the bot's client secret. It is asked for and not shown; scripts give a line on standard input."""
    session = Session.of(context)
    given = {APP_PASSWORD.name: typed(APP_PASSWORD)}
    changed = kept(session, "teams", secret_of(session), given)
    session.screen.say("The secret is stored." if changed else "It is what is stored already.")
    session.screen.say("Next: teams check.")


def secret_of(session: Session) -> ProductSecret:
    """The bot's secret of a deployment."""
    deployment = session.deployment
    return ProductSecret(deployment.client("secretsmanager"), deployment.outputs["TeamsSecretName"])


@teams.command("check")
def check(context: typer.Context) -> None:
    """Ask Microsoft whether it takes the bot's secret, and see who may come."""
    told_of(Session.of(context), chat.OF_TEAMS)
