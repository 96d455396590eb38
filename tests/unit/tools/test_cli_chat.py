"""`fingerpost slack` and `teams`: nothing secret is shown or given as an argument, and nothing is lost."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.unit.tools.clinic import Clinic, make_clinic
from tools.cli.product_secrets import ProductSecret

TOKEN = "xoxb-1234567890-abcdefghij"
BOT = "11111111-2222-4333-8444-555555555555"


@pytest.fixture
def clinic(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Clinic:
    return make_clinic(monkeypatch, capsys)


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401
    def give(*lines: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    return give


def held(clinic: Clinic, product: str) -> dict[str, str]:
    read: dict[str, str] = json.loads(clinic.aws.secrets[f"fingerpost/{product}"])
    return read


def test_the_manifest_is_that_of_the_deployment(clinic: Clinic, tmp_path: Path) -> None:
    code, out, _ = clinic.fingerpost("slack", "manifest")
    assert code == 0
    assert (
        json.loads(out)["settings"]["interactivity"]["request_url"]
        == "https://api.example/slack/interactions"
    )
    file = tmp_path / "manifest.json"
    code, said, _ = clinic.fingerpost("slack", "manifest", "--out", str(file))
    assert json.loads(file.read_text()) == json.loads(out)
    assert "slack secrets" in said


def test_secrets_are_read_from_standard_input_and_never_shown(clinic: Clinic, given: Any) -> None:  # noqa: ANN401
    given(TOKEN, "a" * 32)
    code, out, err = clinic.fingerpost("slack", "secrets")
    assert (code, "stored" in out) == (0, True)
    assert held(clinic, "slack")["bot_token"] == TOKEN
    assert TOKEN not in out + err
    assert "a" * 32 not in out + err


def test_the_signing_secret_that_was_replaced_is_kept_beside_it(clinic: Clinic, given: Any) -> None:  # noqa: ANN401
    clinic.aws.secrets["fingerpost/slack"] = json.dumps({"bot_token": TOKEN, "signing_secret": "b" * 32})
    given(TOKEN, "a" * 32)
    clinic.fingerpost("slack", "secrets")
    assert held(clinic, "slack")["previous_signing_secret"] == "b" * 32
    given(TOKEN, "a" * 32)
    _, out, _ = clinic.fingerpost("slack", "secrets")
    assert "already" in out
    assert held(clinic, "slack")["previous_signing_secret"] == "b" * 32


@pytest.mark.parametrize("lines", [("xoxp-1234567890", "a" * 32), (TOKEN, "short"), ()])
def test_what_is_no_secret_of_slack_is_not_stored(clinic: Clinic, given: Any, lines: tuple[str, ...]) -> None:  # noqa: ANN401
    before = held(clinic, "slack")
    given(*lines)
    code, out, err = clinic.fingerpost("slack", "secrets")
    assert (code, "Copy it again" in err) == (6, True)
    assert held(clinic, "slack") == before
    assert not [line for line in lines if line in out + err]


def test_a_new_deployments_placeholder_is_no_previous_secret() -> None:
    class Fresh:
        text = json.dumps({"bot_token": "", "signing_secret": "", "not_yet": "x"})

        def get_secret_value(self, **_: str) -> dict[str, str]:
            return {"SecretString": self.text}

        def put_secret_value(self, *, SecretString: str, **_: str) -> None:  # noqa: N803 - boto3's
            self.text = SecretString

    fresh = Fresh()
    assert ProductSecret(fresh, "s").put({"bot_token": TOKEN, "signing_secret": "a" * 32})
    assert "previous_signing_secret" not in fresh.text


def test_slack_check_passes_and_fails_by_what_slack_says(clinic: Clinic) -> None:
    assert clinic.fingerpost("slack", "check")[0] == 0
    clinic.doors.scopes.remove("im:write")
    code, out, _ = clinic.fingerpost("slack", "check")
    assert (code, "im:write: conversations.open" in out) == (8, True)


def test_the_bots_secret_is_stored_and_checked(clinic: Clinic, given: Any) -> None:  # noqa: ANN401
    given("a client secret".replace(" ", "-") + "-of-entra")
    code, out, err = clinic.fingerpost("teams", "secret")
    assert (code, "entra" in out + err) == (0, False)
    assert held(clinic, "teams")["app_password"] == "a-client-secret-of-entra"
    assert clinic.fingerpost("teams", "check")[0] == 0
    clinic.doors.login = 401
    assert clinic.fingerpost("teams", "check")[0] == 8


def test_the_teams_package_is_that_of_the_deployments_bot(clinic: Clinic, tmp_path: Path) -> None:
    clinic.aws.parameters["TeamsAppId"] = BOT
    file = tmp_path / "app.zip"
    line = ("teams", "package", "--site", "https://council.example", "--out", str(file))
    assert clinic.fingerpost(*line)[0] == 0
    assert json.loads(zipfile.ZipFile(file).read("manifest.json"))["id"] == BOT
    clinic.aws.parameters["TeamsAppId"] = ""
    code, _, err = clinic.fingerpost(*line)
    assert (code, "TeamsAppId" in err) == (4, True)
