"""Whatever a client sends, by the description or against it, no route breaks."""

import json

import requests
import schemathesis
from hypothesis import settings

from daemon.client.transport.http_session import HttpConnection
from daemon.client.transport.local_socket import LocalDialer
from daemon.server.http.app import build_api
from daemon.wire.problem import MEDIA_TYPE

# These two end or close the daemon that the others are tried on.
described = schemathesis.openapi.from_dict(build_api().openapi()).exclude(path_regex="^/v1/daemon/(stop|drain)$")


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


@described.parametrize()
@settings(max_examples=10, deadline=None)
def test_no_route_breaks(case, shared_daemon):
    status, kind, body = send(shared_daemon, case)
    assert status < 500, body
    if status >= 400:
        assert kind == MEDIA_TYPE
        problem = json.loads(body)
        assert problem["code"]
        assert problem["detail"]
