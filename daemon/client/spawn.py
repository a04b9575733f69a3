"""Starting a daemon in the background, away from our terminal and from the folder we stand in."""

import os
import subprocess
import sys

from daemon.wire.place import Place

ALREADY_RUNNING = 75  # the exit status of a daemon that found another one


def command(instance: str) -> list[str]:
    """How a daemon is started: -P keeps the current folder out of what it imports."""
    return [sys.executable, "-P", "-m", "daemon.server", "--instance", instance]


def environment() -> dict[str, str]:
    """Ours, without what would make Python import from elsewhere."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}


def daemon(place: Place) -> subprocess.Popen[bytes]:
    """Start a daemon that outlives us."""
    place.last_words.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with place.last_words.open("wb") as words:
        return subprocess.Popen(
            command(place.instance),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=words,
            cwd="/",
            env=environment(),
            start_new_session=True,
        )


def last_words(place: Place) -> tuple[str, str]:
    """Why a daemon did not start, as sentence and hint."""
    hint = f"specdeck daemon logs shows more; so does {place.last_words}"
    try:
        words = place.last_words.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        words = []
    told = {kind: rest for kind, _, rest in (line.partition(": ") for line in words)}
    if "error" in told:
        return f"The daemon did not start. {told['error']}", told.get("hint") or hint
    return "The daemon did not start in time." if not words else f"The daemon did not start: {words[-1]}", hint
