"""The registry, and what is counted as it happens; the rest is looked up when it is asked for.

A number of your own: make it here with `registry=REGISTRY`, count where it happens, describe it in
docs/operating.md (a test holds the list true). Labels take few values, all known beforehand:
never a path, a name or an address that a client sends.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)

# When each was made: as many lines again, which nobody asks for. The library has no type for it.
_be_brief: Callable[[], None] = disable_created_metrics
_be_brief()

REGISTRY: Final = CollectorRegistry()
"""Of this process; not the library's own, so that nothing comes in unasked."""

SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
"""Upper ends of what latencies are sorted into."""

REQUESTS: Final = Histogram(
    "materiel_http_request_seconds",
    "Time until the last byte of the answer, by template of the address, method and status",
    ("route", "method", "status"),
    buckets=SECONDS,
    registry=REGISTRY,
)

UNDER_WAY: Final = Gauge(
    "materiel_http_requests_under_way", "Requests that are not answered yet", registry=REGISTRY
)

PROBLEMS: Final = Counter(
    "materiel_problems",
    "Requests, and lines of batches, that were refused or failed, by kind of problem",
    ("kind",),
    registry=REGISTRY,
)

ProcessCollector(namespace="materiel", registry=REGISTRY)
