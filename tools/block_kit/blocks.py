"""Shapes of blocks, and which surface takes which."""

from tools.block_kit.elements import (
    ELEMENTS,
    IMAGE_ELEMENT,
    IMAGE_SOURCE,
    IN_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    URL,
)
from tools.block_kit.problems import Json, Problem, Problems
from tools.block_kit.rich_text import RICH_TEXT
from tools.block_kit.shapes import (
    Fields,
    Shape,
    anything,
    array,
    at_least_one,
    boolean,
    by_type,
    either_text,
    exactly_one,
    one_of,
    plain,
    record,
    string,
)

LONGEST_SECTION = 3000


def _block(required: Fields, optional: Fields, *rules: Shape) -> Shape:
    return record({"type": anything, **required}, {"block_id": string(255), **optional}, *rules)


def _action_ids_unique(block: Json, where: str) -> Problems:
    ids = [element.get("action_id") for element in block["elements"]]
    for position, action_id in enumerate(ids):
        if action_id and action_id in ids[:position]:
            yield Problem(f"{where}/elements/{position}/action_id", "duplicate", "action_id already exists")


_TEXT_OR_IMAGE: dict[str, Shape] = {
    "image": IMAGE_ELEMENT,
    "plain_text": either_text(2000),
    "mrkdwn": either_text(2000),
}

_CELLS: dict[str, Shape] = {
    "raw_text": record({"type": anything, "text": string(3000)}, {}),
    "rich_text": RICH_TEXT,
}

EVERYWHERE: dict[str, Shape] = {
    "actions": _block(
        {"elements": array(by_type(IN_ACTIONS, "an actions block"), 25)}, {}, _action_ids_unique
    ),
    "context": _block({"elements": array(by_type(_TEXT_OR_IMAGE, "a context block"), 10)}, {}),
    "divider": _block({}, {}),
    "header": _block({"text": plain(150)}, {}),
    "image": _block(
        {"alt_text": string(2000)},
        {**IMAGE_SOURCE, "title": plain(2000)},
        exactly_one("image_url", "slack_file"),
    ),
    "input": _block(
        {"label": plain(2000), "element": by_type(IN_INPUT, "an input block")},
        {"hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": RICH_TEXT,
    "section": _block(
        {},
        {
            "text": either_text(LONGEST_SECTION),
            "fields": array(either_text(2000), 10),
            "accessory": by_type(IN_SECTION, "a section accessory"),
            "expand": boolean,
        },
        at_least_one("text", "fields"),
    ),
    "video": _block(
        {"alt_text": string(2000), "title": plain(199), "thumbnail_url": URL, "video_url": URL},
        {
            "author_name": string(49),
            "description": plain(200),
            "provider_icon_url": URL,
            "provider_name": string(255),
            "title_url": URL,
        },
    ),
}

_BUTTONS_ONLY = {"button": ELEMENTS["button"]}

MESSAGES_ONLY: dict[str, Shape] = {
    "card": _block(
        {},
        {
            "title": either_text(150),
            "subtitle": either_text(150),
            "body": either_text(200),
            "icon": IMAGE_ELEMENT,
            "hero_image": IMAGE_ELEMENT,
            "actions": array(by_type(_BUTTONS_ONLY, "a card"), 25),
        },
        at_least_one("hero_image", "title", "actions", "body"),
    ),
    "file": _block({"external_id": string(255), "source": one_of("remote")}, {}),
    "markdown": _block({"text": string(12_000)}, {}),
    "table": _block(
        {"rows": array(array(by_type(_CELLS, "a table cell"), 20), 100)},
        {"column_settings": array(anything, 20)},
    ),
    # Known to be for messages only, and never sent by this product: their insides are not looked into.
    **dict.fromkeys(("carousel", "context_actions", "data_table", "plan", "task_card"), anything),
}

MODALS_ONLY: dict[str, Shape] = {
    "alert": _block(
        {"text": either_text(LONGEST_SECTION)},
        {"level": one_of("default", "info", "warning", "error", "success")},
    ),
}

BLOCKS: dict[str, dict[str, Shape]] = {
    "message": EVERYWHERE | MESSAGES_ONLY,
    "modal": EVERYWHERE | MODALS_ONLY,
    "home": EVERYWHERE,
}
