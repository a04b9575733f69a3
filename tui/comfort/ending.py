"""Being told to end from outside: the deck leaves its terminal as it found it, where there still is one."""

import asyncio
import os
import signal
import sys
import termios
from functools import partial

from textual.app import App

TOLD = (signal.SIGTERM, signal.SIGHUP)
SIGNALLED = 128  # a shell adds the signal's number


def end_when_told(app: App[None]) -> None:
    """Leave on a signal. A page of `specdeck serve` has no terminal, and ends with its own connection."""
    if sys.stdin.isatty():
        for number in TOLD:
            asyncio.get_running_loop().add_signal_handler(number, partial(_end, app, number))


def _end(app: App[None], number: int) -> None:
    if _hung_up():  # nothing can be put in order there, and who writes to it would wait
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    app.exit(return_code=SIGNALLED + number)


def _hung_up() -> bool:
    try:
        termios.tcgetattr(sys.stdin)
    except (OSError, termios.error):
        return True
    return False
