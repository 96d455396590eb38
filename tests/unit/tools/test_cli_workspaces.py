"""Whose members may ask: listed, and changed by a release of its own, on record."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.unit.tools.clinic import Clinic, make_clinic

TENANT = "11111111-2222-4333-8444-555555555555"


@pytest.fixture
def deployed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Mapping[str, str]]]:
    """What would be deployed."""
    deployed: list[tuple[str, Mapping[str, str]]] = []
    monkeypatch.setattr(
        "tools.cli.workspaces.deploy_again", lambda stack, wanted: deployed.append((stack, wanted))
    )
    return deployed


@pytest.fixture
def clinic(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    deployed: list[tuple[str, Mapping[str, str]]],
) -> Clinic:
    return make_clinic(monkeypatch, capsys)


Deployed = list[tuple[str, Mapping[str, str]]]


def test_workspaces_are_listed_with_the_domains_that_count_there(clinic: Clinic) -> None:
    _, out, _ = clinic.fingerpost("workspace", "list")
    assert [line.split() for line in out.splitlines()[1:]] == [
        ["slack", "T0", "council.example"],
        ["teams", "tenant", "council.example"],
    ]


def test_that_nobody_may_ask_is_said(clinic: Clinic) -> None:
    clinic.aws.parameters |= {"SlackTeams": "", "TeamsTenants": ""}
    assert "Nobody may ask" in clinic.fingerpost("workspace", "list")[1]


@pytest.mark.parametrize(
    ("workspace", "wanted"),
    [("T0123ABCD", {"SlackTeams": "T0,T0123ABCD"}), (TENANT, {"TeamsTenants": f"tenant,{TENANT}"})],
)
def test_a_workspace_is_allowed_beside_the_others_by_a_release(
    clinic: Clinic, deployed: Deployed, workspace: str, wanted: dict[str, str]
) -> None:
    code, out, _ = clinic.fingerpost("workspace", "allow", workspace, "--yes")
    assert (code, deployed) == (0, [("fingerpost", wanted)])
    assert clinic.ledger.told() == [
        ("keep_workspaces", f"allow:{workspace}", ""),
        ("keep_workspaces", f"allow:{workspace}", "deployed"),
    ]
    assert clinic.ledger.written[0].reference in out


def test_what_is_allowed_already_is_not_deployed_again(clinic: Clinic, deployed: Deployed) -> None:
    clinic.aws.parameters["SlackTeams"] = "T0123ABCD"
    assert clinic.fingerpost("workspace", "allow", "T0123ABCD", "--yes")[0] == 0
    assert deployed == []


def test_a_workspace_is_removed_and_the_last_one_too(clinic: Clinic, deployed: Deployed) -> None:
    clinic.aws.parameters["SlackTeams"] = "T0123ABCD"
    assert clinic.fingerpost("workspace", "remove", "T0123ABCD", "--yes")[0] == 0
    assert deployed == [("fingerpost", {"SlackTeams": ""})]
    assert clinic.fingerpost("workspace", "remove", "T0999ABCD", "--yes")[0] == 4


def test_domains_are_said_as_a_whole(clinic: Clinic, deployed: Deployed) -> None:
    line = ("workspace", "domains", "slack", "a.example", "b.example", "--yes")
    assert clinic.fingerpost(*line)[0] == 0
    assert deployed == [("fingerpost", {"SlackEmailDomains": "a.example,b.example"})]
    for wrong in (("slack", "no domain"), ("post", "a.example")):
        assert clinic.fingerpost("workspace", "domains", *wrong, "--yes")[0] == 2


def test_what_is_no_workspace_is_refused_before_anything_is_deployed(
    clinic: Clinic, deployed: Deployed
) -> None:
    code, _, err = clinic.fingerpost("workspace", "allow", "northbrook", "--yes")
    assert (code, "T0123ABCD" in err) == (6, True)
    assert deployed == []


def test_nothing_is_deployed_where_the_ledger_is_away(clinic: Clinic, deployed: Deployed) -> None:
    clinic.ledger.is_away = True
    assert clinic.fingerpost("workspace", "allow", "T0123ABCD", "--yes")[0] == 1
    assert deployed == []
