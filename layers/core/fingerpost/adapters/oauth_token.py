"""Access tokens of case systems: OAuth 2.0 client credentials of any OpenID Connect issuer.

The issuer says by its discovery document where its keys and its token endpoint are. A token counts where it
is signed by one of these keys (RS256), names the issuer, has not run out, and names a client.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cached_property
from typing import Any

import jwt
import urllib3

from fingerpost.adapters.teams_token import ALGORITHM, REASONS, SigningKeys, fetch_keys
from fingerpost.domain.errors import RequestRejected, Unavailable
from fingerpost.domain.made_when_used import dataclass

LEEWAY_SECONDS = 60
_NEEDED = ["exp", "iss"]


@dataclass(frozen=True)
class TokenHolder:
    """Whom a good token names. scopes: without the resource server before them (`https://.../feed.write`)."""

    client: str
    scopes: frozenset[str]


@dataclass(frozen=True)
class Issuer:
    """An issuer by its discovery document. fetch: reads an address; raises Unavailable."""

    url: str
    fetch: Callable[[str], bytes]

    @cached_property
    def described(self) -> dict[str, Any]:
        """Its discovery document. Raises Unavailable."""
        read = self.fetch(f"{self.url.rstrip('/')}/.well-known/openid-configuration")
        try:
            document = dict(json.loads(read))
        except (ValueError, TypeError):
            raise Unavailable("issuer: no discovery document") from None
        if document.get("issuer") != self.url:
            raise Unavailable("issuer: names another")
        return document

    @cached_property
    def keys(self) -> SigningKeys:
        """Its keys, fetched when they are first asked for."""
        return SigningKeys(lambda: self.fetch(str(self.described.get("jwks_uri", ""))))


@dataclass(frozen=True)
class AccessTokens:
    """Proves which client sent a request. issuer: None where this deployment has none. audience: empty where
    the issuer names none in access tokens, as Cognito."""

    issuer: Issuer | None
    audience: str = ""

    def prove(self, authorization: str) -> TokenHolder:
        """Read an Authorization header. Raises RequestRejected; Unavailable without keys to go by."""
        if self.issuer is None:
            raise RequestRejected("no_issuer")
        scheme, _, token = authorization.strip().partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise RequestRejected("no_token")
        claims = self._claims(self.issuer, token.strip())
        client = str(claims.get("client_id") or claims.get("azp") or claims.get("appid") or "")
        if not client:
            raise RequestRejected("claim_missing")
        return TokenHolder(client, _scopes(claims))

    def _claims(self, issuer: Issuer, token: str) -> dict[str, Any]:
        key = _key(issuer, token)
        try:
            return jwt.decode(
                token,
                key,
                algorithms=[ALGORITHM],
                audience=self.audience or None,
                issuer=issuer.url,
                leeway=LEEWAY_SECONDS,
                options={"require": _NEEDED, "verify_aud": bool(self.audience)},
            )
        except jwt.InvalidTokenError as fault:
            raise RequestRejected(next(code for kind, code in REASONS if isinstance(fault, kind))) from None


def _key(issuer: Issuer, token: str) -> jwt.PyJWK:
    """The algorithm is looked at first: a token of another kind must not make us fetch anything."""
    try:
        header = jwt.get_unverified_header(token)
    except jwt.InvalidTokenError:
        raise RequestRejected("garbled") from None
    if header.get("alg") != ALGORITHM:
        raise RequestRejected("algorithm")
    key = issuer.keys.find(str(header.get("kid", "")))
    if key is None:
        raise RequestRejected("unknown_key")
    return key.key


def _scopes(claims: dict[str, Any]) -> frozenset[str]:
    told = claims.get("scope") or claims.get("scp") or claims.get("roles") or ""
    words = told.split() if isinstance(told, str) else [str(each) for each in told]
    return frozenset(word.rpartition("/")[2] for word in words)


def issuer_at(http: urllib3.PoolManager, url: str) -> Issuer | None:
    """The issuer of a deployment, None where it has none."""
    return Issuer(url, lambda address: fetch_keys(http, address)) if url else None
