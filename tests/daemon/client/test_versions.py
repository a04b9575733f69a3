"""A client that is newer or older than its daemon: it works, restarts the daemon, or says what to do."""

import subprocess
import sys

import pytest

from daemon.client import connect
from daemon.client.errors import NewerDaemonError, OlderDaemonError
from daemon.client.process import lifecycle
from daemon.client.transport.http_session import HttpConnection
from daemon.client.transport.local_socket import LocalDialer
from daemon.wire.connection import instance_paths, version

PROGRAM = """
import sys
from daemon.wire.connection import version
version.VERSION, version.API_OLDEST, version.API_NEWEST = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
sys.argv[1:] = ["--echo"]
from daemon.server.__main__ import main
main()
"""


@pytest.fixture
def start_version(home):
    """A daemon that says to be of another version."""
    running = []

    def start(*spoken: str) -> int:
        command = [sys.executable, "-P", "-c", PROGRAM, *spoken]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        running.append(process)
        assert process.stderr is not None
        assert any('"started"' in line for line in process.stderr)
        return process.pid

    yield start
    lifecycle.stop()
    for process in running:
        process.wait(timeout=10)
        process.stderr.close()


def hold_busy() -> HttpConnection:
    connection = HttpConnection(LocalDialer(instance_paths.paths_of_instance()), 10)
    connection.putrequest("POST", "/v1/projects")
    connection.putheader("Content-Length", "10")
    connection.endheaders(b"{")
    return connection


def test_versions_compare_as_numbers():
    assert version.version_key("0.10.0") > version.version_key("0.9.12")


def test_an_older_idle_daemon_is_replaced(start_version):
    old = start_version("0.0.9", "1", "1")
    with connect() as client:
        assert client.hello().version == version.VERSION
        assert client.hello().pid != old
        assert client.warning == ""


def test_an_older_busy_daemon_is_kept_with_a_warning(start_version):
    old = start_version("0.0.9", "1", "1")
    busy = hold_busy()
    with connect() as client:
        assert client.hello().pid == old
        assert "is version 0.0.9" in client.warning
        assert "specdeck daemon restart" in client.warning
    busy.close()


def test_an_older_daemon_is_kept_without_autostart(start_version):
    old = start_version("0.0.9", "1", "1")
    with connect(autostart=False) as client:
        assert client.hello().pid == old
        assert client.warning


def test_an_older_daemon_of_another_api_is_replaced_too(start_version):
    start_version("0.0.1", "0", "0")
    with connect() as client:
        assert client.hello().api_newest == version.API_NEWEST


def test_an_older_daemon_of_another_api_that_is_busy_is_refused(start_version):
    start_version("0.0.1", "0", "0")
    busy = hold_busy()
    with pytest.raises(OlderDaemonError) as refused:
        connect()
    assert refused.value.hint == "Run on that machine: specdeck daemon restart"
    busy.close()


def test_a_newer_daemon_of_the_same_api_just_works(start_version):
    new = start_version("9.0.0", "1", "4")
    with connect() as client:
        assert client.hello().pid == new
        assert client.warning == ""


def test_a_newer_daemon_of_another_api_is_refused_with_what_to_do(start_version):
    start_version("9.0.0", "7", "9")
    with pytest.raises(NewerDaemonError) as refused:
        connect()
    assert "version 9.0.0" in refused.value.sentence
    assert refused.value.hint == "Upgrade specdeck on this machine."
