"""What went wrong while bringing the local stack up, in words that say what to do."""


class LocalStackTrouble(Exception):
    """The local stack cannot go on.

    what: one sentence on what failed; next_step: one sentence on what the reader can do.
    """

    def __init__(self, what: str, next_step: str) -> None:
        super().__init__(f"{what}\n  What to do: {next_step}")
