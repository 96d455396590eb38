"""`fingerpost workspace`: whose members may ask, of which workspaces and tenants, by which e-mail domains.

They are parameters of the stack, not entries of the directory: whoever lets a workspace in is whoever may
deploy, and a change goes live as a release of its own (ADR 92, 93).
"""

from __future__ import annotations

from typing import Annotated

import typer

from fingerpost.domain.ledger import Act
from tools.cli.exits import Exit, Trouble
from tools.cli.recorded import recorded
from tools.cli.session import Session
from tools.cli.setting_up.stack import DOMAIN, GUID, deploy_again
from tools.cli.setting_up.talk import looks_like

workspaces = typer.Typer(no_args_is_help=True, help="Workspaces and tenants whose members may ask.")

SLACK, TEAMS = ("SlackTeams", "SlackEmailDomains"), ("TeamsTenants", "TeamsEmailDomains")
_SHAPES = {"SlackTeams": r"[TE][A-Z0-9]{6,}", "TeamsTenants": GUID}
Yes = Annotated[bool, typer.Option("--yes", help="do not ask")]
Name = Annotated[str, typer.Argument(help="Slack workspace or organisation (T..., E...), or Entra tenant")]


@workspaces.command("list")
def list_workspaces(context: typer.Context) -> None:
    """List the workspaces and tenants whose members may ask, with the e-mail domains that count there."""
    session = Session.of(context)
    rows = [
        {"product": product, "workspace": one, "domains": ", ".join(_held(session, domains))}
        for product, (homes, domains) in (("slack", SLACK), ("teams", TEAMS))
        for one in _held(session, homes)
    ]
    if not session.screen.rows(rows, ("product", "workspace", "domains")):
        session.screen.say("Nobody may ask: no workspace is allowed. Next: workspace allow.")


@workspaces.command("allow")
def allow(context: typer.Context, workspace: Name, yes: Yes = False) -> None:
    """Let the members of a workspace or tenant ask, who are in the directory; deploys anew."""
    session = Session.of(context)
    parameter = _parameter_of(workspace)
    held = _held(session, parameter)
    if workspace in held:
        session.screen.say(f"{workspace} is allowed already. Next: workspace list.")
        return
    _deploy(session, parameter, [*held, workspace], f"allow:{workspace}", yes=yes)


@workspaces.command("remove")
def remove(context: typer.Context, workspace: Name, yes: Yes = False) -> None:
    """Let nobody of a workspace or tenant ask any more; deploys anew."""
    session = Session.of(context)
    parameter = _parameter_of(workspace)
    held = _held(session, parameter)
    if workspace not in held:
        raise Trouble(f"{workspace} is not allowed.", "workspace list shows those that are.", Exit.NOT_THERE)
    left = [one for one in held if one != workspace]
    _deploy(session, parameter, left, f"remove:{workspace}", yes=yes)


@workspaces.command("domains")
def change_domains(
    context: typer.Context,
    product: Annotated[str, typer.Argument(help="slack or teams")],
    domains: Annotated[list[str], typer.Argument(help="every e-mail domain that counts from now on")],
    yes: Yes = False,
) -> None:
    """Say by which e-mail domains people are admitted; deploys anew."""
    parameters = {"slack": SLACK[1], "teams": TEAMS[1]}
    wrong = looks_like(DOMAIN, "A domain looks like council.gov.uk.")(",".join(domains))
    if product not in parameters or wrong:
        raise Trouble(wrong or f"There is no product {product}.", "slack or teams, then domains.", Exit.USAGE)
    session = Session.of(context)
    _deploy(session, parameters[product], domains, f"domains:{product}", yes=yes)


def _deploy(session: Session, parameter: str, values: list[str], about: str, *, yes: bool) -> None:
    """On record before it is begun, so that whoever is refused from then on can be told why."""
    if session.is_local:
        raise Trouble("The local stack has one workspace, of its own.", "Try it on AWS.", Exit.USAGE)
    if not yes:
        shown = ", ".join(values) or "nothing: nobody may ask"
        typer.confirm(f"Deploy {session.stack} anew from here, with {parameter}={shown}?", abort=True)
    with recorded(session, Act.KEEP_WORKSPACES, about) as came:
        deploy_again(session.stack, {parameter: ",".join(values)})
        came.outcome = "deployed"
    session.screen.say(f"It is live. (Ledger: {came.reference})")
    session.screen.say("Next: doctor.")


def _held(session: Session, parameter: str) -> list[str]:
    held = str(session.deployment.parameters.get(parameter, ""))
    return [each.strip() for each in held.split(",") if each.strip()]


def _parameter_of(workspace: str) -> str:
    for parameter, shape in _SHAPES.items():
        if not looks_like(shape, "no")(workspace):
            return parameter
    why = f"{workspace[:60]} is neither a Slack workspace nor an Entra tenant."
    raise Trouble(why, "A workspace looks like T0123ABCD, a tenant like 00000000-0000-...", Exit.NOT_VALID)
