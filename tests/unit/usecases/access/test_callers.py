"""A caller need not be a chat account: each kind has a source of standing, and none is given an account."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

import pytest

from fingerpost.domain.ledger import Act
from fingerpost.domain.outcomes.access import Refusal, Refused
from fingerpost.domain.outcomes.asking import Confirmed
from fingerpost.domain.practitioner import (
    Caller,
    CallerId,
    Channel,
    Practitioner,
    Principal,
    Product,
    Tick,
    channel_of,
)
from fingerpost.policy.decide import judge
from fingerpost.policy.model import AccessRules, Circumstances
from fingerpost.usecases.requests import Request
from tests.builders import a_practitioner, a_service, an_account, an_involvement, slack_identity
from tests.unit.usecases.world import World, a_question

CASE_SYSTEM = Principal("arn:aws:sts::123456789012:assumed-role/case-system/feed")
RULES = AccessRules(frozenset({(Product.SLACK, "T0FINGER")}), frozenset({"northbrook.example"}))
TODAY = date(2026, 3, 2)


@dataclass(frozen=True)
class OnePrincipal:
    """Knows one principal, as a register of callers will."""

    practitioner: Practitioner

    def caller(self, caller_id: CallerId, now: datetime, *, fresh: bool) -> Caller:
        known = self.practitioner if caller_id == CASE_SYSTEM else None
        return Caller(channel_of(caller_id), account=None, practitioner=known)


@pytest.fixture
def world() -> World:
    world = World()
    world.shelves.involvements["i-1"] = an_involvement().of(world.rowan).with_child(world.aoife()).build()
    return world


def registers(world: World, practitioner: Practitioner) -> None:
    authority = world.use_cases.ask.acting.authority
    standing = {**authority.standing, Principal: OnePrincipal(practitioner)}
    object.__setattr__(authority, "standing", standing)


def ask(world: World, caller: CallerId) -> object:
    return world.use_cases.ask(Request(caller, "key-1"), a_question())


def test_a_registered_principal_asks_without_any_account(world: World) -> None:
    registers(world, world.sam)
    assert isinstance(ask(world, CASE_SYSTEM), Confirmed)
    assert world.accounts.asked == []
    assert {line.actor_id for line in world.shelves.ledger} == {"p-sam"}


@pytest.mark.parametrize("caller", [Principal("arn:of:nobody"), Tick("reviews"), CASE_SYSTEM])
def test_a_caller_whom_no_source_knows_is_refused_under_its_own_name(world: World, caller: CallerId) -> None:
    outcome = ask(world, caller)
    assert isinstance(outcome, Refused)
    assert outcome.because is Refusal.UNKNOWN_PERSON
    named = {"api": "api:arn:", "clock": "clock:reviews"}[channel_of(caller)]
    assert all(line.actor_id.startswith(named) for line in world.shelves.ledger)


def test_a_principals_standing_is_asked_for_as_anybodys(world: World) -> None:
    lapsed = replace(world.sam, trained_until=date(2025, 1, 1))
    world.shelves.practitioners[lapsed.id] = lapsed
    registers(world, lapsed)
    outcome = ask(world, CASE_SYSTEM)
    assert isinstance(outcome, Refused)


@pytest.mark.parametrize("channel", [Channel.SLACK, Channel.TEAMS])
def test_in_a_chat_nobody_comes_without_an_account(channel: Channel) -> None:
    about = Circumstances(service=a_service().build())
    judgement = judge(Caller(channel, None, a_practitioner().build()), Act.ASK, about, RULES, TODAY)
    assert not judgement.permitted
    assert judgement.because is Refusal.WRONG_WORKSPACE


def test_an_account_counts_by_whatever_way_it_comes() -> None:
    """Had somebody put one beside a principal, a bot would still be a bot."""
    account = an_account(slack_identity("p-rowan"), checked_at=datetime(2026, 3, 2), bot=True)
    about = Circumstances(service=a_service().build())
    judgement = judge(Caller(Channel.API, account, a_practitioner().build()), Act.ASK, about, RULES, TODAY)
    assert judgement.because is Refusal.BOT
