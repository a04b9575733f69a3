"""A deck in a pty, with its cost in bytes, milliseconds and memory."""

import os
import re
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from runpy import run_path
from typing import Any

ROOT = Path(__file__).parents[2]
Terminal = run_path(str(ROOT / "tests" / "plugins" / "pty.py"))["Terminal"]
QUIET_SECONDS = 0.08  # no frame of an app in use takes longer to follow another
PATIENCE_SECONDS = 60.0
END_OF_FRAME = re.compile(rb"\x1b\[\?2026l")


class Pane:
    """A terminal of 80x24 in true colour with a program in it."""

    def __init__(self, terminal: Any) -> None:  # noqa: ANN401 - a class read from a path
        self._terminal = terminal

    def until(self, seen: str) -> None:
        """Read until a text is on the screen, and no more comes."""
        self.look_for(seen)
        self._terminal.settle(0.5)

    def look_for(self, seen: str) -> None:
        """Read until a text is on the screen."""
        self._terminal.until(seen, PATIENCE_SECONDS)

    def press(self, key: str) -> tuple[int, float]:
        """Bytes that a key caused, and the milliseconds until the last of them."""
        before, begun, last = self._terminal.bytes, time.perf_counter(), 0.0
        self._terminal.press(key)
        while self._terminal.read(QUIET_SECONDS if last else 1.0):
            last = time.perf_counter() - begun
        return self._terminal.bytes - before, last * 1000

    def press_until(self, key: str, painted: bytes) -> float:
        """Milliseconds from a key to the end of the frame that holds a text."""
        begin, begun = len(self._terminal.raw), time.perf_counter()
        self._terminal.press(key)
        while (at := self._terminal.raw.find(painted, begin)) < 0 or not END_OF_FRAME.search(self._terminal.raw, at):
            if not self._terminal.read(PATIENCE_SECONDS):
                raise AssertionError(f"never painted: {painted!r}\n{self._terminal.text}")
        took = (time.perf_counter() - begun) * 1000
        self._terminal.settle(0.3)
        return took

    def idle_bytes_per_s(self, seconds: float = 5.0) -> float:
        """What it writes while nobody does anything."""
        before, end = self._terminal.bytes, time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._terminal.read(left)
        return round((self._terminal.bytes - before) / seconds, 1)

    def rss_mb(self) -> float:
        pages = int(Path(f"/proc/{self._terminal.pid}/statm").read_text().split()[1])
        return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)


@contextmanager
def opened(*command: str) -> Iterator[Pane]:
    """A pane with a command in it; it ends with it."""
    terminal = Terminal(command)
    try:
        yield Pane(terminal)
    finally:
        terminal.close()


def p95(values: Sequence[float]) -> float:
    return round(statistics.quantiles(values, n=20)[-1], 1)
