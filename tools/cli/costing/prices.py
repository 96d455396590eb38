"""The dated table of prices, and a line of a bill."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PRICES_FILE = Path(__file__).parent / "prices.json"


@dataclass(frozen=True)
class Price:
    """dollars for so many (`per`) of a unit. service, usage: how AWS's price list names it."""

    key: str
    dollars: float
    per: int
    unit: str
    service: str
    usage: str
    source: str


@dataclass(frozen=True)
class Prices:
    """dated: the day the table was made. derived: keys of those that were not read from a London file."""

    dated: str
    region: str
    dollars_a_pound: float
    sources: Mapping[str, str]
    prices: Mapping[str, Price]

    def line(self, name: str, quantity: float, key: str, because: str) -> BillLine:
        """One line. Raises KeyError where the table has no such price."""
        return BillLine(name, quantity, self.prices[key], because)

    @property
    def derived(self) -> tuple[str, ...]:
        """What was worked out and not read."""
        return tuple(key for key, price in self.prices.items() if price.source == "derived")


@dataclass(frozen=True)
class BillLine:
    """What one thing costs in a year. because: where the quantity comes from, in words and figures."""

    name: str
    quantity: float
    price: Price
    because: str

    @property
    def dollars(self) -> float:
        """Quantity times price."""
        return self.quantity / self.price.per * self.price.dollars


def price_table(file: Path = PRICES_FILE) -> Prices:
    """What stands in the file."""
    told = json.loads(file.read_text(encoding="utf-8"))
    prices = {key: Price(key, **each) for key, each in told["prices"].items()}
    return Prices(told["dated"], told["region"], told["dollars_a_pound"], told["sources"], prices)
