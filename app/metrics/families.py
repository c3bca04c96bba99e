"""Numbers that are looked up when they are asked for, as Prometheus has them."""

from __future__ import annotations

from collections.abc import Mapping

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric


def gauge(name: str, says: str, value: float) -> Metric:
    """Make a number that goes up and down."""
    return GaugeMetricFamily(name, says, value=value)


def gauges(name: str, says: str, label: str, values: Mapping[str, float]) -> Metric:
    """Make several, told apart by a label."""
    family = GaugeMetricFamily(name, says, labels=[label])
    for told, value in values.items():
        family.add_metric([told], value)
    return family


def counters(name: str, says: str, label: str, values: Mapping[str, float]) -> Metric:
    """Make numbers that only go up while the process lives, told apart by a label."""
    family = CounterMetricFamily(name, says, labels=[label])
    for told, value in values.items():
        family.add_metric([told], value)
    return family
