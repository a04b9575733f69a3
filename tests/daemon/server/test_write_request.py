"""A write happens once, on the revision that its caller saw, for that caller only."""

import itertools
import json

import pytest

from daemon.client.errors import InvalidError, NotFoundError, StaleError, StateConflictError
from daemon.client.transport.http_session import HttpConnection
from daemon.client.transport.local_socket import LocalDialer
from daemon.wire.project import ProjectChange
from daemon.wire.role import Role

_numbers = itertools.count()


@pytest.fixture
def name() -> str:
    """A project's name, and a key, that no other test of this module uses."""
    return f"project-{next(_numbers)}"


def send(daemon, body: dict, key: str):
    connection = HttpConnection(LocalDialer(daemon.place), 10)
    headers = {"Content-Type": "application/json", "Idempotency-Key": key}
    connection.request("POST", "/v1/projects", json.dumps(body), headers)
    response = connection.getresponse()
    answer = json.loads(response.read())
    connection.close()
    return response, answer


def test_a_repeated_key_returns_the_first_response_and_changes_nothing(shared_daemon, name):
    first, made = send(shared_daemon, {"name": name, "folders": ["/a"]}, name)
    with shared_daemon.client() as client:
        tail = client.status().tail
        again, same = send(shared_daemon, {"name": name, "folders": ["/a"]}, name)
        assert client.status().tail == tail
    assert (first.status, again.status) == (201, 201)
    assert same == made
    assert again.headers["Idempotency-Replayed"] == "true"


def test_a_key_survives_a_crash_of_the_daemon(shared_daemon, name):
    _, made = send(shared_daemon, {"name": name, "folders": ["/a"]}, name)
    shared_daemon.kill()
    shared_daemon.start()
    assert send(shared_daemon, {"name": name, "folders": ["/a"]}, name)[1] == made


def test_a_key_reused_for_another_request_is_refused(shared_daemon, name):
    send(shared_daemon, {"name": name, "folders": ["/a"]}, name)
    response, problem = send(shared_daemon, {"name": f"{name} b", "folders": ["/a"]}, name)
    assert (response.status, problem["code"]) == (422, "store.key_reused")


def test_a_key_belongs_to_its_sender(shared_daemon, name):
    send(shared_daemon, {"name": name, "folders": ["/a"]}, name)
    with shared_daemon.client_as(Role.ADMIN) as other:
        body = {"name": f"{name} b", "folders": ["/b"]}
        made = json.loads(other._exchange.send("POST", "/v1/projects", body, {"Idempotency-Key": name}))
    assert made["name"] == f"{name} b"


def test_a_stale_change_is_refused_with_the_current_state(shared_daemon, name):
    with shared_daemon.client() as client:
        made = client.projects.add(name, ["/a"])
        changed = client.projects.change(name, ProjectChange(folders=("/b",)), made.revision)
        with pytest.raises(StaleError) as refused:
            client.projects.change(name, ProjectChange(name="c"), made.revision)
        current = refused.value.problem.current
        assert current is not None
        assert (current["revision"], current["folders"]) == (changed.revision, ["/b"])
        assert client.projects.get(name) == changed


def test_name_and_folders_change_together_or_not_at_all(shared_daemon, name):
    with shared_daemon.client() as client:
        client.projects.add(f"{name} taken", ["/t"])
        made = client.projects.add(name, ["/a"])
        with pytest.raises(StateConflictError):
            client.projects.change(name, ProjectChange(f"{name} taken", ("/b",)), made.revision)
        assert client.projects.get(name) == made
        assert client.projects.change(name, ProjectChange(f"{name} b", ("/b",)), made.revision).folders == ("/b",)


def test_the_client_refuses_what_the_daemon_would_refuse(shared_daemon, name):
    with shared_daemon.client() as client:
        with pytest.raises(ValueError, match="absolute"):
            client.projects.add(name, ["relative"])
        with pytest.raises(InvalidError):
            client._exchange.send("POST", "/v1/projects", {"name": name, "folders": ["relative"]})


def test_projects_come_in_pages(shared_daemon):
    with shared_daemon.client() as client:
        for number in range(7):
            client.projects.add(f"~page {number}", ["/a"])
        first = json.loads(client._exchange.send("GET", "/v1/projects?limit=3&cursor=~"))
        rest = json.loads(
            client._exchange.send("GET", f"/v1/projects?limit=50&cursor={first['next'].replace(' ', '+')}")
        )
        assert [item["name"] for item in first["items"] + rest["items"]] == [f"~page {n}" for n in range(7)]
        assert rest["next"] is None


def test_a_removed_project_is_gone(shared_daemon):
    with shared_daemon.client() as client:
        client.projects.add("élan · 50 %?", ["/a"])
        client.projects.remove("élan · 50 %?")
        with pytest.raises(NotFoundError):
            client.projects.get("élan · 50 %?")


def test_the_journal_names_the_actor_by_a_random_id(shared_daemon, name):
    with shared_daemon.client_as(Role.ADMIN, "alice") as alice:
        tail = alice.status().tail
        alice.projects.add(name, ["/a"])
        met, added = alice.events.page(tail).items
    assert met.type == "person.met"
    assert added.actor == met.subject
    assert added.actor.startswith("act_")
    assert "alice" not in str((met, added))
