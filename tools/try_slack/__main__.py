"""`make try-slack`: prints the manifest to paste, takes the two tokens, and serves until you stop it.

The stack is one of its own, beside that of `make up`, with the same synthetic town in it; no token is kept.
"""

from __future__ import annotations

import json
import os
import re
import sys
import threading
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from slack_sdk.errors import SlackApiError

from tools.cli.deployment import Deployment, local
from tools.cli.exits import Trouble
from tools.cli.product_secrets import BOT_TOKEN, Asked, ProductSecret, typed
from tools.cli.session import Session
from tools.cli.showing import Screen
from tools.local import stack
from tools.local.places import STACK_FILE
from tools.local.trouble import LocalStackTrouble
from tools.slack.manifest import SlackApp, manifest
from tools.try_slack.bridge import Bridge, Function, hang_up
from tools.try_slack.workspace import SLACK, Workspace, workspace_of

APP_TOKEN = Asked(
    "app_token", "App-Level Token with connections:write (xapp-...)", re.compile(r"xapp-[A-Za-z0-9-]{10,255}")
)
STEPS = """1. Open https://api.slack.com/apps, Create New App, From a manifest, your workspace, and paste:

{manifest}

2. Basic Information, App-Level Tokens: generate one with the scope connections:write.
3. Install App: install it, and copy the Bot User OAuth Token.
"""
YOU = "you"


def main() -> int:
    """Do it; 1 with a sentence on what to do where it fails."""
    screen = Screen(False)
    try:
        _serve(screen, os.environ.get("FINGERPOST_SLACK_API", SLACK))
    except Trouble as trouble:
        screen.fail(trouble.why, trouble.next_step)
        return 1
    except LocalStackTrouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        screen.say("Stopped.")
    finally:
        stack.down()
    return 0


def _serve(screen: Screen, api_url: str) -> None:
    app = json.dumps(manifest(SlackApp()), indent=2, ensure_ascii=False)
    screen.say(STEPS.format(manifest=app))
    app_token, bot_token = typed(APP_TOKEN), typed(BOT_TOKEN)
    workspace = workspace_of(bot_token, api_url)
    screen.say(f"This is {workspace.name}; people with addresses of {', '.join(workspace.domains)} may ask.")
    stack.down()
    stack.up(real=stack.RealSlack(parameters_of(workspace, api_url), bot_token))
    deployment = local()
    _enter_you(Session("", True, screen), screen)
    with_function = Function(f"{deployment.api_url}/slack/events", _signing_secret(deployment))
    try:
        client = Bridge(with_function, screen.say).open(app_token, api_url)
    except SlackApiError as fault:
        code = str(fault.response["error"])
        raise Trouble(
            f"Slack refuses the app-level token: {code}.", "Generate one with connections:write."
        ) from fault
    screen.say("Connected. Ctrl-C stops it and forgets everything.")
    try:
        threading.Event().wait()
    finally:
        hang_up(client)


def parameters_of(workspace: Workspace, api_url: str) -> dict[str, str]:
    """What differs from the usual local stack: the real Slack, and whom of it to admit."""
    domains = ",".join(workspace.domains)
    return {"SlackApiUrl": api_url, "SlackTeams": workspace.team_id, "SlackEmailDomains": domains}


def _signing_secret(deployment: Deployment) -> str:
    """That of the local stack: over a socket Slack signs nothing, so the bridge does."""
    secret = ProductSecret(deployment.client("secretsmanager"), deployment.outputs["SlackSecretName"])
    return secret.held()["signing_secret"]


def _enter_you(session: Session, screen: Screen) -> None:
    service = _a_service(session)
    last_day = str(date.today() + timedelta(days=300))
    wish: dict[str, Any] = {
        "name": "You",
        "role": "officer",
        "service_id": service["id"],
        "job_title": "Trying it out",
        **dict.fromkeys(("vetted_until", "trained_until", "agreed_until"), last_day),
    }
    session.api.put(f"/v1/people/{YOU}", wish).or_trouble()
    code = session.api.post(f"/v1/people/{YOU}/link-codes").or_trouble().body["code"]
    screen.say(f"You are an officer in {service['name']}. Write this to the Fingerpost app in Slack: {code}")
    screen.say(f"Then /involved, with a child of the synthetic town, such as {_a_child()}.")


def _a_service(session: Session) -> Mapping[str, Any]:
    area = next(iter(session.api.every("/v1/areas")))
    return next(one for one in session.api.every("/v1/services", area=area["id"]) if one["accredited"])


def _a_child() -> str:
    """By number and birth date, as anybody would ask for it."""
    children = json.loads(STACK_FILE.read_text(encoding="utf-8"))["children"]
    one = next(each for each in children if each.get("nhs_number"))
    return f"{one['nhs_number']}, born {one['birth_date']}"


if __name__ == "__main__":
    sys.exit(main())
