"""The owner's side of the keeper: start it, give it orders, end it."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.trial.sandbox.sandbox_error import SandboxError
from engine.trial.sandbox.sandbox_limits import SandboxLimits

SECONDS_TO_END = 20.0


@dataclass
class ServerProcess:
    """A running keeper with its server. `sockets` is the folder of the server's socket."""

    process: subprocess.Popen[bytes]
    sockets: Path
    throw_away_user: bool
    namespaces: tuple[str, ...]
    uid: int
    given_up: bool = field(default=False)

    @property
    def has_ended(self) -> bool:
        """Whether the keeper has removed the server."""
        return self.given_up or self.process.poll() is not None

    def signal_backend(self, step: str, backend: int) -> None:
        """Send the signal of a step of the watchdog to a server process; the last step ends the server."""
        if step == "give_up":
            self.given_up = True
            self.end_input()
            return
        self._write({"order": step, "backend": backend})

    def _write(self, order: dict[str, Any]) -> None:
        with contextlib.suppress(OSError, ValueError):
            assert self.process.stdin is not None  # noqa: S101 - it is a pipe
            self.process.stdin.write(json.dumps(order).encode() + b"\n")
            self.process.stdin.flush()

    def end_input(self) -> None:
        """Make the keeper remove the server."""
        with contextlib.suppress(OSError):
            if self.process.stdin is not None:
                self.process.stdin.close()

    def end(self) -> None:
        """Remove the server and wait until nothing of it is left."""
        self.end_input()
        try:
            self.process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextlib.contextmanager
def running_server(programs: Path, limits: SandboxLimits) -> Iterator[ServerProcess]:
    """Start a keeper for as long as the caller needs its server."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "engine.trial.sandbox.keeper"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True, cwd="/",
        env={name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PG"))},
    )  # fmt: skip
    server = ServerProcess(process, Path(), throw_away_user=False, namespaces=(), uid=-1)
    try:
        server._write({"programs": str(programs), "limits": limits.to_json()})  # noqa: SLF001
        yield _started(process)
    finally:
        server.end()


def _started(process: subprocess.Popen[bytes]) -> ServerProcess:
    assert process.stdout is not None  # noqa: S101 - it is a pipe
    answer = json.loads(process.stdout.readline() or b'{"error": "its keeper ended"}')
    if "error" in answer:
        lines = answer["error"].splitlines()
        reason = next((line for line in lines if "FATAL" in line or "error" in line), lines[-1])
        raise SandboxError("no_start", f"The scratch server did not start: {reason}", "Run `specdeck doctor`.")
    return ServerProcess(
        process, Path(answer["sockets"]), answer["throw_away_user"], tuple(answer["namespaces"]), answer["uid"]
    )
