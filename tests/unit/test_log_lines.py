"""Logs hold codes, never what was typed or received."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator

import pytest

from fingerpost.domain.errors import Unavailable
from fingerpost.log_catalogue import (
    OURS,
    Line,
    code_of,
    configure,
    configure_with_powertools,
    log,
    quiet_libraries,
)

PLANTED = "Aoife Byrne"

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _as_it_was_afterwards() -> Iterator[None]:
    factory, ours = logging.getLogRecordFactory(), logging.getLogger(OURS)
    handlers, propagate, level = ours.handlers, ours.propagate, ours.level
    yield
    logging.setLogRecordFactory(factory)
    ours.handlers, ours.propagate = handlers, propagate
    ours.setLevel(level)


@pytest.mark.parametrize("begin", [configure, configure_with_powertools])
class TestOurLines:
    """The same in every function, whatever writes them."""

    def test_a_line_is_one_json_object_with_code_level_service_and_fields(
        self, begin: Callable[[str], None], capsys: Capture
    ) -> None:
        begin("deliver")

        log(Line.NOTICE_DELIVERED, notice="n-1", attempts=2)

        written = json.loads(capsys.readouterr().out)
        assert {name: written[name] for name in ("message", "level", "service", "notice", "attempts")} == {
            "message": "NOTICE_DELIVERED",
            "level": "INFO",
            "service": "deliver",
            "notice": "n-1",
            "attempts": 2,
        }

    def test_a_field_that_the_line_does_not_list_is_named_and_left_out(
        self, begin: Callable[[str], None], capsys: Capture
    ) -> None:
        begin("deliver")

        log(Line.NOTICE_DELIVERED, notice="n-1", child=PLANTED)

        written = capsys.readouterr().out
        assert PLANTED not in written
        assert json.loads(written)["withheld"] == ["child"]

    @pytest.mark.parametrize("text", [PLANTED, "27/3/2016 born", "O'Brien", "seen\nat school", "x" * 101])
    def test_a_listed_field_that_holds_more_than_a_code_is_withheld(
        self, begin: Callable[[str], None], capsys: Capture, text: str
    ) -> None:
        begin("deliver")

        log(Line.NOTICE_UNDELIVERABLE, notice="n-1", code=text)

        assert json.loads(capsys.readouterr().out)["code"] == "(withheld)"


def test_our_own_errors_say_what_went_wrong_as_a_code(capsys: Capture) -> None:
    configure("deliver")

    log(Line.FANOUT_FAILED, code=code_of(Unavailable("GetItem: ThrottlingException, again")))

    assert json.loads(capsys.readouterr().out)["code"] == "GetItem:_ThrottlingException_again"


def test_other_errors_say_nothing() -> None:
    assert code_of(ValueError(PLANTED)) == ""


@pytest.mark.parametrize(
    "name", ["slack_bolt.App", "slack_sdk.web.base_client", "botocore.parsers", "urllib3", "pynamodb", "root"]
)
class TestLibraries:
    """What a library says may hold what it received."""

    @pytest.fixture(autouse=True)
    def _quiet_at_debug(self, caplog: pytest.LogCaptureFixture, name: str) -> None:
        quiet_libraries()
        caplog.set_level(logging.DEBUG)
        caplog.set_level(logging.DEBUG, logger=name)  # Bolt sets the level of its own

    def test_a_message_is_withheld_and_its_place_is_kept(
        self, caplog: pytest.LogCaptureFixture, name: str
    ) -> None:
        logging.getLogger(name).debug(f"Received {PLANTED}")

        assert PLANTED not in caplog.text
        assert f"{name}: message withheld (test_log_lines.py:" in caplog.text

    def test_arguments_are_withheld(self, caplog: pytest.LogCaptureFixture, name: str) -> None:
        logging.getLogger(name).warning("Received %s", PLANTED)

        assert PLANTED not in caplog.text

    def test_the_text_of_an_exception_is_withheld(self, caplog: pytest.LogCaptureFixture, name: str) -> None:
        try:
            raise ValueError(PLANTED)
        except ValueError:
            logging.getLogger(name).exception("Failed with %s", PLANTED)

        assert PLANTED not in caplog.text


def test_a_logger_made_after_the_quieting_is_quiet_too(caplog: pytest.LogCaptureFixture) -> None:
    quiet_libraries()

    logging.getLogger("some_library.made_later").error(PLANTED)

    assert PLANTED not in caplog.text
