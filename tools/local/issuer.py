"""A small OpenID Connect issuer for the local stack: client credentials to signed access tokens.

Clients are made up as they come, with a secret that is derived from their name: it is for one machine alone.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from tools.local import servers
from tools.local.commands import quiet_environment
from tools.local.places import ROOT
from tools.local.servers import Server
from tools.teams.signing import ConnectorKey, key_set

NAME = "issuer"
AUDIENCE = "fingerpost"
TOKEN_SECONDS = 600
SCOPES = "feed.read feed.write"


def address(port: int) -> str:
    """Where it is, and what it calls itself."""
    return f"http://127.0.0.1:{port}"


def secret_of(client: str) -> str:
    """The secret of a client, as an administrator of the issuer would have given it."""
    return hashlib.sha256(f"local secret of {client}".encode()).hexdigest()


def server(port: int) -> Server:
    """The issuer as a server."""
    return Server(NAME, f"{address(port)}/.well-known/openid-configuration")


def start(port: int) -> None:
    """Start it. Raises LocalStackTrouble."""
    command = [sys.executable, "-m", "tools.local.issuer", "--port", str(port)]
    server(port).start(command, quiet_environment(), ROOT)


def stop() -> bool:
    """End it; True when it was running."""
    return servers.stop(NAME)


def described(port: int) -> dict[str, str]:
    """Its part of the stack file."""
    return {"issuer": address(port), "token_url": f"{address(port)}/token"}


class Issuing(BaseHTTPRequestHandler):
    """Discovery, keys and tokens."""

    key = ConnectorKey("local-issuer")
    issuer = ""

    def do_GET(self) -> None:
        """The two documents."""
        if self.path == "/.well-known/openid-configuration":
            told = {"issuer": self.issuer, "token_endpoint": f"{self.issuer}/token"}
            return self._say(200, {**told, "jwks_uri": f"{self.issuer}/jwks"})
        if self.path == "/jwks":
            return self._say(200, json.loads(key_set(self.key)))
        return self._say(404, {"error": "not_found"})

    def do_POST(self) -> None:
        """A token for client credentials, by Basic or in the form (RFC 6749, 4.4)."""
        form = parse_qs(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())
        asked = {name: values[0] for name, values in form.items()}
        client, secret = self._credentials(asked)
        if asked.get("grant_type") != "client_credentials":
            return self._say(400, {"error": "unsupported_grant_type"})
        if not client or secret != secret_of(client):
            return self._say(401, {"error": "invalid_client"})
        token = self.key.sign(self._claims(client, asked.get("scope", SCOPES)))
        told = {"access_token": token, "token_type": "Bearer", "expires_in": TOKEN_SECONDS}
        return self._say(200, told)

    def _credentials(self, asked: dict[str, str]) -> tuple[str, str]:
        scheme, _, basic = self.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "basic":
            return asked.get("client_id", ""), asked.get("client_secret", "")
        client, _, secret = base64.b64decode(basic).decode().partition(":")
        return client, secret

    def _claims(self, client: str, scope: str) -> dict[str, Any]:
        now = int(time.time())
        told = {"iss": self.issuer, "aud": AUDIENCE, "sub": client, "client_id": client, "scope": scope}
        return {**told, "nbf": now - 5, "exp": now + TOKEN_SECONDS}

    def _say(self, status: int, body: dict[str, Any]) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nothing: a request line may hold a secret."""


def main() -> None:
    """Serve until it is ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    port = parser.parse_args().port
    Issuing.issuer = address(port)
    ThreadingHTTPServer(("127.0.0.1", port), Issuing).serve_forever()


if __name__ == "__main__":
    main()
