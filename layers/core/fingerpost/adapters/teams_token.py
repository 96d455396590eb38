"""The Bot Connector's signed word on who sends an activity.

Facts: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any

import jwt
import urllib3

from fingerpost.domain.errors import RequestRejected, Unavailable
from fingerpost.domain.made_when_used import dataclass

ISSUER = "https://api.botframework.com"
ALGORITHM = "RS256"
LEEWAY_SECONDS = 300
KEYS_LIVE_SECONDS = 24 * 3600
_ASK_AGAIN_SECONDS = 300  # a stranger's made-up key ids must not make us fetch the keys at every request
_PAUSE_SECONDS = 30
_STALE_SECONDS = 5 * 24 * 3600
_TIMEOUT = urllib3.Timeout(total=3.0)
_NEEDED = ["exp", "nbf", "iss", "aud", "serviceurl"]

# The first that fits is the reason; PyJWT's exceptions are subclasses of one another.
REASONS: tuple[tuple[type[Exception], str], ...] = (
    (jwt.ExpiredSignatureError, "expired"),
    (jwt.ImmatureSignatureError, "not_yet_valid"),
    (jwt.InvalidIssuerError, "issuer"),
    (jwt.InvalidAudienceError, "audience"),
    (jwt.MissingRequiredClaimError, "claim_missing"),
    (jwt.InvalidAlgorithmError, "algorithm"),
    (jwt.InvalidSignatureError, "signature"),
    (jwt.InvalidTokenError, "garbled"),
)


@dataclass(frozen=True)
class SigningKey:
    """One of the connector's keys. endorsements: the channels it may sign for, such as `msteams`."""

    key: jwt.PyJWK
    endorsements: frozenset[str]


@dataclass
class SigningKeys:
    """The connector's published keys, kept for a day, as Microsoft asks. fetch: the JWKS document's text.

    A key that is known is served for some days more while its refreshing fails: a time without the keys'
    address is no time without Teams. A key that is not known makes us fetch at most once in a while, however
    many there are, since anybody can make one up.
    """

    fetch: Callable[[], bytes]
    monotonic: Callable[[], float] = time.monotonic
    _keys: Mapping[str, SigningKey] = field(default_factory=dict)
    _fetched_at: float | None = None
    _failed_at: float | None = None

    def find(self, key_id: str) -> SigningKey | None:
        """The key of this id, None if there is none such. Raises Unavailable where none can tell."""
        age = self._since(self._fetched_at)
        if age > KEYS_LIVE_SECONDS or (key_id not in self._keys and age > _ASK_AGAIN_SECONDS):
            self._refresh()
        key = self._keys.get(key_id)
        if key is not None and self._since(self._fetched_at) <= KEYS_LIVE_SECONDS + _STALE_SECONDS:
            return key
        if self._failed_at is not None:
            raise Unavailable("teams keys: not to be had")
        return None

    def _refresh(self) -> None:
        """Not soon after a failure: one that takes seconds would else be everybody's."""
        if self._failed_at is not None and self._since(self._failed_at) < _PAUSE_SECONDS:
            return
        try:
            self._keys = _read_keys(self.fetch())
            self._fetched_at, self._failed_at = self.monotonic(), None
        except Unavailable:
            self._failed_at = self.monotonic()

    def _since(self, moment: float | None) -> float:
        return float("inf") if moment is None else self.monotonic() - moment


def fetch_keys(http: urllib3.PoolManager, url: str) -> bytes:
    """The JWKS document. Raises Unavailable."""
    try:
        answer = http.request("GET", url, timeout=_TIMEOUT, retries=urllib3.Retry(0, redirect=0))
    except urllib3.exceptions.HTTPError as fault:
        raise Unavailable(f"teams keys: {type(fault).__name__}") from None
    if answer.status != 200:
        raise Unavailable(f"teams keys: {answer.status}")
    return answer.data


def _read_keys(document: bytes) -> dict[str, SigningKey]:
    """Keys of other kinds or for other uses are left out: they could not have signed a token of ours."""
    try:
        listed = json.loads(document)["keys"]
        return {one["kid"]: _read_key(one) for one in listed if one.get("kty") == "RSA" and "kid" in one}
    except (ValueError, KeyError, TypeError, AttributeError, jwt.PyJWTError):
        raise Unavailable("teams keys: not a key set") from None


def _read_key(published: Mapping[str, Any]) -> SigningKey:
    key = jwt.PyJWK({"kty": "RSA", "n": published["n"], "e": published["e"]}, algorithm=ALGORITHM)
    return SigningKey(key, frozenset(published.get("endorsements") or ()))


@dataclass(frozen=True)
class ProvenSender:
    """What a good token proves. service_url: where the sender says answers go."""

    service_url: str
    endorsements: frozenset[str]


@dataclass(frozen=True)
class TokenCheck:
    """Proves that the Bot Connector sent a request to this bot. app_id: the bot's own, empty for no bot."""

    app_id: str
    keys: SigningKeys

    def prove(self, authorization: str) -> ProvenSender:
        """Read an Authorization header. Raises RequestRejected; Unavailable without keys to go by."""
        scheme, _, token = authorization.strip().partition(" ")
        if not self.app_id:
            raise RequestRejected("no_bot")
        if not authorization:
            raise RequestRejected("no_token")
        if scheme.lower() != "bearer" or not token:
            raise RequestRejected("garbled")
        return self._read(token.strip())

    def _read(self, token: str) -> ProvenSender:
        key = self._key(token)
        try:
            claims = jwt.decode(
                token,
                key.key,
                algorithms=[ALGORITHM],
                audience=self.app_id,
                issuer=ISSUER,
                leeway=LEEWAY_SECONDS,
                options={"require": _NEEDED, "strict_aud": True},
            )
        except jwt.InvalidTokenError as fault:
            raise RequestRejected(_reason(fault)) from None
        return ProvenSender(str(claims["serviceurl"]), key.endorsements)

    def _key(self, token: str) -> SigningKey:
        """The algorithm is looked at first: a token of another kind must not make us fetch anything."""
        try:
            header = jwt.get_unverified_header(token)
        except jwt.InvalidTokenError:
            raise RequestRejected("garbled") from None
        if header.get("alg") != ALGORITHM:
            raise RequestRejected("algorithm")
        key = self.keys.find(str(header.get("kid", "")))
        if key is None:
            raise RequestRejected("unknown_key")
        return key


def _reason(fault: Exception) -> str:
    return next(code for kind, code in REASONS if isinstance(fault, kind))
