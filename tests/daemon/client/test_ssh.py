"""A real sshd on loopback carries the connection; what a key is pinned to is all that it may do."""

import getpass
import itertools
import os
import shutil
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest

from daemon.client import connect
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
SetEnv PATH={folder}/bin:{path} XDG_RUNTIME_DIR={runtime} XDG_STATE_HOME={state} XDG_DATA_HOME={data}
"""
CLIENT = """
Host *
  UserKnownHostsFile {folder}/known_hosts
  StrictHostKeyChecking accept-new
  IdentitiesOnly yes
  IdentityAgent none
"""
BRIDGE = f"{sys.executable} -P -m daemon.client.bridge"


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
        self.add_key(f"{name}-{role}", f'command="{BRIDGE} --as {name} --role {role}",restrict')

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


@pytest.fixture
def sshd(home):
    program = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin:/sbin:" + os.environ["PATH"])
    assert program, "sshd is not installed: these tests need OpenSSH's server"
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # where it drops its privileges
    server = SshServer(home, free_port())
    (home / "bin").mkdir()
    command = home / "bin" / "specdeck"
    command.write_text(f'#!/bin/sh\n[ "$1 $2" = "daemon dial-stdio" ] && shift 2 && exec {BRIDGE} "$@"\n')
    command.chmod(0o755)
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", home / "host_key"], check=True)
    places = {name.lower(): os.environ[f"XDG_{name}_{kind}"] for name, kind in
              (("RUNTIME", "DIR"), ("STATE", "HOME"), ("DATA", "HOME"))}  # fmt: skip
    config = SSHD.format(folder=home, port=server.port, path=os.environ["PATH"], **places)
    (home / "sshd_config").write_text(config)
    (home / "config").write_text(CLIENT.format(folder=home))
    server.add_key("key")
    process = subprocess.Popen([program, "-D", "-e", "-f", home / "sshd_config"], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    said = itertools.takewhile(lambda line: "Server listening" not in line, process.stderr)
    assert process.poll() is None, list(said)
    list(said)
    yield server
    control = f"{os.environ['XDG_RUNTIME_DIR']}/specdeck/ssh-%C"
    for key in home.glob("*.pub"):
        leave = [*server.ssh(key.stem).split(), "-o", f"ControlPath={control}", "-O", "exit", "-p", str(server.port)]
        subprocess.run([*leave, f"{getpass.getuser()}@127.0.0.1"], stderr=subprocess.DEVNULL, check=False)
    process.terminate()
    process.wait(timeout=10)
    process.stderr.close()


@pytest.fixture
def use(monkeypatch, sshd):
    """Speak with this key from now on."""
    # One login is shared by user, host and port, whatever the key: tests that change keys must not share.
    return lambda key: monkeypatch.setenv("SPECDECK_SSH", f"{sshd.ssh(key)} -o ControlMaster=no -o ControlPath=none")


def test_status_and_changes_over_ssh(sshd, use, daemon):
    use("key")
    with connect(sshd.url) as remote:
        assert remote.hello().pid == daemon.pid
        assert remote.hello().you.account == f"os:{os.getuid()}"
        assert remote.projects.add("far", ["/a"]).name == "far"
        assert remote.status().projects == 1


def test_the_far_side_starts_its_daemon(sshd, use):
    use("key")
    with connect(sshd.url) as remote:
        assert remote.health().ok


def test_one_login_is_shared(sshd, monkeypatch, daemon):
    monkeypatch.setenv("SPECDECK_SSH", sshd.ssh("key"))
    with connect(sshd.url) as one, connect(sshd.url) as two:
        assert one.hello().run == two.hello().run
    assert len(list(daemon.place.socket.parent.glob("ssh-*"))) == 1


def test_events_follow_over_ssh_and_resume_after_the_daemon_restarts(sshd, use, daemon):
    use("key")
    lost, found = threading.Event(), threading.Event()
    events = {Attachment.LOST: lost, Attachment.CONNECTED: found}
    with (
        daemon.client() as here,
        connect(sshd.url) as remote,
        remote.events.follow(after=0, told=lambda state: events[state].set()) as following,
    ):
        here.projects.add("before", ["/a"])
        assert [next(following).seq, next(following).seq] == [1, 2]
        found.clear()
        daemon.kill()
        assert lost.wait(10)
        here.projects.add("between", ["/a"])
        assert found.wait(20)
        here.projects.add("after", ["/a"])
        assert [next(following).seq, next(following).seq] == [3, 4]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.WORKER, Role.ADMIN])
def test_a_pinned_key_may_do_what_its_role_may_and_no_more(sshd, use, daemon, role):
    sshd.pin("alice", role)
    use(f"alice-{role}")
    with connect(sshd.url) as remote:
        you = remote.hello().you
        assert (you.account, you.role) == ("key:alice", role)
        with pytest.raises(MissingError if role is Role.OWNER else RefusedError):
            remote.projects.remove("none")


def test_a_pinned_key_gets_its_pin_whatever_command_it_sends(sshd, daemon):
    sshd.pin("alice", Role.VIEWER)
    request = b"GET /v1/hello HTTP/1.1\r\nHost: d\r\nConnection: close\r\n\r\n"
    said = raw(sshd, "alice-viewer", request, ["specdeck", "daemon", "dial-stdio", "--as", "root", "--role", "owner"])
    assert b'"role":"viewer"' in said
    assert b"owner" not in said


def test_a_pinned_key_cannot_claim_to_be_another(sshd, daemon):
    sshd.pin("alice", Role.VIEWER)
    claim = b'SPECDECK-AS {"name": "root", "role": "owner"}\nGET /v1/hello HTTP/1.1\r\nHost: d\r\n\r\n'
    said = raw(sshd, "alice-viewer", claim, [])
    assert said.startswith(b"HTTP/1.1 400")


def test_a_key_that_is_not_let_in_is_told_in_ssh_s_words(sshd, use, home):
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", home / "stranger"], check=True)
    use("stranger")
    with pytest.raises(UnreachableError, match="Permission denied"):
        connect(sshd.url)


def test_a_host_that_is_not_there_is_told_in_ssh_s_words(home):
    with pytest.raises(UnreachableError, match="onnection refused"):
        connect(f"ssh://127.0.0.1:{free_port()}")


def test_a_host_that_is_an_option_runs_nothing(home):
    marker = home / "ran"
    with pytest.raises(HostError):
        connect(f"ssh://-oProxyCommand=touch {marker}")
    assert not marker.exists()
