"""Starting, stopping, draining, restarting the daemon."""

import contextlib
import os
import select
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from daemon.client import connect
from daemon.client.errors import UnavailableError, UnreachableError
from daemon.client.process import lifecycle, systemd_unit
from daemon.client.transport.http_session import HttpConnection
from daemon.client.transport.local_socket import LocalDialer
from daemon.wire.connection import instance_paths
from daemon.wire.status import DaemonState


def half_a_request(daemon) -> HttpConnection:
    """A request whose body has not come yet: work that is under way."""
    connection = HttpConnection(LocalDialer(daemon.place), 10)
    connection.putrequest("POST", "/v1/projects")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", "100")
    connection.endheaders(b'{"name": "late", ')
    with daemon.client() as client:
        while not client.hello().busy:
            pass
    return connection


def the_other_half(connection: HttpConnection) -> int:
    connection.send(b'"folders": ["/a"]}'.ljust(100 - len(b'{"name": "late", ')))
    return connection.getresponse().status


def daemons_of(home) -> list[int]:
    """Handles of the processes that serve an instance of this home, or are about to."""
    handles = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            ours = f"XDG_RUNTIME_DIR={home}/run\0".encode() in (process / "environ").read_bytes()
            if ours and b"daemon.server" in (process / "cmdline").read_bytes():
                handles.append(os.pidfd_open(int(process.name)))
    return handles


def test_any_client_starts_the_daemon(home):
    with connect() as client:
        assert client.status().state is DaemonState.RUNNING


def test_many_clients_at_once_get_one_daemon(home):
    with ThreadPoolExecutor(4) as pool:
        pids = set(pool.map(lambda _: connect().hello().pid, range(4)))
    assert len(pids) == 1


def test_a_daemon_that_lost_the_race_to_start_is_not_there_after_a_stop(home):
    dialer = LocalDialer(instance_paths.paths_of_instance())
    with ThreadPoolExecutor(3) as pool:
        for line in pool.map(lambda _: dialer.dial(), range(3)):
            line.socket.close()
    lifecycle.stop()
    for process in daemons_of(home):
        assert select.select([process], [], [], 20)[0], "a daemon that lost the race took the lock after the stop"
        os.close(process)
    assert lifecycle.status() is None


def test_autostart_can_be_left_out(home, monkeypatch):
    with pytest.raises(UnreachableError) as refused:
        connect(autostart=False)
    assert refused.value.hint == "Start it with: specdeck daemon start"
    monkeypatch.setenv("SPECDECK_NO_AUTOSTART", "1")
    with pytest.raises(UnreachableError):
        connect()


def test_starting_twice_is_no_error(home):
    first, second = lifecycle.start(), lifecycle.start()
    assert (first.fresh, second.fresh) == (True, False)
    assert first.hello.run == second.hello.run


def test_a_stop_ends_open_streams_with_its_reason_within_a_second(daemon):
    with daemon.client() as client, client.events.follow() as following:
        begun = time.monotonic()
        lifecycle.stop()
        took = time.monotonic() - begun
        assert following._position is not None
    assert took < 5  # the figure is bench/latency.py's; this guards against a stop that hangs


def test_a_client_that_does_not_read_its_stream_cannot_hold_the_daemon(daemon):
    with LocalDialer(daemon.place).dial().socket as deaf:
        deaf.sendall(b"GET /v1/events?after=0 HTTP/1.1\r\nHost: d\r\n\r\n")
        with daemon.client() as client:
            for number in range(50):
                client.projects.add(f"p{number}", [f"/{'x' * 4000}"])
        assert lifecycle.stop()


def test_a_killed_client_is_forgotten(daemon):
    program = "from daemon.client import connect\nf = connect().events.follow()\nprint(1, flush=True)\nnext(f)"
    child = subprocess.Popen([sys.executable, "-P", "-c", program], stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.readline()
    with daemon.client() as client:
        assert client.status().streams == 1
        child.kill()
        child.wait()
        child.stdout.close()
        while client.status().streams:
            pass
        assert client.health().ok


def test_a_killed_daemon_is_started_again_by_the_next_request(daemon):
    with daemon.client() as client:
        first = client.hello().pid
        daemon.kill()
        assert client.hello().pid != first


def test_a_daemon_that_hangs_is_told_in_time(daemon):
    pid = daemon.pid
    os.kill(pid, signal.SIGSTOP)
    try:
        with pytest.raises(UnreachableError, match=r"No answer from the daemon of the instance default in 0\.2 s\."):
            connect(timeout=0.2)
    finally:
        os.kill(pid, signal.SIGCONT)


def test_draining_refuses_new_work_and_finishes_the_old(daemon):
    late = half_a_request(daemon)
    with daemon.client() as client:
        drained = threading.Thread(target=lifecycle.drain)
        drained.start()
        while client.status().state is not DaemonState.DRAINING:
            pass
        with pytest.raises(UnavailableError) as refused:
            client.projects.add("new", ["/a"])
        assert refused.value.code == "daemon.draining"
        assert client.status().busy
        assert the_other_half(late) == 201
        drained.join()
        assert not client.status().busy
        assert [project.name for project in client.projects.list()] == ["late"]
        client.resume()
        assert client.projects.add("new", ["/a"]).name == "new"


def test_a_restart_gives_another_process_and_the_same_data(daemon):
    with daemon.client() as client:
        client.projects.add("a", ["/a"])
        before = client.hello()
        after = lifecycle.restart()
        assert (after.pid, after.run) != (before.pid, before.run)
        assert client.projects.get("a").name == "a"


def test_a_restart_of_none_is_a_start(home):
    assert lifecycle.restart().instance == "default"


def test_the_log_is_one_json_object_a_line(daemon):
    lifecycle.stop()
    lines = daemon.log()
    assert [line["said"] for line in lines if line["from"] == "specdeck.daemon"] == ["started", "stopping", "stopped"]
    assert all({"at", "level", "from", "said"} <= line.keys() for line in lines)


def test_the_unit_stops_the_daemon_as_it_wants_to_be_stopped(home):
    written = systemd_unit.install_unit("work").read_text()
    assert f"ExecStart={sys.executable} -P -m daemon.server --instance work --echo" in written
    assert "KillSignal=SIGTERM" in written
    assert "KillMode=mixed" in written
    assert "RestartPreventExitStatus=75" in written
    assert systemd_unit.unit_path("work").name == "specdeck-work.service"


def test_a_signal_is_a_graceful_stop(daemon):
    os.kill(daemon.pid, signal.SIGTERM)
    while daemon.place.socket.exists():
        pass
    assert daemon.log()[-1]["said"] in {"stopping", "stopped"}
