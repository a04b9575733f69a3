"""The daemon reports on itself: health, status, metrics."""

from prometheus_client.parser import text_string_to_metric_families


def test_health_queries_the_database(shared_daemon):
    with shared_daemon.client() as client:
        assert client.health().ok


def test_status_shows_all_paths(shared_daemon):
    with shared_daemon.client() as client:
        status = client.status()
    assert status.pid == shared_daemon.pid
    assert status.database == str(shared_daemon.place.database)
    assert status.log == str(shared_daemon.place.log)


def test_the_status_request_does_not_count_as_work(shared_daemon):
    with shared_daemon.client() as client, client.events.follow():
        status = client.status()
    assert (status.requests, status.streams, status.busy) == (0, 1, False)


def test_metrics_are_prometheus_text_with_route_patterns(shared_daemon):
    with shared_daemon.client() as client:
        list(client.projects.list())
        figures = {
            sample.name: sample
            for family in text_string_to_metric_families(client.metrics())
            for sample in family.samples
            if sample.labels.get("route") in (None, "/v1/projects")
        }
    assert figures["specdeck_requests_total"].labels == {"method": "GET", "route": "/v1/projects", "status": "200"}
    assert figures["specdeck_resident_megabytes"].value > 1
    assert figures["specdeck_draining"].value == 0
