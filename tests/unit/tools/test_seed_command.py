"""The command that plants the town."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools.seed.__main__ import main


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["seed", *arguments])
    return main()


def test_it_describes_the_town_without_planting_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = tmp_path / "town.json"
    assert run(monkeypatch, "--dry-run", "--describe", str(told), "--now", "2026-03-17T10:00:00") == 0
    assert {"people", "children"} <= json.loads(told.read_text(encoding="utf-8")).keys()


def test_a_missing_setting_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("FINGERPOST_STACK", raising=False)
    assert run(monkeypatch, "--size", "1") == 1
    assert "FINGERPOST_STACK" in capsys.readouterr().err


def test_help_names_what_it_needs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        run(monkeypatch, "--help")
    assert "KEYRING_SECRET_NAME" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [("--size", "many"), ("--now", "yesterday")])
def test_what_cannot_be_read_is_refused(monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(monkeypatch, "--dry-run", *arguments)
    assert ended.value.code == 2
