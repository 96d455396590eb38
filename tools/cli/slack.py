"""`fingerpost slack`: the app's manifest for this deployment, its secrets, and whether Slack agrees."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from tools.cli.checking import chat
from tools.cli.doctor import told_of
from tools.cli.product_secrets import BOT_TOKEN, SIGNING_SECRET, ProductSecret, kept, typed
from tools.cli.session import Session
from tools.slack.manifest import SlackApp, manifest

slack = typer.Typer(no_args_is_help=True, help="The Slack app: its manifest, its secrets, and a check.")

CREATE_AT = "https://api.slack.com/apps?new_app=1"
Out = Annotated[Path | None, typer.Option(help="write it to this file instead")]


@slack.command("manifest")
def show_manifest(context: typer.Context, out: Out = None) -> None:
    """The manifest from which Slack makes the whole app, with this deployment's addresses. Nothing secret."""
    session = Session.of(context)
    text = manifest_of(session)
    if out is None:
        print(text)
        return
    out.write_text(f"{text}\n", encoding="utf-8")
    session.screen.say(f"The manifest is in {out}. {next_with_it()}")


def manifest_of(session: Session) -> str:
    """The manifest as JSON. Raises Trouble."""
    deployment = session.deployment
    command = deployment.parameters.get("SlackCommand", "/involved")
    urls = deployment.outputs
    app = SlackApp(command, urls["SlackEventsUrl"], urls["SlackInteractionsUrl"])
    return json.dumps(manifest(app), indent=2)


def next_with_it(then: str = "slack secrets") -> str:
    """What to do with the manifest."""
    return (
        f"Next: open {CREATE_AT}, choose From a manifest, paste it and create; then Install to Workspace. "
        f"After that: {then}."
    )


@slack.command("secrets")
def secrets(context: typer.Context) -> None:
    """Store the app's bot token and signing secret. They are asked for and not shown; scripts give two lines
    on standard input. Given again, nothing changes."""
    session = Session.of(context)
    given = {asked.name: typed(asked) for asked in (BOT_TOKEN, SIGNING_SECRET)}
    changed = kept(session, "slack", secret_of(session), given)
    session.screen.say("The secrets are stored." if changed else "They are what is stored already.")
    session.screen.say("Next: slack check.")


def secret_of(session: Session) -> ProductSecret:
    """Slack's secret of a deployment."""
    deployment = session.deployment
    return ProductSecret(deployment.client("secretsmanager"), deployment.outputs["SlackSecretName"])


@slack.command("check")
def check(context: typer.Context) -> None:
    """Ask Slack whether the token stands, for a workspace that may ask, with every scope; and ask the
    deployment whether it takes what is signed."""
    told_of(Session.of(context), chat.OF_SLACK)
