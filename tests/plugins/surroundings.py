"""What tests run in: the same on every machine, whatever the shell, the scheduler or the user of this one exported."""

import os
import re
import signal
import tempfile
import time

from hypothesis import HealthCheck, settings

STRANGE = re.compile(
    r"COLUMNS|LINES|(NO|FORCE)_COLOR|CLICOLOR.*|COLORTERM|TERM_.*|TEXTUAL.*"  # what the screen is said to be
    r"|EDITOR|VISUAL|PAGER|LESS.*|MAN.*|TMUX.*|STY|SSH_.*"  # what is around the screen
    r"|LANGUAGE|LC_.*|TMPDIR|TEMP|TMP|XDG_(RUNTIME_DIR|(STATE|DATA)_HOME)"
    r"|SPECDECK_.*|PG.*|GIT_(DIR|WORK_TREE|INDEX_FILE|CONFIG.*)"  # what leads to somebody's own
    r"|PYTHON(UTF8|IOENCODING|COERCECLOCALE|WARNINGS|OPTIMIZE|DEVMODE|HASHSEED|DONTWRITEBYTECODE)"
)
"""Variables that change what programs say or where they look."""
USUAL = {"SPECDECK_DRILLS": "1", "LANG": "C.UTF-8", "TERM": "xterm-256color"}
MASK = 0o022


def pytest_configure() -> None:
    """Let go of what is strange, before any test, fixture or program of theirs can look."""
    for name in [name for name in os.environ if STRANGE.fullmatch(name)]:
        del os.environ[name]
    os.environ |= USUAL | {"TZ": noon_zone(time.gmtime().tm_hour)}
    time.tzset()
    os.umask(MASK)
    _restore_signals()
    tempfile.tempdir = None  # found anew: a folder with a long name has no room for a socket below it
    settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("suite")  # a machine with ten times as much to do makes no example wrong


def noon_zone(hour: int) -> str:
    """Return a time zone in which this hour of UTC is noon: the deck shows other times once the day changes."""
    return f"<noon>{hour - 12:+d}"


def _restore_signals() -> None:
    """Undo what `nohup`, `&` or a scheduler hands down: programs of the tests would ignore these signals too."""
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    for number in (signal.SIGHUP, signal.SIGQUIT, signal.SIGTERM):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
