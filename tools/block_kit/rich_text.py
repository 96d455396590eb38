"""Shapes of rich_text: the only block whose text Slack never parses, so where user text belongs."""

from tools.block_kit.shapes import (
    Fields,
    Shape,
    anything,
    array,
    boolean,
    by_type,
    one_of,
    record,
    string,
    whole_number,
)

# Slack publishes no count for the parts of one block; this keeps a runaway loop from passing.
MANY = 1000
LONGEST_TEXT = 3000

_STYLE = record(
    {},
    dict.fromkeys(("bold", "italic", "strike", "code", "underline", "highlight"), boolean),
)


def _inline(required: Fields, optional: Fields | None = None) -> Shape:
    return record({"type": anything, **required}, {"style": _STYLE, **(optional or {})})


_PLAIN_INLINE: dict[str, Shape] = {
    "text": _inline({"text": string(LONGEST_TEXT)}),
    "link": _inline({"url": string(3000)}, {"text": string(LONGEST_TEXT), "unsafe": boolean}),
}

_INLINE: dict[str, Shape] = {
    **_PLAIN_INLINE,
    "emoji": _inline({"name": string(255)}, {"unicode": string(255)}),
    "user": _inline({"user_id": string(255)}),
    "usergroup": _inline({"usergroup_id": string(255)}),
    "channel": _inline({"channel_id": string(255)}),
    "broadcast": _inline({"range": one_of("here", "channel", "everyone")}),
    "color": _inline({"value": string(7)}),
    "date": _inline(
        {"timestamp": whole_number(0, 9_999_999_999), "format": string(255)},
        {"url": string(3000), "fallback": string(LONGEST_TEXT)},
    ),
}

_BORDER = {"border": one_of(0, 1)}


def _holding(parts: Shape, optional: Fields | None = None, required: Fields | None = None) -> Shape:
    fields = {"type": anything, "elements": array(parts, MANY, fewest=0), **(required or {})}
    return record(fields, optional or {})


_SECTION = _holding(by_type(_INLINE, "a rich_text_section"))

_PARTS: dict[str, Shape] = {
    "rich_text_section": _SECTION,
    "rich_text_quote": _holding(by_type(_INLINE, "a rich_text_quote"), _BORDER),
    "rich_text_preformatted": _holding(
        by_type(_PLAIN_INLINE, "a rich_text_preformatted"), {**_BORDER, "language": string(255)}
    ),
    "rich_text_list": _holding(
        by_type({"rich_text_section": _SECTION}, "a rich_text_list"),
        {**_BORDER, "indent": whole_number(0, 8), "offset": whole_number(0, 9999)},
        {"style": one_of("bullet", "ordered")},
    ),
}

RICH_TEXT = record(
    {"type": one_of("rich_text"), "elements": array(by_type(_PARTS, "a rich_text block"), MANY)},
    {"block_id": string(255)},
)
