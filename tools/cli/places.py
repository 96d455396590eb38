"""`fingerpost area`, `organisation` and `service`."""

from __future__ import annotations

from typing import Annotated

import typer

from fingerpost.domain.service import ServiceKind
from fingerpost.domain.shield import ShieldFlag
from tools.cli.session import Session

areas = typer.Typer(no_args_is_help=True, help="The areas that the index is divided into.")
organisations = typer.Typer(no_args_is_help=True, help="Who answers for services, and their accreditation.")
services = typer.Typer(no_args_is_help=True, help="Services, and how each is reached.")

Id = Annotated[str, typer.Argument(help="lower-case letters, digits and hyphens")]
Maybe = Annotated[str | None, typer.Option()]

# ------------------------------------------------------------------ areas


@areas.command("add")
def add_area(
    context: typer.Context,
    area: Id,
    name: Annotated[str, typer.Option(help="what people call it")],
    officer_telephone: Annotated[str, typer.Option(help="where its officer is reached, at work")],
) -> None:
    """Enter an area."""
    body = {"name": name, "officer_telephone": officer_telephone}
    Session.of(context).add("areas", area, body, "enter who answers for its services: organisation add.")


@areas.command("change")
def change_area(
    context: typer.Context,
    area: Id,
    name: Maybe = None,
    officer_telephone: Maybe = None,
) -> None:
    """Change what is given; the rest stays."""
    changes = _given(name=name, officer_telephone=officer_telephone)
    Session.of(context).change("areas", area, changes, f"area show {area}.")


@areas.command("show")
def show_area(context: typer.Context, area: Id) -> None:
    """Show one area."""
    Session.of(context).show("areas", area)


@areas.command("list")
def list_areas(context: typer.Context) -> None:
    """List all areas."""
    session = Session.of(context)
    if not session.screen.rows(session.api.every("/v1/areas"), ("id", "name", "officer_telephone")):
        session.screen.say("There is no area yet. Next: area add.")


# ------------------------------------------------------------------ organisations


@organisations.command("add")
def add_organisation(
    context: typer.Context,
    organisation: Id,
    name: Annotated[str, typer.Option(help="its full name")],
    accredited: Annotated[bool, typer.Option(help="whether its services may have access")] = True,
) -> None:
    """Enter an organisation."""
    body = {"name": name, "accredited": accredited}
    Session.of(context).add("organisations", organisation, body, "enter its services: service add.")


@organisations.command("accredit")
def accredit(context: typer.Context, organisation: Id) -> None:
    """Accredit an organisation: from now on its services may be."""
    changes = {"accredited": True}
    Session.of(context).change(
        "organisations", organisation, changes, "accredit its services: service change."
    )


@organisations.command("withdraw")
def withdraw(
    context: typer.Context,
    organisation: Id,
    yes: Annotated[bool, typer.Option("--yes", help="do not ask")] = False,
) -> None:
    """Take an organisation's accreditation away, after that of its services."""
    _sure(yes, f"Take the accreditation of {organisation} away?")
    changes = {"accredited": False}
    Session.of(context).change("organisations", organisation, changes, f"organisation show {organisation}.")


@organisations.command("show")
def show_organisation(context: typer.Context, organisation: Id) -> None:
    """Show one organisation."""
    Session.of(context).show("organisations", organisation)


@organisations.command("list")
def list_organisations(context: typer.Context) -> None:
    """List all organisations."""
    session = Session.of(context)
    if not session.screen.rows(session.api.every("/v1/organisations"), ("id", "name", "accredited")):
        session.screen.say("There is no organisation yet. Next: organisation add.")


# ------------------------------------------------------------------ services


@services.command("add")
def add_service(
    context: typer.Context,
    service: Id,
    name: Annotated[str, typer.Option(help="what people call it")],
    kind: Annotated[ServiceKind, typer.Option(help="what sort of service it is")],
    area: Annotated[str, typer.Option(help="id of its area; it stays there")],
    organisation: Annotated[str, typer.Option(help="id of who answers for it")],
    duty_telephone: Annotated[str, typer.Option(help="a work number that somebody answers in its hours")],
    hours: Annotated[str, typer.Option(help="when that is, such as 'Mon-Fri 9-5'")],
    out_of_hours: Annotated[str, typer.Option(help="whom to ring otherwise, with the number")],
    deputy: Annotated[str, typer.Option(help="whom to ask for when the worker is away")],
    accredited: Annotated[bool, typer.Option(help="whether its people may have access")] = True,
    sensitive: Annotated[bool, typer.Option("--sensitive", help="named in no answer")] = False,
    tell_supervisor: Annotated[
        bool, typer.Option("--tell-supervisor", help="supervisors are told too")
    ] = False,
    shields: Annotated[
        ShieldFlag | None, typer.Option(help="shield every child that it records, for this reason")
    ] = None,
) -> None:
    """Enter a service."""
    contact = {"duty_telephone": duty_telephone, "hours": hours, "out_of_hours": out_of_hours}
    body = {
        "name": name,
        "kind": kind.value,
        "area_id": area,
        "organisation_id": organisation,
        "contact": {**contact, "deputy": deputy},
        "accredited": accredited,
        "sensitive": sensitive,
        "tell_supervisor": tell_supervisor,
        "shields": shields.value if shields else None,
    }
    Session.of(context).add("services", service, body, "enter its people: person add, or person import.")


@services.command("change")
def change_service(
    context: typer.Context,
    service: Id,
    name: Maybe = None,
    organisation: Maybe = None,
    duty_telephone: Maybe = None,
    hours: Maybe = None,
    out_of_hours: Maybe = None,
    deputy: Maybe = None,
    accredited: Annotated[bool | None, typer.Option()] = None,
    sensitive: Annotated[bool | None, typer.Option()] = None,
    tell_supervisor: Annotated[bool | None, typer.Option()] = None,
    shields: Annotated[ShieldFlag | None, typer.Option()] = None,
) -> None:
    """Change what is given; the rest stays."""
    contact = _given(duty_telephone=duty_telephone, hours=hours, out_of_hours=out_of_hours, deputy=deputy)
    changes = _given(
        name=name,
        organisation_id=organisation,
        accredited=accredited,
        sensitive=sensitive,
        tell_supervisor=tell_supervisor,
        shields=shields.value if shields else None,
        contact=contact or None,
    )
    Session.of(context).change("services", service, changes, f"service show {service}.")


@services.command("show")
def show_service(context: typer.Context, service: Id) -> None:
    """Show one service."""
    Session.of(context).show("services", service)


@services.command("list")
def list_services(context: typer.Context, area: Annotated[str, typer.Option(help="id of the area")]) -> None:
    """List the services of an area."""
    session = Session.of(context)
    found = session.api.every("/v1/services", area=area)
    if not session.screen.rows(found, ("id", "name", "kind", "organisation_id", "accredited", "sensitive")):
        session.screen.say(f"{area} has no service yet. Next: service add.")


def _given(**values: object) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}


def _sure(yes: bool, question: str) -> None:
    if not yes:
        typer.confirm(question, abort=True)
