"""Every error has one form: a stable code, a sentence, a hint."""

import json
from http.client import HTTPResponse

import pytest

from daemon.client.transport.http_session import HttpConnection
from daemon.client.transport.local_socket import LocalDialer
from daemon.wire.connection.version import VERSION
from daemon.wire.problem import MEDIA_TYPE


def ask(daemon, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[HTTPResponse, dict]:
    connection = HttpConnection(LocalDialer(daemon.place), 10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, {"Content-Type": "application/json"} | named)
    response = connection.getresponse()
    answer = json.loads(response.read())
    connection.close()
    return response, answer


CASES = [
    ("GET", "/v1/nothing", None, {}, 404, "route.missing"),
    ("DELETE", "/v1/hello", None, {}, 405, "route.method"),
    ("POST", "/v1/projects", b"{", {}, 422, "request.invalid"),
    ("POST", "/v1/projects", b"[]", {}, 422, "request.invalid"),
    ("POST", "/v1/projects", b'{"name": "a"}', {}, 422, "request.invalid"),
    ("POST", "/v1/projects", b'{"name": "\\ud800", "folders": ["/a"]}', {}, 422, "request.invalid"),
    ("POST", "/v1/projects", b"\xff\xfe", {}, 422, "request.invalid"),
    ("POST", "/v1/projects", b'{"name": 9223372036854775808}', {}, 422, "request.invalid"),
    ("POST", "/v1/projects", b'{"name": NaN}', {}, 422, "request.invalid"),
    ("GET", "/v1/projects?limit=0", None, {}, 422, "request.invalid"),
    ("GET", "/v1/journal?cursor=99999999999999999999", None, {}, 422, "request.invalid"),
    ("GET", "/v1/projects/none", None, {}, 404, "store.missing"),
    ("DELETE", "/v1/projects/none", None, {"If_Match": "yes"}, 400, "request.header"),
    ("DELETE", "/v1/projects/none", None, {"Idempotency_Key": "a b"}, 400, "request.header"),
]


@pytest.mark.parametrize(("method", "path", "body", "headers", "status", "code"), CASES)
def test_an_error_is_a_problem(shared_daemon, method, path, body, headers, status, code):
    response, problem = ask(shared_daemon, method, path, body, **headers)
    assert (response.status, problem["status"], problem["code"]) == (status, status, code)
    assert response.headers["content-type"] == MEDIA_TYPE
    assert problem["detail"]


def test_a_wrong_field_is_named(shared_daemon):
    _, problem = ask(shared_daemon, "POST", "/v1/projects", b'{"name": 3, "folders": ["/a"]}')
    assert [flaw["where"] for flaw in problem["flaws"]] == ["body.name"]


def test_every_answer_names_the_version(shared_daemon):
    for path in ("/v1/hello", "/v1/nothing", "/metrics"):
        connection = HttpConnection(LocalDialer(shared_daemon.place), 10)
        connection.request("GET", path)
        assert connection.getresponse().headers["Specdeck-Version"] == VERSION
        connection.close()


def test_an_endless_body_is_refused(shared_daemon):
    response, problem = ask(shared_daemon, "POST", "/v1/projects", b" " * (33 * 1024 * 1024))
    assert (response.status, problem["code"]) == (413, "request.too_large")


def test_the_description_names_the_problem_everywhere(shared_daemon):
    _, described = ask(shared_daemon, "GET", "/v1/openapi.json")
    assert {"Problem", "Flaw"} <= described["components"]["schemas"].keys()
    assert "HTTPValidationError" not in described["components"]["schemas"]
    for methods in described["paths"].values():
        for operation in methods.values():
            assert MEDIA_TYPE in operation["responses"]["default"]["content"]
