"""The refusal matrix: what does not prove to come from Teams, about us, from our tenants, is turned away."""

from __future__ import annotations

import base64
import hmac
import json
import time
from collections.abc import Callable

import pytest

from fingerpost.domain.errors import RequestRejected, Unavailable
from fingerpost.surfaces.teams.verification import Request
from tests.fakes import FakeSeenRequests, Shelves
from tests.unit.surfaces.teams.scene import (
    OTHER_TENANT,
    SERVICE_URL,
    STRANGERS_KEY,
    TEAMS_KEY,
    TENANT,
    WEBCHAT_KEY,
    PublishedKeys,
    a_message,
    a_request,
    a_verification,
    claims,
)


def _part(of: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(of).encode()).rstrip(b"=").decode()


def _with_head(algorithm: str) -> str:
    return f"{_part({'alg': algorithm, 'typ': 'JWT', 'kid': 'teams-key'})}.{_part(claims())}"


def _unsigned() -> str:
    return f"{_with_head('none')}."


def _symmetric() -> str:
    """Signed with the published key as if it were a shared secret."""
    text, secret = _with_head("HS256"), json.dumps(TEAMS_KEY.published())
    signature = hmac.digest(secret.encode(), text.encode(), "sha256")
    return f"{text}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def _with_token(**changed: object) -> Request:
    return a_request(token=TEAMS_KEY.sign(claims(**changed)))


def _in(tenant: str, channel_tenant: str) -> Request:
    conversation = {"conversationType": "personal", "tenantId": tenant, "id": "a:one"}
    return a_request(a_message(conversation=conversation, channelData={"tenant": {"id": channel_tenant}}))


def _at(service_url: str) -> Request:
    signed = TEAMS_KEY.sign(claims(serviceurl=service_url))
    return a_request(a_message(serviceUrl=service_url), signed)


