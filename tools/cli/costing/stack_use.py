"""What a stack used, by CloudWatch and by DynamoDB's own description of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tools.cli.costing.plan import DAYS, GB, MONTHS
from tools.cli.costing.prices import BillLine, Prices
from tools.cli.deployment import Deployment

_TABLES = {"index": "IndexTableName", "casework": "CaseworkTableName", "ledger": "LedgerTableName"}
_FUNCTIONS = ("Slack", "Teams", "Api", "Fanout", "Deliver", "Seal")
_LOGS = ("functions", "api")
_VERBS = {"write": "writes to", "read": "reads of"}
_RARE = "STANDARD_INFREQUENT_ACCESS"

NOT_MEASURED = (
    "CloudWatch counts no requests to KMS or Secrets Manager, no metrics, no data out: "
    "a plan of the same size estimates them (--children, --practitioners, --asks-a-day)."
)


@dataclass(frozen=True)
class StackBill:
    """A stack's last days, as if a year were like them. until: now; days: how many are looked at."""

    deployment: Deployment
    prices: Prices
    until: datetime
    days: int

    def lines(self) -> list[BillLine]:
        """The dearest first."""
        made = [*self._tables(), *self._runs(), *self._logs(), self._gateway(), self._queue()]
        return sorted(made, key=lambda line: -line.dollars)

    # -------------------------------------------------------------- parts

    def _tables(self) -> Iterator[BillLine]:
        dynamodb = self.deployment.client("dynamodb")
        for name, output in _TABLES.items():
            table = dynamodb.describe_table(TableName=self.deployment.outputs[output])["Table"]
            rare = "rare_" if table.get("TableClassSummary", {}).get("TableClass") == _RARE else ""
            for verb, words in _VERBS.items():
                used = self._consumed(table, f"Consumed{verb.title()}CapacityUnits")
                told = f"{used:,.0f} in {self.days} days"
                yield self._line(f"{words} the {name} table", self._a_year(used), f"{rare}{verb}_unit", told)
            own = float(table.get("TableSizeBytes", 0))
            copies = sum(float(one.get("IndexSizeBytes", 0)) for one in _indexes(table))
            told = f"{(own + copies) / GB:,.2f} GB now, its indexes with it"
            yield self._line(f"{name}, stored", (own + copies) / GB * MONTHS, f"{rare}table_gb", told)
            yield self._line(
                f"{name}, recoverable", own / GB * MONTHS, "recovery_gb", f"{own / GB:,.2f} GB now"
            )

    def _consumed(self, table: Mapping[str, Any], metric: str) -> float:
        name = {"TableName": str(table["TableName"])}
        indexed = [{**name, "GlobalSecondaryIndexName": str(one["IndexName"])} for one in _indexes(table)]
        return sum(self._sum("AWS/DynamoDB", metric, dimensions) for dimensions in (name, *indexed))

    def _runs(self) -> Iterator[BillLine]:
        functions = self.deployment.client("lambda")
        runs = busy = 0.0
        for function in _FUNCTIONS:
            name = self.deployment.outputs[f"{function}FunctionName"]
            memory = functions.get_function_configuration(FunctionName=name)["MemorySize"]
            runs += self._sum("AWS/Lambda", "Invocations", {"FunctionName": name})
            busy += self._sum("AWS/Lambda", "Duration", {"FunctionName": name}) / 1_000 * memory / 1_024
        told = f"{runs:,.0f} in {self.days} days"
        yield self._line("Lambda, runs", self._a_year(runs), "lambda_request", told)
        told = f"{busy:,.0f} GB-seconds in {self.days} days"
        yield self._line("Lambda, time", self._a_year(busy), "lambda_gb_second", told)

    def _logs(self) -> Iterator[BillLine]:
        groups = [f"/fingerpost/{self.deployment.stack}/{part}" for part in _LOGS]
        written = (
            sum(self._sum("AWS/Logs", "IncomingBytes", {"LogGroupName": group}) for group in groups) / GB
        )
        told = f"{written:,.3f} GB in {self.days} days"
        yield self._line("logs, written", self._a_year(written), "log_gb", told)

    def _gateway(self) -> BillLine:
        dimensions = {"ApiName": self.deployment.stack, "Stage": "live"}
        counted = self._sum("AWS/ApiGateway", "Count", dimensions)
        return self._line("API Gateway", self._a_year(counted), "api_request", f"{counted:,.0f} requests")

    def _queue(self) -> BillLine:
        dimensions = {"QueueName": f"{self.deployment.stack}-notices.fifo"}
        sent = self._sum("AWS/SQS", "NumberOfMessagesSent", dimensions)
        empty = self._sum("AWS/SQS", "NumberOfEmptyReceives", dimensions)
        told = f"{sent:,.0f} notices of three requests, {empty:,.0f} empty looks"
        return self._line("queue", self._a_year(3 * sent + empty), "queue_request", told)

    # -------------------------------------------------------------- reading

    def _sum(self, namespace: str, metric: str, dimensions: Mapping[str, str]) -> float:
        told = self.deployment.client("cloudwatch").get_metric_statistics(
            Namespace=namespace,
            MetricName=metric,
            Dimensions=[{"Name": name, "Value": value} for name, value in dimensions.items()],
            StartTime=self.until - timedelta(days=self.days),
            EndTime=self.until,
            Period=86_400,
            Statistics=["Sum"],
        )
        return float(sum(point["Sum"] for point in told["Datapoints"]))

    def _a_year(self, used: float) -> float:
        return used * DAYS / self.days

    def _line(self, name: str, quantity: float, key: str, because: str) -> BillLine:
        return self.prices.line(name, quantity, key, because)


def _indexes(table: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return list(table.get("GlobalSecondaryIndexes") or ())
