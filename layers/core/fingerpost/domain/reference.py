"""References: what people read to each other over the telephone instead of a name."""

from __future__ import annotations

import hashlib
import re

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U to mishear or misread
_LOOKALIKES = str.maketrans({"I": "1", "L": "1", "O": "0"})
_PATTERN = re.compile(r"FP-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}")


def reference_from(seed: bytes) -> str:
    """A reference such as FP-7K3MX-2Q9DT (50 bits) that is always the same for the same seed."""
    number = int.from_bytes(hashlib.sha256(seed).digest()[:8], "big") >> 14
    letters = "".join(_ALPHABET[(number >> shift) & 31] for shift in range(45, -1, -5))
    return f"FP-{letters[:5]}-{letters[5:]}"


def read_reference(text: str) -> str | None:
    """The reference somebody typed or read out, or None: case, spaces and look-alikes do not matter."""
    letters = re.sub(r"[\s-]", "", text).upper().removeprefix("FP").translate(_LOOKALIKES)
    reference = f"FP-{letters[:5]}-{letters[5:]}"
    return reference if _PATTERN.fullmatch(reference) else None


def reference_written(text: str) -> str | None:
    """The reference that a message is, or None. It has to begin with FP: any ten letters could be a name."""
    return read_reference(text) if re.match(r"\s*FP[\s-]", text, re.IGNORECASE) else None
