"""The way out: a token of our own, patient within eight seconds, and never to a stranger's host."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
import urllib3

from fingerpost.adapters import teams_connector
from fingerpost.adapters.fresh_connections import UNUSED_SECONDS, FreshConnections
from fingerpost.adapters.teams_connector import (
    AppCredentials,
    AppToken,
    Connector,
    connection_pool,
)
from fingerpost.domain.errors import DeliveryInDoubt, RateLimited, Unavailable, Undeliverable
from tests.unit.adapters.scripted_server import Answer, Script, serving

LOGIN = "/home-tenant/oauth2/v2.0/token"
POST = "/v3/conversations/a:one/activities"
TOKEN = Answer(200, {"access_token": "token-1", "expires_in": 3600})
POSTED = Answer(201, {"id": "posted-1"})


@dataclass
class Clock:
    """Time that passes only while somebody waits."""

    now: float = 0.0
    pauses: list[float] = field(default_factory=list)

    def wait(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds


@dataclass
class Line:
    """A connector to a scripted server."""

    script: Script
    clock: Clock
    password: str = "first"
    connector: Connector = field(init=False)

    def __post_init__(self) -> None:
        http = connection_pool()
        token = AppToken(http, self.script.url, self._credentials, lambda: self.clock.now)
        self.connector = Connector(
            http, token, self.script.url, self.clock.wait, lambda: self.clock.now, random=lambda: 0.5
        )

    def _credentials(self) -> AppCredentials:
        return AppCredentials("our-app", self.password, "home-tenant")

    def post(self) -> object:
        return self.connector.call("POST", self.script.url, POST, {"type": "message"}).get("id")


def _refusal(status: int, code: str = "ServiceError", *headers: tuple[str, str]) -> Answer:
    return Answer(status, {"error": {"code": code, "message": "words that must not travel"}}, headers)


@pytest.fixture
def line() -> Iterator[Callable[..., Line]]:
    """Makes a line whose server answers posts as told."""
    with serving({LOGIN: [TOKEN], POST: [POSTED]}) as script:

        def make(*answers: Answer) -> Line:
            script.answers[POST] = list(answers)
            return Line(script, Clock())

        yield make


@pytest.mark.parametrize("status", [412, 429, 502, 504])
def test_a_passing_trouble_is_tried_again(line: Callable[..., Line], status: int) -> None:
    to_teams = line(_refusal(status), POSTED)
    assert to_teams.post() == "posted-1"
    assert to_teams.clock.pauses == [0.5]


def test_it_waits_as_long_as_teams_asks(line: Callable[..., Line]) -> None:
    to_teams = line(_refusal(429, "", ("Retry-After", "3")), POSTED)
    assert to_teams.post() == "posted-1"
    assert to_teams.clock.pauses == [3.0]


@pytest.mark.parametrize(("asked", "told"), [("120", 120.0), ("", 30.0)])
def test_a_longer_wait_is_left_to_the_queue(line: Callable[..., Line], asked: str, told: float) -> None:
    to_teams = line(_refusal(429, "", *([("Retry-After", asked)] if asked else [])))
    with pytest.raises(RateLimited) as waiting:
        to_teams.post()
    assert waiting.value.retry_after == told


@pytest.mark.parametrize(
    ("status", "meaning"), [(412, Unavailable), (502, DeliveryInDoubt), (504, DeliveryInDoubt)]
)
def test_it_gives_up_within_eight_seconds(
    line: Callable[..., Line], status: int, meaning: type[Exception]
) -> None:
    to_teams = line(_refusal(status))
    with pytest.raises(meaning):
        to_teams.post()
    assert len(to_teams.clock.pauses) > 2
    assert to_teams.clock.now <= 8


def test_pauses_grow_and_differ_between_callers(line: Callable[..., Line]) -> None:
    to_teams = line(_refusal(502), _refusal(502), POSTED)
    to_teams.post()
    assert to_teams.clock.pauses == [0.5, 1.0]


def test_a_time_out_is_in_doubt_and_not_posted_twice(
    line: Callable[..., Line], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(teams_connector, "_READ_SECONDS", 0.2)
    to_teams = line(Answer(201, {"id": "late"}, after=0.6))
    with pytest.raises(DeliveryInDoubt):
        to_teams.post()
    assert to_teams.script.times(POST) == 1


def test_a_refused_connection_is_tried_again_and_is_no_doubt(line: Callable[..., Line]) -> None:
    to_teams = line(POSTED)
    to_teams.connector.token()
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        deaf = Connector(
            to_teams.connector.http,
            to_teams.connector.token,
            f"http://127.0.0.1:{nobody.getsockname()[1]}",
            to_teams.clock.wait,
            lambda: to_teams.clock.now,
        )
        with pytest.raises(Unavailable):
            deaf.call("POST", deaf.login_url, POST, {})
    assert len(to_teams.clock.pauses) > 2


@pytest.mark.parametrize(
    ("status", "code"),
    [(403, "BotNotInConversationRoster"), (403, "MessageWritesBlocked"), (404, "ConversationNotFound")],
)
def test_who_can_never_be_reached_is_said_to_be_so(line: Callable[..., Line], status: int, code: str) -> None:
    with pytest.raises(Undeliverable, match=code):
        line(_refusal(status, code)).post()


BLOCKED = "MessageWritesBlocked"
DOCUMENTED = {
    "code in error": {"error": {"code": BLOCKED, "message": "no"}},
    "sub-code at the top": {"subCode": BLOCKED, "details": "Thread is blocked from message writes."},
    "sub-code at the top, beside an error": {"subCode": BLOCKED, "error": {"code": "Forbidden"}},
    "sub-code in error, beside its code": {"error": {"code": "Forbidden", "subCode": BLOCKED}},
    "sub-code beside a code at the top": {"code": "Forbidden", "subCode": BLOCKED, "message": "no"},
    "JSON in the message": {"errorCode": 209, "message": json.dumps({"subCode": BLOCKED, "errorCode": None})},
    "JSON in the message of error": {
        "error": {"code": "Forbidden", "message": json.dumps({"subCode": BLOCKED, "details": "no"})}
    },
}


@pytest.mark.parametrize("shape", DOCUMENTED)
def test_a_refusal_for_good_is_known_in_every_documented_shape(line: Callable[..., Line], shape: str) -> None:
    with pytest.raises(Undeliverable, match=BLOCKED):
        line(Answer(403, DOCUMENTED[shape])).post()


@pytest.mark.parametrize(
    "body",
    [
        {"error": {"code": "Forbidden", "subCode": "SomethingNew"}},
        {"message": "not JSON at all"},
        {"message": "[1]"},
        {"message": json.dumps({"details": BLOCKED})},
        {"subCode": {"code": BLOCKED}},
        {"error": BLOCKED},
    ],
    ids=str,
)
def test_what_no_code_says_is_tried_again(line: Callable[..., Line], body: dict[str, object]) -> None:
    with pytest.raises(Unavailable):
        line(Answer(403, body)).post()


@pytest.mark.parametrize("status", [400, 403, 404])
def test_an_unknown_refusal_is_not_held_against_the_person(line: Callable[..., Line], status: int) -> None:
    with pytest.raises(Unavailable) as refusal:
        line(_refusal(status, "SomethingNew")).post()
    assert "words that must not travel" not in str(refusal.value)


def test_one_token_serves_many_calls(line: Callable[..., Line]) -> None:
    to_teams = line(POSTED)
    to_teams.post()
    to_teams.post()
    assert to_teams.script.times(LOGIN) == 1


def test_the_token_is_renewed_before_it_ends(line: Callable[..., Line]) -> None:
    to_teams = line(POSTED)
    to_teams.post()
    to_teams.clock.now += 3600 - 299
    to_teams.post()
    assert to_teams.script.times(LOGIN) == 2


def test_a_new_password_gets_a_new_token(line: Callable[..., Line]) -> None:
    to_teams = line(POSTED)
    to_teams.post()
    to_teams.password = "second"
    to_teams.post()
    assert to_teams.script.times(LOGIN) == 2


def test_a_refused_token_is_replaced_once(line: Callable[..., Line]) -> None:
    to_teams = line(_refusal(401, "Unauthorized"))
    with pytest.raises(Unavailable):
        to_teams.post()
    assert (to_teams.script.times(POST), to_teams.script.times(LOGIN)) == (2, 2)


def test_without_a_token_nothing_is_posted(line: Callable[..., Line]) -> None:
    to_teams = line(POSTED)
    to_teams.script.answers[LOGIN] = [Answer(401, {"error": "invalid_client"})]
    with pytest.raises(Unavailable):
        to_teams.post()
    assert to_teams.script.times(POST) == 0
    to_teams.script.answers[LOGIN] = [TOKEN]


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example",
        "http://smba.trafficmanager.net",
        "https://mine.trafficmanager.net",
        "https://smba.trafficmanager.net:8443",
        "https://smba.infra.gov.teams.microsoft.us",
        "https://smba.infra.gcc.teams.microsoft.com",
        "https://smba.trafficmanager.net@evil.example",
    ],
)
def test_no_token_goes_to_a_strangers_host(line: Callable[..., Line], elsewhere: str) -> None:
    to_teams = line(POSTED)
    with pytest.raises(Unavailable, match="service host"):
        to_teams.connector.call("POST", elsewhere, POST, {})
    assert to_teams.script.asked == []


def test_no_redirect_is_followed(line: Callable[..., Line]) -> None:
    to_teams = line(Answer(307, None, (("Location", "http://127.0.0.1:9/steal"),)))
    with pytest.raises(Unavailable):
        to_teams.post()


# ------------------------------------------------------------------ connections that died while frozen


@dataclass
class OneShot:
    """A server that closes each connection behind its answer without a word, as one that timed out."""

    answers: list[bytes]
    taken: list[bytes] = field(default_factory=list)
    port: int = 0

    @contextmanager
    def serving(self) -> Iterator[str]:
        with socket.create_server(("127.0.0.1", 0)) as server:
            self.port = server.getsockname()[1]
            threading.Thread(target=self._serve, args=(server,), daemon=True).start()
            yield f"http://127.0.0.1:{self.port}"

    def _serve(self, server: socket.socket) -> None:
        for answer in self.answers:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                self.taken.append(connection.recv(65_536))
                connection.sendall(answer)


ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"


def _over(url: str, http: urllib3.PoolManager) -> Connector:
    token = AppToken(http, url, lambda: AppCredentials("app", "password", "tenant"))
    token._held = (AppCredentials("app", "password", "tenant"), "token", float("inf"))
    return Connector(http, token, url, wait=lambda _: None)


def test_a_read_whose_connection_died_is_sent_once_more() -> None:
    server = OneShot([b"", ANSWER])  # the first connection closes before it answers
    with server.serving() as url:
        assert _over(url, urllib3.PoolManager(retries=False)).call("GET", url, "/v3/x") == {}
    assert len(server.taken) == 2


def test_a_read_is_not_repeated_for_ever() -> None:
    server = OneShot([b"", b"", b""])
    with server.serving() as url, pytest.raises(DeliveryInDoubt):
        _over(url, urllib3.PoolManager(retries=False)).call("GET", url, "/v3/x")
    assert len(server.taken) == 2


def test_a_post_whose_answer_is_lost_is_never_sent_again_by_itself() -> None:
    server = OneShot([b"", ANSWER])
    with server.serving() as url, pytest.raises(DeliveryInDoubt):
        _over(url, urllib3.PoolManager(retries=False)).call("POST", url, "/v3/x", {})
    assert len(server.taken) == 1


def test_a_post_after_a_pause_goes_over_a_new_connection() -> None:
    """On the old one it would be lost: the server closed it while the function was frozen."""
    clock = Clock(now=1_000.0)
    http = FreshConnections(retries=False)
    http.clock = lambda: clock.now
    server = OneShot([ANSWER, ANSWER])
    with server.serving() as url:
        to_teams = _over(url, http)
        to_teams.call("POST", url, "/v3/x", {})
        clock.now += UNUSED_SECONDS + 1
        assert to_teams.call("POST", url, "/v3/x", {}) == {}


def test_a_connection_that_was_used_lately_is_used_again() -> None:
    with serving({POST: [POSTED]}) as script:
        http = FreshConnections(retries=False)
        to_teams = _over(script.url, http)
        for _ in range(3):
            to_teams.call("POST", script.url, POST, {})
        [key] = list(http.pools.keys())
        pool = http.pools[key]
        assert pool.num_requests == 3
