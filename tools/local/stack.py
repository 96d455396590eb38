"""Brings the local stack up, in order, doing only what is left to do; and takes it down again."""

import fcntl
import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from tools.local import build, emulator, issuer, ports, provision, state, teams, workbench
from tools.local.aws import client
from tools.local.deploy import deploy, outputs
from tools.local.places import LOCAL, LOCK_FILE, MINISTACK, SAM, STACK_FILE
from tools.local.progress import say, step
from tools.local.state import State
from tools.local.trouble import LocalStackTrouble
from tools.seed.people import EMAIL_DOMAIN, TEAM


@dataclass(frozen=True, repr=False)
class RealSlack:
    """A Slack that is none of ours. parameters: what the template is told of it. bot_token: never kept."""

    parameters: Mapping[str, str]
    bot_token: str


def up(*, empty: bool = False, real: RealSlack | None = None) -> None:
    """Bring everything up, or say that it is. empty: as a deployment is on its first day, without a keyring
    and knowing nobody. real: another Slack than the local one. Raises LocalStackTrouble."""
    _need_environments()
    with _alone():
        wanted = build.fingerprint()
        current = state.remembered()
        if current and current.is_alive():
            _bring_up_to_date(current, wanted)
        else:
            _start_anew(wanted, empty=empty, real=real)
    say(f"The local stack is up. Workbench: {json.loads(STACK_FILE.read_text())['slack']['workbench_url']}")


def down() -> bool:
    """End the servers that `up` started and nothing else; True when something was running."""
    stopped = [workbench.stop(), teams.stop(), issuer.stop(), emulator.stop()]
    state.forget()
    return any(stopped)


def _need_environments() -> None:
    if not (MINISTACK.exists() and SAM.exists()):
        raise LocalStackTrouble("The tools of the local stack are not installed.", "Run `make setup`.")


@contextmanager
def _alone() -> Iterator[None]:
    """Two people or tests that bring the stack up at once take turns."""
    LOCAL.mkdir(parents=True, exist_ok=True)
    with LOCK_FILE.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another `make up` is at work here: waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _bring_up_to_date(current: State, wanted: str) -> None:
    if current.deployed == wanted:
        return
    say("The code has changed since the stack was brought up.")
    _build_and_deploy(current, wanted)
    _write_stack_file(current, json.loads(STACK_FILE.read_text(encoding="utf-8")))  # a new route, a new API
    _warm(current)
    replace(current, deployed=wanted).write()


def _start_anew(wanted: str, *, empty: bool, real: RealSlack | None) -> None:
    down()  # what a crash may have left
    fresh = State(
        aws_port=ports.choose("FINGERPOST_AWS_PORT", 4610),
        slack_port=ports.choose("FINGERPOST_SLACK_PORT", 4611),
        teams_port=ports.choose("FINGERPOST_TEAMS_PORT", 4612),
        issuer_port=ports.choose("FINGERPOST_ISSUER_PORT", 4613),
        deployed=wanted,
        signing_secret=secrets.token_hex(16),
        bot_token=f"xoxb-local-{secrets.token_hex(12)}",  # that of a real Slack is put, and kept nowhere
        teams_password=secrets.token_urlsafe(24),
    )
    try:
        _bring_up(fresh, wanted, empty=empty, real=real)
    except BaseException:
        down()
        raise


def _bring_up(fresh: State, wanted: str, *, empty: bool, real: RealSlack | None) -> None:
    with step("Starting the local AWS, the local Slack and the bridge to Teams"):
        emulator.start(fresh.aws_port)
        workbench.start(fresh.slack_port)
        teams.start(fresh.teams_port, fresh.teams_password)
        issuer.start(fresh.issuer_port)
    _build_and_deploy(fresh, wanted, real.parameters if real else {})
    with step("Putting the secrets" if empty else "Putting the secrets and seeding a synthetic town"):
        put = replace(fresh, bot_token=real.bot_token) if real else fresh
        town = _provision(put, empty=empty)
    _write_stack_file(fresh, town)
    _warm(fresh)
    fresh.write()


def _build_and_deploy(current: State, wanted: str, others: Mapping[str, str] = MappingProxyType({})) -> None:
    with step("Building functions and layers (the first time takes about a minute)"):
        build.build(wanted)
    with step("Deploying template.yaml with sam (about half a minute)"):
        deploy(current.aws_port, {**_parameters(current), **others})


def _parameters(current: State) -> dict[str, str]:
    return {
        "SlackApiUrl": f"{workbench.address(current.slack_port)}/api/",
        "SlackTeams": TEAM,
        "SlackEmailDomains": EMAIL_DOMAIN,
        "Administrators": emulator.ADMINISTRATOR,
        "OAuthIssuer": issuer.address(current.issuer_port),
        "OAuthAudience": issuer.AUDIENCE,
        "AsksAnHour": "100000",  # tests and demos ask by few people what many ask
        **teams.parameters(current.teams_port, EMAIL_DOMAIN),
    }


def _provision(current: State, *, empty: bool) -> dict[str, Any]:
    made = _outputs(current)
    secret_store = client("secretsmanager", current.aws_port)
    provision.put_slack_secret(
        secret_store, made["SlackSecretName"], current.bot_token, current.signing_secret
    )
    provision.put_teams_secret(secret_store, made["TeamsSecretName"], current.teams_password)
    return provision.plant(current.aws_port, made, empty=empty)


def _warm(current: State) -> None:
    with step("Warming the functions"):
        made = _outputs(current)
        provision.warm(client("lambda", current.aws_port), made, _api_url(current, made))


def _outputs(current: State) -> dict[str, str]:
    return outputs(client("cloudformation", current.aws_port))


def _api_url(current: State, made: Mapping[str, str]) -> str:
    return f"{emulator.endpoint(current.aws_port)}/_aws/execute-api/{made['ApiId']}/live"


def _write_stack_file(current: State, town: Mapping[str, Any]) -> None:
    text = json.dumps(_stack_document(current, town), indent=2, ensure_ascii=False)
    unfinished = STACK_FILE.with_suffix(".part")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(STACK_FILE)


def _stack_document(current: State, town: Mapping[str, Any]) -> dict[str, Any]:
    made = _outputs(current)
    return {
        **town,
        "aws": {
            "endpoint_url": emulator.endpoint(current.aws_port),
            "region": emulator.REGION,
            "access_key_id": emulator.ACCESS_KEY_ID,
            "secret_access_key": emulator.SECRET_ACCESS_KEY,
        },
        "api_url": _api_url(current, made),
        "slack": _slack_part(current),
        "teams": teams.described(current.teams_port),
        "oauth": issuer.described(current.issuer_port),
        "tables": {name: made[f"{name.capitalize()}TableName"] for name in ("index", "casework", "ledger")},
        "queues": {
            "notices": made["NoticeQueueUrl"],
            "notices_dead_letters": made["NoticeDeadLettersUrl"],
            "fanout_dead_letters": made["FanoutDeadLettersUrl"],
        },
        "outputs": made,
    }


def _slack_part(current: State) -> dict[str, str]:
    return {
        "events_path": provision.EVENTS_PATH,
        "interactions_path": provision.INTERACTIONS_PATH,
        "signing_secret": current.signing_secret,
        "team_id": TEAM,
        "email_domain": EMAIL_DOMAIN,
        "bot_token": current.bot_token,
        "workbench_url": workbench.address(current.slack_port),
        "web_api_log_url": workbench.log_url(current.slack_port),
    }
