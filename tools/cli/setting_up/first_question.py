"""One's own chat account, and the first question: asked in chat, seen on the ledger."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from tools.cli.audit import Trail, shown
from tools.cli.exits import Trouble
from tools.cli.recorded import recorded
from tools.cli.setting_up.directory import oneself
from tools.cli.setting_up.steps import SettingUp, Step

LOOK_EVERY_SECONDS = 2.0
TEST_CHILD = "given name Orla, family name Sandiford, birth date 12 3 2017"

# ------------------------------------------------------------------ the account


def _connected(setting_up: SettingUp) -> list[str]:
    parameters = setting_up.session.deployment.parameters
    products = {"slack": parameters.get("SlackTeams"), "teams": parameters.get("TeamsAppId")}
    return [product for product, is_there in products.items() if is_there]


def _unlinked(setting_up: SettingUp) -> list[str]:
    person = setting_up.session.api.get(f"/v1/people/{oneself(setting_up)}").or_trouble().body
    linked = {account["product"] for account in person["accounts"]}
    return [product for product in _connected(setting_up) if product not in linked]


def _is_linked(setting_up: SettingUp) -> str:
    return "" if _unlinked(setting_up) else "Your account is linked."


def _link(setting_up: SettingUp) -> None:
    for product in _unlinked(setting_up):
        path = f"/v1/people/{oneself(setting_up)}/link-codes"
        code = setting_up.session.api.post(path).or_trouble().body["code"]
        setting_up.talk.say(f"   In {product.title()}, write to Fingerpost in a private chat: {code}")
        setting_up.talk.say("   It is good once, for three days. Waiting until it is used ...")
        _wait(setting_up, partial(_has_linked, setting_up, product), "The code was not used yet.")
        setting_up.talk.say(f"   Your account in {product.title()} is linked.")


def _has_linked(setting_up: SettingUp, product: str) -> bool:
    return product not in _unlinked(setting_up)


LINK = Step("Your chat account", _is_linked, _link)


# ------------------------------------------------------------------ the question


def _was_asked(setting_up: SettingUp) -> str:
    seen = setting_up.talk.memory.get("first_question")
    return f"It was asked: {seen}." if seen else ""


def _ask(setting_up: SettingUp) -> None:
    """Whoever sits here asks in chat; the outcome is read off the ledger, on record."""
    talk, session = setting_up.talk, setting_up.session
    since = datetime.now(UTC)
    where = " or ".join(product.title() for product in _connected(setting_up))
    talk.say(f"   In {where}, ask who is involved with a made-up child: {TEST_CHILD}.")
    talk.say("   In Slack by the command, in Teams by the button. Nobody is recorded, so nothing is shown.")
    if talk.memory.get("is_officer") != "yes":
        talk.say("   You are no practitioner: to be refused is the right answer, and on the ledger as well.")
    talk.say("   Waiting for the ledger's line ...")
    found: list[LedgerEntry] = []

    def seen() -> bool:
        found[:] = _questions(setting_up, since)
        return bool(found)

    with recorded(session, Act.AUDIT, f"person:{oneself(setting_up)}") as came:
        _wait(setting_up, seen, "No question was asked yet.")
        came.outcome = f"listed:{len(found)}"
    row = shown(found[-1])
    session.screen.entry({name: row[name] for name in ("time", "reference", "act", "outcome", "reason")})
    talk.memory.remember("first_question", row["reference"])


def _questions(setting_up: SettingUp, since: datetime) -> list[LedgerEntry]:
    trail = Trail(setting_up.session.store, "", lambda: datetime.now(UTC))
    lines = (one for one in trail.lines(oneself(setting_up)) if one.phase is Phase.OUTCOME)
    return [one for one in lines if one.at >= since and _is_answer(one)]


def _is_answer(line: LedgerEntry) -> bool:
    """An administrator is refused as soon as the form opens."""
    return line.act is Act.ASK or (line.act is Act.OPEN_FORM and line.outcome.startswith("refused"))


QUESTION = Step("The first question", _was_asked, _ask)


def _wait(setting_up: SettingUp, until: Callable[[], bool], why: str) -> None:
    ends = time.monotonic() + setting_up.patience_seconds
    while not until():
        if time.monotonic() > ends:
            raise Trouble(why, "The same command goes on from here.")
        time.sleep(LOOK_EVERY_SECONDS)
