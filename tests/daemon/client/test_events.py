"""Following events: every one, once, in order, whatever happens to the daemon meanwhile."""

import itertools
import threading

import pytest

from daemon.client import lifecycle
from daemon.client.errors import RefusedError
from daemon.client.events import Attachment
from daemon.wire.event import Event, Reset
from daemon.wire.role import Role


def take(following, count: int) -> list[Event]:
    return list(itertools.islice(following, count))


def test_events_come_as_they_happen(daemon):
    with daemon.client() as client, client.events.follow() as following:
        project = client.projects.add("a", ["/a"])
        met, added = take(following, 2)
    assert (met.type, added.type) == ("person.met", "project.added")
    assert added.subject == project.id


def test_who_asks_for_now_does_not_get_the_past(daemon):
    with daemon.client() as client:
        client.projects.add("a", ["/a"])
        with client.events.follow() as following:
            client.projects.add("b", ["/b"])
            assert next(following).seq == client.status().tail


def test_who_asks_for_the_past_gets_it_all_in_order(daemon):
    with daemon.client() as client:
        for number in range(20):
            client.projects.add(f"p{number}", ["/a"])
        tail = client.status().tail
        with client.events.follow(after=0) as following:
            assert [event.seq for event in take(following, tail)] == list(range(1, tail + 1))


def test_two_clients_hear_the_same(daemon):
    with daemon.client() as client, client.events.follow() as one, client.events.follow() as two:
        client.projects.add("a", ["/a"])
        assert take(one, 2) == take(two, 2)


@pytest.mark.parametrize("how", ["restart", "kill"])
def test_a_stream_resumes_without_a_gap_or_a_repeat(daemon, how):
    lost, found, heard = threading.Event(), threading.Event(), []

    def told(state: Attachment) -> None:
        heard.append(state)
        (lost if state is Attachment.LOST else found).set()

    with daemon.client() as client, client.events.follow(after=0, told=told) as following:
        client.projects.add("before", ["/a"])
        take(following, 2)
        found.clear()
        if how == "kill":
            daemon.kill()
        else:
            lifecycle.stop()
        assert lost.wait(10)
        client.projects.add("between", ["/a"])
        assert found.wait(10)
        client.projects.add("after", ["/a"])
        seqs = [event.seq for event in take(following, 2)]
    assert seqs == [3, 4]
    assert heard[:3] == [Attachment.CONNECTED, Attachment.LOST, Attachment.CONNECTED]


def test_a_follower_does_not_wake_a_daemon_that_was_stopped(daemon):
    lost = threading.Event()
    with (
        daemon.client() as client,
        client.events.follow(told=lambda state: lost.set() if state is Attachment.LOST else None) as following,
    ):
        lifecycle.stop()
        assert lost.wait(10)
        following._closed.wait(0.3)
        assert lifecycle.status() is None


def test_a_place_beyond_the_journal_is_reset(daemon):
    with daemon.client() as client, client.events.follow(after=1000) as following:
        assert next(following) == Reset(0, "these events are not in this journal")
        client.projects.add("a", ["/a"])
        assert next(following).seq == 1


def test_who_may_not_look_is_told_at_once(daemon):
    with daemon.client_as(Role.WORKER) as client, pytest.raises(RefusedError):
        client.events.follow()


def test_closing_lets_a_waiting_thread_go(daemon):
    with daemon.client() as client:
        following = client.events.follow()
        waiting = threading.Thread(target=lambda: list(following))
        waiting.start()
        following.close()
        waiting.join(5)
        assert not waiting.is_alive()
