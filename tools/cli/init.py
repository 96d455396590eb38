"""`fingerpost init`: a guided set-up that can be left and taken up again."""

from __future__ import annotations

from typing import Annotated

import typer

from tools.cli.checking.findings import Examined, Verdict
from tools.cli.checks import examine, now
from tools.cli.doctor import show
from tools.cli.exits import Exit, Trouble
from tools.cli.session import Session
from tools.cli.setting_up import directory, first_question, products, stack
from tools.cli.setting_up.memory import Memory
from tools.cli.setting_up.steps import SettingUp, run
from tools.cli.setting_up.talk import Talk
from tools.local.places import LOCAL

STEPS = (
    stack.ACCOUNT,
    stack.STACK,
    products.KEYRING,
    products.SLACK,
    products.TEAMS,
    *directory.STEPS,
    first_question.LINK,
    first_question.QUESTION,
)


def init(
    context: typer.Context,
    patience: Annotated[int, typer.Option(min=1, help="minutes to wait for what is done in chat")] = 30,
) -> None:
    """Set a deployment up, from the account to the first answer. Leave it: the same command goes on.

    It asks for the workspace, the e-mail domains, the app's secrets (not shown, not kept here), and the first
    area, organisation, service, officer and administrator.
    """
    session = Session.of(context)
    if session.screen.as_json:
        raise Trouble("init asks and tells; it has nothing for scripts.", "Leave --json out.", Exit.USAGE)
    if not session.is_local and not session.stack:
        raise Trouble("How shall the stack be called?", "Add --stack NAME, or --local.", Exit.USAGE)
    memory = Memory.at(LOCAL / f"init-{session.stack or 'local'}.json")
    setting_up = SettingUp(session, Talk(session.screen, memory), patience * 60.0)
    try:
        run(setting_up, STEPS)
    except KeyboardInterrupt:
        raise Trouble("You left before the end.", "The same command goes on from here.") from None
    _look_round(session)


def _look_round(session: Session) -> None:
    """What the doctor would say, but for all that is good: nothing of it takes the answer back."""
    examined = Examined(session.deployment, session.api, now())
    found = [one for one in examine(examined) if one.verdict is not Verdict.GOOD]
    session.screen.say("")
    session.screen.say("Fingerpost answers. Worth a look:" if found else "Fingerpost answers.")
    for one in found:
        show(session, one)
    session.screen.say("Next: enter your people, person import FILE --dry-run; now and then: doctor.")
