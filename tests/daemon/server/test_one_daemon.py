"""One daemon per instance, on a private socket, whatever an earlier one left behind."""

import asyncio
import os
import signal
import socket
import stat
import subprocess
from contextlib import ExitStack
from pathlib import Path

import pytest

from daemon.client import connect
from daemon.client.errors import ForeignOwnerError, StartError, UnreachableError
from daemon.client.process import lifecycle, spawn
from daemon.server.http.caller_protocol import MAX_CONNECTIONS
from daemon.server.process.logs import PrivateFile
from daemon.server.process.loop_errors import ACCEPT, QUIET_SECONDS, LoopErrors
from daemon.wire.connection import instance_paths, preamble
from daemon.wire.connection.preamble import PinnedCaller
from daemon.wire.errors import InstancePathError
from daemon.wire.role import Role
from tests.plugins.daemon import end


def run_second(instance: str = "default") -> subprocess.CompletedProcess[str]:
    return subprocess.run(spawn.daemon_command(instance), capture_output=True, text=True, timeout=30, check=False)


def test_the_socket_is_private(daemon):
    assert stat.S_IMODE(daemon.place.socket.stat().st_mode) == 0o600
    assert stat.S_IMODE(daemon.place.socket.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(daemon.place.database.stat().st_mode) == 0o600


def test_a_second_daemon_gives_way_and_names_the_first(daemon):
    second = run_second()
    assert second.returncode == spawn.ALREADY_RUNNING
    assert f"process {daemon.pid}, on {daemon.place.socket}" in second.stderr
    assert "Traceback" not in second.stderr
    assert connect().hello().pid == daemon.pid


def test_two_instances_run_side_by_side(daemon):
    with connect(instance="other") as other:
        assert other.hello().instance == "other"
        assert other.hello().pid != daemon.pid


def test_one_daemon_per_database_even_with_another_runtime_folder(daemon, home, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home / "elsewhere"))
    with connect() as client:
        assert client.hello().pid == daemon.pid
    assert run_second().returncode == spawn.ALREADY_RUNNING


def test_a_killed_daemon_leaves_a_socket_that_the_next_one_replaces(daemon):
    first = daemon.pid
    daemon.kill()
    assert daemon.place.socket.exists()
    assert lifecycle.status() is None
    assert daemon.start() != first


def test_a_socket_that_another_program_answers_on_is_left_alone(home, monkeypatch):
    folder = home / "run"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("SPECDECK_SOCK", str(folder / "s"))
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(str(folder / "s"))
        other.listen()
        refused = run_second()
    assert refused.returncode == 1
    assert "Another program listens" in refused.stderr
    assert (folder / "s").exists()


def test_a_file_in_place_of_the_socket_is_left_alone(home):
    where = instance_paths.paths_of_instance().socket
    where.parent.mkdir(mode=0o700, parents=True)
    where.write_text("mine")
    with pytest.raises(UnreachableError, match="is not a socket"):
        connect()
    assert "is not a socket" in run_second().stderr
    assert where.read_text() == "mine"


def test_a_folder_that_others_may_enter_is_refused_with_a_hint(home):
    folder = instance_paths.paths_of_instance().socket.parent
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    with pytest.raises(StartError, match="Others may enter") as refused:
        connect()
    assert refused.value.hint == f"Make it private: chmod 700 {folder}"


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_another_user_is_refused_by_both_sides(home):
    folder = instance_paths.paths_of_instance().socket.parent
    folder.mkdir(parents=True, mode=0o700)
    os.chown(folder, 65534, 65534)
    with pytest.raises(ForeignOwnerError, match="belongs to another user"):
        connect()
    refused = run_second()
    assert refused.returncode == 1
    assert "belongs to another user (uid 65534)" in refused.stderr


