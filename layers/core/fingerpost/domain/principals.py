"""What AWS calls whoever signed a request, and the name that lasts behind it."""

from __future__ import annotations

import re

_SESSION = re.compile(r"arn:(?P<partition>[^:]+):sts::(?P<account>\d*):assumed-role/(?P<role>[^/]+)/.+")
_PATH = re.compile(r"(?P<kind>:(?:role|user)/)(?:.+/)?(?P<name>[^/]+)")


def lasting_arn(arn: str) -> str:
    """The user or role behind an ARN, without its path: a session of a role is the role.

    The ARN of a session lacks the path, and within an account no two roles or users share a name.
    """
    session = _SESSION.fullmatch(arn)
    if session:
        return f"arn:{session['partition']}:iam::{session['account']}:role/{session['role']}"
    return _PATH.sub(r"\g<kind>\g<name>", arn)
