"""`fingerpost redrive`: what could not be told is shown, explained, and sent again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from tools.cli.session import Session

_AT_ONCE = 10
_HIDDEN_SECONDS = 120


def redrive(
    context: typer.Context,
    send: Annotated[bool, typer.Option("--send", help="send the notices again")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="do not ask")] = False,
) -> None:
    """Show the dead letters; with --send, give notices another half day of tries."""
    session = Session.of(context)
    queues, outputs = session.deployment.client("sqs"), session.deployment.outputs
    letters = list(_waiting(queues, outputs["NoticeDeadLettersUrl"]))
    lost = list(_waiting(queues, outputs["FanoutDeadLettersUrl"]))
    session.screen.rows(map(_row, letters), ("notice", "recipient", "since", "tries"))
    _explain(session, len(letters), len(lost))
    if not send or not letters:
        _show_again(queues, outputs["NoticeDeadLettersUrl"], letters)
        return
    if not yes:
        typer.confirm(f"Send {len(letters)} notices again?", abort=True)
    for letter in letters:
        _send_again(queues, outputs["NoticeQueueUrl"], outputs["NoticeDeadLettersUrl"], letter)
    session.screen.say(f"{len(letters)} notices are sent again. Next: doctor, in some minutes.")


def _explain(session: Session, notices: int, involvements: int) -> None:
    if not notices and not involvements:
        session.screen.say("There is no dead letter.")
    if notices:
        session.screen.say(f"{notices} notices were tried for half a day; Slack or Teams did not take them.")
        session.screen.say("Next: mend what the functions' log says, then redrive --send.")
    if involvements:
        session.screen.warn(
            f"{involvements} involvements could not be worked out by fanout, nor be sent again from here: "
            "read its log by the time of each, and tell the people concerned."
        )


def _waiting(queues: Any, url: str) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - boto3
    """Every message that can be seen now, hidden from others meanwhile."""
    while True:
        answer = queues.receive_message(
            QueueUrl=url,
            MaxNumberOfMessages=_AT_ONCE,
            VisibilityTimeout=_HIDDEN_SECONDS,
            AttributeNames=["All"],
        )
        found = answer.get("Messages", [])
        yield from found
        if not found:
            return


def _show_again(queues: Any, url: str, letters: list[dict[str, Any]]) -> None:  # noqa: ANN401 - boto3
    """Nothing was done: whoever looks next sees them at once."""
    for one in letters:
        queues.change_message_visibility(
            QueueUrl=url, ReceiptHandle=one["ReceiptHandle"], VisibilityTimeout=0
        )


def _row(letter: dict[str, Any]) -> dict[str, str]:
    told = letter.get("Attributes", {})
    return {
        "notice": _notice(letter),
        "recipient": str(told.get("MessageGroupId", "")),
        "since": str(told.get("SentTimestamp", "")),
        "tries": str(told.get("ApproximateReceiveCount", "")),
    }


def _notice(letter: dict[str, Any]) -> str:
    return str(json.loads(letter["Body"]).get("notice", ""))


def _send_again(queues: Any, url: str, dead: str, letter: dict[str, Any]) -> None:  # noqa: ANN401 - boto3
    """Queued before it is taken away: twice rather than never, and a notice is delivered once anyhow."""
    queues.send_message(
        QueueUrl=url,
        MessageBody=letter["Body"],
        MessageGroupId=letter["Attributes"]["MessageGroupId"],
        MessageDeduplicationId=f"again-{letter['MessageId']}",
    )
    queues.delete_message(QueueUrl=dead, ReceiptHandle=letter["ReceiptHandle"])
