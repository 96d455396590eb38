"""What the directory holds: officers, linked accounts, standing, and how services are reached."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from tools.cli.api import Entry
from tools.cli.checking.findings import Check, Examined, Finding, fault, look

SOON = timedelta(days=30)
LATE = timedelta(days=2)
"""A feed runs at least every night; two missed nights are no accident."""
_STANDING = ("vetted_until", "trained_until", "agreed_until")


def _areas(examined: Examined) -> Iterator[Finding]:
    areas = list(examined.api.every("/v1/areas"))
    if not areas:
        yield fault("areas", "Nobody is in the directory: there is no area.", "fingerpost area add.")
    for area in areas:
        people = list(examined.api.every("/v1/people", area=area["id"]))
        yield from _officers(area, people)
        yield from _people(people, examined.now.date())
        yield from _services(examined, area)


def _officers(area: Entry, people: list[Entry]) -> Iterator[Finding]:
    if not [one for one in people if one["role"] == "officer" and one["status"] == "active"]:
        says = f"{area['id']} has no officer: corrections and held asks reach nobody."
        yield fault("areas", says, "fingerpost person role ID officer.")


def _people(people: list[Entry], today: date) -> Iterator[Finding]:
    active = [one for one in people if one["status"] == "active"]
    unlinked = [one["id"] for one in active if not one["accounts"]]
    if unlinked:
        yield look("people", f"No chat account: {_named(unlinked)}.", "fingerpost person link ID for each.")
    lasts = {one["id"]: min(one[name] for name in _STANDING) for one in active}
    over = [name for name, day in lasts.items() if date.fromisoformat(day) < today]
    soon = [name for name, day in lasts.items() if today <= date.fromisoformat(day) < today + SOON]
    if over:
        says = f"Vetting, training or agreement is over: {_named(over)}."
        yield fault("people", says, "fingerpost person standing ID --vetted-until ...")
    if soon:
        says = f"Vetting, training or agreement ends within 30 days: {_named(soon)}."
        yield look("people", says, "fingerpost person standing ID --vetted-until ...")


def _services(examined: Examined, area: Entry) -> Iterator[Finding]:
    for one in examined.api.every("/v1/services", area=area["id"]):
        lacking = [name for name in ("duty_telephone", "hours", "out_of_hours") if not one["contact"][name]]
        if lacking:
            says = f"{one['id']} lacks {', '.join(lacking)}: nobody can be rung."
            yield fault("services", says, f"fingerpost service change {one['id']} ...")
        if not one["contact"]["opening"]:
            says = f"{one['id']} has its hours in words alone: no answer can say who is there now."
            remedy = f"fingerpost service change {one['id']} --open 'mon-fri 08:30-17:30'."
            yield look("services", says, remedy)
        if not one["accredited"]:
            says = f"{one['id']} is not accredited: its people may do nothing."
            yield look("services", says, f"fingerpost service change {one['id']} --accredited.")


def _named(names: list[str]) -> str:
    shown = ", ".join(names[:5])
    return f"{shown} and {len(names) - 5} more" if len(names) > 5 else shown


def _feeds(examined: Examined) -> Iterator[Finding]:
    """A case system that no longer sends makes answers old without anybody seeing it."""
    for feed in examined.api.every("/v1/feeds"):
        if feed["state"] == "trial":
            says = f"{feed['id']} is on trial: what it sends is counted, and nothing of it is kept."
            yield look("feeds", says, f"fingerpost feed resume {feed['id']}, once enough of it is matched.")
            continue
        if feed["state"] == "paused":
            says = f"{feed['id']} is paused: what it sends is refused."
            yield look("feeds", says, f"fingerpost feed resume {feed['id']}, when it may go on.")
            continue
        service = examined.api.get(f"/v1/services/{feed['service_id']}").or_trouble().body
        fed = service["last_fed"]
        if fed is None or datetime.fromisoformat(fed) < examined.now - LATE:
            since = f"since {fed[:16].replace('T', ' ')} UTC" if fed else "yet"
            says = f"{feed['id']} has told nothing of {feed['service_id']} {since}."
            yield fault("feeds", says, f"Ask {feed['contact']} whether it runs.")


CHECKS: tuple[Check, ...] = (_areas, _feeds)
