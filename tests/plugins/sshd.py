"""A real sshd on loopback, as a user of this machine reaches it."""

import getpass
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from daemon.wire.connection.instance_paths import InstancePaths
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
SetEnv PATH={path} XDG_RUNTIME_DIR={runtime} XDG_STATE_HOME={state} XDG_DATA_HOME={data} SPECDECK_DECK_WELCOME=false
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


@contextmanager
def ssh_server(place: InstancePaths) -> Iterator[SshServer]:
    """An sshd that lets `key` in, where whoever logs in finds the daemons of this home."""
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
    try:
        yield server
    finally:
        _leave(server, place)
        process.terminate()
        process.wait(timeout=10)
        process.stderr.close()


def _leave(server: SshServer, place: InstancePaths) -> None:
    """End the logins that the client's connections share."""
    for login in place.socket.parent.glob("ssh-*"):
        leave = ["-o", f"ControlPath={login}", "-O", "exit", "-p", str(server.port)]
        command = [*server.ssh("key").split(), *leave, f"{getpass.getuser()}@127.0.0.1"]
        subprocess.run(command, stderr=subprocess.DEVNULL, check=False)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
