"""What Slack sends, read into who sent it and what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import ChatIdentity, Product
from fingerpost.surfaces.carried import decoded
from fingerpost.surfaces.sent import Pressed, Submission, content_digest
from fingerpost.surfaces.slack.blocks import values_of
from fingerpost.surfaces.views import Tap
from fingerpost.usecases.requests import Request

Payload = Mapping[str, Any]


@dataclass(frozen=True)
class Workspaces:
    """Finds the identity behind a payload. allowed: workspaces and Enterprise organisations that are let in.

    In an organisation that is allowed as a whole, people have one identity across its workspaces.
    """

    allowed: frozenset[str]

    def request_of(self, payload: Payload, submission: str) -> Request:
        """Who sent it. submission: what makes this press unlike any other."""
        return Request(self.identity_of(payload), f"slack:{submission}")

    def account(self, payload: Payload, user: Mapping[str, Any]) -> ChatIdentity:
        """The identity of an account that an event speaks of."""
        workspace = str(user.get("team_id") or _team(payload))
        enterprise = _enterprise(payload) or _text(user.get("enterprise_user"), "enterprise_id")
        return self._at_home(workspace, enterprise, str(user.get("id", "")))

    def identity_of(self, payload: Payload) -> ChatIdentity:
        """Whose account it is."""
        return self._at_home(_team(payload), _enterprise(payload), _user(payload))

    def _at_home(self, workspace: str, enterprise: str, user: str) -> ChatIdentity:
        home = enterprise if enterprise in self.allowed else workspace
        return ChatIdentity(Product.SLACK, home, user)

    def are_allowed(self, identity: ChatIdentity) -> bool:
        """Whether the workspace is on the allow list."""
        return identity.workspace in self.allowed


def _user(payload: Payload) -> str:
    event = payload.get("event") or {}
    user = payload.get("user") or event.get("user") or payload.get("user_id") or ""
    return str(user.get("id", "")) if isinstance(user, Mapping) else str(user)


def _team(payload: Payload) -> str:
    """A person's own workspace comes before the one in which they happen to act."""
    event = payload.get("event") or {}
    own = _text(payload.get("user"), "team_id") or event.get("user_team") or event.get("team")
    return str(own or _text(payload.get("team"), "id") or payload.get("team_id") or "")


def _enterprise(payload: Payload) -> str:
    return _text(payload.get("enterprise"), "id") or str(payload.get("enterprise_id") or "")


def _text(holder: object, name: str) -> str:
    return str(holder.get(name) or "") if isinstance(holder, Mapping) else ""


def submission_of(workspaces: Workspaces, payload: Payload) -> Submission:
    """A `view_submission`. One content of one view at one hash is one, however often it is sent."""
    view = payload["view"]
    name, carried = str(view.get("callback_id", "")), decoded(str(view.get("private_metadata") or ""))
    values = values_of(view)
    digest = content_digest(name, carried, values)
    request = workspaces.request_of(payload, f"{view['id']}:{view.get('hash', '')}:{digest}")
    return Submission(request, name, carried, values)


def press_of_view(workspaces: Workspaces, payload: Payload) -> Pressed:
    """What follows from a `view_submission`."""
    request = submission_of(workspaces, payload).request
    return Pressed(request, request, "")


@dataclass(frozen=True, repr=False)
class Press:
    """A pressed button. view: the modal it stands in, None in a message or on the Home tab."""

    pressed: Pressed
    action_id: str
    trigger_id: str
    view: Mapping[str, Any] | None

    @property
    def is_on_top_of_three(self) -> bool:
        """Whether Slack takes no further view on top: a stack holds three."""
        view = self.view or {}
        return view.get("previous_view_id") not in (None, view.get("root_view_id"))


def press_of(workspaces: Workspaces, payload: Payload) -> Press:
    """A `block_actions` of one button."""
    action = payload["actions"][0]
    act, value = str(action.get("action_id", "")), str(action.get("value") or "")
    return _press(workspaces, payload, act, value)


def shortcut_of(workspaces: Workspaces, payload: Payload, tap: Tap) -> Press:
    """A shortcut, which stands for a button in no view."""
    return _press(workspaces, payload, str(tap), "")


def _press(workspaces: Workspaces, payload: Payload, act: str, value: str) -> Press:
    """Reading again is another reading; a write is the same write while its view stands unchanged."""
    view = payload.get("view") or {}
    place, trigger = f"{view.get('id', '')}:{view.get('hash', '')}", str(payload.get("trigger_id", ""))
    return Press(
        Pressed(
            reading=workspaces.request_of(payload, f"{trigger}:{act}:{value}"),
            writing=workspaces.request_of(payload, f"{place}:{act}:{value}"),
            value=value,
            typed=values_of(dict(view)),
        ),
        action_id=act,
        trigger_id=trigger,
        view=view if view.get("type") == "modal" else None,
    )


_LOSES_ACCESS = ("deleted", "is_restricted", "is_ultra_restricted", "is_stranger")


def acting(body: Payload) -> str:
    """Whose event it is."""
    user = (body.get("event") or {}).get("user")
    return user if isinstance(user, str) else ""


def is_from_a_person(event: Mapping[str, Any]) -> bool:
    """Whether a person wrote it, in their own chat with the app."""
    of_an_app = event.get("bot_id") or event.get("app_id") or event.get("bot_profile")
    plain = event.get("subtype") in (None, "file_share")
    somewhere = event.get("channel_type") == "im" and isinstance(event.get("channel"), str)
    return bool(somewhere and event.get("user") and plain and not of_an_app)


def loses_access(user: Mapping[str, Any]) -> bool:
    """Whether an account is closed, or no longer a full member."""
    return any(user.get(flag) for flag in _LOSES_ACCESS)
