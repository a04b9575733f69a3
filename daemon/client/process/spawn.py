"""Starting a daemon in the background, away from our terminal and from the folder we stand in."""

import os
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

from daemon.client.errors import StartError
from daemon.wire.connection.instance_paths import InstancePaths

ALREADY_RUNNING = 75  # the exit status of a daemon that found another one


def daemon_command(instance: str) -> list[str]:
    """How a daemon is started: -P keeps the current folder out of what it imports."""
    return [sys.executable, "-P", "-m", "daemon.server", "--instance", instance]


def clean_environment() -> dict[str, str]:
    """Ours, without what would make Python import from elsewhere."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}


def start_daemon(paths: InstancePaths) -> subprocess.Popen[bytes]:
    """Start a daemon that outlives us."""
    with _opened(paths.startup_log) as words:
        return subprocess.Popen(
            daemon_command(paths.instance),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=words,
            cwd="/",
            env=clean_environment(),
            start_new_session=True,
        )


def _opened(path: Path) -> BinaryIO:
    """Where a daemon says why it ends before it has a log."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return path.open("wb")
    except OSError as error:
        sentence = f"The daemon cannot be started: {path} cannot be written ({error.strerror})."
        hint = "Make its folder writable, or set XDG_STATE_HOME to one that is."
        raise StartError(sentence, hint) from error


def startup_error(paths: InstancePaths) -> tuple[str, str]:
    """Why a daemon did not start, as sentence and hint."""
    hint = f"specdeck daemon logs shows more; so does {paths.startup_log}"
    try:
        words = paths.startup_log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        words = []
    told = {kind: rest for kind, _, rest in (line.partition(": ") for line in words)}
    if "error" in told:
        return f"The daemon did not start. {told['error']}", told.get("hint") or hint
    return "The daemon did not start in time." if not words else f"The daemon did not start: {words[-1]}", hint
