"""Compares the table of prices with AWS's own price list, as it is published today for everybody."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import urllib3

from tools.cli.costing.prices import Price, Prices

_LIST = "https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/{service}/current/{region}/index.csv"
_PREFACE = 5
"""Lines before the heading of a price list's file."""


@dataclass(frozen=True)
class Compared:
    """listed: dollars for one unit in AWS's list, None where it has no such line."""

    price: Price
    listed: float | None

    @property
    def agrees(self) -> bool:
        """To a thousandth."""
        ours = self.price.dollars / self.price.per
        return self.listed is not None and abs(self.listed - ours) <= ours / 1_000


def compared(prices: Prices, lines_of: Callable[[str, str], Iterable[str]]) -> Iterator[Compared]:
    """Every price beside the list's. lines_of: a service's file of a region, line by line."""
    services = sorted({price.service for price in prices.prices.values()})
    listed = {service: _first_tiers(lines_of(service, prices.region)) for service in services}
    for price in prices.prices.values():
        yield Compared(price, listed[price.service].get(price.usage))


def published(service: str, region: str) -> Iterator[str]:
    """A service's file, as AWS publishes it without asking who reads it. Raises urllib3's errors."""
    answer = urllib3.request("GET", _LIST.format(service=service, region=region), preload_content=False)
    yield from (line.decode() for line in answer)


def _first_tiers(lines: Iterable[str]) -> dict[str, float]:
    """Dollars for one unit of each usage type, of its first tier that costs anything."""
    numbered = iter(lines)
    for _ in range(_PREFACE):
        next(numbered, "")
    found: dict[str, float] = {}
    for row in csv.DictReader(numbered):
        if row.get("TermType") == "OnDemand" and _dollars(row) > 0:
            found.setdefault(row["usageType"], _dollars(row))
    return found


def _dollars(row: Mapping[str, str]) -> float:
    return float(row.get("PricePerUnit") or 0)
