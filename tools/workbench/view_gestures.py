"""What a person does in a view: fill in, submit, press, close."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tools.block_kit import check_response_action
from tools.workbench import payloads, wire
from tools.workbench.errors import SlackRefuses
from tools.workbench.form_state import Held, Values, field_errors
from tools.workbench.gestures import Json, element_of, in_words, outcome_of, view_of
from tools.workbench.views import View
from tools.workbench.wire import TROUBLE, Reply
from tools.workbench.workspace import Workspace


def fill_in(workspace: Workspace, view_id: str, values: Values) -> View:
    """Put into the fields of an open view what the person typed. Raises NoSuchThing."""
    view = view_of(workspace, view_id)
    with workspace.changing():
        for block_id, fields in values.items():
            view.values.setdefault(block_id, {}).update(fields)
    return view


def submit(workspace: Workspace, view_id: str, values: Values, clicks: int = 1) -> Json:
    """Send off a modal. Slack's client looks at required fields and lengths first and sends nothing then.

    clicks: 2 for a double click, which sends the same content twice at the same time.
    """
    view = fill_in(workspace, view_id, values)
    complaints = field_errors(view.payload, view.values)
    if complaints:
        with workspace.changing():
            view.errors, view.trouble = complaints, ""
        return outcome_of(None, field_errors=complaints)
    replies = _submitted(workspace, view, clicks)
    return outcome_of(replies[0], field_errors=view.errors)


def _submitted(workspace: Workspace, view: View, clicks: int) -> list[Reply]:
    made = [payloads.view_submission(workspace, view) for _ in range(clicks)]
    asked_with = view.hash

    def send(payload: Json) -> Reply:
        reply = wire.send(workspace, wire.interaction(view.user, "submitted a modal", payload))
        with workspace.changing():
            _take_submission_answer(workspace, view, asked_with, reply)
        return reply

    with ThreadPoolExecutor(clicks) as hands:
        return list(hands.map(send, made))


def _take_submission_answer(workspace: Workspace, view: View, asked_with: str, reply: Reply) -> None:
    """Apply the answer, unless an earlier one to the same content was applied: a double click closes once."""
    if view.answered_hash == asked_with or view not in workspace.views.stacks.get(view.user, []):
        return
    problems = [] if reply.error else check_response_action(reply.body, view.payload)
    if problems:
        reply.found_wrong([str(problem) for problem in problems])
    if reply.error:
        view.trouble = TROUBLE
        return
    view.answered_hash = asked_with
    _apply(workspace, view, reply)


def _apply(workspace: Workspace, view: View, reply: Reply) -> None:
    answer = reply.body or {}
    match answer.get("response_action"):
        case "update":
            workspace.views.replace(view, answer["view"])
        case "push":
            _push(workspace, view, answer["view"], reply)
        case "errors":
            view.errors, view.trouble, view.answered_hash = answer["errors"], "", ""
        case "clear":
            workspace.views.clear(view.user)
        case _:
            workspace.views.stacks[view.user].remove(view)


def _push(workspace: Workspace, view: View, payload: Json, reply: Reply) -> None:
    try:
        workspace.views.push_for(view.user, payload)
        view.errors, view.trouble, view.answered_hash = {}, "", ""
    except SlackRefuses as refusal:
        reply.found_wrong([refusal.code])
        view.trouble = TROUBLE


def close(workspace: Workspace, user: str, all_of_them: bool = False) -> Json:
    """Close the modal on top (Back or Cancel), or the whole stack (the cross in the corner)."""
    with workspace.changing():
        stack = workspace.views.stacks.get(user, [])
        closing = list(reversed(stack)) if all_of_them else stack[-1:]
        clears = all_of_them or any(view.payload.get("clear_on_close") for view in closing)
        workspace.views.stacks[user] = [] if clears else stack[:-1]
    for view in closing:
        if view.payload.get("notify_on_close"):
            payload = payloads.view_closed(workspace, view, clears)
            wire.send(workspace, wire.interaction(user, "closed a modal", payload))
    return outcome_of(None)


def act_in_view(
    workspace: Workspace, view_id: str, block_id: str, action_id: str, values: Values, value: Held
) -> Json:
    """Press a button, or change a field that dispatches, in a modal or home tab."""
    view = fill_in(workspace, view_id, values)
    block, element = element_of(view.payload, block_id, action_id)
    if element["type"] not in ("button", "overflow"):
        fill_in(workspace, view_id, {block_id: {action_id: value}})
    payload = payloads.action_in_view(workspace, view, payloads.action(block, element, value))
    where = "the home tab" if view.payload["type"] == "home" else "a modal"
    gesture = f"{in_words(element)} in {where}"
    reply = wire.send(workspace, wire.interaction(view.user, gesture, payload))
    with workspace.changing():
        view.trouble = TROUBLE if reply.error else ""
    return outcome_of(reply)
