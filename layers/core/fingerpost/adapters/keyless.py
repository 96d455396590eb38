"""A keyring for functions whose role may not unwrap one: it stands where a key would and opens nothing."""

from __future__ import annotations

from fingerpost.adapters.keyring import Keyring
from fingerpost.domain.errors import Unavailable


class _NoKey:
    def encrypt(self, plain: bytes, place: bytes) -> bytes:
        """Refuse: this function never has anything to put into a box."""
        raise Unavailable("this function holds no key")

    def decrypt(self, box: bytes, place: bytes) -> bytes:
        """Refuse: this function has no business with what is in a box."""
        raise Unavailable("this function holds no key")


def no_keyring() -> Keyring:
    """Makes no token; raises Unavailable for every box."""
    return Keyring(prfs=(), aead=_NoKey())
