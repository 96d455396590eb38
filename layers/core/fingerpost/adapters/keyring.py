"""The two keysets everything of a child rests on: tokens (a PRF) and boxes (authenticated encryption).

Both are Tink keysets, wrapped by KMS and kept as JSON in one secret. A keyset may hold several keys: what is
new is written with the primary, what is read is tried with all. A key comes in two steps, so that no process
ever meets something made with a key it has not read yet: `add_key`, wait until every process has been
replaced, `promote_newest_key`.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Protocol

import tink  # type: ignore[import-untyped]
from tink import aead, prf, proto_keyset_format, secret_key_access

from fingerpost.domain.confidential import Confidential
from fingerpost.domain.errors import Unavailable
from fingerpost.domain.made_when_used import dataclass

TOKEN_BYTES = 16


class Purpose(StrEnum):
    """What a keyset is for; its name in the secret and in the encryption context."""

    TOKENS = "tokens"
    BOXES = "boxes"


class WrappingKey(Protocol):
    """A key that never leaves its service."""

    def wrap(self, plain: bytes, context: Mapping[str, str]) -> bytes:
        """Encrypt, bound to the context. Raises Unavailable."""

    def unwrap(self, wrapped: bytes, context: Mapping[str, str]) -> bytes:
        """Decrypt what was wrapped in the same context. Raises Unavailable."""


class BoxDoesNotOpen(Unavailable):
    """A box was changed, moved to another item, or sealed with a key that is not in the keyring."""


@dataclass(frozen=True, repr=False)
class Keyring(Confidential):
    """The keysets, opened. Lives in memory only. token_key, box_key: ids of what is written with."""

    prfs: tuple[prf.Prf, ...]
    aead: aead.Aead
    token_key: int = 0
    box_key: int = 0

    @property
    def generation(self) -> str:
        """Which keys are written with, by their public ids."""
        return f"{self.token_key}-{self.box_key}"

    def token(self, text: str) -> str:
        """What is written: the text under the primary key, 16 bytes as base64url (22 characters)."""
        return _token(self.prfs[0], text)

    def tokens(self, text: str) -> tuple[str, ...]:
        """What is looked for: the text under every key, the primary first."""
        return tuple(_token(each, text) for each in self.prfs)

    def encrypt(self, plain: bytes, place: str) -> bytes:
        """A box that opens only in this place (the key of its item)."""
        sealed: bytes = self.aead.encrypt(plain, place.encode())
        return sealed

    def decrypt(self, box: bytes, place: str) -> bytes:
        """What is in a box. Raises BoxDoesNotOpen."""
        try:
            plain: bytes = self.aead.decrypt(box, place.encode())
        except tink.TinkError as fault:
            raise BoxDoesNotOpen("box") from fault
        return plain


def key_of_box(box: bytes) -> int:
    """The id of the key that made a box: Tink writes it in front, after one byte of its own."""
    return int.from_bytes(box[1:5])


def _token(function: prf.Prf, text: str) -> str:
    return base64.urlsafe_b64encode(function.compute(text.encode(), TOKEN_BYTES)).rstrip(b"=").decode()


def create_keyring(key: WrappingKey, stack: str) -> str:
    """The secret of a new keyring, both keysets wrapped. Raises Unavailable."""
    _register()
    return json.dumps({each: _wrapped(_new_keyset(each), each, key, stack) for each in Purpose})


def open_keyring(secret: str, key: WrappingKey, stack: str) -> Keyring:
    """The keyring in a secret: two calls of KMS. Raises Unavailable."""
    _register()
    tokens = _unwrapped(secret, Purpose.TOKENS, key, stack)
    functions = tokens.primitive(prf.PrfSet)
    everyone = functions.all()
    others = [each for key_id, each in everyone.items() if key_id != functions.primary_id()]
    boxes = _unwrapped(secret, Purpose.BOXES, key, stack)
    ids = (handle.keyset_info().primary_key_id for handle in (tokens, boxes))
    return Keyring((functions.primary(), *others), boxes.primitive(aead.Aead), *ids)


def add_key(secret: str, purpose: Purpose, key: WrappingKey, stack: str) -> str:
    """The secret with one more key in one keyset: read with, not yet written with."""
    keyset = _opened(secret, purpose, key, stack)
    while True:
        newest = _keyset_of(_new_keyset(purpose)).key[0]
        if newest.key_id not in {each.key_id for each in keyset.key}:
            break
    keyset.key.append(newest)
    return _with(secret, purpose, keyset, key, stack)


def promote_newest_key(secret: str, purpose: Purpose, key: WrappingKey, stack: str) -> str:
    """The secret with the newest key of one keyset as the one that is written with."""
    keyset = _opened(secret, purpose, key, stack)
    keyset.primary_key_id = keyset.key[-1].key_id
    return _with(secret, purpose, keyset, key, stack)


def retire_old_keys(secret: str, purpose: Purpose, key: WrappingKey, stack: str) -> str:
    """The secret with only the key that is written with in one keyset. What others made is lost."""
    keyset = _opened(secret, purpose, key, stack)
    kept = [each for each in keyset.key if each.key_id == keyset.primary_key_id]
    del keyset.key[:]
    keyset.key.extend(kept)
    return _with(secret, purpose, keyset, key, stack)


def key_ids(secret: str, purpose: Purpose, key: WrappingKey, stack: str) -> tuple[int, tuple[int, ...]]:
    """The id of the key that is written with, and those of all as they were added. Raises Unavailable."""
    _register()
    told = _unwrapped(secret, purpose, key, stack).keyset_info()
    return told.primary_key_id, tuple(each.key_id for each in told.key_info)


@dataclass(frozen=True)
class WrappedBy:
    """What opens a wrapped keyring: its key, and the stack that its context names."""

    key: WrappingKey
    stack: str


def taken_over(secret: str, before: WrappedBy, after: WrappedBy) -> str:
    """The same keyring for another stack: each keyset opened as before, wrapped anew. Raises Unavailable."""
    _register()
    handles = {each: _unwrapped(secret, each, before.key, before.stack) for each in Purpose}
    return json.dumps(
        {each: _wrapped(handle, each, after.key, after.stack) for each, handle in handles.items()}
    )


def _register() -> None:
    """Tink's registry refuses nothing that is registered twice, and costs nothing then."""
    aead.register()
    prf.register()


