"""`python -m tools.calendar FIRST LAST`: writes the bank holidays of these years."""

from __future__ import annotations

import json
import sys

from fingerpost.domain.bank_holidays import TABLE, Nation
from tools.calendar.days import days_of


def main(first: int, last: int) -> None:
    """Write the table anew."""
    years = range(first, last + 1)
    table = {str(nation): [day.isoformat() for day in days_of(nation, years)] for nation in Nation}
    TABLE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
