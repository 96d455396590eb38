"""What is said in a direct message and on the start page; imported once somebody writes or looks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fingerpost.domain.link_code import read_link_code
from fingerpost.domain.reference import reference_written
from fingerpost.surfaces.access import menu
from fingerpost.surfaces.access.linking import said_of
from fingerpost.surfaces.slack import blocks
from fingerpost.surfaces.slack.payloads import Payload, Workspaces
from fingerpost.surfaces.views import Message, Paragraph
from fingerpost.usecases.access.stands_for import Meaning, StandsFor

if TYPE_CHECKING:  # the use cases bring the data layer with them
    from fingerpost.usecases.catalogue import UseCases


def said(cases: UseCases, workspaces: Workspaces, event: Mapping[str, Any], body: Payload) -> Message:
    """The answer to a direct message: a code links the account, anything else gets the menu."""
    text = str(event.get("text") or "")
    code = read_link_code(text)
    if code:
        request = workspaces.request_of(body, f"link:{body.get('event_id', '')}")
        words = said_of(cases.link(request, code))
        return Message(words, (Paragraph(words),))
    # Only for what the menu offers: whoever presses is judged then.
    role = cases.role_to_offer(workspaces.identity_of(body))
    reference = reference_written(text) or ""
    identity = workspaces.identity_of(body)
    opens = StandsFor.over(cases.records, cases.contacts)
    meaning = opens(identity, reference) if reference else Meaning.MINE
    personal = menu.looks_personal(text) and not reference
    return menu.menu_message(personal=personal, role=role, reference=reference, meaning=meaning)


def typed_refused(command: str) -> dict[str, Any]:
    """The reply to a command with details typed after it; nothing of them is repeated."""
    message = blocks.message(menu.typed_refused(command))
    return {"response_type": "ephemeral", "text": message["text"], "blocks": message["blocks"]}
