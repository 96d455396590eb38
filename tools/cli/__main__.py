"""`fingerpost`, the command of a deployment's administrators: with their own AWS credentials, through /v1."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated, cast

import typer
from botocore.exceptions import BotoCoreError, ClientError

from tools.cli.audit import audit
from tools.cli.cost import cost
from tools.cli.doctor import doctor
from tools.cli.exits import Exit, Trouble
from tools.cli.feeds import feeds
from tools.cli.init import init
from tools.cli.keyring import keys
from tools.cli.ledger_verbs import AS_TYPED, ledger_verbs, retention_verbs
from tools.cli.notices import notice
from tools.cli.people import people
from tools.cli.places import areas, organisations, services
from tools.cli.redrive import redrive
from tools.cli.report import report
from tools.cli.session import Session
from tools.cli.showing import Screen
from tools.cli.slack import slack
from tools.cli.teams import teams

app = typer.Typer(
    name="fingerpost",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help=__doc__,
    epilog="Exit codes: 0 done, 1 not done, 2 usage, 3 refused, 4 not there, 5 conflict, 6 not valid, "
    "7 rows refused, 8 a check failed.",
)
app.add_typer(areas, name="area")
app.add_typer(organisations, name="organisation")
app.add_typer(services, name="service")
app.add_typer(people, name="person")
app.add_typer(feeds, name="feed")
app.add_typer(keys, name="keys")
app.add_typer(slack, name="slack")
app.add_typer(teams, name="teams")
app.command("init")(init)
app.command("audit")(audit)
app.command("cost")(cost)
app.command("doctor")(doctor)
app.command("notice")(notice)
app.command("redrive")(redrive)
app.command("report")(report)
app.command("ledger", context_settings=AS_TYPED)(ledger_verbs)
app.command("retention", context_settings=AS_TYPED)(retention_verbs)

USAGE = cast(type[typer.BadParameter], typer.BadParameter.__bases__[0])
"""What typer raises where a line cannot be understood; it exports no name for all of them."""

_ANYWHERE = {"--stack": 1, "--local": 0, "--json": 0}
"""Options that may stand anywhere on the line, with how many values each takes."""


@app.callback()
def _begin(
    context: typer.Context,
    stack: Annotated[
        str, typer.Option(envvar="FINGERPOST_STACK", help="name of the CloudFormation stack")
    ] = "",
    local: Annotated[bool, typer.Option("--local", help="the local stack of `make up`")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="answers as JSON, for scripts")] = False,
) -> None:
    context.obj = Session(stack, local, Screen(as_json))


@app.command()
def whoami(context: typer.Context) -> None:
    """Say as whom you come to the deployment, and whether you may."""
    session = Session.of(context)
    session.screen.entry(session.api.get("/v1/whoami").or_trouble().body)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it; the exit code. What goes wrong is said in one sentence, with what to do next."""
    line = _common_first(sys.argv[1:] if arguments is None else arguments)
    try:
        return int(app(line, standalone_mode=False) or Exit.DONE)
    except Trouble as trouble:
        Screen(False).fail(trouble.why, trouble.next_step)
        return trouble.code
    except (ClientError, BotoCoreError) as fault:
        Screen(False).fail(str(fault), "Check your AWS credentials and their rights to this stack.")
        return Exit.NOT_DONE
    except USAGE as fault:
        if fault.format_message():  # else its help was shown
            Screen(False).fail(fault.format_message(), "The same with --help says what there is.")
        return Exit.USAGE
    except typer.Abort:
        Screen(False).fail("You said no.", "Nothing was changed.")
        return Exit.NOT_DONE


def _common_first(line: Sequence[str]) -> list[str]:
    """The common options first, wherever they stood."""
    common: list[str] = []
    rest: list[str] = []
    words = list(line)
    while words:
        word = words.pop(0)
        name = word.partition("=")[0]
        if name not in _ANYWHERE:
            rest.append(word)
            continue
        common.append(word)
        if _ANYWHERE[name] and "=" not in word and words:
            common.append(words.pop(0))
    return common + rest


def run() -> None:
    """The console script."""
    sys.exit(main())


if __name__ == "__main__":
    run()
