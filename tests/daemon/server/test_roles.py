"""Every route says what it asks of its caller, and refuses who has not got it."""

import re

import pytest

from daemon.client.errors import MissingError, ProblemError, RefusedError
from daemon.server.app import api
from daemon.server.routing import needs, resource
from daemon.wire.role import Permission, Role, permissions

OPERATIONS = [
    pytest.param(method.upper(), path, operation, id=f"{method} {path}")
    for path, methods in api().openapi()["paths"].items()
    for method, operation in methods.items()
]
REFUSALS = [
    pytest.param(*each.values, role, id=f"{each.id} {role}")
    for each in OPERATIONS
    for role in Role
    if role not in each.values[2]["x-roles"]
]


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS)
def test_a_route_declares_what_it_needs(method, path, operation):
    permission = Permission(operation["x-permission"])
    assert operation["x-roles"] == [role for role in Role if permission in permissions(role)]
    assert operation["x-role"] == operation["x-roles"][0]


@pytest.mark.parametrize(("method", "path", "operation", "role"), REFUSALS)
def test_a_route_refuses_each_pinned_role_that_lacks_it(shared_daemon, method, path, operation, role):
    with shared_daemon.client_as(role) as client, pytest.raises(RefusedError) as refused:
        client._exchange.send(method, re.sub(r"{\w+}", "1", path))
    assert refused.value.code == "role.refused"
    assert str(role) in refused.value.sentence
    assert operation["x-role"] in refused.value.sentence
    assert refused.value.hint


@pytest.mark.parametrize("role", Role)
def test_every_role_may_shake_hands(shared_daemon, role):
    with shared_daemon.client_as(role, "alice") as client:
        you = client.hello().you
    assert (you.account, you.name, you.role) == ("key:alice", "alice", role)


def test_a_role_is_asked_before_the_body_is_read(shared_daemon):
    with shared_daemon.client_as(Role.VIEWER) as client, pytest.raises(RefusedError):
        client._exchange.send("POST", "/v1/projects", "no project at all")


def test_who_is_allowed_gets_to_the_thing_itself(shared_daemon):
    with shared_daemon.client_as(Role.OWNER) as client, pytest.raises(MissingError):
        client.projects.remove("nothing")


def test_a_route_without_a_permission_cannot_be_made():
    with pytest.raises(KeyError):
        resource("x").get("/v1/x")(lambda: None)
    with pytest.raises(ValueError, match="everything"):
        resource("x").get("/v1/x", openapi_extra={**needs(Permission.VIEW), "x-permission": "everything"})(lambda: None)


def test_no_refusal_is_a_server_error(shared_daemon):
    with shared_daemon.client_as(Role.WORKER) as client, pytest.raises(ProblemError) as refused:
        client.status()
    assert refused.value.problem.status == 403
