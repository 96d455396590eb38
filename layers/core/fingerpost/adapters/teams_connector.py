"""The Bot Connector's REST API: our token, our calls, and what its refusals mean.

Facts: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference,
limits and retries: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
"""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from functools import cache
from typing import Any
from urllib.parse import quote, urlsplit

import urllib3

from fingerpost.adapters.fresh_connections import FreshConnections
from fingerpost.adapters.tls import tls_context
from fingerpost.domain.confidential import Confidential
from fingerpost.domain.errors import DeliveryInDoubt, FingerpostError, RateLimited, Unavailable, Undeliverable
from fingerpost.domain.made_when_used import dataclass

MICROSOFTS_LOGIN = "https://login.microsoftonline.com"
ANY_REGION = "https://smba.trafficmanager.net/teams/"
SCOPE = "https://api.botframework.com/.default"
BUDGET_SECONDS = 8.0
"""For one call with all its retries; what takes longer is left to the queue."""

_CONNECT_SECONDS = 1.0
_READ_SECONDS = 4.0
_RETRIED = frozenset({412, 429, 502, 504})
_FIRST_PAUSE_SECONDS = 0.5
_SECONDS_WITHOUT_WORD = 30.0
_RENEW_BEFORE_SECONDS = 300.0

# Exact names: anybody can register another one under trafficmanager.net. Government clouds sign, log in and
# post elsewhere, by names of their own: half of that would let nobody in and say nothing, so there is none.
MICROSOFT_HOSTS = frozenset({"smba.trafficmanager.net"})

# The recipient cannot be reached by any later try. A code that is not listed is tried again and ends among
# the dead letters: a fault of ours must not count as a person who cannot be told.
_UNREACHABLE = frozenset(
    {
        "ActivityNotFoundInConversation",
        "BotNotInConversationRoster",
        "BotBlockedByUser",
        "ConversationBlockedByUser",
        "ConversationNotFound",
        "ForbiddenOperationException",
        "MessageWritesBlocked",
        "UserNotFound",
        "MemberNotFoundInConversation",
    }
)
_CODE = re.compile(r"[A-Za-z][A-Za-z_]{0,60}")
_NAMES_OF_CODES = ("code", "subCode", "errorSubCode")


def may_receive_tokens(service_url: str, login_url: str) -> bool:
    """Whether our token may be sent there: Microsoft's hosts over TLS, and the origin of our own login.

    Whoever issues our tokens is trusted to receive them. Only a local stack, whose login is local, makes use
    of that.
    """
    there, login = urlsplit(service_url), urlsplit(login_url)
    if (there.scheme, there.netloc) == (login.scheme, login.netloc):
        return True
    return there.scheme == "https" and there.netloc in MICROSOFT_HOSTS


def first_service_url(login_url: str) -> str:
    """Where to find somebody who was never heard from: the connector that knows every region.

    Where the login is not Microsoft's, what plays the login plays the connector too.
    """
    return ANY_REGION if login_url == MICROSOFTS_LOGIN else f"{login_url.rstrip('/')}/"


@cache
def connection_pool() -> urllib3.PoolManager:
    """One for everything a function sends. It follows no redirect, which could lead a token elsewhere."""
    return FreshConnections(timeout=_timeout(), retries=False, ssl_context=tls_context())


def _timeout(left: float = BUDGET_SECONDS) -> urllib3.Timeout:
    """left: seconds of the budget."""
    return urllib3.Timeout(
        connect=min(_CONNECT_SECONDS, max(left, 0.1)), read=min(_READ_SECONDS, max(left, 0.1))
    )


@dataclass(frozen=True, repr=False)
class AppCredentials(Confidential):
    """The bot's own account. tenant: the bot's home, where its tokens come from."""

    app_id: str
    password: str
    tenant: str


@dataclass
class AppToken:
    """The bot's token, renewed five minutes before it ends, and when the password changes."""

    http: urllib3.PoolManager
    login_url: str
    credentials: Callable[[], AppCredentials]
    monotonic: Callable[[], float] = time.monotonic
    _held: tuple[AppCredentials, str, float] | None = field(default=None, repr=False)

    def __call__(self) -> str:
        """A token that is good now. Raises Unavailable."""
        credentials = self.credentials()
        if self._held is None or self._held[0] != credentials or self.monotonic() >= self._held[2]:
            token, seconds = self._ask(credentials)
            self._held = (credentials, token, self.monotonic() + seconds - _RENEW_BEFORE_SECONDS)
        return self._held[1]

    def forget(self) -> None:
        """The token was refused: ask for another next time."""
        self._held = None

    def _ask(self, credentials: AppCredentials) -> tuple[str, float]:
        url = f"{self.login_url.rstrip('/')}/{quote(credentials.tenant, safe='')}/oauth2/v2.0/token"
        form = {
            "grant_type": "client_credentials",
            "client_id": credentials.app_id,
            "client_secret": credentials.password,
            "scope": SCOPE,
        }
        retries = urllib3.Retry(2, redirect=0, status_forcelist=(429, 502, 503, 504), allowed_methods=None)
        retries.raise_on_status = False
        try:
            answer = self.http.request("POST", url, fields=form, encode_multipart=False, retries=retries)
        except urllib3.exceptions.HTTPError as fault:
            raise Unavailable(f"teams login: {type(fault).__name__}") from None
        return _read_token(answer)


