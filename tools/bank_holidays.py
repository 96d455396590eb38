"""`python -m tools.bank_holidays`: writes `domain/bank_holidays.py` anew, from the `holidays` package."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import holidays

FILE = Path(__file__).parents[1] / "layers" / "core" / "fingerpost" / "domain" / "bank_holidays.py"
NATIONS = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern ireland": "NIR"}
YEARS = 7
"""From last year on."""

_HEAD = '''"""The bank holidays of the four nations, as the `holidays` package has them (ADR 113).

Importing that package costs 0.4 s of CPU, for which nobody waits who rings at five o'clock. So it writes this
table, `python -m tools.bank_holidays`, and a test holds the table to it.
"""

from __future__ import annotations

DAYS: dict[str, dict[int, str]] = {
'''


def table(first: int) -> str:
    """The module's text, from a year on."""
    lines = [_HEAD.rstrip("\n")]
    for nation in NATIONS:
        lines.append(f'    "{nation}": {{')
        lines += [f'        {year}: "{in_year(nation, year)}",' for year in range(first, first + YEARS)]
        lines.append("    },")
    return "\n".join((*lines, "}", ""))


def in_year(nation: str, year: int) -> str:
    """The days of one year, as `12-25 12-26`."""
    days = holidays.country_holidays("GB", subdiv=NATIONS[nation], years=year)
    return " ".join(day.strftime("%m-%d") for day in sorted(days))


def main() -> int:
    """0 when it is written."""
    FILE.write_text(table(date.today().year - 1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
