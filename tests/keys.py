"""A wrapping key that stays in memory, for tests and benchmarks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import tink  # type: ignore[import-untyped]
from tink import aead

from fingerpost.domain.errors import Unavailable


def _new_key() -> aead.Aead:
    aead.register()
    return tink.new_keyset_handle(aead.aead_key_templates.AES256_GCM).primitive(aead.Aead)


@dataclass(frozen=True)
class KeyInMemory:
    """Wraps and unwraps as KMS does: in another context nothing opens."""

    aead: aead.Aead = field(default_factory=_new_key)

    def wrap(self, plain: bytes, context: Mapping[str, str]) -> bytes:
        """Encrypt, bound to the context."""
        return bytes(self.aead.encrypt(plain, _bound(context)))

    def unwrap(self, wrapped: bytes, context: Mapping[str, str]) -> bytes:
        """Decrypt. Raises Unavailable, as the call of KMS does."""
        try:
            return bytes(self.aead.decrypt(wrapped, _bound(context)))
        except tink.TinkError as fault:
            raise Unavailable("kms Decrypt: 400 InvalidCiphertextException") from fault


def _bound(context: Mapping[str, str]) -> bytes:
    return json.dumps(dict(context), sort_keys=True).encode()