REFUSALS: dict[str, tuple[Callable[[], Request], str]] = {
    "no header": (lambda: a_request(token=""), "no_token"),
    "another scheme": (
        lambda: Request({"content-type": "application/json", "authorization": "Basic YTpi"}, b"{}"),
        "garbled",
    ),
    "garbage": (lambda: a_request(token="garbage"), "garbled"),
    "garbage that is not ASCII": (lambda: a_request(token="é.é.é"), "garbled"),
    "wrong audience": (lambda: _with_token(aud="another-app"), "audience"),
    "a list of audiences": (lambda: _with_token(aud=["another-app", claims()["aud"]]), "audience"),
    "wrong issuer": (lambda: _with_token(iss="https://sts.windows.net/other/"), "issuer"),
    "expired": (lambda: _with_token(exp=int(time.time()) - 301), "expired"),
    "not yet valid": (lambda: _with_token(nbf=int(time.time()) + 400), "not_yet_valid"),
    "missing exp": (lambda: _with_token(exp=None), "claim_missing"),
    "missing nbf": (lambda: _with_token(nbf=None), "claim_missing"),
    "missing audience": (lambda: _with_token(aud=None), "claim_missing"),
    "missing issuer": (lambda: _with_token(iss=None), "claim_missing"),
    "missing serviceurl claim": (lambda: _with_token(serviceurl=None), "claim_missing"),
    "signed with another key under a known id": (
        lambda: a_request(token=STRANGERS_KEY.sign(claims(), key_id="teams-key")),
        "signature",
    ),
    "unknown key id": (lambda: a_request(token=STRANGERS_KEY.sign(claims())), "unknown_key"),
    "HS256 with the public key": (lambda: a_request(token=_symmetric()), "algorithm"),
    "no signature": (lambda: a_request(token=_unsigned()), "algorithm"),
    "serviceUrl is not the token's": (
        lambda: a_request(a_message(serviceUrl="https://smba.trafficmanager.net/amer/")),
        "service_url",
    ),
    "no serviceUrl": (lambda: a_request(a_message(serviceUrl="")), "service_url"),
    "serviceUrl elsewhere, token alike": (lambda: _at("https://evil.example/uk/"), "service_host"),
    "serviceUrl beside Microsoft's": (lambda: _at("https://mine.trafficmanager.net/uk/"), "service_host"),
    "serviceUrl without TLS": (lambda: _at("http://smba.trafficmanager.net/uk/"), "service_host"),
    "serviceUrl with a user": (lambda: _at("https://smba.trafficmanager.net@evil.example/"), "service_host"),
    "key not endorsed": (lambda: a_request(token=WEBCHAT_KEY.sign(claims())), "endorsement"),
    "another channel": (lambda: a_request(a_message(channelId="webchat")), "endorsement"),
    "other tenant": (lambda: _in(OTHER_TENANT, OTHER_TENANT), "tenant"),
    "two tenants, one of them not ours": (lambda: _in(TENANT, OTHER_TENANT), "tenant"),
    "no tenant": (lambda: a_request(a_message(conversation={"id": "a:one"}, channelData={})), "tenant"),
    "no activity id": (lambda: a_request(a_message(id="")), "no_id"),
    "wrong content type": (lambda: a_request(content_type="text/plain"), "content_type"),
    "body of 1 MB": (lambda: a_request(a_message(text="x" * 1_000_000)), "too_large"),
    "invalid JSON": (lambda: Request(a_request().headers, b'{"type": "mess'), "not_json"),
    "JSON nested without end": (lambda: Request(a_request().headers, b"[" * 200_000), "not_json"),
    "JSON that is no object": (lambda: a_request(["message"]), "not_json"),
    "not UTF-8": (lambda: Request(a_request().headers, b'{"text": "\xff"}'), "not_json"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_is_turned_away_and_leaves_nothing_behind(case: str) -> None:
    # given a request that proves nothing
    request, code = REFUSALS[case][0](), REFUSALS[case][1]
    shelves = Shelves()
    # when it comes to the verification
    with pytest.raises(RequestRejected) as refused:
        a_verification(FakeSeenRequests(shelves), PublishedKeys()).verify(request)
    # then it is refused for that reason, and nothing was written
    assert refused.value.code == code
    assert shelves == Shelves()


def test_a_good_request_is_let_in() -> None:
    activity = a_verification(FakeSeenRequests(Shelves()), PublishedKeys()).verify(a_request())
    assert (activity.type, activity.identity.workspace, activity.service_url) == (
        "message",
        TENANT,
        SERVICE_URL,
    )


@pytest.mark.parametrize(("claim", "seconds"), [("exp", -240), ("nbf", 240)], ids=["past", "to come"])
def test_clocks_may_differ_by_five_minutes(claim: str, seconds: int) -> None:
    request = a_request(token=TEAMS_KEY.sign(claims(**{claim: int(time.time()) + seconds})))
    assert (
        a_verification(FakeSeenRequests(Shelves()), PublishedKeys()).verify(request).id == a_message()["id"]
    )


def test_the_same_activity_is_let_in_once() -> None:
    verification = a_verification(FakeSeenRequests(Shelves()), PublishedKeys())
    verification.verify(a_request())
    with pytest.raises(RequestRejected, match="replayed"):
        verification.verify(a_request())


def test_the_keys_are_fetched_once_for_many_requests() -> None:
    published = PublishedKeys()
    verification = a_verification(FakeSeenRequests(Shelves()), published)
    for number in range(3):
        verification.verify(a_request(a_message(id=f"activity-{number}")))
    assert published.fetched == 1


def test_made_up_key_ids_do_not_make_us_fetch_the_keys_again_and_again() -> None:
    published = PublishedKeys()
    verification = a_verification(FakeSeenRequests(Shelves()), published)
    for number in range(5):
        with pytest.raises(RequestRejected, match="unknown_key"):
            verification.verify(a_request(token=STRANGERS_KEY.sign(claims(), key_id=f"made-up-{number}")))
    assert published.fetched == 1


def test_without_keys_nobody_is_let_in_and_nobody_is_called_a_liar() -> None:
    def fetch() -> bytes:
        return b"<html>busy</html>"

    verification = a_verification(FakeSeenRequests(Shelves()), PublishedKeys())
    verification.tokens.keys.fetch = fetch  # type: ignore[attr-defined]
    with pytest.raises(Unavailable):
        verification.verify(a_request())


def test_two_chats_in_one_millisecond_are_two_messages() -> None:
    """Ids are moments in milliseconds: by the id alone, the second person would lose their message."""
    verification = a_verification(FakeSeenRequests(Shelves()), PublishedKeys())
    for conversation_id in ("a:one", "a:two"):
        conversation = {"conversationType": "personal", "tenantId": TENANT, "id": conversation_id}
        sent = verification.verify(a_request(a_message(id="1772445600000", conversation=conversation)))
        assert sent.conversation_id == conversation_id
    with pytest.raises(RequestRejected, match="replayed"):
        verification.verify(a_request(a_message(id="1772445600000", conversation=conversation)))
