"""What answers at the deployment's addresses: /v1, Slack's and Teams' address, and this machine's clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from email.utils import parsedate_to_datetime

from fingerpost.bootstrap.api import versions
from fingerpost.policy.files import policy_files
from tools.cli.checking.findings import Check, Examined, Finding, fault, look

MOST_SKEW = timedelta(seconds=60)


def _admission(examined: Examined) -> Iterator[Finding]:
    answer = examined.api.get("/v1/whoami")
    if not answer.is_success:
        remedy = "Name your IAM user or role in the parameter Administrators."
        yield fault("admission", f"/v1 answers you {answer.status}.", remedy)


def _clock(examined: Examined) -> Iterator[Finding]:
    reply = examined.api.pool.request("GET", f"{examined.api.base_url}/v1/whoami")
    told = reply.headers.get("Date")
    if told and abs(parsedate_to_datetime(told) - examined.now) > MOST_SKEW:
        says = f"This machine's clock is wrong: AWS says {told}."
        yield fault("clock", says, "Set it; signatures fail else.")


def _request_urls(examined: Examined) -> Iterator[Finding]:
    """A forged request must be turned away, with 401 and nothing else."""
    for path in ("/slack/events", "/slack/interactions", "/teams/messages"):
        forged = {"x-slack-signature": "v0=0", "x-slack-request-timestamp": "0", "authorization": "Bearer x"}
        url = f"{examined.api.base_url}{path}"
        status = examined.api.pool.request("POST", url, body=b"{}", headers=forged).status
        if status != 401:
            says = f"{path} answers {status} to a forged request, not 401."
            yield fault("request urls", says, "Read the function's log; nobody can use this product now.")


def _versions(examined: Examined) -> Iterator[Finding]:
    """What is deployed must be what this command was written with."""
    here = {**versions(), "policies": policy_files().version}
    told = examined.api.get("/v1/whoami").or_trouble().body
    there = {**told["versions"], "policies": told["policy_version"]}
    for what, version in here.items():
        if there.get(what) != version:
            says = f"The deployment's {what} are version {there.get(what)}, this command's {version}."
            yield look("versions", says, "Deploy this version, or use the command of the deployed one.")


CHECKS: tuple[Check, ...] = (_admission, _clock, _request_urls, _versions)
