"""Every route declares its permission, and refuses callers who lack it in the project of the request."""

import re

import pytest

from daemon.client.errors import ForbiddenError, NotFoundError, ProblemError
from daemon.server.http.routing import requires, resource_router
from daemon.wire.member import NewMember
from daemon.wire.role import DAEMON_PERMISSIONS, Permission, Role, permissions_of_role
from tests.daemon.api_description import api_description

OPERATIONS = [
    pytest.param(method.upper(), path, operation, id=f"{method} {path}")
    for path, methods in api_description()["paths"].items()
    for method, operation in methods.items()
]
REFUSALS = [
    pytest.param(*each.values, role, id=f"{each.id} {role}")
    for each in OPERATIONS
    for role in Role
    if role not in each.values[2]["x-roles"]
]
PEOPLE = [role for role in Role if role is not Role.WORKER]
OF_A_PROJECT = [
    pytest.param(*each.values, role, id=f"{each.id} {role}")
    for each in OPERATIONS
    for role in PEOPLE
    if each.values[1].startswith(("/v1/projects/{project}", "/v1/conversions/{conversion}"))
]


@pytest.fixture(scope="module")
def shop(shared_daemon, tmp_path_factory):
    """A project with one unit, and a member `a-ROLE` for each role there."""
    folder = tmp_path_factory.mktemp("shop")
    (folder / "shop.sql").write_text("CREATE TABLE shop.tb_order (id integer PRIMARY KEY);")
    with shared_daemon.client() as client:
        client.projects.add("shop", [str(folder)])
        for role in PEOPLE:
            client.people.set("shop", NewMember(f"key:a-{role}", role))
        unit = next(event.subject for event in client.events.follow(0) if event.type == "unit.converted")
    return {"project": "shop", "conversion": unit.partition(":")[2]}


@pytest.mark.parametrize(("method", "path", "operation", "role"), OF_A_PROJECT)
def test_a_members_role_counts_on_each_route_of_the_project(shared_daemon, shop, method, path, operation, role):
    allowed = role in operation["x-roles"]
    pinned = Role.VIEWER if allowed else Role.OWNER  # the other way round, so that it is the member's that counts
    with shared_daemon.client_as(pinned, f"a-{role}") as client:
        try:
            client._exchange.send(method, _path(path, shop), headers={"If-Match": '"999"'})
            refused = False
        except ProblemError as problem:
            refused = problem.code == "role.refused"
            assert not refused or f"role {role} in this project" in problem.sentence
    assert refused == (not allowed)


@pytest.mark.parametrize("operation", [each.values[2] for each in OPERATIONS if "{" in each.values[1]])
def test_no_route_of_a_project_requires_a_permission_on_the_daemon(operation):
    assert Permission(operation["x-permission"]) not in DAEMON_PERMISSIONS


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS)
def test_a_route_declares_its_permission(method, path, operation):
    permission = Permission(operation["x-permission"])
    assert operation["x-roles"] == [role for role in Role if permission in permissions_of_role(role)]
    assert operation["x-role"] == operation["x-roles"][0]


@pytest.mark.parametrize(("method", "path", "operation", "role"), REFUSALS)
def test_a_route_refuses_each_pinned_role_that_lacks_it(shared_daemon, method, path, operation, role):
    with shared_daemon.client_as(role) as client, pytest.raises(ForbiddenError) as refused:
        client._exchange.send(method, _path(path, {}))
    assert refused.value.code == "role.refused"
    assert str(role) in refused.value.sentence
    assert operation["x-role"] in refused.value.sentence
    assert refused.value.hint


@pytest.mark.parametrize("role", Role)
def test_every_role_may_shake_hands(shared_daemon, role):
    with shared_daemon.client_as(role, "alice") as client:
        you = client.hello().you
    assert (you.account, you.name, you.role) == ("key:alice", "alice", role)


def test_the_role_is_checked_before_the_body_is_read(shared_daemon):
    with shared_daemon.client_as(Role.VIEWER) as client, pytest.raises(ForbiddenError):
        client._exchange.send("POST", "/v1/projects", "no project at all")


def test_an_allowed_caller_reaches_the_resource(shared_daemon):
    with shared_daemon.client_as(Role.OWNER) as client, pytest.raises(NotFoundError):
        client.projects.remove("nothing")


def test_a_route_without_a_permission_cannot_be_made():
    with pytest.raises(KeyError):
        resource_router("x").get("/v1/x")(lambda: None)
    with pytest.raises(ValueError, match="everything"):
        resource_router("x").get("/v1/x", openapi_extra={**requires(Permission.VIEW), "x-permission": "everything"})(
            lambda: None
        )


def _path(path, named):
    """A route's path with what there is; a name that is not given becomes 1."""
    return re.sub(r"{(\w+)}", lambda word: named.get(word[1], "1"), path)


def test_no_refusal_is_a_server_error(shared_daemon):
    with shared_daemon.client_as(Role.WORKER) as client, pytest.raises(ProblemError) as refused:
        client.status()
    assert refused.value.problem.status == 403
