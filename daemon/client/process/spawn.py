"""Start a daemon in the background, detached from our terminal and our current folder."""

import os
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

from daemon.client.errors import StartError
from daemon.wire.connection.instance_paths import InstancePaths

ALREADY_RUNNING = 75  # the exit status of a daemon that finds another one


def daemon_command(instance: str) -> list[str]:
    """Return the command of a daemon; -P keeps the current folder off its import path."""
    return [sys.executable, "-P", "-m", "daemon.server", "--instance", instance]


def clean_environment() -> dict[str, str]:
    """Return our environment without Python's import variables."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}


def start_daemon(paths: InstancePaths) -> subprocess.Popen[bytes]:
    """Start a daemon that outlives this process."""
    with _opened(paths.startup_log) as errors:
        return subprocess.Popen(
            daemon_command(paths.instance),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            cwd="/",
            env=clean_environment(),
            start_new_session=True,
        )


def _opened(path: Path) -> BinaryIO:
    """Open the file for errors of a daemon that has no log yet."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return path.open("wb")
    except OSError as error:
        sentence = f"The daemon cannot be started: {path} cannot be written ({error.strerror})."
        hint = "Make its folder writable, or set XDG_STATE_HOME to one that is."
        raise StartError(sentence, hint) from error


def startup_error(paths: InstancePaths) -> tuple[str, str]:
    """Return why a daemon did not start, as sentence and hint."""
    hint = f"See the log: specdeck daemon logs{paths.options}, or {paths.startup_log}"
    try:
        lines = paths.startup_log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    report = {kind: rest for kind, _, rest in (line.partition(": ") for line in lines)}
    if "error" in report:
        return f"The daemon did not start. {report['error']}", report.get("hint") or hint
    if lines:
        return f"The daemon did not start: {lines[-1]}", hint
    return "The daemon did not start in time.", hint
