"""`python -m tools.release TEMPLATE`: makes a deployment a release of its own, so that all of it goes live.

SAM publishes a version where the code or a property in the template changes. A parameter's new value changes
neither: `$LATEST` gets it, alias `live` keeps the old one, and a workspace that was taken off the allow list
may still ask (aws/serverless-application-model#3820). A value of its own in each function moves the alias.
"""

from __future__ import annotations

import hashlib
import re
import sys
import time
from pathlib import Path

_PLACE = re.compile(
    r"^( +)AutoPublishAliasAllProperties: true\n(?: +AutoPublishCodeSha256: \w+\n)?", re.MULTILINE
)


def main() -> int:
    """Stamp a built template with the moment."""
    template = Path(sys.argv[1])
    template.write_text(stamped(template.read_text(encoding="utf-8"), name_of_now()), encoding="utf-8")
    return 0


def name_of_now() -> str:
    """A release's name: no other moment has it."""
    return hashlib.sha256(str(time.time_ns()).encode()).hexdigest()


def stamped(template: str, release: str) -> str:
    """The template with the release in every function. release: at least ten letters and digits."""
    line = f"\\1AutoPublishAliasAllProperties: true\n\\1AutoPublishCodeSha256: {release}\n"
    return _PLACE.sub(line, template)


if __name__ == "__main__":
    sys.exit(main())
