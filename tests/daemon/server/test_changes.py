"""A change is done once, on what its asker saw, for who asked."""

import json

import pytest

from daemon.client.errors import DuplicateError, InvalidError, MissingError, StaleError
from daemon.client.exchange import Connection
from daemon.client.local import LocalDialer
from daemon.wire.project import ProjectChange
from daemon.wire.role import Role


def send(daemon, body: dict, key: str):
    connection = Connection(LocalDialer(daemon.place), 10)
    headers = {"Content-Type": "application/json", "Idempotency-Key": key}
    connection.request("POST", "/v1/projects", json.dumps(body), headers)
    response = connection.getresponse()
    return response, json.loads(response.read())


def test_a_repeated_key_gets_the_first_answer_and_nothing_happens_twice(daemon):
    first, made = send(daemon, {"name": "a", "folders": ["/a"]}, "k1")
    again, same = send(daemon, {"name": "a", "folders": ["/a"]}, "k1")
    assert (first.status, again.status) == (201, 201)
    assert same == made
    assert again.headers["Idempotency-Replayed"] == "true"
    with daemon.client() as client:
        assert [event.type for event in client.events.page().items].count("project.added") == 1


def test_a_key_survives_a_crash_of_the_daemon(daemon):
    _, made = send(daemon, {"name": "a", "folders": ["/a"]}, "k1")
    daemon.kill()
    daemon.start()
    assert send(daemon, {"name": "a", "folders": ["/a"]}, "k1")[1] == made


def test_a_key_used_for_something_else_is_refused(daemon):
    send(daemon, {"name": "a", "folders": ["/a"]}, "k1")
    response, problem = send(daemon, {"name": "b", "folders": ["/a"]}, "k1")
    assert (response.status, problem["code"]) == (422, "store.key_reused")


def test_a_key_belongs_to_who_sent_it(daemon):
    send(daemon, {"name": "a", "folders": ["/a"]}, "k1")
    with daemon.client_as(Role.ADMIN) as other:
        body = {"name": "b", "folders": ["/b"]}
        made = json.loads(other._exchange.send("POST", "/v1/projects", body, {"Idempotency-Key": "k1"}))
    assert made["name"] == "b"


def test_a_stale_change_is_refused_with_the_state_it_met(daemon):
    with daemon.client() as client:
        made = client.projects.add("a", ["/a"])
        changed = client.projects.change("a", ProjectChange(folders=("/b",)), made.revision)
        with pytest.raises(StaleError) as refused:
            client.projects.change("a", ProjectChange(name="c"), made.revision)
        current = refused.value.problem.current
        assert current is not None
        assert (current["revision"], current["folders"]) == (changed.revision, ["/b"])
        assert client.projects.get("a") == changed


def test_name_and_folders_change_together_or_not_at_all(daemon):
    with daemon.client() as client:
        client.projects.add("taken", ["/t"])
        made = client.projects.add("a", ["/a"])
        with pytest.raises(DuplicateError):
            client.projects.change("a", ProjectChange("taken", ("/b",)), made.revision)
        assert client.projects.get("a") == made
        assert client.projects.change("a", ProjectChange("b", ("/b",)), made.revision).folders == ("/b",)


def test_the_client_refuses_what_the_daemon_would(daemon):
    with daemon.client() as client:
        with pytest.raises(ValueError, match="absolute"):
            client.projects.add("a", ["relative"])
        with pytest.raises(InvalidError):
            client._exchange.send("POST", "/v1/projects", {"name": "a", "folders": ["relative"]})


def test_projects_come_in_pages(daemon):
    with daemon.client() as client:
        for number in range(7):
            client.projects.add(f"p{number}", ["/a"])
        first = json.loads(client._exchange.send("GET", "/v1/projects?limit=3"))
        rest = json.loads(client._exchange.send("GET", f"/v1/projects?limit=50&cursor={first['next']}"))
        assert [item["name"] for item in first["items"] + rest["items"]] == [f"p{n}" for n in range(7)]
        assert rest["next"] is None


def test_what_is_removed_is_gone(daemon):
    with daemon.client() as client:
        client.projects.add("a / b".replace("/", "·"), ["/a"])
        client.projects.remove("a · b")
        with pytest.raises(MissingError):
            client.projects.get("a · b")


def test_the_journal_names_the_actor_by_a_random_id(daemon):
    with daemon.client_as(Role.ADMIN, "alice") as alice:
        alice.projects.add("a", ["/a"])
        events = alice.events.page().items
    assert events[-1].actor.startswith("act_")
    assert "alice" not in str(events)
