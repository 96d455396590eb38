"""`fingerpost doctor`: every thing that must be true, each with its remedy."""

from __future__ import annotations

import typer

from tools.cli.checking.findings import Check, Examined, Finding, Verdict
from tools.cli.checks import CHECKS, examine, now
from tools.cli.exits import Exit, Trouble
from tools.cli.session import Session

_MARKS = {Verdict.GOOD: "ok", Verdict.LOOK: "look", Verdict.FAULT: "FAULT", Verdict.UNKNOWN: "?"}


def doctor(context: typer.Context) -> None:
    """Examine a deployment: secrets, scopes, keyring, addresses, tables, alarms, quotas, directory."""
    told_of(Session.of(context), CHECKS)


def told_of(session: Session, checks: tuple[Check, ...]) -> None:
    """Make these checks and say what each found. Raises Trouble where one is a fault."""
    examined = Examined(session.deployment, session.api, now())
    found = [show(session, one) for one in examine(examined, checks)]
    faults = [one for one in found if one.verdict is Verdict.FAULT]
    if faults:
        raise Trouble(
            f"{len(faults)} faults were found.", "Mend the first, then examine again.", Exit.FAULT_FOUND
        )
    session.screen.say("No fault was found.")


def show(session: Session, one: Finding) -> Finding:
    """What one check found, with its remedy."""
    session.screen.document(
        {"check": one.check, "verdict": one.verdict, "says": one.says, "remedy": one.remedy}
    )
    session.screen.say(f"{_MARKS[one.verdict]:>5}  {one.check}: {one.says}")
    if one.remedy:
        session.screen.say(f"       Next: {one.remedy}")
    return one
