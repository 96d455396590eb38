"""Counts and times as CloudWatch metrics, written as embedded metric format to the function's log."""

from __future__ import annotations

from collections.abc import Mapping

from fingerpost.domain.made_when_used import dataclass


@dataclass(frozen=True)
class EmbeddedMetrics:
    """Implements `ports.Metrics`. stack: tells deployments in one account apart."""

    stack: str
    namespace: str = "Fingerpost"

    def count(self, name: str, value: int = 1, **dimensions: str) -> None:
        """Write the count at once: a function that is killed later has counted what it did."""
        self._write(name, "Count", value, dimensions)

    def measure(self, name: str, seconds: float, **dimensions: str) -> None:
        """Write one length of time at once."""
        self._write(name, "Seconds", seconds, dimensions)

    def _write(self, name: str, unit: str, value: float, dimensions: Mapping[str, str]) -> None:
        # Imported here: 41 ms that a function pays only if it counts.
        from aws_lambda_powertools.metrics import MetricUnit, single_metric

        fixed = {"stack": self.stack, **dimensions}
        with single_metric(
            name=name,
            unit=MetricUnit(unit),
            value=value,
            namespace=self.namespace,
            default_dimensions=fixed,
        ):
            pass
