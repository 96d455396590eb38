"""`fingerpost notice`: where somebody's notice is. Nothing of the child is read: not even its id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import typer

from fingerpost.domain.ledger import Act
from fingerpost.domain.notice import NoticeState
from tools.cli.exits import Exit, Trouble
from tools.cli.recorded import recorded
from tools.cli.session import Session

SHOWN = ("reference", "kind", "recipient_id", "capacity", "created_at", "attempts", "delivered_at", "failure")
COLUMNS = ("reference", "kind", "recipient_id", "capacity", "where", "next")
_WHERE = {
    NoticeState.PENDING: ("waits in the queue", "wait: it is tried for half a day; then redrive --send"),
    NoticeState.SENDING: (
        "is being sent, or its answer was lost",
        "wait: the chat is asked first",
    ),
    NoticeState.DELIVERED: ("stands in their chat", "nothing"),
}
_WHY: Mapping[str, tuple[str, str]] = {
    "suspended": ("their access is suspended", "person restore, if it is to be restored"),
    "unknown_person": ("the directory does not know them", "person find"),
    "no_chat_identity": ("they have no chat account that may be written to", "person link"),
    "account_inactive": ("their chat account is closed", "person link, for another account"),
}


def notice(
    context: typer.Context,
    reference: Annotated[str, typer.Argument(help="as the message shows it, FP-...; or leave it out")] = "",
    person: Annotated[str, typer.Option(help="id of the person who should have been told")] = "",
    stuck: Annotated[bool, typer.Option("--stuck", help="only what was not delivered")] = False,
) -> None:
    """Say where a notice is: to whom, tried how often, delivered when, or why not."""
    if not reference and not person and not stuck:
        raise Trouble("Which notice?", "Give its reference, --person ID, or --stuck.", Exit.USAGE)
    session = Session.of(context)
    about = f"notice:{reference}" if reference else f"person:{person}" if person else "stuck"
    with recorded(session, Act.LOOK_UP_NOTICE, about) as came:
        rows = [_row(item) for item in _found(session, reference, person, stuck=stuck)]
        came.outcome = f"listed:{len(rows)}"
    if not session.screen.rows(sorted(rows, key=lambda row: row["created_at"]), COLUMNS):
        why = "No such notice. It was never made, or its time is over."
        raise Trouble(why, "redrive shows what fanout did not work out.", Exit.NOT_THERE)


def _found(session: Session, reference: str, person: str, *, stuck: bool) -> Iterator[dict[str, str]]:
    """Notices alone, without what they are about."""
    wanted = {"reference": reference.upper(), "recipient_id": person}
    given = {name: value for name, value in wanted.items() if value}
    conditions = ["begins_with(pk, :notice)", *(f"#{name} = :{name}" for name in given)]
    values: dict[str, Any] = {f":{name}": {"S": value} for name, value in given.items()}
    values[":notice"] = {"S": "N#"}
    if stuck:
        conditions.append("#state <> :delivered")
        values[":delivered"] = {"S": NoticeState.DELIVERED.value}
    names = {f"#{name}": name for name in (*SHOWN, "state")}
    pages = (
        session.deployment.client("dynamodb")
        .get_paginator("scan")
        .paginate(
            TableName=session.deployment.outputs["CaseworkTableName"],
            FilterExpression=" AND ".join(conditions),
            ExpressionAttributeValues=values,
            ExpressionAttributeNames=names,
            ProjectionExpression=", ".join(names),
        )
    )
    for page in pages:
        for item in page["Items"]:
            yield {name: str(next(iter(value.values()))) for name, value in item.items()}


def _row(item: Mapping[str, str]) -> dict[str, str]:
    state = NoticeState(item["state"])
    if state is NoticeState.UNDELIVERABLE:
        why, next_step = _WHY.get(item.get("failure", ""), (item.get("failure", ""), "tell them yourself"))
        where = f"could not be delivered: {why}"
    else:
        where, next_step = _WHERE[state]
    tried = f", tried {item.get('attempts', '0')} times" if state is not NoticeState.DELIVERED else ""
    since = f" since {item['delivered_at'][:16]}" if state is NoticeState.DELIVERED else ""
    return {
        **{name: item.get(name, "") for name in SHOWN},
        "state": state.value,
        "where": f"{where}{tried}{since}",
        "next": next_step,
    }
