"""`python -m tools.openapi`: writes docs/openapi anew from the routes; tests compare the two."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.keyless import no_keyring
from fingerpost.bootstrap import feeding_ports
from fingerpost.bootstrap.api import ports_over
from fingerpost.surfaces.rest.feed_routes import feed_handler
from fingerpost.surfaces.rest.handler import RestHandler, rest_handler
from fingerpost.usecases.directory.catalogue import administration
from fingerpost.usecases.feeds.catalogue import feeding

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "openapi"


def main() -> None:
    """Build the routes over nothing and write what they say of themselves."""
    nothing = Store("", "", "")
    _write("v1.json", rest_handler(administration(ports_over(nothing, frozenset())), "", {}))
    ports = feeding_ports.ports_over(nothing, no_keyring(), None)
    _write("v1-feed.json", feed_handler(feeding(ports), 50, date.today))


def _write(name: str, handler: RestHandler) -> None:
    document = json.dumps(json.loads(handler.openapi()), indent=2, ensure_ascii=False, sort_keys=True)
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / name).write_text(document + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
