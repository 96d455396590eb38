"""What may be shown of a count: nothing that tells of one to four people, and nothing to subtract it from."""

from __future__ import annotations

SMALL = 5
TOO_FEW = f"fewer than {SMALL}"


def shown(count: int) -> int | None:
    """Rounded to the nearest five, so that no difference of two tells a small one; None for one to four."""
    if 0 < count < SMALL:
        return None
    return SMALL * ((count + SMALL // 2) // SMALL)


def in_words(count: int) -> str:
    """As it stands in a table."""
    rounded = shown(count)
    return TOO_FEW if rounded is None else f"{rounded:,}"


def rate(part: int, whole: int) -> int | None:
    """Per cent of what is shown of both; None where either is too small, or there is nothing to divide by."""
    of_part, of_whole = shown(part), shown(whole)
    return None if of_part is None or not of_whole else round(100 * min(1, of_part / of_whole))
