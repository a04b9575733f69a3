"""The daemon on another machine: `ssh HOST specdeck daemon dial-stdio` carries the connection."""

import hashlib
import os
import shlex
import socket
import subprocess
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self

from daemon.client.errors import UnreachableError
from daemon.client.process import spawn
from daemon.client.transport.channel import Channel
from daemon.client.transport.ssh_host import SshHost

SSH_VARIABLE = "SPECDECK_SSH"  # the ssh to use, with options, like GIT_SSH_COMMAND
MAX_CONTROL_BYTES = 38  # a socket path has up to 107 bytes, of which our name and ssh's suffix need 69
SSH_OPTIONS = (
    "-T",
    "-e", "none",
    "-o", "BatchMode=yes",
    "-o", "ConnectTimeout=10",
    "-o", "ServerAliveInterval=15",
    "-o", "ServerAliveCountMax=2",
    "-o", "ClearAllForwardings=yes",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SshDialer:
    """Starts an ssh for each connection; they share one login where ssh supports it."""

    host: SshHost
    instance: str
    control: Path | None

    @property
    def where(self) -> str:
        return f"the daemon on {self.host}"

    @property
    def options(self) -> str:
        instance = "" if self.instance == "default" else f" --instance {self.instance}"
        return f" --host {self.host}{instance}"

    def without_autostart(self) -> Self:
        return self  # the remote side decides whether to start its daemon

    def dial(self) -> Channel:
        ours, theirs = socket.socketpair()
        errors = tempfile.TemporaryFile()  # noqa: SIM115  it lives as long as the channel
        try:
            with theirs:
                process = subprocess.Popen(
                    self.command(),
                    stdin=theirs.fileno(),
                    stdout=theirs.fileno(),
                    stderr=errors,
                    env=spawn.clean_environment(),
                )
        except OSError as error:
            ours.close()
            hint = f"Install OpenSSH's client, or set {SSH_VARIABLE}."
            raise UnreachableError(f"ssh could not be started: {error.strerror}.", hint) from error
        threading.Thread(target=process.wait, name="ssh", daemon=True).start()
        return Channel(ours, lambda: _complaint(process, errors))

    def command(self) -> list[str]:
        """Return the ssh command; the host comes last, after `--`, and never begins with a dash."""
        host = self.host
        port = ["-p", str(host.port)] if host.port else []
        name = f"{host.user}@{host.name}" if host.user else host.name
        remote = ["specdeck", "daemon", "dial-stdio", "--instance", self.instance]
        program = shlex.split(os.environ.get(SSH_VARIABLE, "ssh"))
        return [*program, *SSH_OPTIONS, *self._sharing(program), *port, "--", name, *remote]

    def _sharing(self, program: list[str]) -> list[str]:
        if self.control is None or len(os.fsencode(self.control)) > MAX_CONTROL_BYTES:
            return []
        # Another key may be another person, but %C covers only user, host and port.
        how = hashlib.sha256(shlex.join(program).encode()).hexdigest()[:6]
        sharing = ("ControlMaster=auto", f"ControlPath={self.control}/ssh-{how}-%C", "ControlPersist=60")
        return [word for option in sharing for word in ("-o", option)]


def _complaint(process: subprocess.Popen[bytes], errors: BinaryIO) -> str:
    """Return the last line that ssh wrote, once it has ended; its shared master may keep the file open."""
    try:
        process.wait(timeout=2)
    except subprocess.TimeoutExpired:
        return ""
    errors.seek(0)
    lines = errors.read().decode(errors="replace").strip().splitlines()
    if lines:
        return lines[-1]
    return ""
