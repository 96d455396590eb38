"""`fingerpost ledger` and `fingerpost retention`: hand their words to verbs that know what they need."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import typer

from fingerpost.domain.errors import Unavailable
from tools.cli import ledger, retention
from tools.cli.deployment import speak_to
from tools.cli.exits import Exit, Trouble
from tools.cli.session import Session
from tools.cli.subject_access import NoSuchRecord

AS_TYPED = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}


def ledger_verbs(context: typer.Context) -> None:
    """Verify the ledger, say who asked about a child, hand out what is held: ledger --help."""
    _run(context, "ledger", ledger.run)


def retention_verbs(context: typer.Context) -> None:
    """Count the records that have had their time, and erase them: retention --help."""
    _run(context, "retention", retention.run)


def _run(
    context: typer.Context, subject: str, run: Callable[[argparse.Namespace, Mapping[str, str]], str]
) -> None:
    session = Session.of(context)
    asked = _parser().parse_args([subject, *context.args, "--stack", session.stack or "fingerpost"])
    deployment = session.deployment
    speak_to(deployment)
    with _in_words():
        session.screen.say(run(asked, deployment.outputs))


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except ledger.LedgerTrouble as fault:
        raise Trouble(str(fault), "Keep all as it is. Tell the officer.", Exit.FAULT_FOUND) from fault
    except NoSuchRecord as fault:
        raise Trouble(str(fault), "A reference looks like FP-7K3MX-2Q9DT.", Exit.NOT_THERE) from fault
    except Unavailable as fault:
        raise Trouble(str(fault), "Try again in a minute.") from fault


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="fingerpost")
    subjects = parser.add_subparsers(dest="subject", required=True)
    ledger.add_to(subjects)
    retention.add_to(subjects)
    return parser