def _new_keyset(purpose: Purpose) -> tink.KeysetHandle:
    templates = {
        Purpose.TOKENS: prf.prf_key_templates.HMAC_SHA256,
        Purpose.BOXES: aead.aead_key_templates.AES256_GCM,
    }
    return tink.new_keyset_handle(templates[purpose])


def _context(purpose: Purpose, stack: str) -> dict[str, str]:
    return {"stack": stack, "purpose": purpose.value}


class _Wrapping(aead.Aead):  # type: ignore[misc]  # Tink has no types
    """The wrapping key as Tink wants it; the context stands for the associated data."""

    def __init__(self, key: WrappingKey, context: Mapping[str, str]) -> None:
        self._key = key
        self._context = context

    def encrypt(self, plaintext: bytes, associated_data: bytes) -> bytes:
        return self._key.wrap(plaintext, self._context)

    def decrypt(self, ciphertext: bytes, associated_data: bytes) -> bytes:
        return self._key.unwrap(ciphertext, self._context)


def _wrapped(handle: tink.KeysetHandle, purpose: Purpose, key: WrappingKey, stack: str) -> str:
    wrapping = _Wrapping(key, _context(purpose, stack))
    return base64.b64encode(proto_keyset_format.serialize_encrypted(handle, wrapping, b"")).decode()


def _unwrapped(secret: str, purpose: Purpose, key: WrappingKey, stack: str) -> tink.KeysetHandle:
    wrapping = _Wrapping(key, _context(purpose, stack))
    try:
        wrapped = base64.b64decode(json.loads(secret)[purpose], validate=True)
        return proto_keyset_format.parse_encrypted(wrapped, wrapping, b"")
    except (ValueError, KeyError, TypeError, tink.TinkError) as fault:
        raise Unavailable(f"keyring: no {purpose} keyset") from fault


def _opened(secret: str, purpose: Purpose, key: WrappingKey, stack: str) -> Any:  # noqa: ANN401 - a protobuf
    _register()
    return _keyset_of(_unwrapped(secret, purpose, key, stack))


def _keyset_of(handle: tink.KeysetHandle) -> Any:  # noqa: ANN401 - a protobuf message without types
    """Tink for Python has no keyset manager: a key is added in the keyset's own message."""
    from tink.proto import tink_pb2  # type: ignore[import-untyped]

    plain = proto_keyset_format.serialize(handle, secret_key_access.TOKEN)
    return tink_pb2.Keyset.FromString(plain)


def _with(secret: str, purpose: Purpose, keyset: Any, key: WrappingKey, stack: str) -> str:  # noqa: ANN401
    handle = proto_keyset_format.parse(keyset.SerializeToString(), secret_key_access.TOKEN)
    return json.dumps({**json.loads(secret), purpose: _wrapped(handle, purpose, key, stack)})
