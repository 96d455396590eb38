"""The TLS context that everything a function sends may share."""

from __future__ import annotations

import ssl
from functools import cache


@cache
def tls_context() -> ssl.SSLContext:
    """One for all clients: loading the certificates costs more than the rest of a client."""
    return ssl.create_default_context()
