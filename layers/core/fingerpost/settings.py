"""What the deployment decides: the only place where the environment is read."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from fingerpost.domain.errors import FingerpostError
from fingerpost.domain.made_when_used import dataclass


class SettingMissing(FingerpostError):
    """A function was deployed without a setting it needs; the text names the setting."""


@dataclass(frozen=True)
class Settings:
    """The settings of one function, as `template.yaml` sets them.

    slack_teams, slack_email_domains: allow lists; an empty domain list accepts no address.
    children_in_index: what the matcher is told of the index's size; None leaves it at what it shipped with.
    asks_an_hour: beyond so many within an hour nobody is answered (H7).
    deployment: `real` or `test`; in a real one no value made for tests is evidence of a child.
    no_evidence: further values that stand for many children.
    account_minutes: how old the chat product's word on an account may be (H2).
    teams_app_id: empty where Teams is not connected. teams_app_tenant: the bot's home. teams_tenants,
    teams_email_domains: allow lists, in lower case. teams_dialogs: whether buttons open dialogs.
    administrators: ARNs of the IAM users and roles that may keep the directory; empty admits nobody.
    requests_per_second: how many the API lets through, as it is told to senders.
    oauth_issuer, oauth_audience: whose access tokens case systems may come with; empty for nobody's.
    feeds_bucket: where case systems put their files.
    seals_bucket, seal_key_arn: where the ledger's seals are kept, and what signs them.
    """

    stack: str
    index_table: str
    casework_table: str
    ledger_table: str
    notice_queue_url: str
    fanout_dead_letters_url: str
    slack_secret_name: str
    keyring_secret_name: str
    keyring_key_arn: str
    slack_api_url: str
    slack_teams: frozenset[str]
    slack_email_domains: frozenset[str]
    slack_command: str
    account_minutes: int = 15
    children_in_index: int | None = None
    asks_an_hour: int = 60
    deployment: str = "test"
    no_evidence: frozenset[str] = frozenset()
    teams_app_id: str = ""
    teams_app_tenant: str = ""
    teams_tenants: frozenset[str] = frozenset()
    teams_email_domains: frozenset[str] = frozenset()
    teams_secret_name: str = ""
    teams_keys_url: str = "https://login.botframework.com/v1/.well-known/keys"
    teams_login_url: str = "https://login.microsoftonline.com"
    teams_dialogs: bool = True
    administrators: frozenset[str] = frozenset()
    requests_per_second: int = 50
    feeds_bucket: str = ""
    oauth_issuer: str = ""
    oauth_audience: str = ""
    seals_bucket: str = ""
    seal_key_arn: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the environment. Raises SettingMissing."""
        return _read(os.environ if environment is None else environment)


def _read(environment: Mapping[str, str]) -> Settings:
    def needed(name: str) -> str:
        if not environment.get(name):
            raise SettingMissing(name)
        return environment[name]

    return Settings(
        stack=needed("FINGERPOST_STACK"),
        index_table=needed("INDEX_TABLE"),
        casework_table=needed("CASEWORK_TABLE"),
        ledger_table=needed("LEDGER_TABLE"),
        notice_queue_url=environment.get("NOTICE_QUEUE_URL", ""),
        fanout_dead_letters_url=environment.get("FANOUT_DEAD_LETTERS_URL", ""),
        slack_secret_name=environment.get("SLACK_SECRET_NAME", ""),
        keyring_secret_name=environment.get("KEYRING_SECRET_NAME", ""),
        keyring_key_arn=environment.get("KEYRING_KEY_ARN", ""),
        slack_api_url=environment.get("SLACK_API_URL", "https://slack.com/api/"),
        slack_teams=_listed(environment.get("SLACK_TEAMS", "")),
        slack_email_domains=_listed(environment.get("SLACK_EMAIL_DOMAINS", "").lower()),
        slack_command=environment.get("SLACK_COMMAND", "/involved"),
        children_in_index=int(environment["CHILDREN_IN_INDEX"])
        if "CHILDREN_IN_INDEX" in environment
        else None,
        asks_an_hour=int(environment.get("ASKS_AN_HOUR", "60")),
        deployment=environment.get("DEPLOYMENT", "test"),
        no_evidence=_listed(environment.get("NO_EVIDENCE", "")),
        administrators=_listed(environment.get("ADMINISTRATORS", "")),
        requests_per_second=int(environment.get("REQUESTS_PER_SECOND", "50")),
        oauth_issuer=environment.get("OAUTH_ISSUER", ""),
        oauth_audience=environment.get("OAUTH_AUDIENCE", ""),
        feeds_bucket=environment.get("FEEDS_BUCKET", ""),
        seals_bucket=environment.get("SEALS_BUCKET", ""),
        seal_key_arn=environment.get("SEAL_KEY_ARN", ""),
        **_read_teams(environment),
    )


def _read_teams(environment: Mapping[str, str]) -> dict[str, Any]:
    """What a deployment without Teams leaves out keeps its default."""
    read = {
        "teams_app_id": environment.get("TEAMS_APP_ID", ""),
        "teams_app_tenant": environment.get("TEAMS_APP_TENANT", ""),
        "teams_tenants": _listed(environment.get("TEAMS_TENANTS", "").lower()),
        "teams_email_domains": _listed(environment.get("TEAMS_EMAIL_DOMAINS", "").lower()),
        "teams_secret_name": environment.get("TEAMS_SECRET_NAME", ""),
        "teams_keys_url": environment.get("TEAMS_KEYS_URL", ""),
        "teams_login_url": environment.get("TEAMS_LOGIN_URL", ""),
    }
    dialogs = environment.get("TEAMS_DIALOGS", "true") == "true"
    return {name: value for name, value in read.items() if value} | {"teams_dialogs": dialogs}


def _listed(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(",") if part.strip())
