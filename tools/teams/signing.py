"""Signs as the Bot Connector signs, with a key of our own: the bot checks as it does in production."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

ISSUER = "https://api.botframework.com"
TOKEN_SECONDS = 3600


def _new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(frozen=True)
class ConnectorKey:
    """A signing key and what is published of it. endorsements: the channels it may sign for."""

    key_id: str = "local-connector"
    endorsements: tuple[str, ...] = ("msteams",)
    private: rsa.RSAPrivateKey = field(default_factory=_new_key, repr=False)

    def published(self) -> dict[str, Any]:
        """The key as it stands in the key set."""
        public = json.loads(RSAAlgorithm.to_jwk(self.private.public_key()))
        return {**public, "kid": self.key_id, "use": "sig", "endorsements": list(self.endorsements)}

    def sign(self, claims: Mapping[str, Any], *, key_id: str = "") -> str:
        """A token with these claims. key_id: another name for the key than its own."""
        headers = {"kid": key_id or self.key_id}
        return jwt.encode(dict(claims), self.private, algorithm="RS256", headers=headers)


def key_set(*keys: ConnectorKey) -> str:
    """The JWKS document of these keys."""
    return json.dumps({"keys": [key.published() for key in keys]})


def connector_claims(app_id: str, service_url: str, now: float) -> dict[str, Any]:
    """What the connector claims of a request to a bot. now: seconds since 1970."""
    return {
        "iss": ISSUER,
        "aud": app_id,
        "nbf": int(now) - 60,
        "exp": int(now) + TOKEN_SECONDS,
        "serviceurl": service_url,
    }
