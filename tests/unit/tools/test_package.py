"""The app package is what Microsoft's own schema and Teams' rules ask for."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from typing import Any

import pytest

from fingerpost.surfaces.teams.invoke_handler import COMMANDS
from tools.teams.package import NEWEST_SCHEMA, App, CannotPackage, bot_of, manifest, newest_published, package
from tools.teams.package import problems_of as problems_of_manifest

BOT = "11111111-2222-4333-8444-555555555555"
APP = App(BOT, "https://fingerpost.example.org/", "Northbrook Safeguarding Partnership of Councils")


def test_the_manifest_is_valid_by_the_newest_schema_that_microsoft_publishes() -> None:
    assert problems_of_manifest(manifest(APP)) == []
    assert newest_published() == NEWEST_SCHEMA


@pytest.mark.parametrize(
    "wrong", [{"accentColor": "green"}, {"bots": [{"scopes": ["personal"]}]}, {"surprise": True}]
)
def test_a_wrong_manifest_is_found_out(wrong: dict[str, Any]) -> None:
    assert problems_of_manifest(manifest(APP) | wrong) != []


def test_the_dialogs_it_offers_are_those_that_the_bot_opens() -> None:
    (extension,) = manifest(APP)["composeExtensions"]
    assert {command["id"] for command in extension["commands"]} == set(COMMANDS)
    assert all(command["fetchTask"] for command in extension["commands"])


def test_the_package_holds_the_manifest_and_icons_of_the_sizes_that_teams_asks_for() -> None:
    archive = zipfile.ZipFile(io.BytesIO(package(APP)))
    assert json.loads(archive.read("manifest.json"))["id"] == BOT
    assert {name: _size(archive.read(name)) for name in ("color.png", "outline.png")} == {
        "color.png": (192, 192),
        "outline.png": (32, 32),
    }


def test_the_outline_is_white_or_nothing() -> None:
    picture = zipfile.ZipFile(io.BytesIO(package(APP))).read("outline.png")
    start = picture.index(b"IDAT") + 4
    rows = zlib.decompress(picture[start : picture.index(b"IEND") - 8])
    pixels = {rows[line * 129 + 1 + x * 4 : line * 129 + 5 + x * 4] for line in range(32) for x in range(32)}
    assert pixels == {b"\xff\xff\xff\xff", b"\x00\x00\x00\x00"}


def _size(picture: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


class OneStack:
    """CloudFormation's word on a stack."""

    def __init__(self, **parameters: str) -> None:
        self.parameters = [
            {"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()
        ]

    def describe_stacks(self, StackName: str) -> dict[str, Any]:  # noqa: N803 - as boto3 has it
        return {"Stacks": [{"StackName": StackName, "Parameters": self.parameters}]}


def test_the_bot_is_the_one_that_the_stack_was_deployed_with() -> None:
    assert bot_of(OneStack(TeamsAppId=BOT), "fingerpost") == BOT


def test_a_stack_without_a_bot_has_no_package() -> None:
    with pytest.raises(CannotPackage, match="TeamsAppId"):
        bot_of(OneStack(TeamsAppId=""), "fingerpost")
