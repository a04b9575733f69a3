"""A real sshd on loopback carries the connection; what a key is pinned to is all that it may do."""

import getpass
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest

from daemon.client import connect, lifecycle
from daemon.client.errors import HostError, MissingError, RefusedError, UnreachableError
from daemon.client.events import Attachment
from daemon.wire.role import Role

SSHD = """
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/authorized_keys
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin prohibit-password
SetEnv PATH={path} XDG_RUNTIME_DIR={runtime} XDG_STATE_HOME={state} XDG_DATA_HOME={data}
"""
CLIENT = """
Host *
  UserKnownHostsFile {folder}/known_hosts
  StrictHostKeyChecking accept-new
  IdentitiesOnly yes
  IdentityAgent none
"""
SPECDECK = Path(sys.executable).with_name("specdeck")


@dataclass
class SshServer:
    """An sshd of our own and the keys it lets in."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"ssh://{getpass.getuser()}@127.0.0.1:{self.port}"

    def add_key(self, name: str, options: str = "") -> None:
        key = self.folder / name
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
        line = f"{options} {key.with_suffix('.pub').read_text()}".lstrip()
        with (self.folder / "authorized_keys").open("a") as keys:
            keys.write(line)

    def pin(self, name: str, role: Role) -> None:
        self.add_key(f"{name}-{role}", f'command="{SPECDECK} daemon dial-stdio --as {name} --role {role}",restrict')

    def ssh(self, key: str) -> str:
        return f"ssh -F {self.folder}/config -i {self.folder}/{key}"


def raw(server: SshServer, key: str, sent: bytes, command: list[str]) -> bytes:
    """What comes back when exactly these bytes are sent over ssh, which stays open until the daemon hangs up."""
    ssh = [*server.ssh(key).split(), "-p", str(server.port), f"{getpass.getuser()}@127.0.0.1", *command]
    with subprocess.Popen(ssh, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(sent)
        process.stdin.flush()
        return process.stdout.read()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def sshd(shared_daemon):
    program = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin:/sbin:" + os.environ["PATH"])
    assert program, "sshd is not installed: these tests need OpenSSH's server"
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # where it drops its privileges
    server = SshServer(Path(os.environ["XDG_RUNTIME_DIR"]).parent, free_port())
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", server.folder / "host_key"], check=True)
    (server.folder / "sshd_config").write_text(
        SSHD.format(
            folder=server.folder,
            port=server.port,
            path=f"{SPECDECK.parent}:{os.environ['PATH']}",
            runtime=os.environ["XDG_RUNTIME_DIR"],
            state=os.environ["XDG_STATE_HOME"],
            data=os.environ["XDG_DATA_HOME"],
        )
    )
    (server.folder / "config").write_text(CLIENT.format(folder=server.folder))
    server.add_key("key")
    command = [program, "-D", "-e", "-f", server.folder / "sshd_config"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    assert any("Server listening" in line for line in process.stderr), "sshd does not listen"
    yield server
    leave = ["-o", f"ControlPath={shared_daemon.place.socket.parent}/ssh-%C", "-O", "exit", "-p", str(server.port)]
    command = [*server.ssh("key").split(), *leave, f"{getpass.getuser()}@127.0.0.1"]
    subprocess.run(command, stderr=subprocess.DEVNULL, check=False)
    process.terminate()
    process.wait(timeout=10)
    process.stderr.close()


@pytest.fixture
def use(monkeypatch, sshd):
    """Speak with this key from now on."""
    # One login is shared by user, host and port, whatever the key: tests that change keys must not share.
    return lambda key: monkeypatch.setenv("SPECDECK_SSH", f"{sshd.ssh(key)} -o ControlMaster=no -o ControlPath=none")


def run(*words: str) -> str:
    """What the command prints."""
    return subprocess.run([SPECDECK, *words], capture_output=True, text=True, timeout=60, check=True).stdout


def test_status_and_changes_over_ssh(sshd, use, shared_daemon):
    use("key")
    with connect(sshd.url) as remote:
        assert remote.hello().pid == shared_daemon.pid
        assert remote.hello().you.account == f"os:{os.getuid()}"
        assert remote.projects.add("far", ["/a"]).name == "far"


def test_the_command_reaches_the_far_side(sshd, use, shared_daemon):
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


def test_the_far_side_starts_its_daemon(sshd, use, shared_daemon):
    use("key")
    lifecycle.stop()
    with connect(sshd.url) as remote:
        assert remote.hello().pid == shared_daemon.pid


def test_one_login_is_shared(sshd, monkeypatch, shared_daemon):
    monkeypatch.setenv("SPECDECK_SSH", sshd.ssh("key"))
    with connect(sshd.url) as one, connect(sshd.url) as two:
        assert one.hello().run == two.hello().run
    assert len(list(shared_daemon.place.socket.parent.glob("ssh-*"))) == 1


def test_events_resume_over_ssh_after_the_daemon_was_killed(sshd, use, shared_daemon):
    use("key")
    lost, found = threading.Event(), threading.Event()
    events = {Attachment.LOST: lost, Attachment.CONNECTED: found}
    with shared_daemon.client() as here, connect(sshd.url) as remote:
        here.projects.add("before", ["/a"])
        tail = here.status().tail
        with remote.events.follow(after=tail - 1, told=lambda state: events[state].set()) as following:
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
        with pytest.raises(MissingError if role is Role.OWNER else RefusedError):
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
