"""Whatever a client sends, by the description or against it, no route breaks."""

import json
import re

import pytest
import requests
import schemathesis
from hypothesis import settings
from schemathesis.pytest.lazy import get_all_tests

from daemon.client.transport.http_session import HttpConnection
from daemon.client.transport.local_socket import LocalDialer
from daemon.wire.problem import MEDIA_TYPE
from tests.daemon.api_description import api_description, route_labels

# These two end or close the daemon that the others are tried on.
ROUTES = [route for route in route_labels() if not re.search(" /v1/daemon/(stop|drain)$", route)]


@pytest.fixture(scope="module")
def described():
    return schemathesis.openapi.from_dict(api_description())


def send(daemon, case: schemathesis.Case) -> tuple[int, str, bytes]:
    """The case as real bytes on the real socket; of a stream, only the beginning is read."""
    asked = case.as_transport_kwargs(base_url="http://specdeck")
    asked.pop("timeout", None)
    known = {"method", "url", "headers", "params", "cookies", "data", "json", "files"}
    prepared = requests.Request(**{name: value for name, value in asked.items() if name in known}).prepare()
    connection = HttpConnection(LocalDialer(daemon.place), 20)
    body = prepared.body.encode() if isinstance(prepared.body, str) else prepared.body
    try:
        connection.request(prepared.method, prepared.path_url, body, dict(prepared.headers))
        response = connection.getresponse()
        kind = response.headers.get("content-type", "")
        return response.status, kind, b"" if "event-stream" in kind else response.read()
    finally:
        connection.close()


@settings(max_examples=10, deadline=None)
def check(case, daemon):
    status, kind, body = send(daemon, case)
    assert status < 500, body
    if status >= 400:
        assert kind == MEDIA_TYPE
        problem = json.loads(body)
        assert problem["code"]
        assert problem["detail"]


# Not `parametrize` of schemathesis: it makes the cases of every route in every worker, while tests are collected.
@pytest.mark.parametrize("route", ROUTES)
def test_no_route_breaks(route, described, shared_daemon):
    (made,) = get_all_tests(schema=described.include(name=route), test_func=check, settings=None, given_kwargs=None)
    _, try_cases = made.ok()
    try_cases(daemon=shared_daemon)
