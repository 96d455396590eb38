"""People in Teams, on the wire: who an account is, where a notice goes, and who alone sees a message."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from fingerpost.adapters.teams_chats import Sightings, TeamsAccounts, TeamsMessenger
from fingerpost.adapters.teams_connector import AppCredentials, AppToken, Connector, connection_pool
from fingerpost.adapters.teams_poster import TeamsPoster
from fingerpost.bootstrap.deliver import drawn_for_teams
from fingerpost.domain.errors import RateLimited, Unavailable, Undeliverable
from fingerpost.domain.practitioner import ChatIdentity, Product, Whereabouts
from fingerpost.surfaces.teams.cards import CardPlace
from tests.builders import NOW, a_notice
from tests.unit.adapters.scripted_server import Answer, Script, serving
from tests.unit.surfaces.teams.activity_scene import FakeSightings

Json = dict[str, Any]

ROWAN = ChatIdentity(Product.TEAMS, "tenant-1", "object-1")
MEMBERS = "/v3/conversations/a%3A1/members/29%3A1"
POSTS = "/v3/conversations/a%3A1/activities"
TARGETED = f"{POSTS}?isTargetedActivity=true"
OPENING = "/v3/conversations"
MEMBER: Json = {
    "id": "29:1",
    "aadObjectId": "object-1",
    "userPrincipalName": "Rowan@Northbrook.example",
    "email": "whatever@anywhere.example",
    "tenantId": "tenant-1",
    "userRole": "user",
}


@dataclass
class Line:
    """A connector to a scripted server, and where people are."""

    script: Script
    sightings: FakeSightings

    def __post_init__(self) -> None:
        pool = connection_pool()
        token = AppToken(pool, self.script.url, lambda: AppCredentials("app", "secret", "home"))
        self.connector = Connector(pool, token, self.script.url, wait=lambda _: None)
        self.there = Whereabouts(self.script.url, "a:1", "29:1", "28:bot")
        self.poster = TeamsPoster(self.connector)
        self.accounts = TeamsAccounts(self.connector, self.sightings, lambda: NOW)
        self.messenger = TeamsMessenger(
            self.poster,
            self.sightings,
            drawn_for_teams(CardPlace.CHAT),
            "28:bot",
            self.script.url,
        )

    def is_member(self, **changes: Any) -> None:  # noqa: ANN401 - any part of a member
        told = {name: value for name, value in (MEMBER | changes).items() if value is not None}
        self.script.answers[MEMBERS] = [Answer(200, told)]

    def sent(self, path: str) -> Json:
        return next(json.loads(asked[3]) for asked in self.script.asked if asked[1] == path)


@pytest.fixture
def line() -> Iterator[Line]:
    answers = {
        "/home/oauth2/v2.0/token": [Answer(200, {"access_token": "t", "expires_in": 3600})],
        MEMBERS: [Answer(200, MEMBER)],
        POSTS: [Answer(201, {"id": "m1"})],
        TARGETED: [Answer(201, {"id": "m2"})],
        OPENING: [Answer(201, {"id": "a:1"})],
    }
    with serving(answers) as script:
        one = Line(script, FakeSightings())
        one.sightings.keep(ROWAN, one.there)
        yield one


# ---- who an account is


def test_a_member_is_known_by_the_address_that_the_tenant_vouches_for(line: Line) -> None:
    account = line.accounts.look_up(ROWAN)
    assert (account.email, account.email_confirmed, account.checked_at) == (
        "rowan@northbrook.example",
        True,
        NOW,
    )
    assert [account.deleted, account.bot, account.guest, account.stranger] == [False] * 4


@pytest.mark.parametrize(
    ("told", "flag"),
    [
        ({"userRole": "guest"}, "guest"),
        ({"userRole": "anonymous"}, "guest"),
        ({"userRole": None}, "guest"),
        ({"userPrincipalName": "rowan_other.example#EXT#@northbrook.example"}, "guest"),
        ({"tenantId": "tenant-2"}, "stranger"),
        ({"tenantId": None}, "stranger"),
        ({"aadObjectId": "object-2"}, "stranger"),
        ({"id": "28:some-app"}, "bot"),
    ],
)
def test_what_teams_says_or_leaves_out_counts_against_the_account(line: Line, told: Json, flag: str) -> None:
    line.is_member(**told)
    assert getattr(line.accounts.look_up(ROWAN), flag)


def test_an_address_that_nobody_vouches_for_is_not_confirmed(line: Line) -> None:
    line.is_member(userPrincipalName=None)
    account = line.accounts.look_up(ROWAN)
    assert (account.email, account.email_confirmed) == ("", False)


@pytest.mark.parametrize("code", ["MemberNotFoundInConversation", "UserNotFound"])
def test_who_is_not_found_is_gone(line: Line, code: str) -> None:
    line.script.answers[MEMBERS] = [Answer(404, {"error": {"code": code}})]
    assert line.accounts.look_up(ROWAN).deleted


@pytest.mark.parametrize("code", ["BotNotInConversationRoster", "BotBlockedByUser", "ConversationNotFound"])
def test_of_a_chat_that_the_bot_may_not_look_into_nothing_is_known(line: Line, code: str) -> None:
    line.script.answers[MEMBERS] = [Answer(403, {"error": {"code": code}})]
    with pytest.raises(Unavailable, match=code):
        line.accounts.look_up(ROWAN)


def test_an_answer_is_as_old_as_its_question(line: Line) -> None:
    """The process may have been frozen in between, for as long as it likes."""
    thawed = iter([NOW, NOW + timedelta(hours=3), NOW + timedelta(hours=3)])
    accounts = TeamsAccounts(line.connector, line.sightings, lambda: next(thawed))
    assert accounts.look_up(ROWAN).checked_at == NOW


def test_who_took_the_app_away_is_gone_without_asking(line: Line) -> None:
    line.sightings.keep(ROWAN, Whereabouts("https://x", "a:1", "29:1", "28:bot", left=True))
    assert line.accounts.look_up(ROWAN).deleted
    assert line.script.asked == []


def test_who_was_never_heard_from_cannot_be_looked_up(line: Line) -> None:
    with pytest.raises(Unavailable):
        line.accounts.look_up(ChatIdentity(Product.TEAMS, "tenant-1", "object-9"))


# ---- words to people


def test_a_notice_goes_to_the_persons_own_chat_with_nothing_but_its_card(line: Line) -> None:
    posted = line.messenger.post(a_notice().build(), ROWAN)
    sent = line.sent(POSTS)
    assert (posted.id, posted.channel) == ("m1", "a:1")
    assert set(sent) == {"type", "summary", "attachments", "from", "conversation"}


def test_who_was_never_heard_from_gets_a_chat_opened_and_is_remembered(line: Line) -> None:
    stranger = ChatIdentity(Product.TEAMS, "tenant-1", "object-2")
    line.messenger.post(a_notice().build(), stranger)
    asked = line.sent(OPENING)
    assert (asked["members"], asked["tenantId"]) == ([{"id": "object-2"}], "tenant-1")
    kept = line.sightings.find(stranger)
    assert kept is not None
    assert kept.conversation_id == "a:1"


def test_who_took_the_app_away_cannot_be_told(line: Line) -> None:
    line.sightings.keep(ROWAN, Whereabouts("https://x", "a:1", "29:1", "28:bot", left=True))
    with pytest.raises(Undeliverable, match="app_removed"):
        line.messenger.post(a_notice().build(), ROWAN)


def test_a_notice_that_must_wait_says_how_long(line: Line) -> None:
    line.script.answers[POSTS] = [Answer(429, None, (("Retry-After", "90"),))]
    with pytest.raises(RateLimited) as waiting:
        line.messenger.post(a_notice().build(), ROWAN)
    assert waiting.value.retry_after == 90


def test_a_message_for_one_pair_of_eyes_is_a_targeted_activity(line: Line) -> None:
    line.poster.post(line.there, {"type": "message", "text": "psst"}, only_for="29:1")
    assert line.sent(TARGETED)["recipient"] == {"id": "29:1"}


def test_a_message_for_all_is_no_targeted_activity(line: Line) -> None:
    line.poster.post(line.there, {"type": "message", "text": "all"})
    assert "recipient" not in line.sent(POSTS)


def test_a_message_is_put_in_the_place_of_another(line: Line) -> None:
    line.script.answers[f"{POSTS}/m1"] = [Answer(200, {"id": "m1"})]
    line.poster.replace(line.there, "m1", {"type": "message", "text": "new"})
    assert line.script.asked[-1][0] == "PUT"
    assert line.sent(f"{POSTS}/m1")["text"] == "new"


# ---- what is remembered


def test_where_somebody_is_is_written_when_it_is_news_and_read_once(line: Line) -> None:
    kept = _Counting()
    sightings = Sightings(kept)
    for _ in range(3):
        sightings.keep(ROWAN, line.there)
        assert sightings.find(ROWAN) == line.there
    assert (kept.kept, kept.found) == (1, 0)


def test_a_visitors_place_is_good_for_a_look_but_not_kept(line: Line) -> None:
    kept = _Counting()
    sightings = Sightings(kept)
    sightings.visiting(ROWAN, line.there)
    assert sightings.find(ROWAN) == line.there
    assert kept.kept == 0


class _Counting:
    """Whereabouts that count how often they are asked."""

    def __init__(self) -> None:
        self.kept = self.found = 0

    def find(self, identity: ChatIdentity) -> Whereabouts | None:
        self.found += 1
        return None

    def keep(self, identity: ChatIdentity, whereabouts: Whereabouts) -> None:
        self.kept += 1
