"""The seal function as the clock calls it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from fingerpost.adapters.seals import BrokenSeal, from_bytes, to_bytes
from fingerpost.bootstrap import seal as bootstrap
from fingerpost.domain.errors import Unavailable
from fingerpost.entrypoints.schedules import NotSealed, OnTheHour
from fingerpost.log_catalogue import configure
from fingerpost.usecases.protecting.seal_hours import SealHours
from functions.seal.app import handler
from tests.fakes.sealing import STACK, SealedTown
from tests.unit.functions.events import event


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> SealedTown:
    configure("seal")
    town = SealedTown()
    run = SealHours(lines=town, signer=town.signer, seals=town, stack=STACK, clock=lambda: town.now)
    monkeypatch.setattr(bootstrap, "seal", lambda: OnTheHour(run))
    return town


def test_it_seals_the_hour_that_is_over(town: SealedTown, capsys: pytest.CaptureFixture[str]) -> None:
    town.write(town.now - timedelta(hours=1))
    assert handler(event("seal.every_hour"), None) == {"sealed": 1}
    assert handler(event("seal.every_hour"), None) == {"sealed": 0}
    (line,) = (json.loads(text) for text in capsys.readouterr().out.splitlines())
    assert (line["message"], line["number"], line["lines"]) == ("LEDGER_SEALED", 0, 1)


@pytest.mark.parametrize("fault", [Unavailable("kms Sign: 500"), ValueError("Wren Ashdown, born 2015")])
def test_a_failure_is_counted_and_says_nothing_of_what_was_read(
    town: SealedTown,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    fault: Exception,
) -> None:
    def fail(_: bytes) -> bytes:
        raise fault

    monkeypatch.setattr(town.signer, "sign", fail)
    with pytest.raises(NotSealed) as raised:
        handler(event("seal.every_hour"), None)
    told = capsys.readouterr().out + str(raised.value) + str(raised.value.__cause__)
    assert "SEALING_FAILED" in told
    assert "Wren" not in told
    assert town.held == {}


def test_a_seal_is_read_as_it_was_kept() -> None:
    town = SealedTown()
    town.pass_hours(1)
    (seal,) = town.newest(1, town.now)
    assert from_bytes(to_bytes(seal)) == seal


@pytest.mark.parametrize(
    "kept",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"statement": "{}", "signature": "", "leaves": []}',
        b'{"statement": "[]", "signature": "", "leaves": []}',
    ],
)
def test_what_is_no_seal_is_refused_as_such(kept: bytes) -> None:
    with pytest.raises(BrokenSeal):
        from_bytes(kept)


def test_a_statement_that_says_more_than_it_should_is_refused() -> None:
    town = SealedTown()
    town.pass_hours(1)
    read = json.loads(to_bytes(town.newest(1, town.now)[0]))
    read["statement"] = read["statement"].replace('"number":0', '"number": 0')
    with pytest.raises(BrokenSeal):
        from_bytes(json.dumps(read).encode())
