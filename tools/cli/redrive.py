"""`fingerpost redrive`: what could not be told is shown, explained, and sent again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from fingerpost.domain.ledger import Act
from tools.cli import lost_records
from tools.cli.exits import Exit, Trouble
from tools.cli.lost_records import Lost
from tools.cli.recorded import recorded
from tools.cli.session import Session

_AT_ONCE = 10
_HIDDEN_SECONDS = 120
_NOTICES, _LOST = "NoticeDeadLettersUrl", "FanoutDeadLettersUrl"
Letter = dict[str, Any]


def redrive(
    context: typer.Context,
    send: Annotated[bool, typer.Option("--send", help="send all of them again")] = False,
    forget_lost: Annotated[
        bool, typer.Option("--forget-lost", help="take away what the stream no longer holds")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="do not ask")] = False,
) -> None:
    """Show what could not be told. With --send, notices get another half day of tries, and fanout works the
    records out again, which tells nobody twice."""
    session = Session.of(context)
    letters = _Letters(session)
    try:
        _show(session, letters)
        if send:
            _send(session, letters, yes=yes)
        if forget_lost:
            _forget(session, letters, yes=yes)
    finally:
        letters.show_again()


class _Letters:
    """Both queues as they are now; what is looked at is hidden from others meanwhile."""

    def __init__(self, session: Session) -> None:
        self.queues: Any = session.deployment.client("sqs")
        self.urls = session.deployment.outputs
        streams = session.deployment.client("dynamodbstreams")
        self.notices = list(self._waiting(_NOTICES))
        self.lost = [lost_records.read(streams, letter) for letter in self._waiting(_LOST)]
        self.there = [one for one in self.lost if one.records]
        self.gone = [one for one in self.lost if not one.records]

    def _waiting(self, queue: str) -> Iterator[Letter]:
        while True:
            answer = self.queues.receive_message(
                QueueUrl=self.urls[queue],
                MaxNumberOfMessages=_AT_ONCE,
                VisibilityTimeout=_HIDDEN_SECONDS,
                AttributeNames=["All"],
            )
            found = answer.get("Messages", [])
            yield from found
            if not found:
                return

    def take_away(self, queue: str, letter: Letter) -> None:
        """It is done with."""
        self.queues.delete_message(QueueUrl=self.urls[queue], ReceiptHandle=letter["ReceiptHandle"])
        letter["done"] = True

    def show_again(self) -> None:
        """What is left is seen at once by whoever looks next."""
        left = [(_NOTICES, one) for one in self.notices] + [(_LOST, one.message) for one in self.lost]
        for queue, letter in left:
            if "done" not in letter:
                self.queues.change_message_visibility(
                    QueueUrl=self.urls[queue], ReceiptHandle=letter["ReceiptHandle"], VisibilityTimeout=0
                )


def _show(session: Session, letters: _Letters) -> None:
    screen = session.screen
    screen.rows(map(_row, letters.notices), ("notice", "recipient", "since", "tries"))
    screen.rows((one.row() for one in letters.lost), ("lost", "records", "since", "tries"))
    if not letters.notices and not letters.lost:
        screen.say("There is no dead letter.")
    if letters.notices:
        says = "notices were tried for half a day; Slack or Teams did not take them."
        screen.say(f"{len(letters.notices)} {says}")
    if letters.there:
        says = "messages hold what was written, but nobody could be told: fanout did not work it out."
        screen.say(f"{len(letters.there)} {says}")
    if letters.notices or letters.there:
        screen.say("Next: mend what the functions' log says of that time, then redrive --send.")
    if letters.gone:
        screen.warn(
            f"{len(letters.gone)} are no longer in the stream, which keeps 24 hours. Who recorded what at "
            "that time is on the ledger; tell the people concerned yourself, then redrive --forget-lost."
        )


def _send(session: Session, letters: _Letters, *, yes: bool) -> None:
    count = len(letters.notices) + len(letters.there)
    if not count:
        return
    if not yes:
        typer.confirm(f"Send {count} again?", abort=True)
    with recorded(session, Act.REDRIVE, "dead_letters") as came:
        for letter in letters.notices:
            _queue_again(letters, letter)
        failed = [one for one in letters.there if not _worked_out(session, one)]
        for one in letters.there:
            if one not in failed:
                letters.take_away(_LOST, one.message)
        came.outcome = f"sent:{count - len(failed)}"
    session.screen.say(f"{count - len(failed)} are sent again. (Ledger: {came.reference})")
    if failed:
        why = f"{len(failed)} still cannot be worked out, and stay where they are."
        raise Trouble(why, "Read fanout's log of this minute, mend it, then send again.", Exit.FAULT_FOUND)
    session.screen.say("Next: doctor, in some minutes.")


def _queue_again(letters: _Letters, letter: Letter) -> None:
    """Queued before it is taken away: twice rather than never, and a notice is delivered once anyhow."""
    letters.queues.send_message(
        QueueUrl=letters.urls["NoticeQueueUrl"],
        MessageBody=letter["Body"],
        MessageGroupId=letter["Attributes"]["MessageGroupId"],
        MessageDeduplicationId=f"again-{letter['MessageId']}",
    )
    letters.take_away(_NOTICES, letter)


def _worked_out(session: Session, lost: Lost) -> bool:
    """Have fanout work it out as the stream would; the notices it makes are the same, however often."""
    answer = session.deployment.client("lambda").invoke(
        FunctionName=f"{session.deployment.outputs['FanoutFunctionName']}:live",
        Payload=json.dumps(lost.event()).encode(),
    )
    return "FunctionError" not in answer


def _forget(session: Session, letters: _Letters, *, yes: bool) -> None:
    if not letters.gone:
        session.screen.say("Nothing is lost: there is nothing to forget.")
        return
    if not yes:
        typer.confirm(f"Take {len(letters.gone)} away for good, the people concerned being told?", abort=True)
    with recorded(session, Act.REDRIVE, "lost_records") as came:
        for one in letters.gone:
            letters.take_away(_LOST, one.message)
        came.outcome = f"forgotten:{len(letters.gone)}"
    session.screen.say(f"{len(letters.gone)} are forgotten. (Ledger: {came.reference})")


def _row(letter: Letter) -> dict[str, str]:
    told = letter.get("Attributes", {})
    return {
        "notice": str(json.loads(letter["Body"]).get("notice", "")),
        "recipient": str(told.get("MessageGroupId", "")),
        "since": lost_records.since(str(told.get("SentTimestamp", ""))),
        "tries": str(told.get("ApproximateReceiveCount", "")),
    }
