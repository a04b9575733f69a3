"""A real terminal whose screen can be read: tmux, on its own server."""

import os
import re
import shlex
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

PATIENCE_SECONDS = 60  # of a busy machine; one at leisure needs one or two
LOOK_SECONDS = 0.05  # tmux tells nobody that a pane changed


class Terminal:
    """One pane with a command in it; what it says at its end is kept on the screen."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket

    def tmux(self, *words: str) -> str:
        command = ["tmux", "-S", self._socket, "-f", "/dev/null", *words]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=10).stdout

    @property
    def screen(self) -> str:
        return self.tmux("capture-pane", "-p", "-t", "deck")

    def press(self, *keys: str) -> None:
        """Keys as tmux calls them: a letter, Enter, Escape, C-r."""
        self.tmux("send-keys", "-t", "deck", *keys)

    def type(self, text: str) -> None:
        self.tmux("send-keys", "-t", "deck", "-l", text)

    def until(self, seen: str, gone: str = "\0") -> str:
        """Wait until the screen shows one text, and not the other; gives the screen."""
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            screen = self.screen
            if re.search(seen, screen) and gone not in screen:
                return screen
            assert time.monotonic() < end, f"not seen: {seen}\n{screen}"
            time.sleep(LOOK_SECONDS)


@contextmanager
def terminal(
    command: Sequence[str | Path], size: tuple[int, int] = (80, 24), environment: Mapping[str, str] = os.environ
) -> Iterator[Terminal]:
    """Run a command in a terminal; its exit status is shown below what it leaves."""
    line = shlex.join(map(str, command)) + "; echo ended with $?; cat"
    with TemporaryDirectory(prefix="sd-tmux-") as folder:
        pane = Terminal(Path(folder) / "socket")
        words = ["new-session", "-d", "-s", "deck", "-x", str(size[0]), "-y", str(size[1]), line]
        subprocess.run(
            ["tmux", "-S", pane._socket, "-f", "/dev/null", *words],
            env={**environment, "COLORTERM": "truecolor"}, check=True, timeout=10,
        )  # fmt: skip
        try:
            yield pane
        finally:
            pane.tmux("kill-server")
