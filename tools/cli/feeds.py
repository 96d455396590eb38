"""`fingerpost feed`: the case systems that keep the index true."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fingerpost.domain.feed import FeedMay
from fingerpost.domain.files.columns import COLUMNS, NEEDED
from fingerpost.surfaces.feeds.words import say_file_problem
from tools.cli.api import Entry
from tools.cli.exits import Exit, Trouble
from tools.cli.feed_files import check_file, drive_on, mapping_of, send_file, until_closed
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
    full_extract: Annotated[
        bool, typer.Option("--full-extract", help="what is missing from a file has ended")
    ] = False,
    most_ended: Annotated[int, typer.Option(help="percent that one file may end without a look")] = 5,
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
    full_extract: Annotated[
        bool | None, typer.Option(help="whether what is missing from a file has ended")
    ] = None,
    most_ended: Annotated[
        int | None, typer.Option(help="percent that one file may end without a look")
    ] = None,
) -> None:
    """Change what is given; the rest stays."""
    given = {
        "client": client,
        "owner_id": owner,
        "contact": contact,
        "may": [each.value for each in may] if may else None,
        "full_extract": full_extract,
        "most_ended": most_ended,
    }
    changes = {name: value for name, value in given.items() if value is not None}
    Session.of(context).change("feeds", feed, changes, f"feed show {feed}.")


@feeds.command("rotate")
def rotate(
    context: typer.Context,
    feed: Id,
    client: Annotated[str, typer.Option(help="the new ARN, or the id of the new OAuth client")],
    yes: Annotated[bool, typer.Option("--yes", help="do not ask")] = False,
) -> None:
    """Let a feed come as another client; the old one is nobody from then on."""
    if not yes:
        typer.confirm(f"Refuse the present client of {feed} from now on?", abort=True)
    Session.of(context).change("feeds", feed, {"client": client}, "let it send with its new credentials.")


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


File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="a CSV file as it is exported")]
Columns = Annotated[
    list[str] | None, typer.Option("--column", help="OURS=THEIRS, where another is meant; may be given again")
]


@feeds.command("map")
def map_columns(
    context: typer.Context,
    feed: Id,
    file: File,
    column: Columns = None,
    save: Annotated[bool, typer.Option("--save", help="keep it with the feed")] = False,
) -> None:
    """Propose which column of a file is which of ours; keep it with --save."""
    session = Session.of(context)
    proposal, taken = mapping_of(file, column or ())
    rows = [{"ours": ours, "theirs": taken.get(ours, "")} for ours in COLUMNS if ours in taken]
    session.screen.rows(rows, ("ours", "theirs"))
    for ours, names in proposal.several.items():
        session.screen.warn(f"Look again: {', '.join(names)} could all be {ours}.")
    missing = [ours for ours in NEEDED if ours not in taken]
    if missing:
        example = f"--column '{missing[0]}=...'"
        raise Trouble(
            f"No column was found for {', '.join(missing)}.", f"Name it: {example}.", Exit.NOT_VALID
        )
    if proposal.unused:
        session.screen.say(f"Not read: {', '.join(proposal.unused)}.")
    if save:
        session.change("feeds", feed, {"columns": taken}, f"feed check {feed} {file.name}.")
    else:
        session.screen.say("Next: the same with --save keeps it with the feed.")


@feeds.command("check")
def check(
    context: typer.Context,
    feed: Id,
    file: File,
    dry_run: Annotated[bool, typer.Option("--dry-run/--no-dry-run", help="nothing is sent")] = True,
) -> None:
    """Check every row of a file as it is checked when it is sent; nothing leaves this machine."""
    session = Session.of(context)
    columns = session.api.get(f"/v1/feeds/{feed}").or_trouble().body["columns"]
    checked = check_file(file, columns)
    session.screen.rows(checked.wrong, ("row", "column", "problem", "says"))
    session.screen.say(f"{checked.rows} rows: {checked.good} can be sent, {checked.bad} would be rejected.")
    if checked.bad:
        raise typer.Exit(Exit.ROWS_REFUSED)
    session.screen.say(f"Next: feed send {feed} {file.name}." if dry_run else "")


@feeds.command("send")
def send(
    context: typer.Context,
    feed: Id,
    file: File,
    wait: Annotated[bool, typer.Option(help="until it is read")] = True,
) -> None:
    """Put a file into the feed's folder, and wait until all of its rows are taken."""
    session = Session.of(context)
    session.api.get(f"/v1/feeds/{feed}").or_trouble()
    before = {one["id"] for one in _files(session, feed)}
    send_file(session.deployment, feed, file)
    if not wait:
        session.screen.say(f"Sent. Next: feed status {feed}.")
        return
    closed = until_closed(lambda: _files(session, feed), file.name, before)
    session.screen.entry(closed)
    _say_next(session, feed, closed)


