"""`fingerpost person`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from tools.cli.importing import import_people
from tools.cli.session import Session

people = typer.Typer(no_args_is_help=True, help="Practitioners: who may ask, and until when.")

Id = Annotated[str, typer.Argument(help="lower-case letters, digits and hyphens")]
Day = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="the last day it holds")]
MaybeDay = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="the last day it holds")]
Yes = Annotated[bool, typer.Option("--yes", help="do not ask")]
Households = Annotated[
    list[str] | None,
    typer.Option(
        "--household", help="family name of somebody they live with; may stand several times, '' for nobody"
    ),
]
HomeDistrict = Annotated[
    str | None, typer.Option(help="first half of their own postcode: questions about neighbours are held")
]
COLUMNS = ("id", "name", "role", "service_id", "status", "vetted_until", "trained_until", "agreed_until")


@people.command("add")
def add(
    context: typer.Context,
    person: Id,
    name: Annotated[str, typer.Option(help="given name, then family name")],
    service: Annotated[str, typer.Option(help="id of the service they work for")],
    job_title: Annotated[str, typer.Option(help="as colleagues know it")],
    vetted_until: Day,
    trained_until: Day,
    agreed_until: Day,
    role: Annotated[str, typer.Option(help="practitioner, supervisor, officer or admin")] = "practitioner",
    supervisor: Annotated[str, typer.Option(help="id of who supervises them")] = "",
    deputy: Annotated[str, typer.Option(help="id of who answers in their place")] = "",
    household: Households = None,
    home_district: HomeDistrict = None,
) -> None:
    """Enter a practitioner."""
    body = {
        "name": name,
        "role": role,
        "service_id": service,
        "job_title": job_title,
        "vetted_until": f"{vetted_until:%Y-%m-%d}",
        "trained_until": f"{trained_until:%Y-%m-%d}",
        "agreed_until": f"{agreed_until:%Y-%m-%d}",
        "supervisor_id": supervisor,
        "deputy_id": deputy,
        "household_names": household or [],
        "home_district": home_district or "",
    }
    Session.of(context).add(
        "people", person, body, f"give them a code for their chat account: person link {person}."
    )


@people.command("show")
def show(context: typer.Context, person: Id) -> None:
    """Show one practitioner, with the chat accounts that are linked."""
    Session.of(context).show("people", person)


@people.command("find")
def find(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="family name or its beginning, or given and family name")] = "",
    area: Annotated[str, typer.Option(help="id of the area")] = "",
) -> None:
    """Find people of an area by name."""
    session = Session.of(context)
    found = session.api.every("/v1/people", area=area, name=name)
    if not session.screen.rows(found, COLUMNS):
        session.screen.say(f"Nobody in {area} has a name like that. Next: person add, or person import.")


@people.command("move")
def move(
    context: typer.Context, person: Id, service: Annotated[str, typer.Option(help="id of the new service")]
) -> None:
    """Move somebody to another service, and so to its area."""
    _change(context, person, service_id=service)


@people.command("role")
def role(
    context: typer.Context,
    person: Id,
    role: Annotated[str, typer.Argument(help="practitioner, supervisor, officer or admin")],
) -> None:
    """Give somebody another role."""
    _change(context, person, role=role)


@people.command("change")
def change(
    context: typer.Context,
    person: Id,
    name: Annotated[str | None, typer.Option()] = None,
    job_title: Annotated[str | None, typer.Option()] = None,
    supervisor: Annotated[str | None, typer.Option(help="id; empty for none")] = None,
    deputy: Annotated[str | None, typer.Option(help="id; empty for none")] = None,
    household: Households = None,
    home_district: HomeDistrict = None,
) -> None:
    """Change name, job title, supervisor, deputy, or whom they live with and where."""
    changes = {"supervisor_id": supervisor, "deputy_id": deputy, "home_district": home_district}
    names = [name for name in household if name] if household else None
    _change(context, person, name=name, job_title=job_title, household_names=names, **changes)


@people.command("standing")
def standing(
    context: typer.Context,
    person: Id,
    vetted_until: MaybeDay = None,
    trained_until: MaybeDay = None,
    agreed_until: MaybeDay = None,
) -> None:
    """Say until when vetting, training and agreement hold."""
    days = {"vetted_until": vetted_until, "trained_until": trained_until, "agreed_until": agreed_until}
    _change(context, person, **{name: f"{day:%Y-%m-%d}" for name, day in days.items() if day})


@people.command("suspend")
def suspend(context: typer.Context, person: Id, yes: Yes = False) -> None:
    """End somebody's access at once."""
    if not yes:
        typer.confirm(
            f"Suspend the access of {person}? Nothing they do is let through from then on.", abort=True
        )
    Session.of(context).act(
        f"/v1/people/{person}/suspension", person, f"person restore {person} gives it back."
    )


@people.command("restore")
def restore(context: typer.Context, person: Id) -> None:
    """Give suspended access back, as far as vetting, training and agreement stand."""
    Session.of(context).act(f"/v1/people/{person}/restoration", person, f"person show {person}.")


@people.command("link")
def link(context: typer.Context, person: Id) -> None:
    """Give somebody a code, good once, by which they link a chat account of their own."""
    session = Session.of(context)
    body = session.api.post(f"/v1/people/{person}/link-codes").or_trouble().body
    session.screen.document(body)
    session.screen.say(f"{body['code']}  (good once, until {body['until'][:16].replace('T', ' ')} UTC)")
    session.screen.say("Next: hand it over in person; they write it to the bot in a private chat.")


@people.command("import")
def import_file(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV with a heading row")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="say what would be done, and do nothing")
    ] = False,
    result: Annotated[Path | None, typer.Option(help="where to write what became of each row")] = None,
    yes: Yes = False,
) -> None:
    """Enter and change people from a CSV file. The same file twice changes nothing.

    Columns: id, name, role, service_id, job_title, vetted_until, trained_until, agreed_until, supervisor_id,
    deputy_id.
    """
    import_people(Session.of(context), file, result, dry_run=dry_run, yes=yes)


def _change(context: typer.Context, person: str, **changes: str | list[str] | None) -> None:
    given = {name: value for name, value in changes.items() if value is not None}
    Session.of(context).change("people", person, dict(given), f"person show {person}.")
