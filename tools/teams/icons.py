"""The app's icons, drawn here so that no binary stands in the repository: a fingerpost with two arms."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

Colour = tuple[int, int, int, int]
Draw = Callable[[float, float], Colour]

GREEN: Colour = (0x1D, 0x5C, 0x4D, 0xFF)
ACCENT = "#1D5C4D"
WHITE: Colour = (0xFF, 0xFF, 0xFF, 0xFF)
CLEAR: Colour = (0, 0, 0, 0)


def colour_icon() -> bytes:
    """192 x 192, white on green, with a margin: Teams rounds the corners."""
    return _png(192, lambda x, y: WHITE if _on_post((x - 0.15) / 0.7, (y - 0.15) / 0.7) else GREEN)


def outline_icon() -> bytes:
    """32 x 32, white on nothing."""
    return _png(32, lambda x, y: WHITE if _on_post(x, y) else CLEAR)


def _on_post(x: float, y: float) -> bool:
    """Whether a point of the unit square is on the post or one of its arms. y grows downwards."""
    post = 0.44 <= x <= 0.56 and 0.0 <= y <= 1.0
    right = 0.12 <= y <= 0.32 and 0.2 <= x <= 0.98 - abs(y - 0.22)
    left = 0.42 <= y <= 0.62 and 0.02 + abs(y - 0.52) <= x <= 0.8
    return post or right or left


def _png(size: int, draw: Draw) -> bytes:
    rows = b"".join(
        b"\x00" + b"".join(bytes(draw((x + 0.5) / size, (y + 0.5) / size)) for x in range(size))
        for y in range(size)
    )
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