def _files(session: Session, feed: str) -> list[Entry]:
    found: list[Entry] = session.api.get(f"/v1/feeds/{feed}/status").or_trouble().body["files"]
    return found


def _say_next(session: Session, feed: str, closed: Entry) -> None:
    if closed["state"] == "waiting":
        session.screen.warn(f"It would end {closed['missing']} involvements, so it waits for a look.")
        session.screen.say(f"Next: feed release {feed} {closed['id']}, if they have ended.")
    elif closed["state"] == "refused":
        raise Trouble(say_file_problem(closed["problem"]), "Mend it and send it again.", Exit.NOT_VALID)
    elif closed["rejected"]:
        session.screen.say(
            f"Next: mend the rejected rows; they stand in out/{feed}/{closed['file']}.result.csv."
        )
        raise typer.Exit(Exit.ROWS_REFUSED)
    else:
        session.screen.say(f"Next: feed status {feed}.")


@feeds.command("status")
def status(context: typer.Context, feed: Id) -> None:
    """How a feed stands: what became of its rows, and its latest files."""
    session = Session.of(context)
    stands = session.api.get(f"/v1/feeds/{feed}/status").or_trouble().body
    if session.screen.as_json:
        session.screen.document(stands)
        return
    session.screen.entry({"state": stands["feed"]["state"], **stands["counts"]})
    columns = ("file", "state", "rows", "accepted", "unchanged", "rejected", "missing", "ended", "id")
    if not session.screen.rows(stands["files"], columns):
        session.screen.say(f"It has sent no file yet. Next: feed send {feed} FILE.")


@feeds.command("redrive")
def redrive(context: typer.Context, feed: Id, import_id: Annotated[str, typer.Argument()]) -> None:
    """Drive a file on that broke off; what is taken is found taken."""
    session = Session.of(context)
    one = _file(session, feed, import_id)
    drive_on(session.deployment, feed, one["file"])
    session.screen.say(f"{one['file']} is driven on. Next: feed status {feed}.")


@feeds.command("release")
def release(
    context: typer.Context,
    feed: Id,
    import_id: Annotated[str, typer.Argument()],
    yes: Annotated[bool, typer.Option("--yes", help="do not ask")] = False,
) -> None:
    """Let a full extract end what it leaves out, once the area's officer has looked."""
    session = Session.of(context)
    one = _file(session, feed, import_id)
    if not yes:
        typer.confirm(f"End the {one['missing']} involvements that {one['file']} leaves out?", abort=True)
    session.api.post(f"/v1/feeds/{feed}/imports/{import_id}/release").or_trouble()
    drive_on(session.deployment, feed, one["file"])
    session.screen.say(f"{one['file']} goes on. Next: feed status {feed}.")


def _file(session: Session, feed: str, import_id: str) -> Entry:
    for one in _files(session, feed):
        if one["id"] == import_id:
            return one
    raise Trouble(f"{feed} has sent no such file lately.", f"See feed status {feed}.", Exit.NOT_THERE)
