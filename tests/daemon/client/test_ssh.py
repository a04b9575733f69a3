"""A real sshd on loopback carries the connection; a pinned key has the permissions of its role only."""

import getpass
import json
import os
import subprocess
import threading

import pytest

from daemon.client import connect
from daemon.client.errors import ForbiddenError, HostError, NotFoundError, UnreachableError
from daemon.client.process import lifecycle
from daemon.client.resources.events import StreamState
from daemon.wire.role import Role
from tests.plugins.sshd import SPECDECK, SshServer, free_port, ssh_server


def raw(server: SshServer, key: str, sent: bytes, command: list[str]) -> bytes:
    """What comes back when exactly these bytes are sent over ssh, which stays open until the daemon hangs up."""
    ssh = [*server.ssh(key).split(), "-p", str(server.port), f"{getpass.getuser()}@127.0.0.1", *command]
    with subprocess.Popen(ssh, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(sent)
        process.stdin.flush()
        return process.stdout.read()


@pytest.fixture(scope="module")
def sshd(shared_daemon):
    with ssh_server(shared_daemon.place) as server:
        yield server


@pytest.fixture
def use(monkeypatch, sshd):
    """Speak with this key from now on."""
    return lambda key: monkeypatch.setenv("SPECDECK_SSH", sshd.ssh(key))


def run(*words: str) -> str:
    """What the command prints."""
    return subprocess.run([SPECDECK, *words], capture_output=True, text=True, timeout=60, check=True).stdout


def test_status_and_changes_over_ssh(sshd, use, shared_daemon):
    use("key")
    with connect(sshd.url) as remote:
        assert remote.hello().pid == shared_daemon.pid
        assert remote.hello().you.account == f"os:{os.getuid()}"
        assert remote.projects.add("far", ["/a"]).name == "far"


def test_the_command_reaches_the_remote_daemon(sshd, use, shared_daemon):
    use("key")
    assert json.loads(run("--host", sshd.url, "status", "--json"))["pid"] == shared_daemon.pid


def test_the_command_follows_events_over_ssh(sshd, use, shared_daemon):
    use("key")
    with shared_daemon.client() as here:
        before = here.projects.add("followed", ["/a"])
        tail = here.status().tail
        command = [SPECDECK, "--host", sshd.url, "events", "--follow", "--after", str(tail - 1), "--json"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert json.loads(process.stdout.readline())["subject"] == before.id
            after = here.projects.add("followed too", ["/a"])
            assert json.loads(process.stdout.readline())["subject"] == after.id
            process.terminate()


def test_the_remote_side_starts_its_daemon(sshd, use, shared_daemon):
    use("key")
    lifecycle.stop()
    with connect(sshd.url) as remote:
        assert remote.hello().pid == shared_daemon.pid


def test_one_login_is_shared(sshd, monkeypatch, shared_daemon):
    monkeypatch.setenv("SPECDECK_SSH", f"{sshd.ssh('key')} -o LogLevel=ERROR")  # no other test's login
    logins = shared_daemon.place.socket.parent
    before = set(logins.glob("ssh-*"))
    with connect(sshd.url) as one, connect(sshd.url) as two:
        assert one.hello().run == two.hello().run
    assert len(set(logins.glob("ssh-*")) - before) == 1


def test_a_login_is_not_shared_with_another_key(sshd, use, shared_daemon):
    sshd.pin("dave", Role.VIEWER)
    sshd.pin("erin", Role.ADMIN)
    use("erin-admin")
    with connect(sshd.url) as remote:
        assert remote.hello().you.role == Role.ADMIN
    use("dave-viewer")
    with connect(sshd.url) as remote:
        assert (remote.hello().you.account, remote.hello().you.role) == ("key:dave", Role.VIEWER)


def test_events_resume_over_ssh_after_the_daemon_was_killed(sshd, use, shared_daemon):
    use("key")
    lost, found = threading.Event(), threading.Event()
    events = {StreamState.LOST: lost, StreamState.CONNECTED: found}
    with shared_daemon.client() as here, connect(sshd.url) as remote:
        here.projects.add("before", ["/a"])
        tail = here.status().tail
        with remote.events.follow(after=tail - 1, on_state=lambda state: events[state].set()) as following:
            assert next(following).seq == tail
            found.clear()
            shared_daemon.kill()
            assert lost.wait(10)
            here.projects.add("between", ["/a"])
            assert found.wait(20)
            here.projects.add("after", ["/a"])
            assert [next(following).seq, next(following).seq] == [tail + 1, tail + 2]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.WORKER, Role.ADMIN])
def test_a_pinned_key_may_do_what_its_role_may_and_no_more(sshd, use, shared_daemon, role):
    sshd.pin("alice", role)
    use(f"alice-{role}")
    with connect(sshd.url) as remote:
        you = remote.hello().you
        assert (you.account, you.role) == ("key:alice", role)
        with pytest.raises(NotFoundError if role is Role.OWNER else ForbiddenError):
            remote.projects.remove("none")


def test_a_pinned_key_gets_its_pin_whatever_command_it_sends(sshd, shared_daemon):
    sshd.pin("bob", Role.VIEWER)
    request = b"GET /v1/hello HTTP/1.1\r\nHost: d\r\nConnection: close\r\n\r\n"
    said = raw(sshd, "bob-viewer", request, ["specdeck", "daemon", "dial-stdio", "--as", "root", "--role", "owner"])
    assert b'"role":"viewer"' in said
    assert b"owner" not in said


def test_a_pinned_key_cannot_claim_to_be_another(sshd, shared_daemon):
    sshd.pin("carol", Role.VIEWER)
    claim = b'SPECDECK-AS {"name": "root", "role": "owner"}\nGET /v1/hello HTTP/1.1\r\nHost: d\r\n\r\n'
    said = raw(sshd, "carol-viewer", claim, [])
    assert said.startswith(b"HTTP/1.1 400")


def test_a_key_that_is_not_let_in_is_told_in_ssh_s_words(sshd, use):
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", sshd.folder / "stranger"], check=True)
    use("stranger")
    with pytest.raises(UnreachableError, match="Permission denied"):
        connect(sshd.url)


def test_a_host_that_is_not_there_is_told_in_ssh_s_words(sshd):
    with pytest.raises(UnreachableError, match="onnection refused"):
        connect(f"ssh://127.0.0.1:{free_port()}")


def test_a_host_that_is_an_option_runs_nothing(tmp_path):
    marker = tmp_path / "ran"
    with pytest.raises(HostError):
        connect(f"ssh://-oProxyCommand=touch {marker}")
    assert not marker.exists()
