"""Quit on a signal: the deck restores its terminal, if there still is one."""

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
SIGNAL_EXIT = 128  # a shell adds the number of the signal


def quit_on_signal(app: App[None]) -> None:
    """Quit on a signal; as a page of `specdeck serve`, quit when the server is gone."""
    if app.is_web:
        threading.Thread(target=_quit_with_server, name="specdeck-served", daemon=True).start()
    elif sys.stdin.isatty():
        for number in QUIT_SIGNALS:
            asyncio.get_running_loop().add_signal_handler(number, partial(_quit, app, number))


def _quit_with_server() -> None:
    """Wait until the server closes its end of the pipe: if it was killed, nothing else reports that."""
    line = select.poll()
    line.register(sys.stdin, 0)  # another thread reads the keys; a hangup is always reported
    line.poll()
    os._exit(SIGNAL_EXIT + signal.SIGHUP)


def _quit(app: App[None], number: int) -> None:
    if _hung_up():  # the terminal cannot be restored, and writing to it would block
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    app.exit(return_code=SIGNAL_EXIT + number)


def _hung_up() -> bool:
    try:
        termios.tcgetattr(sys.stdin)
    except (OSError, termios.error):
        return True
    return False
