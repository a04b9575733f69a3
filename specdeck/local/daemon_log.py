"""Read and format the daemon's log."""

import json
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path

POLL_SECONDS = 0.2
_SHOWN = ("at", "level", "from", "said")


def read_log(path: Path, lines: int, follow: bool) -> Iterator[str]:
    """Yield the last lines and, with `follow`, every new line, even after the log is rotated."""
    file = path.open(encoding="utf-8", errors="replace")
    try:
        yield from (line.rstrip("\n") for line in deque(file, maxlen=lines))
        while follow:
            yield from (line.rstrip("\n") for line in file)
            if path.exists() and path.stat().st_ino != _inode(file.fileno()):
                file.close()
                file = path.open(encoding="utf-8", errors="replace")
            time.sleep(POLL_SECONDS)
    finally:
        file.close()


def format_log_line(line: str) -> str:
    """Return a readable form of a JSON line; other lines are returned unchanged."""
    try:
        facts = json.loads(line)
        head = f"{facts['at']}  {facts['level']:<7}  {facts['said']}"
    except (ValueError, KeyError, TypeError):
        return line
    rest = "  ".join(f"{name}={value}" for name, value in facts.items() if name not in _SHOWN)
    return f"{head}  {rest}".rstrip()


def _inode(descriptor: int) -> int:
    import os

    return os.fstat(descriptor).st_ino
