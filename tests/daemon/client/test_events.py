"""Following events: each one once and in order, whatever happens to the daemon."""

import itertools
import threading
import uuid

import pytest

from daemon.client.errors import ForbiddenError
from daemon.client.process import lifecycle
from daemon.client.resources.events import StreamState
from daemon.wire.event import Event, StreamReset
from daemon.wire.role import Role


@pytest.fixture
def client(shared_daemon):
    with shared_daemon.client() as client:
        happen(client)  # so that the journal has met us
        yield client


def happen(client, count: int = 1) -> list[str]:
    """Make something happen; the answer is what it happened to."""
    return [client.projects.add(str(uuid.uuid4()), ["/a"]).id for _ in range(count)]


def take(following, count: int) -> list[Event]:
    return list(itertools.islice(following, count))


def test_events_come_as_they_happen(client):
    with client.events.follow() as following:
        (project,) = happen(client)
        event = next(following)
    assert (event.type, event.subject) == ("project.added", project)


def test_a_stream_from_now_has_no_past_events(client):
    happen(client)
    with client.events.follow() as following:
        happen(client)
        assert next(following).seq == client.status().tail


def test_a_stream_from_the_past_has_every_event_in_order(client):
    happen(client, 20)
    tail = client.status().tail
    with client.events.follow(after=0) as following:
        assert [event.seq for event in take(following, tail)] == list(range(1, tail + 1))


def test_two_clients_receive_the_same_events(client):
    with client.events.follow() as one, client.events.follow() as two:
        happen(client, 3)
        assert take(one, 3) == take(two, 3)


def test_past_events_come_in_pages_too(client):
    happen(client, 5)
    tail = client.status().tail
    first = client.events.page(tail - 5, limit=3)
    rest = client.events.page(int(first.next))
    assert [event.seq for event in first.items + rest.items] == list(range(tail - 4, tail + 1))


@pytest.mark.parametrize("how", ["stop", "kill"])
def test_a_stream_resumes_without_a_gap_or_a_repeat(shared_daemon, client, how):
    lost, found, heard = threading.Event(), threading.Event(), []

    def told(state: StreamState) -> None:
        heard.append(state)
        (lost if state is StreamState.LOST else found).set()

    tail = client.status().tail
    with client.events.follow(after=tail, on_state=told) as following:
        happen(client)
        next(following)
        found.clear()
        if how == "kill":
            shared_daemon.kill()
        else:
            lifecycle.stop()
        assert lost.wait(10)
        happen(client)
        assert found.wait(10)
        happen(client)
        assert [event.seq for event in take(following, 2)] == [tail + 2, tail + 3]
    assert heard[:3] == [StreamState.CONNECTED, StreamState.LOST, StreamState.CONNECTED]


def test_a_stream_does_not_start_a_stopped_daemon(client):
    lost = threading.Event()
    with client.events.follow(on_state=lambda state: lost.set() if state is StreamState.LOST else None) as following:
        lifecycle.stop()
        assert lost.wait(10)
        following._closed.wait(0.3)
        assert lifecycle.status() is None


def test_a_position_beyond_the_journal_resets_the_stream(client):
    tail = client.status().tail
    with client.events.follow(after=tail + 1000) as following:
        assert next(following) == StreamReset(tail, "these events are not in this journal")
        happen(client)
        assert next(following).seq == tail + 1


def test_a_caller_without_permission_is_refused_at_once(shared_daemon):
    with shared_daemon.client_as(Role.WORKER) as client, pytest.raises(ForbiddenError):
        client.events.follow()


def test_closing_releases_a_waiting_thread(client):
    following = client.events.follow()
    waiting = threading.Thread(target=lambda: list(following))
    waiting.start()
    following.close()
    waiting.join(5)
    assert not waiting.is_alive()
