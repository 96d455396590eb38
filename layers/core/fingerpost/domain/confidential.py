"""Values that must not print themselves."""

from __future__ import annotations


class Confidential:
    """Base of every value that holds something of a child: its text form is its type alone.

    Exceptions, logs, assertion messages and debuggers all print `repr`; none of them may carry a name.
    """

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    __str__ = __repr__
