"""`python -m tools.openapi`: writes docs/openapi/v1.json anew from the routes; a test compares the two."""

from __future__ import annotations

import json
from pathlib import Path

from fingerpost.adapters.dynamodb.store import Store
from fingerpost.bootstrap.api import ports_over
from fingerpost.surfaces.rest.handler import rest_handler
from fingerpost.usecases.directory.catalogue import administration

DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "openapi" / "v1.json"


def main() -> None:
    """Build the routes over nothing and write what they say of themselves."""
    handler = rest_handler(administration(ports_over(Store("", "", ""), frozenset())), "", {})
    document = json.dumps(json.loads(handler.openapi()), indent=2, ensure_ascii=False, sort_keys=True)
    DOCUMENT.parent.mkdir(exist_ok=True)
    DOCUMENT.write_text(document + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
