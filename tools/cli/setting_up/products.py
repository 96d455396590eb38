"""Keyring, Slack and Teams: what the stack cannot make by itself."""

from __future__ import annotations

from collections.abc import Iterator

from fingerpost.domain.errors import Unavailable
from tools.cli import slack, teams
from tools.cli.checking import chat
from tools.cli.checking.findings import Check, Examined, Finding, Verdict
from tools.cli.checks import examine, now
from tools.cli.exits import Trouble
from tools.cli.keyring import create_for, keyring_of
from tools.cli.product_secrets import APP_PASSWORD, BOT_TOKEN, SIGNING_SECRET, kept
from tools.cli.setting_up.steps import SettingUp, Step
from tools.cli.setting_up.talk import looks_like
from tools.local.places import LOCAL

TAKES_SECONDS = "   A function that runs already reads a changed secret within 15 minutes."

# ------------------------------------------------------------------ the keyring


def _keyring_opens(setting_up: SettingUp) -> str:
    try:
        keyring_of(setting_up.session).check()
    except Unavailable:
        return ""
    return "The keyring opens."


def _make_keyring(setting_up: SettingUp) -> None:
    create_for(setting_up.session)
    setting_up.talk.say("   It is made. Without it everything stored is unreadable: it is never shown.")


KEYRING = Step("The keyring", _keyring_opens, _make_keyring)


# ------------------------------------------------------------------ Slack


def _wrong(setting_up: SettingUp, checks: tuple[Check, ...]) -> list[Finding]:
    session = setting_up.session
    examined = Examined(session.deployment, session.api, now())
    return [one for one in examine(examined, checks) if one.verdict in (Verdict.FAULT, Verdict.UNKNOWN)]


def _slack_agrees(setting_up: SettingUp) -> str:
    return "" if _wrong(setting_up, chat.OF_SLACK) else "Slack knows the app, and the app has all it needs."


def _connect_slack(setting_up: SettingUp) -> None:
    talk, session = setting_up.talk, setting_up.session
    file = LOCAL / f"{session.deployment.stack}-slack-app.json"
    file.write_text(f"{slack.manifest_of(session)}\n", encoding="utf-8")
    talk.say(f"   The app's manifest is in {file}: nothing in it is secret.")
    talk.say(f"   {slack.next_with_it(then='copy its two secrets')}")
    talk.say("   The token stands under OAuth & Permissions, the signing secret under Basic Information.")
    while True:
        given = {asked.name: talk.secret(asked) for asked in (BOT_TOKEN, SIGNING_SECRET)}
        kept(session, "slack", slack.secret_of(session), given)
        if not _told(setting_up, _wrong(setting_up, chat.OF_SLACK)):
            talk.say("   Slack knows the app, and the app has all it needs.")
            return
        talk.say(TAKES_SECONDS)
        if not talk.agreed("slack_again", "Give the two secrets again?", otherwise=True):
            raise Trouble("Slack is not connected yet.", "Mend what is named above, then run this again.")


SLACK = Step("The Slack app", _slack_agrees, _connect_slack)


# ------------------------------------------------------------------ Teams


def _teams_agrees(setting_up: SettingUp) -> str:
    if not setting_up.session.deployment.parameters.get("TeamsAppId"):
        return "Left out: the stack was deployed without a bot (TeamsAppId)."
    return "" if _wrong(setting_up, chat.OF_TEAMS) else "Microsoft takes the bot's secret."


def _connect_teams(setting_up: SettingUp) -> None:
    talk, session = setting_up.talk, setting_up.session
    web = looks_like(r"https://.+", "It begins with https://.")
    site = talk.ask("site", "Web address of who runs it (/privacy and /terms below it)", check=web)
    file = LOCAL / f"{session.deployment.stack}-teams.zip"
    teams.package_for(session, site, talk.ask("organisation_name", "Who runs it"), file)
    talk.say(f"   The app package is in {file}: upload it in the Teams admin centre, Manage apps.")
    talk.say(f"   The bot's messaging endpoint is {session.deployment.outputs['TeamsMessagesUrl']}.")
    while True:
        kept(session, "teams", teams.secret_of(session), {APP_PASSWORD.name: talk.secret(APP_PASSWORD)})
        if not _told(setting_up, _wrong(setting_up, chat.OF_TEAMS)):
            talk.say("   Microsoft takes the bot's secret.")
            return
        if not talk.agreed("teams_again", "Give the secret again?", otherwise=True):
            raise Trouble("Teams is not connected yet.", "Mend what is named above, then run this again.")


TEAMS = Step("The Teams app", _teams_agrees, _connect_teams)


def _told(setting_up: SettingUp, wrong: list[Finding]) -> bool:
    for line in _lines(wrong):
        setting_up.talk.say(line)
    return bool(wrong)


def _lines(wrong: list[Finding]) -> Iterator[str]:
    for one in wrong:
        yield f"   {one.check}: {one.says}"
        yield f"   Next: {one.remedy}"
