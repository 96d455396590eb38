"""`fingerpost feed`: the case systems that keep the index true."""

from __future__ import annotations

from typing import Annotated

import typer

from fingerpost.domain.feed import FeedMay
from tools.cli.session import Session

feeds = typer.Typer(no_args_is_help=True, help="Case systems that keep the involvements of a service true.")

Id = Annotated[str, typer.Argument(help="lower-case letters, digits and hyphens")]
Maybe = Annotated[str | None, typer.Option()]


@feeds.command("register")
def register(
    context: typer.Context,
    feed: Id,
    service: Annotated[str, typer.Option(help="id of the one service it speaks for; it stays with it")],
    client: Annotated[str, typer.Option(help="ARN of an IAM user or role, or the id of an OAuth client")],
    owner: Annotated[str, typer.Option(help="id of the person who answers for it and is told how it goes")],
    contact: Annotated[str, typer.Option(help="work telephone or e-mail of whoever runs the system")],
    may: Annotated[list[FeedMay], typer.Option(help="what it may do; may be given again")],
) -> None:
    """Register a feed of one service."""
    body = {
        "service_id": service,
        "client": client,
        "may": [each.value for each in may],
        "owner_id": owner,
        "contact": contact,
    }
    Session.of(context).add("feeds", feed, body, f"let it send; see how it stands with: feed show {feed}.")


@feeds.command("change")
def change(
    context: typer.Context,
    feed: Id,
    client: Maybe = None,
    owner: Maybe = None,
    contact: Maybe = None,
    may: Annotated[list[FeedMay] | None, typer.Option(help="all that it may do from now on")] = None,
) -> None:
    """Change what is given; the rest stays."""
    given = {
        "client": client,
        "owner_id": owner,
        "contact": contact,
        "may": [each.value for each in may] if may else None,
    }
    changes = {name: value for name, value in given.items() if value is not None}
    Session.of(context).change("feeds", feed, changes, f"feed show {feed}.")


@feeds.command("show")
def show(context: typer.Context, feed: Id) -> None:
    """Show one feed."""
    Session.of(context).show("feeds", feed)


@feeds.command("list")
def list_feeds(context: typer.Context) -> None:
    """List all feeds."""
    session = Session.of(context)
    columns = ("id", "service_id", "may", "state", "owner_id", "contact")
    if not session.screen.rows(session.api.every("/v1/feeds"), columns):
        session.screen.say("There is no feed yet. Next: feed register.")


@feeds.command("pause")
def pause(
    context: typer.Context,
    feed: Id,
    yes: Annotated[bool, typer.Option("--yes", help="do not ask")] = False,
) -> None:
    """Take nothing more from a feed, until it is resumed."""
    if not yes:
        typer.confirm(f"Take nothing more from {feed}?", abort=True)
    Session.of(context).act(f"/v1/feeds/{feed}/pause", feed, f"feed resume {feed}, when it may send again.")


@feeds.command("resume")
def resume(context: typer.Context, feed: Id) -> None:
    """Take what a feed sends again."""
    Session.of(context).act(f"/v1/feeds/{feed}/resumption", feed, f"feed show {feed}.")
