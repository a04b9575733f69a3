"""Being told to end from outside: the deck leaves its terminal as it found it, where there still is one."""

import asyncio
import os
import select
import signal
import sys
import termios
import threading
from functools import partial

from textual.app import App

QUIT_SIGNALS = (signal.SIGTERM, signal.SIGHUP)
SIGNALLED = 128  # a shell adds the signal's number


def quit_on_signal(app: App[None]) -> None:
    """Leave on a signal; as a page of `specdeck serve`, when whoever serves it is gone."""
    if app.is_web:
        threading.Thread(target=_end_with_server, name="specdeck-served", daemon=True).start()
    elif sys.stdin.isatty():
        for number in QUIT_SIGNALS:
            asyncio.get_running_loop().add_signal_handler(number, partial(_end, app, number))


def _end_with_server() -> None:
    """A server that was killed could not tell: its end of our pipe is closed, and nobody is left to paint for."""
    line = select.poll()
    line.register(sys.stdin, 0)  # the keys are for another thread; that the line is down is always told
    line.poll()
    os._exit(SIGNALLED + signal.SIGHUP)


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