def test_a_path_that_is_too_long_for_a_socket_is_refused_by_both_sides(home, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home / ("r" * 100)))
    with pytest.raises(InstancePathError, match="107"):
        connect()
    refused = run_second()
    assert refused.returncode == 1
    assert "hint: Set SPECDECK_SOCK" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_hostile_folder_is_not_imported_from(home, monkeypatch):
    (home / "daemon").mkdir()
    (home / "daemon" / "__init__.py").write_text("raise SystemExit('hostile')")
    monkeypatch.chdir(home)
    monkeypatch.setenv("PYTHONPATH", ".")
    with connect() as client:
        assert client.health().ok


def test_a_daemon_that_imports_from_elsewhere_does_not_run(home, monkeypatch):
    (home / "engine").mkdir()
    (home / "engine" / "__init__.py").write_text("")
    monkeypatch.setenv("PYTHONPATH", str(home))
    refused = subprocess.run(
        spawn.daemon_command("default"), capture_output=True, text=True, timeout=30, check=False, env=dict(os.environ)
    )
    assert refused.returncode == 1
    assert "The package engine comes from" in refused.stderr


def test_the_lock_names_its_holder(daemon):
    assert daemon.place.lock.stat().st_mode & 0o077 == 0
    assert Path(f"/proc/{daemon.pid}/cmdline").read_bytes().split(b"\0")[1:4] == [b"-P", b"-m", b"daemon.server"]


def test_nothing_is_left_after_a_stop(daemon):
    assert lifecycle.stop() is lifecycle.Stopped.STOPPED
    assert not daemon.place.socket.exists()
    assert daemon.place.lock.read_text() == ""
    assert lifecycle.stop() is lifecycle.Stopped.NOT_RUNNING


def test_a_daemon_keeps_its_lock_when_the_lock_file_is_deleted(daemon):
    first = daemon.pid  # without the file, nothing else finds it
    daemon.place.lock.unlink()
    second = run_second()
    end(first, signal.SIGTERM)
    assert second.returncode == spawn.ALREADY_RUNNING
    assert "its lock file was deleted" in second.stderr


def test_a_daemon_that_does_not_answer_is_ended(daemon):
    os.kill(daemon.pid, signal.SIGSTOP)
    assert lifecycle.stop(timeout=1) is lifecycle.Stopped.ENDED
    assert lifecycle.status() is None
    assert lifecycle.stop() is lifecycle.Stopped.NOT_RUNNING


def test_the_log_is_private_whatever_the_umask(tmp_path):
    old = os.umask(0)
    try:
        log = PrivateFile(tmp_path / "log.jsonl", encoding="utf-8")
    finally:
        os.umask(old)
    log.close()
    assert stat.S_IMODE((tmp_path / "log.jsonl").stat().st_mode) == 0o600


def test_an_accept_error_that_repeats_is_logged_once(caplog):
    now = [0.0]
    errors = LoopErrors(lambda: now[0])
    for moment in (0.0, 1.0, 2.0, QUIET_SECONDS + 3):
        now[0] = moment
        errors(asyncio.new_event_loop(), {"message": ACCEPT, "exception": OSError("Too many open files")})
    assert len(caplog.records) == 2


def answer_to(daemon, data):
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(str(daemon.place.socket))
        line.sendall(data)
        line.settimeout(20)
        return _until(line, b"}")


def _until(line, end):
    found = b""
    while end not in found and (more := line.recv(65_536)):
        found += more
    return found


def test_a_key_has_a_limited_number_of_connections(daemon):
    pinned = preamble.preamble_line(PinnedCaller("mallory", Role.REVIEWER))
    request = b"GET /v1/hello HTTP/1.1\r\nHost: specdeck\r\n\r\n"
    with ExitStack() as held:
        for _ in range(MAX_CONNECTIONS):
            line = held.enter_context(socket.socket(socket.AF_UNIX))
            line.connect(str(daemon.place.socket))
            line.sendall(pinned)
        assert b"request.too_many_connections" in answer_to(daemon, pinned + request)
        alice = preamble.preamble_line(PinnedCaller("alice", Role.REVIEWER))
        assert b" 200 " in answer_to(daemon, alice + request)
