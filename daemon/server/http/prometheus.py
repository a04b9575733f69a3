"""Metrics for Prometheus."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5)


class Metrics:
    """A registry per daemon, so that two daemons in one process do not mix their metrics."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "specdeck_requests_total", "Requests answered.", ("method", "route", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "specdeck_request_seconds", "Time to answer a request.", ("route",), buckets=BUCKETS, registry=self.registry
        )

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count an answered request. `route` is the pattern of the path, which keeps the metrics few."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def gauge(self, name: str, sentence: str, read: Callable[[], float]) -> None:
        """Add a metric that is read on each scrape."""
        Gauge(f"specdeck_{name}", sentence, registry=self.registry).set_function(read)

    def text(self) -> bytes:
        """Return all metrics in the text format of Prometheus."""
        return generate_latest(self.registry)
