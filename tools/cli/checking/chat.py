"""What Slack and Teams say of the bot: its secrets, its token and scopes, and who may come."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

from slack_sdk.signature import SignatureVerifier

from tools.cli.checking.findings import Check, Examined, Finding, fault, look
from tools.slack.scopes import missing

_CHALLENGE = "doctor"


def _secret(examined: Examined, name: str) -> dict[str, str]:
    held = examined.deployment.client("secretsmanager").get_secret_value(SecretId=examined.outputs[name])
    try:
        read = json.loads(held["SecretString"])
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _slack_secret(examined: Examined) -> Iterator[Finding]:
    held = _secret(examined, "SlackSecretName")
    if not str(held.get("bot_token", "")).startswith("xoxb-"):
        yield fault("slack secret", "The secret holds no bot token (xoxb-...).", "fingerpost slack secrets.")
    if len(str(held.get("signing_secret", ""))) != 32:
        says = "The signing secret is not one of Slack's: they have 32 characters."
        yield fault("slack secret", says, "fingerpost slack secrets.")


def _signing_secret(examined: Examined) -> Iterator[Finding]:
    """A request signed with the secret must be let in: what Slack sends when its address is entered."""
    secret = _secret(examined, "SlackSecretName").get("signing_secret")
    if not secret:
        return
    body = json.dumps({"type": "url_verification", "challenge": _CHALLENGE})
    at = str(int(time.time()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=at, body=body) or ""
    headers = {"x-slack-signature": signature, "x-slack-request-timestamp": at}
    headers["content-type"] = "application/json"
    url = f"{examined.api.base_url}/slack/events"
    reply = examined.api.pool.request("POST", url, body=body.encode(), headers=headers)
    if reply.status != 200 or _CHALLENGE.encode() not in reply.data:
        says = f"A request signed with the signing secret is answered {reply.status}."
        remedy = "fingerpost slack secrets; the function reads a changed secret within 15 minutes."
        yield fault("signing secret", says, remedy)


def _slack_token(examined: Examined) -> Iterator[Finding]:
    """Slack's word on the bot's token: that it stands, for a workspace that may ask, with every scope."""
    token = _secret(examined, "SlackSecretName").get("bot_token")
    if not token:
        return
    url = f"{examined.parameters.get('SlackApiUrl', 'https://slack.com/api/')}auth.test"
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/x-www-form-urlencoded"}
    reply = examined.api.pool.request("POST", url, body=b"", headers=headers)
    told: dict[str, Any] = json.loads(reply.data)
    if not told.get("ok"):
        says = f"Slack does not take the bot token: {told.get('error', reply.status)}."
        yield fault("slack token", says, "Install the app anew, then fingerpost slack secrets.")
        return
    yield from _scopes(str(reply.headers.get("X-OAuth-Scopes", "")))
    yield from _team(examined, told)


def _scopes(granted: str) -> Iterator[Finding]:
    for scope, failing in missing(each.strip() for each in granted.split(",")).items():
        says = f"The bot token lacks {scope}: {', '.join(failing)}."
        remedy = "fingerpost slack manifest; paste it under App Manifest, and install the app again."
        yield fault("slack token", says, remedy)


def _team(examined: Examined, told: dict[str, Any]) -> Iterator[Finding]:
    homes = {str(told.get("team_id")), str(told.get("enterprise_id"))}
    if not homes & set(_listed(examined, "SlackTeams")):
        says = f"The app is installed in {told.get('team_id')}, which is not in SlackTeams: nobody may ask."
        yield fault("slack token", says, f"Deploy with SlackTeams={told.get('team_id')}.")


def _teams_secret(examined: Examined) -> Iterator[Finding]:
    """Microsoft's word on the bot's account, where there is one."""
    app_id = examined.parameters.get("TeamsAppId", "")
    if not app_id:
        return
    password = _secret(examined, "TeamsSecretName").get("app_password", "")
    if not password:
        yield fault("teams secret", "The secret holds no app_password.", "fingerpost teams secret.")
        return
    login = str(examined.parameters["TeamsLoginUrl"]).rstrip("/")
    asked = {"grant_type": "client_credentials", "client_id": app_id, "client_secret": password}
    asked["scope"] = "https://api.botframework.com/.default"
    url = f"{login}/{examined.parameters['TeamsAppTenant']}/oauth2/v2.0/token"
    reply = examined.api.pool.request_encode_body("POST", url, fields=asked, encode_multipart=False)
    if reply.status != 200:
        says = f"Microsoft does not take the bot's app_password ({reply.status})."
        yield fault("teams secret", says, "Make a new client secret in Entra, then fingerpost teams secret.")


def _workspaces(examined: Examined) -> Iterator[Finding]:
    """Of a product that is connected somebody must be able to come."""
    wanted = {"SlackTeams": "SlackEmailDomains"}
    if examined.parameters.get("TeamsAppId"):
        wanted["TeamsTenants"] = "TeamsEmailDomains"
    for homes, domains in wanted.items():
        for parameter in (homes, domains):
            if not _listed(examined, parameter):
                says = f"{parameter} is empty: nobody may ask in that product."
                yield look("workspaces", says, f"Deploy with {parameter}.")


def _listed(examined: Examined, parameter: str) -> list[str]:
    return [each.strip() for each in str(examined.parameters.get(parameter, "")).split(",") if each.strip()]


OF_SLACK: tuple[Check, ...] = (_slack_secret, _signing_secret, _slack_token)
OF_TEAMS: tuple[Check, ...] = (_teams_secret, _workspaces)
CHECKS: tuple[Check, ...] = (*OF_SLACK, *OF_TEAMS)
