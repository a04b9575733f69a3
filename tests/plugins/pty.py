"""A program in a real pty: keys go in, bytes come out and are counted, and a small emulator says what is seen."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence

import pyte
import pytest

FOUND_SECONDS = 20.0
ASKED_SYNC, SYNC = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
FRAME_BEGINS, FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"
ASKED_PLACE, PLACE = b"\x1b[6n", b"\x1b[1;1R"
FOREIGN = re.compile(
    rb"\x1b\[[<>=?][0-9;]*[a-z$]*[pquc]|\x1b\[[0-9;]*t|\x1bP.*?\x1b\\|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)", re.DOTALL
)
"""Sequences that the emulator does not know and would show as text: questions, the kitty keyboard, titles, OSC 52."""
ANSWERS = {ASKED_SYNC: SYNC, ASKED_PLACE: PLACE}
KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "down": "\x1b[B",
    "up": "\x1b[A",
    "left": "\x1b[D",
    "right": "\x1b[C",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "backspace": "\x7f",
    "pagedown": "\x1b[6~",
    "pageup": "\x1b[5~",
    "ctrl+d": "\x04",
    "ctrl+u": "\x15",
    "ctrl+r": "\x12",
    "ctrl+p": "\x10",
    "ctrl+s": "\x13",
}


class Terminal:
    """A pty of a size with a program in it; `bytes` counts what the program wrote, `raw` keeps it."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
        term: str = "xterm-256color",
        colorterm: str = "truecolor",
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.bytes = 0
        self.raw = bytearray()
        self._unseen = bytearray()
        self._open = True
        around = {**os.environ, "TERM": term, "COLORTERM": colorterm, **(env or {})}
        self.pid, self._fd = pty.fork()
        if not self.pid:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvpe(argv[0], list(argv), around)
        self.resize(columns, rows)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size, as a person who drags its corner."""
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)

    def press(self, *keys: str) -> None:
        """Type keys by name, or text as it is."""
        os.write(self._fd, "".join(KEYS.get(key, key) for key in keys).encode())

    @property
    def modes(self) -> list[object]:
        """What the terminal does with keys: echo them, wait for whole lines, and so on."""
        return termios.tcgetattr(self._fd)

    @property
    def text(self) -> str:
        """What is seen, line by line, without the blanks at the ends; of a frame that is not whole, nothing."""
        # Only now: the emulator is slow, and who counts bytes and times shall not wait for it.
        begun = self._unseen.rfind(FRAME_BEGINS)
        whole = begun if begun > self._unseen.rfind(FRAME_ENDS) else len(self._unseen)
        self._stream.feed(FOREIGN.sub(b"", bytes(self._unseen[:whole])))
        del self._unseen[:whole]
        return "\n".join(line.rstrip() for line in self.screen.display)

    def until(self, seen: str | Callable[[str], bool], seconds: float = FOUND_SECONDS) -> str:
        """Read until the screen shows a text, or something is so; gives the screen."""
        wanted = seen if callable(seen) else lambda text: seen in text
        end = time.monotonic() + seconds
        while not wanted(self.text):
            if not self._open or time.monotonic() > end:
                raise AssertionError(f"never seen: {seen!r}\n{self.text}")
            self.read(0.1)
        return self.text

    def settle(self, quiet: float = 0.25, seconds: float = FOUND_SECONDS) -> int:
        """Read until nothing came for a while; gives how many bytes came."""
        begun, end = self.bytes, time.monotonic() + seconds
        while self.read(quiet) and time.monotonic() < end:
            pass
        return self.bytes - begun

    def read(self, seconds: float) -> int:
        """Wait for output at most so long, and take what is there; gives how many bytes."""
        if not self._open or not select.select([self._fd], [], [], seconds)[0]:
            return 0
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # the other end is closed
            data = b""
        self._open = bool(data)
        self.bytes += len(data)
        self.raw += data
        for asked, answer in ANSWERS.items():
            if asked in data:
                os.write(self._fd, answer)
        self._unseen += data
        return len(data)

    def wait(self, seconds: float = FOUND_SECONDS) -> int:
        """Read to the end, and give the exit status of the program."""
        end = time.monotonic() + seconds
        while self._open and time.monotonic() < end:
            self.read(0.1)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1]) if not self._open else self._kill()

    def hang_up(self) -> int:
        """Take the terminal away, as a lost line does; gives the exit status of the program."""
        os.close(self._fd)
        self._fd = -1
        process = os.pidfd_open(self.pid)
        try:
            ended = select.select([process], [], [], FOUND_SECONDS)[0]
        finally:
            os.close(process)
        if not ended:
            self._kill()
            raise AssertionError("the program stays without its terminal")
        self._open = False
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def close(self) -> None:
        """End the program if it still runs."""
        if self._open:
            self._kill()
        if self._fd >= 0:
            os.close(self._fd)

    def _kill(self) -> int:
        self._open = False
        os.kill(self.pid, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    """Opens terminals; they are closed with the test."""
    opened: list[Terminal] = []

    def open_terminal(argv: Sequence[str], **how: object) -> Terminal:
        opened.append(Terminal(argv, **how))
        return opened[-1]

    yield open_terminal
    for each in opened:
        each.close()
