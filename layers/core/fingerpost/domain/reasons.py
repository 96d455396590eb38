"""The configured reasons (A5): why somebody asks. Codes go into the ledger, labels onto the form."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "safeguarding": "Worried about a child's safety",
    "assessment": "Assessment under way",
    "planning": "Planning or reviewing support",
    "moved_in": "Child has moved into the area",
    "missing": "Child missing or not seen",
    "new_to_service": "New to our service",
    "meeting": "Preparing a meeting of services",
}
