"""Metrics of a desk and its ledger in the text format of Prometheus, at /metrics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly import __version__
from reportedly.errors import ReportedlyError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prometheus_client.core import GaugeMetricFamily

    from reportedly.ledger import Ledger
    from reportedly.web.request_log import FinishedRequest

EXTRA = "reportedly[metrics]"
router = APIRouter(include_in_schema=False)
_FIGURES = {
    "reports": ("reports", "Reports in the ledger."),
    "waiting": ("reports_waiting", "Reports that wait to be linked, also again."),
    "channels": ("channels", "Channels that are followed."),
    "channels_paused": ("channels_paused", "Channels that are paused."),
    "channels_failing": ("channels_failing", "Channels whose last check failed."),
    "last_checked": ("channels_last_checked_timestamp_seconds", "When any channel was checked last."),
    "watch_alive": ("watch_alive_timestamp_seconds", "The last sign of life of `reportedly watch`."),
    "matches_pending": ("deliveries_pending", "Deliveries of alerts that wait."),
    "receivers_failing": ("receivers_failing", "Receivers of alerts whose last delivery failed."),
    "receivers_disabled": ("receivers_disabled", "Receivers of alerts that have ended."),
}
"""Name and meaning of the metric for each gauge of the ledger."""


class DeskMetrics:
    """The metrics of one desk; StoreError if the library is missing."""

    def __init__(self, ledger: Ledger) -> None:
        try:
            import prometheus_client as client
        except ImportError:
            raise StoreError(f"metrics need prometheus-client, which is not installed: pip install '{EXTRA}'") from None
        self._registry = client.CollectorRegistry()
        self._requests = client.Counter(
            "reportedly_http_requests",
            "Requests that were answered.",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = client.Histogram(
            "reportedly_http_request_duration_seconds",
            "How long answers took.",
            ("route",),
            registry=self._registry,
        )
        build = client.Gauge(
            "reportedly_build_info", "The version of the program.", ("version",), registry=self._registry
        )
        build.labels(__version__).set(1)
        client.ProcessCollector(registry=self._registry)
        self._registry.register(_LedgerCollector(ledger))
        self._client = client

    def count(self, finished: FinishedRequest) -> None:
        """Count a request."""
        self._requests.labels(finished.method, finished.route, str(finished.status)).inc()
        self._seconds.labels(finished.route).observe(finished.seconds)

    def written(self) -> Response:
        """All metrics as they are now."""
        return Response(self._client.generate_latest(self._registry), media_type=self._client.CONTENT_TYPE_LATEST)


class _LedgerCollector:
    """The gauges of the ledger, read each time that metrics are asked for."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def describe(self) -> list[Any]:
        """Nothing, so that registering it does not ask the ledger."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Each gauge that has a value; if the ledger cannot be read, only that it is down."""
        from prometheus_client.core import GaugeMetricFamily

        try:
            found = self._ledger.gauges()
        except ReportedlyError:
            found = None
        yield GaugeMetricFamily("reportedly_ledger_up", "1 if the ledger can be read.", value=0 if found is None else 1)
        for field, (name, meaning) in _FIGURES.items():
            value = getattr(found, field, None)
            if value is not None:
                number = value if isinstance(value, int) else value.timestamp()
                yield GaugeMetricFamily(f"reportedly_{name}", meaning, value=number)


@router.api_route("/metrics", methods=["GET", "HEAD"])
def metrics(request: Request) -> Response:
    """The metrics of this desk."""
    kept: DeskMetrics = request.app.state.metrics
    return kept.written()
