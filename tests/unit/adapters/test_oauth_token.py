"""Access tokens: only one that the issuer signed for a client, for us, and for now, proves anybody."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any

import jwt
import pytest

from fingerpost.adapters.oauth_token import AccessTokens, Issuer
from fingerpost.domain.errors import RequestRejected, Unavailable
from tools.teams.signing import ConnectorKey, key_set

URL = "https://issuer.example"
KEY = ConnectorKey("key-1")
STRANGER = ConnectorKey("key-1")
DOCUMENT = {"issuer": URL, "jwks_uri": f"{URL}/jwks", "token_endpoint": f"{URL}/token"}


def pages(document: Mapping[str, str] = DOCUMENT) -> dict[str, bytes]:
    return {
        f"{URL}/.well-known/openid-configuration": json.dumps(document).encode(),
        f"{URL}/jwks": key_set(KEY).encode(),
    }


def tokens(found: Mapping[str, bytes] | None = None, audience: str = "fingerpost") -> AccessTokens:
    known = pages() if found is None else found

    def fetch(address: str) -> bytes:
        if address not in known:
            raise Unavailable("gone")
        return known[address]

    return AccessTokens(Issuer(URL, fetch), audience)


A_LONG_TEST_RUN = 7_200
"""Seconds: some tokens are made when the tests are gathered."""


def claims(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any claim
    told = {
        "iss": URL,
        "aud": "fingerpost",
        "client_id": "case-system",
        "scope": "https://fingerpost.example/feed.write feed.read",
        "exp": time.time() + A_LONG_TEST_RUN,
    }
    return {name: value for name, value in {**told, **changes}.items() if value is not None}


def bearer(key: ConnectorKey = KEY, **changes: Any) -> str:  # noqa: ANN401
    return f"Bearer {key.sign(claims(**changes))}"


def test_a_good_token_names_its_client_and_scopes() -> None:
    holder = tokens().prove(bearer())
    assert (holder.client, holder.scopes) == ("case-system", frozenset({"feed.write", "feed.read"}))


@pytest.mark.parametrize("named", [{"azp": "case-system"}, {"appid": "case-system"}])
def test_other_issuers_name_the_client_otherwise(named: dict[str, Any]) -> None:
    assert tokens().prove(bearer(client_id=None, **named)).client == "case-system"


def test_an_issuer_that_names_no_audience_is_asked_for_none() -> None:
    assert tokens(audience="").prove(bearer(aud=None)).client == "case-system"


@pytest.mark.parametrize(
    ("authorization", "code"),
    [
        ("", "no_token"),
        ("Basic abc", "no_token"),
        ("Bearer", "no_token"),
        ("Bearer nonsense", "garbled"),
        (bearer(STRANGER), "signature"),
        (bearer(exp=time.time() - 3600), "expired"),
        (bearer(nbf=time.time() + 3600), "not_yet_valid"),
        (bearer(iss="https://other.example"), "issuer"),
        (bearer(aud="another"), "audience"),
        (bearer(exp=None), "claim_missing"),
        (bearer(client_id=None), "claim_missing"),
        (f"Bearer {KEY.sign(claims(), key_id='key-9')}", "unknown_key"),
        (f"Bearer {jwt.encode(claims(), 's' * 32, algorithm='HS256')}", "algorithm"),
        (f"Bearer {jwt.encode(claims(), '', algorithm='none')}", "algorithm"),
    ],
)
def test_anything_else_proves_nobody(authorization: str, code: str) -> None:
    with pytest.raises(RequestRejected) as fault:
        tokens().prove(authorization)
    assert fault.value.code == code


def test_without_an_issuer_no_token_counts() -> None:
    with pytest.raises(RequestRejected):
        AccessTokens(None).prove(bearer())


@pytest.mark.parametrize(
    "found", [{}, pages({**DOCUMENT, "issuer": "https://other.example"}), {**pages(), f"{URL}/jwks": b"no"}]
)
def test_without_keys_to_go_by_nothing_can_be_said(found: dict[str, bytes]) -> None:
    with pytest.raises(Unavailable):
        tokens(found).prove(bearer())
