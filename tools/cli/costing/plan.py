"""The bill of a planned deployment: its size and its habits, times measured units, times prices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tools.cli.costing.prices import BillLine, Prices
from tools.cli.costing.units import ActUnits, Units

DAYS = 365
MONTHS = 12
GB = 1e9
LEDGER_YEARS = 6
"""How long lines of the ledger are kept; a deployment of that age holds them all."""

READ_BYTES = 8_192
"""To a read unit where the newest write need not be seen."""
PERSON_BYTES = 2_000
LONG_POLLS = 648_000
"""A month: five pollers of 20 seconds, whether anything comes or not."""

CPU_SHARE = 1_024 / 1_769
"""Of a core: Lambda gives a whole one at 1,769 MB (docs.aws.amazon.com/lambda, configuration-memory)."""


@dataclass(frozen=True)
class Habits:
    """What is assumed beside the three figures of a plan; all of it is printed with the bill.

    recordings: for each ask. notices: for each recording. other_requests: that an ask brings with it beside
    the form and the answer (the start page, buttons, Slack's events). waiting_ms: of an ask, for DynamoDB,
    Slack, and until all answers of its kind are ready (ADR 27). reply_bytes, log_bytes: of each request.
    environments: of functions, busy for hours_a_day, each with so many connections to DynamoDB, which asks
    KMS anew for each of them and each table every five minutes. cold_starts: a day.
    """

    recordings: float = 0.1
    notices: float = 3.0
    other_requests: float = 1.0
    waiting_ms: float = 450.0
    reply_bytes: float = 6_000.0
    log_bytes: float = 650.0
    environments: float = 20.0
    hours_a_day: float = 10.0
    connections: float = 16.0
    cold_starts: float = 2_000.0


@dataclass(frozen=True)
class Fixtures:
    """What a stack has by itself, counted in template.yaml by a test."""

    alarms: int = 22
    metrics: int = 115
    keys: int = 7
    secrets: int = 3
    log_days: int = 90


@dataclass(frozen=True)
class Plan:
    """year: of the deployment's life; by the seventh the ledger holds all the years it ever will."""

    children: int
    practitioners: int
    asks_a_day: int
    year: int = LEDGER_YEARS + 1
    habits: Habits = field(default_factory=Habits)
    fixtures: Fixtures = field(default_factory=Fixtures)

    @property
    def asks(self) -> float:
        """In a year."""
        return self.asks_a_day * DAYS

    @property
    def recordings(self) -> float:
        """In a year."""
        return self.asks * self.habits.recordings

    @property
    def notices(self) -> float:
        """In a year."""
        return self.recordings * self.habits.notices

    @property
    def requests(self) -> float:
        """Through the API in a year: the form, the answer, and what comes beside them."""
        return self.asks * (2 + self.habits.other_requests)

    @property
    def years_held(self) -> float:
        """Of the ledger, on average over the year."""
        return min(self.year - 0.5, LEDGER_YEARS)


@dataclass(frozen=True)
class PlannedBill:
    """Every line of a plan's year."""

    plan: Plan
    units: Units
    prices: Prices

    def lines(self) -> list[BillLine]:
        """The dearest first."""
        made = [*self._tables(), *self._storage(), *self._requests(), *self._watching(), *self._keys()]
        return sorted(made, key=lambda line: -line.dollars)

    def _acts(self) -> Iterator[tuple[str, float, ActUnits]]:
        for name, times in (
            ("ask", self.plan.asks),
            ("record", self.plan.recordings),
            ("notice", self.plan.notices),
        ):
            yield name, times, self.units.acts[name]

    # -------------------------------------------------------------- tables

    def _tables(self) -> Iterator[BillLine]:
        for table, key in (
            ("index", "write_unit"),
            ("casework", "write_unit"),
            ("ledger", "rare_write_unit"),
        ):
            written = [(name, times, units.writes[table]) for name, times, units in self._acts()]
            yield self._line(f"writes to the {table} table", _total(written), key, _because(written))
        for table in ("index", "casework"):
            read = [(name, times, units.reads[table]) for name, times, units in self._acts()]
            yield self._line(f"reads of the {table} table", _total(read), "read_unit", _because(read))
        sealed = self._bytes_a_year("ledger")[0] * GB / READ_BYTES
        yield self._line("reads of the ledger", sealed, "rare_read_unit", "sealing reads each line once")

    # -------------------------------------------------------------- storage

    def _storage(self) -> Iterator[BillLine]:
        child = self.units.acts["child"].kept_bytes["index"]
        because = f"{self.plan.children:,} children of {child:,.0f} bytes"
        yield from self._kept("children", self.plan.children * child / GB, because)
        yield from self._ledger_held()
        held = [sum(self._bytes_a_year(table)) for table in ("index", "casework")]
        people = self.plan.practitioners * PERSON_BYTES / GB
        told = (
            f"a year's {sum(held):,.1f} GB, and {self.plan.practitioners:,} people of {PERSON_BYTES:,} bytes"
        )
        yield from self._kept("involvements, notices, people", sum(held) + people, told)

    def _ledger_held(self) -> Iterator[BillLine]:
        own, copies = self._bytes_a_year("ledger")
        held = self.plan.years_held
        told = f"{own:,.0f} GB a year, {held:g} years held"
        copied = f"{told}, with {copies:,.0f} GB a year in its two indexes"
        yield self._line("ledger, stored", (own + copies) * held * MONTHS, "rare_table_gb", copied)
        yield self._line("ledger, recoverable", own * held * MONTHS, "recovery_gb", told)

    def _kept(self, name: str, held: float, because: str) -> Iterator[BillLine]:
        yield self._line(f"{name}, stored", held * MONTHS, "table_gb", because)
        yield self._line(f"{name}, recoverable", held * MONTHS, "recovery_gb", because)

    def _bytes_a_year(self, table: str) -> tuple[float, float]:
        """GB that a year's acts leave in a table, and in its indexes."""
        own = sum(times * units.kept_bytes[table] for _, times, units in self._acts())
        copies = sum(times * units.copied_bytes[table] for _, times, units in self._acts())
        return own / GB, copies / GB

    # -------------------------------------------------------------- requests

    def _requests(self) -> Iterator[BillLine]:
        plan, habits = self.plan, self.plan.habits
        told = f"{plan.asks:,.0f} asks of {2 + habits.other_requests:g} requests"
        yield self._line("API Gateway", plan.requests, "api_request", told)
        runs = plan.requests + 2 * plan.notices + DAYS * 24 * 60
        told = f"{told}, two runs for each notice, a clock each minute"
        yield self._line("Lambda, runs", runs, "lambda_request", told)
        yield self._line("Lambda, time", *self._time())
        cold = habits.cold_starts * DAYS * 2.0
        told = f"{habits.cold_starts:,g} a day of 2 GB-seconds"
        yield self._line("cold starts", cold, "lambda_gb_second", told)
        queued = plan.notices * 3 + LONG_POLLS * MONTHS
        yield self._line("queue", queued, "queue_request", "three for each notice, and long polls")
        out = plan.requests * habits.reply_bytes / GB
        yield self._line("data out", out, "data_out_gb", f"{habits.reply_bytes:,.0f} bytes a request")

    def _time(self) -> tuple[float, str, str]:
        """GB-seconds: an ask at 1 GB, a recording or a notice half as long at 0.5 GB."""
        plan, waiting = self.plan, self.plan.habits.waiting_ms
        seconds = (self.units.ask_cpu_ms / CPU_SHARE + waiting) / 1_000
        busy = (plan.asks + (plan.recordings + plan.notices) / 4) * seconds
        told = (
            f"asks of {self.units.ask_cpu_ms:g} ms CPU at {CPU_SHARE:.2f} of a core, {waiting:g} ms waiting"
        )
        return busy, "lambda_gb_second", f"{told}; other acts a quarter of that"

    # -------------------------------------------------------------- logs, metrics, keys

    def _watching(self) -> Iterator[BillLine]:
        fixed, each = self.plan.fixtures, self.plan.habits.log_bytes
        logged = (self.plan.requests + 2 * self.plan.notices) * each / GB
        told = f"{each:g} bytes a run: the API's line and the function's"
        yield self._line("logs, written", logged, "log_gb", told)
        held = logged * fixed.log_days / DAYS * MONTHS
        yield self._line("logs, kept", held, "log_gb_month", f"{fixed.log_days} days of them")
        yield self._line("metrics", fixed.metrics * MONTHS, "metric_month", f"{fixed.metrics} of them")
        yield self._line("alarms", fixed.alarms * MONTHS, "alarm_month", f"{fixed.alarms} of them")

    def _keys(self) -> Iterator[BillLine]:
        habits, fixed = self.plan.habits, self.plan.fixtures
        started = habits.cold_starts * DAYS * 2
        asked = habits.environments * habits.connections * 3 * 12 * habits.hours_a_day * DAYS
        told = (
            f"{habits.environments:g} environments of {habits.connections:g} connections, 3 tables, "
            f"every 5 minutes, {habits.hours_a_day:g} hours a day; two for each cold start"
        )
        yield self._line("KMS, requests", asked + started, "kms_request", told)
        kept = fixed.keys * 3 * MONTHS
        yield self._line("KMS, keys", kept, "kms_key_month", f"{fixed.keys} keys, each rotated twice")
        yield self._line("secrets", fixed.secrets * MONTHS, "secret_month", f"{fixed.secrets} of them")
        yield self._line("secrets, read", started, "secret_request", "two for each cold start")

    def _line(self, name: str, quantity: float, key: str, because: str) -> BillLine:
        return self.prices.line(name, quantity, key, because)


def _total(each: list[tuple[str, float, float]]) -> float:
    return sum(times * units for _, times, units in each)


def _because(each: list[tuple[str, float, float]]) -> str:
    return " + ".join(f"{times:,.0f} {name}s of {units:g}" for name, times, units in each if units)