def _read_token(answer: urllib3.BaseHTTPResponse) -> tuple[str, float]:
    if answer.status != 200:
        raise Unavailable(f"teams login: {answer.status}")
    try:
        told = json.loads(answer.data)
        return str(told["access_token"]), float(told["expires_in"])
    except (ValueError, KeyError, TypeError):
        raise Unavailable("teams login: unreadable") from None


@dataclass(frozen=True)
class Connector:
    """Calls the connector. random: a number from 0 to 1, so that not all retry at once."""

    http: urllib3.PoolManager
    token: AppToken
    login_url: str
    wait: Callable[[float], None] = time.sleep
    monotonic: Callable[[], float] = time.monotonic
    random: Callable[[], float] = random.random

    def call(
        self, method: str, service_url: str, path: str, body: Mapping[str, Any] | None = None
    ) -> Mapping[str, Any]:
        """The answer's JSON object, empty where there is none. path: below the service URL, quoted.

        Raises RateLimited, Undeliverable, DeliveryInDoubt, Unavailable.
        """
        if not may_receive_tokens(service_url, self.login_url):
            raise Unavailable("teams: service host")
        return _Call(self, method, f"{service_url.rstrip('/')}{path}", body).answer()


@dataclass
class _Call:
    """One call with its retries, within its budget."""

    connector: Connector
    method: str
    url: str
    body: Mapping[str, Any] | None
    tries: int = 0
    token_renewed: bool = False
    read_again: bool = False
    started: float = field(init=False)

    def __post_init__(self) -> None:
        self.started = self.connector.monotonic()

    def answer(self) -> Mapping[str, Any]:
        while True:
            self.tries += 1
            try:
                answer = self._send()
            except (urllib3.exceptions.ConnectTimeoutError, urllib3.exceptions.NewConnectionError):
                self._pause_or(Unavailable("teams: no connection"))  # nothing was sent
                continue
            except urllib3.exceptions.HTTPError as fault:
                if self.method == "GET" and not self.read_again and self._left() > _FIRST_PAUSE_SECONDS:
                    self.read_again = True  # to read twice does no harm
                    continue
                raise DeliveryInDoubt(f"teams: {type(fault).__name__}") from None
            if answer.status < 300:
                return _object(answer)
            self._try_again_or_raise(answer)

    def _send(self) -> urllib3.BaseHTTPResponse:
        headers = {"authorization": f"Bearer {self.connector.token()}", "content-type": "application/json"}
        body = None if self.body is None else json.dumps(self.body).encode()
        return self.connector.http.request(
            self.method, self.url, body=body, headers=headers, retries=False, timeout=_timeout(self._left())
        )

    def _left(self) -> float:
        return BUDGET_SECONDS - (self.connector.monotonic() - self.started)

    def _try_again_or_raise(self, answer: urllib3.BaseHTTPResponse) -> None:
        if answer.status == 401 and not self.token_renewed:
            self.connector.token.forget()
            self.token_renewed = True
        elif answer.status in _RETRIED:
            self._pause_or(_meaning(answer), _retry_after(answer))
        else:
            raise _meaning(answer)

    def _pause_or(self, problem: FingerpostError, asked: float | None = None) -> None:
        """Wait as long as asked, else twice as long each time with jitter; give up where time is out."""
        backoff = _FIRST_PAUSE_SECONDS * 2 ** (self.tries - 1) * (0.5 + self.connector.random())
        pause = backoff if asked is None else asked
        if pause > self._left():
            raise problem from None
        self.connector.wait(pause)


def _meaning(answer: urllib3.BaseHTTPResponse) -> FingerpostError:
    """One place where the connector's refusals get their meaning."""
    codes = tuple(_codes(_object(answer)))
    if answer.status == 429:
        return RateLimited(_retry_after(answer) or _SECONDS_WITHOUT_WORD)
    if answer.status >= 500:
        return DeliveryInDoubt(f"teams: {answer.status}")
    for_good = next((code for code in codes if code in _UNREACHABLE), "")
    if answer.status in (403, 404) and for_good:
        return Undeliverable(for_good)
    return Unavailable(f"teams: {answer.status} {next(iter(codes), '')}".rstrip())


def _codes(told: Mapping[str, Any]) -> Iterator[str]:
    """Every code that a refusal names; a message, which could hold anything, never passes.

    Documented are a `code` within `error`, a `subCode` beside it or at the top, and a `subCode` within JSON
    that is itself the text of `message`.
    """
    for part in (told, told.get("error"), _within(told.get("message"))):
        if isinstance(part, Mapping):
            named = (part.get(name) for name in _NAMES_OF_CODES)
            yield from (code for code in named if isinstance(code, str) and _CODE.fullmatch(code))
    inner = told.get("error")
    if isinstance(inner, Mapping):
        yield from _codes({"message": inner.get("message")})


def _within(message: object) -> Mapping[str, Any]:
    """A message that is a JSON object, empty for any other."""
    try:
        told = json.loads(message) if isinstance(message, str) else {}
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _object(answer: urllib3.BaseHTTPResponse) -> Mapping[str, Any]:
    try:
        told = json.loads(answer.data or b"{}")
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _retry_after(answer: urllib3.BaseHTTPResponse) -> float | None:
    told = answer.headers.get("Retry-After", "")
    return float(told) if told.isascii() and told.isdigit() else None
