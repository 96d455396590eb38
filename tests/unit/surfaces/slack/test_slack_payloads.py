"""Whose press it was, whatever shape Slack gives it."""

from __future__ import annotations

import pytest

from fingerpost.surfaces.carried import Carried
from fingerpost.surfaces.slack.payloads import Payload, Workspaces, press_of, submission_of

OURS = Workspaces(frozenset({"T0OURS"}))
ORGANISATION = Workspaces(frozenset({"E0OURS"}))


@pytest.mark.parametrize(
    "payload",
    [
        {"team_id": "T0OURS", "user_id": "U1"},
        {"team": {"id": "T0OURS"}, "user": {"id": "U1"}},
        {"team": {"id": "T0OURS"}, "user": {"id": "U1", "team_id": "T0OURS"}},
        {"team_id": "T0OURS", "event": {"user": "U1"}},
        {"team_id": "T0OURS", "event": {"user": "U1", "user_team": "T0OURS"}},
    ],
)
def test_a_member_is_known_from_every_kind_of_payload(payload: Payload) -> None:
    identity = OURS.identity_of(payload)
    assert (identity.workspace, identity.user) == ("T0OURS", "U1")
    assert OURS.are_allowed(identity)


@pytest.mark.parametrize(
    "payload",
    [
        {"team_id": "T0OTHER", "user_id": "U1"},
        {"team": {"id": "T0OURS"}, "user": {"id": "U1", "team_id": "T0OTHER"}},
        {"team_id": "T0OURS", "event": {"user": "U1", "user_team": "T0OTHER"}},
        {"user_id": "U1"},
    ],
)
def test_a_guest_of_a_shared_channel_belongs_to_the_workspace_they_come_from(payload: Payload) -> None:
    assert not OURS.are_allowed(OURS.identity_of(payload))


@pytest.mark.parametrize(
    "payload",
    [
        {"team_id": "T0ONE", "enterprise_id": "E0OURS", "user_id": "U1"},
        {"team": {"id": "T0TWO"}, "enterprise": {"id": "E0OURS"}, "user": {"id": "U1"}},
    ],
)
def test_an_organisation_has_one_identity_a_person_across_its_workspaces(payload: Payload) -> None:
    assert ORGANISATION.identity_of(payload).workspace == "E0OURS"


def a_submission(**view: str) -> Payload:
    return {"team": {"id": "T0OURS"}, "user": {"id": "U1"}, "view": {"id": "V1", "hash": "h1", **view}}


def test_a_view_at_one_hash_is_one_submission_and_at_the_next_another() -> None:
    first, same = (submission_of(OURS, a_submission()).request.idempotency_key for _ in range(2))
    assert first == same
    assert submission_of(OURS, a_submission(hash="h2")).request.idempotency_key != first


def test_a_form_says_what_it_is_about_and_which_detail_it_wants() -> None:
    form = submission_of(OURS, a_submission(private_metadata="FP-7K3MX-2Q9DT postcode"))
    assert form.carried == Carried("FP-7K3MX-2Q9DT", "postcode")


def a_press(trigger: str, **view: str | None) -> Payload:
    action = {"action_id": "entered_in_error", "value": "FP-7K3MX-2Q9DT"}
    stands_in = {"id": "V1", "hash": "h1", "type": "modal", "root_view_id": "V1", **view}
    who = {"team": {"id": "T0OURS"}, "user": {"id": "U1"}}
    return {**who, "actions": [action], "view": stands_in, "trigger_id": trigger}


def test_two_presses_read_twice_and_write_once() -> None:
    first, second = press_of(OURS, a_press("t1")).pressed, press_of(OURS, a_press("t2")).pressed
    assert first.reading != second.reading
    assert first.writing == second.writing


@pytest.mark.parametrize(
    ("previous", "on_top"), [(None, False), ("V1", False), ("V2", True)], ids=["first", "second", "third"]
)
def test_the_third_view_of_a_stack_is_known(previous: str | None, on_top: bool) -> None:
    assert press_of(OURS, a_press("t1", previous_view_id=previous)).is_on_top_of_three is on_top
