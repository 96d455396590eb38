"""The Teams app package of a deployed stack: manifest and icons, validated against Microsoft's schema.

    python -m tools.teams.package --stack fingerpost --site https://fingerpost.example.org

reads the bot's id from the stack with the AWS credentials of the environment and writes
`.local/fingerpost-teams.zip`, which an administrator uploads in the Teams admin centre.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3

from fingerpost.surfaces.words import say
from tools.local.places import LOCAL
from tools.teams.icons import ACCENT, colour_icon, outline_icon
from tools.teams.node_tools import WANTED, modules, node

Json = dict[str, Any]

NEWEST_SCHEMA = "1.30"
APP_VERSION = "1.0.0"
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_EVERYWHERE = ["personal", "team", "groupChat"]
_COMMANDS = (("ask", "button.ask"), ("record", "button.record"), ("my_children", "button.my_children"))


class CannotPackage(Exception):
    """The stack has no bot, or the manifest is not valid; the text says what to do."""


@dataclass(frozen=True)
class App:
    """What differs between deployments. site: where the organisation says who runs it, and on what terms."""

    bot_id: str
    site: str
    organisation: str


def manifest(app: App) -> Json:
    """The app's manifest. It asks for no permission beyond its own chats."""
    site = app.site.rstrip("/")
    return {
        "$schema": f"https://developer.microsoft.com/json-schemas/teams/v{NEWEST_SCHEMA}/MicrosoftTeams.schema.json",
        "manifestVersion": NEWEST_SCHEMA,
        "version": APP_VERSION,
        "id": app.bot_id,
        "developer": {
            "name": app.organisation[:32],
            "websiteUrl": site,
            "privacyUrl": f"{site}/privacy",
            "termsOfUseUrl": f"{site}/terms",
        },
        "name": {"short": "Fingerpost", "full": "Fingerpost: who else is involved with a child"},
        "description": {"short": "Who else is involved with a child, and whom to ring.", "full": _full()},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": ACCENT,
        "defaultInstallScope": "personal",
        "bots": [_bot(app.bot_id)],
        "composeExtensions": [_dialogs(app.bot_id)],
    }


def _full() -> str:
    return f"{say('home.what')} {say('teams.private')} {say('help.chat')}"


def _bot(bot_id: str) -> Json:
    """In groups it answers only that it works in private, to the one who asked (targeted messages)."""
    said = [{"title": say(key), "description": say(f"help.{topic}.title")} for key, topic in _SAID]
    return {
        "botId": bot_id,
        "scopes": _EVERYWHERE,
        "supportsTargetedMessages": True,
        "isNotificationOnly": False,
        "supportsFiles": False,
        "commandLists": [{"scopes": ["personal"], "commands": said}],
    }


_SAID = (("button.ask", "ask"), ("button.record", "record"))


def _dialogs(bot_id: str) -> Json:
    """Commands beside the box one writes in: each opens a dialog, and nothing is written into the chat."""
    commands = [
        {
            "id": command,
            "type": "action",
            "title": say(words)[:32],
            "context": ["compose", "commandBox"],
            "fetchTask": True,
        }
        for command, words in _COMMANDS
    ]
    return {"botId": bot_id, "commands": commands}


def problems_of(what: Mapping[str, Any]) -> list[str]:
    """What Microsoft's published schema finds wrong."""
    return _ask_node(json.dumps(what))


def newest_published() -> str:
    """The newest schema version that Microsoft's package carries."""
    versions = [
        name.removeprefix("v") for name in _ask_node("", "versions") if re.fullmatch(r"v\d+\.\d+", name)
    ]
    return max(versions, key=lambda version: [int(part) for part in version.split(".")])


def _ask_node(given: str, *arguments: str) -> list[str]:
    told = subprocess.run(  # noqa: S603  (our own script)
        [node(), WANTED / "validate_manifest.js", modules(), *arguments],
        input=given,
        capture_output=True,
        text=True,
        check=True,
    )
    answer: list[str] = json.loads(told.stdout)
    return answer


def package(app: App) -> bytes:
    """The zip. Raises CannotPackage."""
    what = manifest(app)
    if problems := problems_of(what):
        raise CannotPackage(f"The manifest is not valid: {'; '.join(problems)}")
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", json.dumps(what, indent=2))
        archive.writestr("color.png", colour_icon())
        archive.writestr("outline.png", outline_icon())
    return held.getvalue()


def bot_of(cloudformation: Any, stack: str) -> str:  # noqa: ANN401  (boto3 makes its clients at run time)
    """The bot's id, as the stack was deployed with. Raises CannotPackage."""
    parameters = cloudformation.describe_stacks(StackName=stack)["Stacks"][0].get("Parameters", [])
    bot_id = next((one["ParameterValue"] for one in parameters if one["ParameterKey"] == "TeamsAppId"), "")
    if not _GUID.fullmatch(bot_id):
        raise CannotPackage(f"{stack} was deployed without a bot: give TeamsAppId when deploying.")
    return str(bot_id)


def main() -> int:
    """Write the package; 1 with a sentence on what to do when it cannot be made."""
    parser = argparse.ArgumentParser(description="The Teams app package of a deployed stack.")
    parser.add_argument("--stack", default="fingerpost", help="name of the deployed stack")
    parser.add_argument(
        "--site", required=True, help="web address of who runs it; /privacy and /terms below it"
    )
    parser.add_argument("--organisation", default="Fingerpost", help="who runs it, 32 characters at most")
    parser.add_argument("--out", type=Path, default=LOCAL / "fingerpost-teams.zip")
    asked = parser.parse_args()
    try:
        app = App(bot_of(boto3.client("cloudformation"), asked.stack), asked.site, asked.organisation)
        asked.out.write_bytes(package(app))
    except CannotPackage as trouble:
        print(trouble, file=sys.stderr)
        return 1
    print(f"{asked.out}: upload it in the Teams admin centre.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
